internal import CallGuide
internal import Eligibility
internal import Web

/// What has been typed into a self-check, by the names of the form's controls.
///
/// A field's control has the field's name; in a list it is `org[1].name`. Some fields have several controls:
/// a declaration `.made`, `.date` and `.to`, an area `.other`, money `.currency`, a must-state list one for each item.
struct Sheet: Sendable {
  static let rowLimit = 50

  private var values: [String: [String]]
  private var rowCounts: [String: Int] = [:]

  /// The form before anything is typed: the two organisations every application has.
  init(blankFor topic: Topic, call: Call, form: Form) {
    values = [:]
    let lists = form.sections.flatMap(\.questions).filter { $0.field.type == .list }
    for list in lists { rowCounts[list.field.id] = 1 }
    guard lists.contains(where: { $0.field.id == "org" }) else { return }
    rowCounts["org"] = 2
    values["org[0].role"] = ["lead"]
    values["org[0].side"] = ["CN"]
    values["org[1].role"] = ["foreignLead"]
    let countries = topic.partners.flatMap(call.codes)
    values["org[1].side"] = [
      countries.count == 1 && countries[0].utf8.count == 2 && countries != ["EU"]
        ? countries[0] : "foreign"
    ]
  }

  /// What a browser sent.
  /// - Throws: `Failure` when a list has too many rows.
  init(_ body: FormBody, form: Form) throws(Failure) {
    values = body.values
    let lists = Set(form.sections.flatMap(\.questions).filter { $0.field.type == .list }.map(\.field.id))
    for list in lists { rowCounts[list] = 1 }
    for name in values.keys {
      guard let open = name.firstIndex(of: "["), let close = name[open...].firstIndex(of: "]"),
        let row = Int(name[name.index(after: open)..<close]), lists.contains(String(name[..<open]))
      else { continue }
      guard (0..<Self.rowLimit).contains(row) else {
        throw .badRequest(Phrase.Failing.tooManyRows(limit: Self.rowLimit))
      }
      rowCounts[String(name[..<open]), default: 1] = max(rowCounts[String(name[..<open])] ?? 1, row + 1)
    }
    if let list = values["add"]?.last, let count = rowCounts[list] {
      rowCounts[list] = min(count + 1, Self.rowLimit)
    }
  }

  /// What stands in a control, as typed.
  func typed(_ name: String) -> String { values[name]?.last ?? "" }

  /// What stands in a control; `nil` when it is blank.
  func stated(_ name: String) -> String? {
    let text = typed(name)
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// The boxes ticked under one name.
  func ticked(_ name: String) -> [String] { values[name] ?? [] }

  /// How many rows a list shows.
  func rows(of list: Field) -> Int { rowCounts[list.id] ?? 1 }

  /// The name of a member's control in a row.
  static func control(_ member: Field, of list: Field, row: Int) -> String {
    "\(list.id)[\(row)]\(member.id.dropFirst(list.id.count))"
  }
}
