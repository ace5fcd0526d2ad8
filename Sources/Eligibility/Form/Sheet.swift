public import CallGuide

/// What has been typed into a form, by the names of its controls: valid or not, so that nothing typed is ever lost.
///
/// ```swift
/// var sheet = Sheet(values: ["app.titleZh": ["中埃绿色能源联合实验室"], "org[0].name": ["示例大学"]])
/// let reading = sheet.read(form: form, topic: topic, rules: rules)
/// reading.facts  // nil while something cannot be read
/// ```
/// A control may have several values (boxes ticked) or none (emptied). A row of a list exists as long as one of its
/// controls has a value, even an empty text; a removed row's controls have none. Rows keep their numbers, so that two
/// people may edit one list.
public struct Sheet: Sendable, Hashable {
  /// More rows than any list of a form needs.
  public static let rowLimit = 50

  /// Control to values, as typed.
  public private(set) var values: [String: [String]]
  /// The rows of each list, by its name, in order.
  private var rowNumbers: [String: [Int]] = [:]

  /// What was typed.
  /// - Complexity: linear in the controls.
  public init(values: [String: [String]] = [:]) {
    self.values = values
    countRows()
  }

  /// The form before anything is typed: the two organisations every application has.
  public init(blankFor topic: Topic, form: Form, rules: Rulebook) {
    guard form.control("org[0].role") != nil, form.control("org[1].side") != nil else {
      self.init()
      return
    }
    let countries = topic.partners.flatMap(rules.call.codes)
    let isKnown = countries.count == 1 && countries[0].utf8.count == 2 && countries != ["EU"]
    self.init(values: [
      "org[0].role": ["lead"], "org[0].side": ["CN"], "org[1].role": ["foreignLead"],
      "org[1].side": [isKnown ? countries[0] : "foreign"],
    ])
  }

  private mutating func countRows() {
    var rows: [String: Set<Int>] = [:]
    for (control, values) in values where !values.isEmpty {
      let name = Control.Name(control)
      if let list = name.list, let row = name.row { rows[list, default: []].insert(row) }
    }
    rowNumbers = rows.mapValues { $0.sorted() }
  }

  // MARK: reading controls

  /// What stands in a control, as typed.
  public func typed(_ control: String) -> String { values[control]?.last ?? "" }

  /// What stands in a control; `nil` when it is blank.
  public func stated(_ control: String) -> String? {
    guard let text = values[control]?.last else { return nil }
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// The boxes ticked under one name.
  public func ticked(_ control: String) -> [String] { values[control] ?? [] }

  /// The rows a list shows: those that exist, or an empty one.
  public func rows(of list: Field) -> [Int] { rowNumbers[list.id] ?? [0] }

  /// The highest row of any list, from 0, for refusing what no form of ours sends.
  public var highestRow: Int { rowNumbers.values.compactMap(\.last).max() ?? 0 }

  /// The name of a member's control in a row.
  public static func control(_ member: Field, of list: Field, row: Int) -> String {
    "\(list.id)[\(row)]\(member.id.dropFirst(list.id.count))"
  }

  // MARK: writing

  /// Takes over these controls and leaves the others as they are.
  public mutating func merge(_ others: [String: [String]]) {
    values.merge(others) { _, new in new }
    countRows()
  }

  /// Adds an empty row after the last.
  /// - Returns: the controls that changed; none when the list is full.
  @discardableResult
  public mutating func addRow(to list: Form.Question) -> [String: [String]] {
    guard let member = list.members.first(where: { Self.isPlain($0.field) }) ?? list.members.first else {
      return [:]
    }
    // An empty row that is only shown comes into being with the one added after it.
    let existing = rowNumbers[list.field.id]
    let last = existing?.last ?? 0
    guard last + 1 < Self.rowLimit else { return [:] }
    var changed: [String: [String]] = [:]
    for row in existing == nil ? [0, 1] : [last + 1] {
      changed[Self.control(member.field, of: list.field, row: row)] = [""]
    }
    merge(changed)
    return changed
  }

  /// Empties every control of a row; the other rows keep their numbers.
  /// - Returns: the controls that changed.
  @discardableResult
  public mutating func removeRow(_ row: Int, of list: Field) -> [String: [String]] {
    let prefix = "\(list.id)[\(row)]."
    var changed: [String: [String]] = [:]
    for (control, values) in values where control.hasPrefix(prefix) && !values.isEmpty {
      changed[control] = []
    }
    merge(changed)
    return changed
  }

  /// Whether one control named like the field states it.
  private static func isPlain(_ field: Field) -> Bool {
    switch field.type {
    case .text, .integer, .decimal, .money, .date, .choice, .country, .region: true
    case .bool, .choices, .area, .file, .list, .declaration, .rate, .group: false
    }
  }

  /// Only what this form has controls for: for carrying answers over to another topic.
  public func kept(by form: Form) -> Sheet { Sheet(values: values.filter { form.control($0.key) != nil }) }

  /// Whether a form has a control of this name, so that a server can refuse what no page of ours sends.
  public static func isControl(_ name: String, form: Form) -> Bool { form.control(name) != nil }
}
