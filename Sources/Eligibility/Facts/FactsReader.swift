public import CallGuide

/// Reads an application (nested JSON or YAML whose paths are the dictionary's names) into facts.
///
/// Every problem is reported with its line and field: unknown fields, wrong types, impossible dates, codes outside their
/// list, texts that are too long. A key that is absent, `null` or blank is *missing*, which is no problem here.
public struct FactsReader: Sendable {
  /// More rows than any form needs.
  static let rowLimit = 1000
  /// The longest text without a limit of its own.
  static let textLimit = 20_000

  let dictionary: FactDictionary
  let countries: Countries
  private let root: Node

  /// The names of the dictionary as a tree.
  final class Node: Sendable {
    let field: Field?
    let children: [String: Node]

    init(field: Field?, children: [String: Node]) {
      self.field = field
      self.children = children
    }
  }

  /// A reader for one dictionary.
  public init(dictionary: FactDictionary, countries: Countries) {
    self.dictionary = dictionary
    self.countries = countries
    root = Self.node(
      prefix: [], fields: dictionary.fields.map { ($0.id.split(separator: ".").map(String.init), $0) })
  }

  private static func node(prefix: [String], fields: [(path: [String], field: Field)]) -> Node {
    let depth = prefix.count
    var groups: [String: [(path: [String], field: Field)]] = [:]
    var own: Field?
    for entry in fields {
      if entry.path.count == depth {
        own = entry.field
      } else {
        groups[entry.path[depth], default: []].append(entry)
      }
    }
    return Node(
      field: own,
      children: Dictionary(
        uniqueKeysWithValues: groups.map { key, entries in
          (key, node(prefix: prefix + [key], fields: entries))
        }))
  }

  /// Reads one application.
  /// - Throws: all problems found, in the order of the file.
  public func read(_ tree: Tree) throws(Problems) -> Facts {
    let (facts, problems) = readable(tree)
    guard problems.isEmpty else { throw Problems(problems) }
    return facts
  }

  /// What can be read of an application, and all problems with the rest, in the order of the file.
  func readable(_ tree: Tree) -> (facts: Facts, problems: [Problem]) {
    var facts = Facts(for: dictionary)
    var problems: [Problem] = []
    if tree.map == nil {
      problems.append(
        Problem(
          .wrongType, at: tree.place, zh: "申报书应为一组键值（{…}），现为\(tree.kind.zh)",
          en: "an application must be a map ({…}), not \(tree.kind.en)"))
    }
    read(tree, node: root, path: "", into: &facts.values, &problems)
    return (facts, problems)
  }

  private func read(
    _ tree: Tree, node: Node, path: String, into values: inout [Value?], _ problems: inout [Problem]
  ) {
    for entry in tree.map ?? [] {
      let name = path.isEmpty ? entry.key : path + "." + entry.key
      guard let child = node.children[entry.key] else {
        problems.append(unknown(entry, name: name, node: node))
        continue
      }
      guard !entry.value.isNothing else { continue }
      readField(entry.value, node: child, name: name, into: &values, &problems)
    }
  }

  private func readField(
    _ tree: Tree, node: Node, name: String, into values: inout [Value?], _ problems: inout [Problem]
  ) {
    guard let field = node.field else {
      guard tree.map != nil else {
        problems.append(wrongType(tree, name: name, zh: "一组下级数据项", en: "a map of the fields below it"))
        return
      }
      read(tree, node: node, path: name, into: &values, &problems)
      return
    }
    let slot = Int(field.slot.slot)
    do throws(Problem) {
      switch field.type {
      case .list where field.slot.isMember: values[slot] = try names(tree, field: field)
      case .list: values[slot] = .rows(try rows(tree, field: field, node: node, problems: &problems))
      case .file:
        values[slot] = try file(tree, field: field)
        if tree.map != nil { readParts(tree, node: node, field: field, into: &values, &problems) }
      case .declaration: values[slot] = try declaration(tree, field: field)
      case .rate: values[slot] = try rate(tree, field: field)
      case .choices(let choices): values[slot] = try marks(tree, field: field, choices: choices)
      case .group:
        guard tree.map != nil else {
          throw wrongType(tree, name: name, zh: "一组下级数据项", en: "a map of the fields below it")
        }
        read(tree, node: node, path: name, into: &values, &problems)
      default:
        if !node.children.isEmpty, tree.map != nil {
          read(tree, node: node, path: name, into: &values, &problems)
        } else {
          values[slot] = try scalar(tree, field: field)
        }
      }
    } catch {
      problems.append(error)
    }
  }

