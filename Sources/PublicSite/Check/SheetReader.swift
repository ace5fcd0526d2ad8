internal import CallGuide
internal import Eligibility

/// Turns a sheet into the tree an application file would be, so that both go through the same reader.
///
/// Every node's place says as its line which control it came from: that is how a problem finds its way back.
struct SheetReader {
  /// Something that cannot be read, and the control it was typed into.
  struct Fault {
    var control: String?
    var text: BilingualText
  }

  /// What came of reading.
  struct Result {
    var facts: Facts?
    var faults: [Fault] = []
    /// For each list, the row of the form that each row of the facts came from.
    var rows: [String: [Int]] = [:]
  }

  private let rules: Rulebook
  private let topic: Topic
  private let sheet: Sheet
  private var controls: [String] = []
  private var rows: [String: [Int]] = [:]

  /// Reads a sheet.
  /// - Parameter extra: facts that are not typed, such as the day of submission.
  static func read(_ sheet: Sheet, form: Form, topic: Topic, rules: Rulebook, extra: [(String, String)])
    -> Result
  {
    var reader = SheetReader(rules: rules, topic: topic, sheet: sheet)
    let tree = reader.tree(form, extra: extra)
    do {
      return Result(facts: try rules.reader.read(tree), rows: reader.rows)
    } catch {
      return Result(faults: error.all.map(reader.fault), rows: reader.rows)
    }
  }

  private init(rules: Rulebook, topic: Topic, sheet: Sheet) {
    self.rules = rules
    self.topic = topic
    self.sheet = sheet
  }

  // MARK: tree

  private mutating func tree(_ form: Form, extra: [(String, String)]) -> Tree {
    let root = Branch()
    root["app.direction"] = text(topic.id, control: "app.direction")
    for (name, value) in extra { root[name] = text(value, control: name) }
    for question in form.sections.flatMap(\.questions)
    where question.field.isAskedHere && question.field.id != "app.direction" {
      if question.field.type == .list {
        if let list = list(question) { root[question.field.id] = list }
      } else if let value = value(question.field, control: question.field.id) {
        root[question.field.type == .file ? question.field.id + ".file" : question.field.id] = value
      }
    }
    return root.tree(at: place(of: ""))
  }

  private mutating func list(_ question: Form.Question) -> Tree? {
    var elements: [Tree] = []
    for row in 0..<sheet.rows(of: question.field) {
      let branch = Branch()
      for member in question.members where member.field.isAskedHere {
        let control = Sheet.control(member.field, of: question.field, row: row)
        guard let value = value(member.field, control: control) else { continue }
        branch[String(member.field.id.dropFirst(question.field.id.count + 1))] = value
      }
      guard !branch.isEmpty else { continue }
      elements.append(branch.tree(at: place(of: "\(question.field.id)[\(row)]")))
      rows[question.field.id, default: []].append(row)
    }
    return elements.isEmpty ? nil : Tree(.list(elements), at: place(of: question.field.id))
  }

  private mutating func value(_ field: Field, control: String) -> Tree? {
    switch field.type {
    case .text, .integer, .decimal, .date, .bool, .choice, .country, .region:
      return sheet.stated(control).map { text($0, control: control) }
    case .money:
      guard let amount = sheet.stated(control) else { return nil }
      let currency = sheet.stated(control + ".currency") ?? field.currency
      if currency == "CNY" { return text(amount, control: control) }
      return map(
        ["amount": text(amount, control: control), "currency": text(currency, control: control)], control)
    case .area: return area(control)
    case .file:
      return sheet.stated(control) == nil ? nil : text(field.id, control: control)
    case .choices(let choices) where field.isStatedList:
      var marks: [String: Tree] = [:]
      for choice in choices {
        if let mark = sheet.stated("\(control).\(choice.code)") {
          marks[choice.code] = word(mark, control: control)
        }
      }
      return marks.isEmpty ? nil : map(marks, control)
    case .choices:
      let ticked = sheet.ticked(control)
      return ticked.isEmpty
        ? nil : Tree(.list(ticked.map { text($0, control: control) }), at: place(of: control))
    case .declaration:
      var parts: [String: Tree] = [:]
      if let made = sheet.stated(control + ".made") { parts["made"] = word(made, control: control + ".made") }
      if let date = sheet.stated(control + ".date") { parts["date"] = text(date, control: control + ".date") }
      if let to = sheet.stated(control + ".to") { parts["to"] = text(to, control: control + ".to") }
      return parts.isEmpty ? nil : map(parts, control)
    case .list, .rate, .group: return nil
    }
  }

