internal import CallGuide

/// Turns a sheet into the tree an application file would be, so that both go through the same reader.
///
/// Every node's place says as its line which control it came from: that is how a problem finds its way back.
struct SheetReader {
  private let sheet: Sheet
  private let topic: Topic
  private let attachments: [String: Attachment]?
  private var controls: [String] = []
  /// For each list, the row of the sheet that each row of the tree came from.
  private(set) var rows: [String: [Int]] = [:]
  /// What the tree cannot hold.
  private(set) var faults: [SheetReading.Fault] = []

  init(sheet: Sheet, topic: Topic, attachments: [String: Attachment]?) {
    self.sheet = sheet
    self.topic = topic
    self.attachments = attachments
  }

  // MARK: tree

  mutating func tree(_ form: Form, extra: [(String, String)]) -> Tree {
    let root = Branch()
    root["app.direction"] = text(topic.id, control: "app.direction")
    for (name, value) in extra { root[name] = text(value, control: name) }
    for question in form.questions where question.field.phase != nil {
      switch question.field.type {
      case .list: if let list = list(question) { root[question.field.id] = list }
      case .file: document(question.field, root)
      default:
        if let value = value(question.field, control: question.field.id) { root[question.field.id] = value }
      }
    }
    return root.tree(at: place(of: ""))
  }

  private mutating func document(_ field: Field, _ root: Branch) {
    guard let attachments else {
      if sheet.stated(field.id) != nil { root[field.id + ".file"] = text(field.id, control: field.id) }
      return
    }
    guard let attached = attachments[field.id] else { return }
    root[field.id + ".file"] = text(attached.name, control: field.id)
    if let day = attached.attachedOn {
      root[field.id + ".attachedOn"] = text(day.description, control: field.id)
    }
    if let hash = attached.sha256 { root[field.id + ".sha256"] = text(hash, control: field.id) }
  }

  private mutating func list(_ question: Form.Question) -> Tree? {
    var elements: [Tree] = []
    for row in sheet.rows(of: question.field) {
      let branch = Branch()
      for member in question.members where member.field.phase != nil {
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
    case .text, .integer, .decimal, .date, .choice, .country, .region:
      return sheet.stated(control).map { text($0, control: control) }
    case .bool: return sheet.stated(control).map { answer($0, control: control) }
    case .money:
      guard let amount = sheet.stated(control) else { return nil }
      let currency = sheet.stated(control + ".currency") ?? field.currency
      if currency == "CNY" { return text(amount, control: control) }
      return map(
        ["amount": text(amount, control: control), "currency": text(currency, control: control)], control)
    case .area: return area(control)
    case .choices(let choices) where field.isStatedList: return marks(choices, control)
    case .choices:
      let ticked = sheet.ticked(control).filter { !$0.isEmpty }
      return ticked.isEmpty
        ? nil : Tree(.list(ticked.map { text($0, control: control) }), at: place(of: control))
    case .declaration:
      var parts: [String: Tree] = [:]
      if let made = sheet.stated(control + ".made") {
        parts["made"] = answer(made, control: control + ".made")
      }
      if let date = sheet.stated(control + ".date") { parts["date"] = text(date, control: control + ".date") }
      if let to = sheet.stated(control + ".to") { parts["to"] = text(to, control: control + ".to") }
      return parts.isEmpty ? nil : map(parts, control)
    case .file, .list, .rate, .group: return nil
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

  /// Each item is stated (on a page, if given), not stated, or not marked yet; a page alone says that it is stated.
  private mutating func marks(_ choices: [FieldType.Choice], _ control: String) -> Tree? {
    var marks: [String: Tree] = [:]
    for choice in choices {
      let name = "\(control).\(choice.code)"
      let mark = sheet.stated(name)
      let page = sheet.stated(name + ".page")
      if let page, mark != "false" {
        if let number = Int(page.trimmingSpace), (1...99_999).contains(number) {
          marks[choice.code] = Tree(.word(String(number)), at: place(of: name + ".page"))
        } else {
          faults.append(.init(control: name + ".page", text: .notAPage(page)))
        }
      } else if let mark {
        marks[choice.code] = answer(mark, control: name)
      }
    }
    return marks.isEmpty ? nil : map(marks, control)
  }

  private mutating func text(_ text: String, control: String) -> Tree {
    Tree(.text(text), at: place(of: control))
  }

  private mutating func answer(_ answer: String, control: String) -> Tree {
    let isWord = answer == "true" || answer == "false"
    return Tree(isWord ? .word(answer) : .text(answer), at: place(of: control))
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

  func fault(_ problem: Problem, _ dictionary: FactDictionary) -> SheetReading.Fault {
    guard let line = problem.place?.line, controls.indices.contains(line - 1), !controls[line - 1].isEmpty
    else {
      return .init(control: nil, text: problem.text)
    }
    var control = controls[line - 1]
    // The day of a declaration is reported at the declaration.
    if let subject = problem.subject, dictionary.field(subject) == nil,
      let dot = subject.lastIndex(of: "."), dictionary.field(String(subject[..<dot])) != nil,
      !control.hasSuffix(subject[dot...])
    {
      control += subject[dot...]
    }
    return .init(control: control, text: problem.text)
  }
}

extension BilingualText {
  fileprivate static func notAPage(_ text: String) -> BilingualText {
    BilingualText(
      zh: "「\(text.prefix(20))」不是页码；请填数字，如 3", en: "“\(text.prefix(20))” is no page; enter a number such as 3"
    )
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