  /// The described attributes of a document: every key that is not the file's own.
  private func readParts(
    _ tree: Tree, node: Node, field: Field, into values: inout [Value?], _ problems: inout [Problem]
  ) {
    let parts = (tree.map ?? []).filter { !Self.fileKeys.contains($0.key) || node.children[$0.key] != nil }
    read(Tree(.map(parts), at: tree.place), node: node, path: field.id, into: &values, &problems)
  }

  static let fileKeys: Set<String> = ["file", "attachedOn", "sha256"]

  /// A list inside a row is a plain list of names.
  private func names(_ tree: Tree, field: Field) throws(Problem) -> Value {
    guard let elements = tree.list else {
      throw wrongType(tree, name: field.id, zh: "列表（[…]）", en: "a list ([…])")
    }
    var marks: [String: Mark] = [:]
    for element in elements {
      guard let name = element.scalar else {
        throw wrongType(element, name: field.id, zh: "文字", en: "a text")
      }
      marks[name] = .present(page: nil)
    }
    return .marks(marks)
  }

  private func rows(
    _ tree: Tree, field: Field, node: Node, problems: inout [Problem]
  ) throws(Problem) -> [Row] {
    guard let elements = tree.list else {
      throw wrongType(tree, name: field.id, zh: "列表（[…]）", en: "a list ([…])")
    }
    guard elements.count <= Self.rowLimit else {
      throw Problem(
        .tooLarge, at: tree.place, subject: field.id, zh: "超过 \(Self.rowLimit) 行",
        en: "more than \(Self.rowLimit) rows")
    }
    let count = dictionary.memberCount(of: field.slot)
    let derived = dictionary.members(of: field).filter { $0.derivation != nil }
    var rows: [Row] = []
    for element in elements where !element.isNothing {
      var row = Row(values: Array(repeating: nil, count: count))
      if element.map != nil {
        read(element, node: node, path: field.id, into: &row.values, &problems)
      } else if let name = node.children["name"] ?? node.children["title"], element.scalar != nil {
        readField(element, node: name, name: field.id, into: &row.values, &problems)
      } else {
        problems.append(wrongType(element, name: field.id, zh: "一组键值（{…}）", en: "a map ({…})"))
      }
      for member in derived where row.values[Int(member.slot.slot)] == nil {
        guard let derivation = member.derivation,
          case .text(let code) = row.values[Int(derivation.from.slot)],
          let value = derivation.codes[code]
        else { continue }
        row.values[Int(member.slot.slot)] = .text(value)
      }
      rows.append(row)
    }
    return rows
  }

  func wrongType(_ tree: Tree, name: String, zh: String, en: String) -> Problem {
    Problem(
      .wrongType, at: tree.place, subject: name, zh: "应为\(zh)，现为\(tree.kind.zh)",
      en: "must be \(en), not \(tree.kind.en)")
  }

  private func unknown(_ entry: Tree.Entry, name: String, node: Node) -> Problem {
    let nearest = Similarity.nearest(to: entry.key, among: Array(node.children.keys))
    let prefix = name.dropLast(entry.key.count)
    return Problem(
      .unknownKey, at: entry.place, subject: name,
      zh: "字典中没有这一数据项" + (nearest.map { "；是否为「\(prefix)\($0)」？" } ?? "，见 hefu schema"),
      en: "no such field in the dictionary"
        + (nearest.map { "; did you mean “\(prefix)\($0)”?" } ?? "; see hefu schema"))
  }
}

/// How alike two words are, for suggestions only; no verdict depends on it.
enum Similarity {
  /// The most similar candidate, if any is close.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let target = Array(word.lowercased().prefix(64))
    var best: (distance: Int, name: String)?
    for candidate in candidates.sorted() {
      let distance = editDistance(target, Array(candidate.lowercased().prefix(64)))
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, min(target.count, best.name.count) / 2) else { return nil }
    return best.name
  }

  /// Levenshtein distance.
  /// - Complexity: O(n·m).
  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}
