public import CallGuide

extension Rulebook {
  /// The JSON Schema (2020-12) of an application; with a topic, only the fields its clauses look at.
  public func schema(for topic: Topic?) -> Tree {
    var asked: Set<FieldSlot>?
    if let topic {
      var slots: Set<FieldSlot> = [self.slots.direction]
      for part in form(for: topic, isComplete: true).sections {
        for question in part.questions {
          slots.insert(question.field.slot)
          slots.formUnion(question.members.map(\.field.slot))
        }
      }
      asked = slots
    }
    let fields = dictionary.fields.filter { asked?.contains($0.slot) ?? true }
    let root = SchemaNode.tree(of: fields)
    let title =
      topic.map { "\($0.id) \($0.title.zh) / \($0.title.en)" } ?? "\(call.batch.zh) / \(call.batch.en)"
    var schema = object(root, topic: topic)
    schema = .map(
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text(title)),
      ] + (schema.map ?? []).map { ($0.key, $0.value) })
    return schema
  }

  private final class SchemaNode {
    var field: Field?
    var children: [(name: String, node: SchemaNode)] = []

    static func tree(of fields: [Field]) -> SchemaNode {
      let root = SchemaNode()
      for field in fields {
        var node = root
        for part in field.id.split(separator: ".").map(String.init) {
          if let next = node.children.first(where: { $0.name == part })?.node {
            node = next
          } else {
            let next = SchemaNode()
            node.children.append((part, next))
            node = next
          }
        }
        node.field = field
      }
      return root
    }
  }

  private func object(_ node: SchemaNode, own: [(String, Tree?)] = [], topic: Topic?) -> Tree {
    .map([
      ("type", .text("object")),
      ("properties", .map(own + node.children.map { ($0.name, schema(of: $0.node, topic: topic)) })),
      ("additionalProperties", .flag(false)),
    ])
  }

  private func schema(of node: SchemaNode, topic: Topic?) -> Tree {
    guard let field = node.field else { return object(node, topic: topic) }
    let shape = shape(of: field, node, topic: topic)
    return .map(
      [
        ("title", .text("\(field.label.zh) / \(field.label.en)")),
        ("description", field.help.map { .text("\($0.zh) / \($0.en)") }),
        ("x-by", field.supplier == .applicant ? nil : .text(field.supplier.rawValue)),
      ] + (shape.map ?? []).map { ($0.key, $0.value) })
  }

  private func either(_ shapes: [Tree]) -> Tree {
    .map([("anyOf", .list(shapes + [.map([("type", .text("null"))])]))])
  }

  private func type(_ name: String, _ more: [(String, Tree?)] = []) -> Tree {
    .map([("type", .text(name))] + more)
  }

  private func shape(of field: Field, _ node: SchemaNode, topic: Topic?) -> Tree {
    let date = type("string", [("format", .text("date"))])
    let number = [
      type("string", [("pattern", .text("^[0-9]+(\\.[0-9]+)?$"))]), type("number", [("minimum", .number(0))]),
    ]
    switch field.type {
    case .text(let max):
      if field.id == "app.direction" {
        let topics = topic.map { [$0.id] } ?? call.topics.map(\.id)
        return .map([("enum", .list(topics.map { .text($0) }))])
      }
      return either([type("string", [("maxLength", max.map { .number($0) })])])
    case .integer(let min, let max):
      return either([
        type("integer", [("minimum", .number(min ?? 0)), ("maximum", max.map { .number($0) })]),
        type("string", [("pattern", .text("^[0-9]+$"))]),
      ])
    case .decimal: return either(number)
    case .money:
      let foreign = type(
        "object",
        [
          (
            "properties",
            .map([
              ("amount", .map([("anyOf", .list(number))])),
              ("currency", type("string", [("pattern", .text("^[A-Z]{3}$"))])),
            ])
          ),
          ("additionalProperties", .flag(false)),
          ("description", .text("万为单位的外币金额 / ten thousands of the currency named")),
        ])
      return either(number + [foreign])
    case .date: return either([date])
    case .bool: return either([type("boolean")])
    case .choice(let choices): return either([.map([("enum", .list(choices.map { .text($0.code) }))])])
    case .choices(let choices):
      let codes = Tree.map([("enum", .list(choices.map { .text($0.code) }))])
      let page = Tree.map([("anyOf", .list([type("boolean"), type("integer", [("minimum", .number(1))])]))])
      return either([
        type("array", [("items", codes)]),
        type(
          "object",
          [("properties", .map(choices.map { ($0.code, page) })), ("additionalProperties", .flag(false))]),
      ])
    case .country(let extra):
      let codes = countries.all.keys.sorted() + extra.map(\.code)
      return either([.map([("enum", .list(codes.map { .text($0) }))])])
    case .region:
      return either([type("string", [("examples", .list(countries.regions.keys.sorted().map { .text($0) }))])]
      )
    case .area:
      let areas = (topic.map { [$0] } ?? call.topics).flatMap(\.leaves)
      return either([type("string", [("examples", .list(areas.map { .text($0.id) }))])])
    default: return compound(field, node, topic: topic, date: date, number: number)
    }
  }

  private func compound(_ field: Field, _ node: SchemaNode, topic: Topic?, date: Tree, number: [Tree]) -> Tree
  {
    switch field.type {
    case .file:
      let own: [(String, Tree?)] = [
        ("file", either([type("string")])), ("attachedOn", either([date])),
        ("sha256", either([type("string")])),
      ]
      return either([type("string"), type("boolean"), object(node, own: own, topic: topic)])
    case .list where field.slot.isMember: return either([type("array", [("items", type("string"))])])
    case .list:
      let row = object(node, topic: topic)
      let named = node.children.contains { $0.name == "name" || $0.name == "title" }
      let items = named ? Tree.map([("anyOf", .list([type("string"), row]))]) : row
      return either([type("array", [("items", items)])])
    case .declaration:
      let shape = type(
        "object",
        [
          (
            "properties",
            .map([
              ("made", either([type("boolean")])), ("date", either([date])), ("to", either([type("string")])),
            ])
          ),
          ("additionalProperties", .flag(false)),
        ])
      return either([type("boolean"), shape])
    case .rate:
      let text = type("string")
      return either([
        type(
          "object",
          [
            (
              "properties",
              .map([
                ("rate", .map([("anyOf", .list(number))])), ("from", text), ("date", date), ("source", text),
              ])
            ),
            ("additionalProperties", .flag(false)),
          ])
      ])
    default: return object(node, topic: topic)
    }
  }
}