  /// A chosen area, own words, or both: “code: own words”.
  private mutating func area(_ control: String) -> Tree? {
    let chosen = sheet.stated(control)
    let words = sheet.stated(control + ".other")
    switch (chosen, words) {
    case (let chosen?, let words?): return text("\(chosen): \(words)", control: control)
    case (let one?, nil), (nil, let one?): return text(one, control: control)
    case (nil, nil): return nil
    }
  }

  private mutating func text(_ text: String, control: String) -> Tree {
    Tree(.text(text), at: place(of: control))
  }

  private mutating func word(_ word: String, control: String) -> Tree {
    Tree(.text(word), at: place(of: control))
  }

  private mutating func map(_ parts: [String: Tree], _ control: String) -> Tree {
    let place = place(of: control)
    return Tree(
      .map(parts.sorted { $0.key < $1.key }.map { Tree.Entry(key: $0.key, place: place, value: $0.value) }),
      at: place)
  }

  private mutating func place(of control: String) -> Place {
    controls.append(control)
    return Place(file: "form", line: controls.count, column: 1)
  }

  // MARK: problems

  private func fault(_ problem: Problem) -> Fault {
    guard let line = problem.place?.line, controls.indices.contains(line - 1), !controls[line - 1].isEmpty
    else {
      return Fault(control: nil, text: problem.text)
    }
    var control = controls[line - 1]
    // The day of a declaration is reported at the declaration.
    if let subject = problem.subject, rules.dictionary.field(subject) == nil,
      let dot = subject.lastIndex(of: "."),
      rules.dictionary.field(String(subject[..<dot])) != nil, !control.hasSuffix(subject[dot...])
    {
      control += subject[dot...]
    }
    return Fault(control: control, text: problem.text)
  }
}

/// A map being built by dotted names.
private final class Branch {
  private var leaf: Tree?
  private var keys: [String] = []
  private var children: [String: Branch] = [:]

  var isEmpty: Bool { leaf == nil && keys.isEmpty }

  subscript(name: String) -> Tree? {
    get { leaf }
    set {
      var branch = self
      for part in name.split(separator: ".").map(String.init) {
        if let child = branch.children[part] {
          branch = child
        } else {
          let child = Branch()
          branch.keys.append(part)
          branch.children[part] = child
          branch = child
        }
      }
      branch.leaf = newValue
    }
  }

  func tree(at place: Place) -> Tree {
    if let leaf { return leaf }
    return Tree(
      .map(
        keys.compactMap { key in
          children[key].map { Tree.Entry(key: key, place: place, value: $0.tree(at: place)) }
        }), at: place)
  }
}

extension Field {
  /// Whether the self-check asks for it: what an applicant states before the award.
  var isAskedHere: Bool {
    supplier == .applicant && type != .group && type != .rate && !id.hasSuffix(".fileHash")
  }

  /// Whether it lists what a document must state, each item marked yes or no.
  var isStatedList: Bool { id.hasSuffix(".states") }

  /// The currency its unit names; RMB where none.
  var currency: String {
    guard let unit = unit?.en, unit.utf8.count > 3,
      unit.prefix(3).utf8.allSatisfy({ (0x41...0x5A).contains($0) }),
      !unit.hasPrefix("RMB")
    else { return "CNY" }
    return String(unit.prefix(3))
  }

  /// Whether the other side may state it in a currency of its own.
  var allowsCurrency: Bool { type == .money && id.hasSuffix(".foreign") }
}
