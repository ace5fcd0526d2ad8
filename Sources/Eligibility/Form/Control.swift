internal import CallGuide

/// One control of a form: the smallest thing somebody types into, saves and may collide on.
///
/// Its name is the field's, with the row in a list: `org[1].name`. Some fields have several controls: money `.currency`,
/// an area `.other`, a declaration `.made`, `.date` and `.to`, a must-state list one for each item and one for its page.
public struct Control: Sendable {
  /// Which part of its field it states.
  public enum Part: Hashable, Sendable {
    /// The value itself.
    case value
    /// Money's currency.
    case currency
    /// An area in one's own words.
    case words
    /// Whether a declaration is made, when, and to whom.
    case made, date, addressee
    /// Whether a document states an item, and on which page.
    case mark(String), page(String)
  }

  /// The field.
  public let field: Field
  /// The list whose rows hold it, if any.
  public let list: Field?
  /// Which part of the field.
  public let part: Part
  /// The section whose page shows it.
  public let section: String

  /// A name taken apart: `org[1].name` is row 1 of `org[].name`.
  public struct Name: Sendable, Hashable {
    /// The name with the row left open, as the form knows it.
    public let pattern: String
    /// The list, if it stands in one.
    public let list: String?
    /// The row, from 0.
    public let row: Int?

    /// Takes a name apart; a row is written as plain digits.
    public init(_ name: String) {
      let bytes = name.utf8
      guard let open = bytes.firstIndex(of: UInt8(ascii: "[")),
        let close = bytes[open...].firstIndex(of: UInt8(ascii: "]")),
        let row = Self.row(bytes[bytes.index(after: open)..<close])
      else {
        pattern = name
        list = nil
        self.row = nil
        return
      }
      list = String(name[..<open])
      pattern = String(name[...open] + name[close...])
      self.row = row
    }

    private static func row(_ digits: Substring.UTF8View) -> Int? {
      guard (1...15).contains(digits.count), digits.first != UInt8(ascii: "0") || digits.count == 1 else {
        return nil
      }
      var row = 0
      for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        row = row * 10 + Int(digit - 0x30)
      }
      return row
    }
  }

  /// The controls of a form by their patterns.
  static func all(of sections: [Form.Part]) -> [String: Control] {
    var controls: [String: Control] = [:]
    let hasBudget = sections.contains { $0.section.id == BudgetLines.section }
    func add(_ field: Field, list: Field?, section: String, pattern: String) {
      for (suffix, part) in parts(of: field) {
        controls[pattern + suffix] = Control(field: field, list: list, part: part, section: section)
      }
    }
    for part in sections {
      for question in part.questions {
        guard question.field.type == .list else {
          add(question.field, list: nil, section: part.section.id, pattern: question.field.id)
          continue
        }
        for member in question.members {
          let section = hasBudget && member.field.type == .money ? BudgetLines.section : part.section.id
          add(
            member.field, list: question.field, section: section,
            pattern: "\(question.field.id)[]\(member.field.id.dropFirst(question.field.id.count))")
        }
      }
    }
    return controls
  }

  private static func parts(of field: Field) -> [(suffix: String, part: Part)] {
    switch field.type {
    case .text, .integer, .decimal, .date, .bool, .choice, .country, .region, .file: [("", .value)]
    case .money: [("", .value), (".currency", .currency)]
    case .area: [("", .value), (".other", .words)]
    case .declaration: [(".made", .made), (".date", .date), (".to", .addressee)]
    case .choices(let choices) where field.isStatedList:
      choices.flatMap { [(".\($0.code)", .mark($0.code)), (".\($0.code).page", .page($0.code))] }
    case .choices: [("", .value)]
    case .list, .rate, .group: []
    }
  }
}

extension Form {
  /// The control with this name; `nil` when the form has none, or the row is beyond what a list may have.
  /// - Complexity: O(1).
  public func control(_ name: String) -> Control? {
    let name = Control.Name(name)
    guard let control = controls[name.pattern], (control.list != nil) == (name.row != nil),
      name.row ?? 0 < Sheet.rowLimit
    else { return nil }
    return control
  }

  /// Every control it has, with a list's row left open: `org[].name`.
  public var patterns: [String] { controls.keys.sorted() }

  /// The section whose page shows a control, or the list, field or document of this name.
  public func section(of name: String) -> String? {
    if let control = control(name) { return control.section }
    let field = Control.Name(name).list ?? name
    return sections.first { part in
      part.questions.contains { $0.field.id == field || $0.members.contains { $0.field.id == field } }
    }?.section.id
  }
}
