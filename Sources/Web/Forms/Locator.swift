package import CallGuide
internal import Eligibility

/// Where on the form a field stands.
package struct Locator: Sendable {
  /// A control and what it is called.
  package struct Spot: Hashable, Sendable {
    package let control: String
    package let label: BilingualText
  }

  private let asked: Set<FieldSlot>
  private let rules: Rulebook
  private let sheet: Sheet
  private let rows: [String: [Int]]
  /// The lists by their slots.
  private let lists: [Int32: Field]

  init(form: Form, rules: Rulebook, sheet: Sheet, rows: [String: [Int]]) {
    self.rules = rules
    self.sheet = sheet
    self.rows = rows
    let questions = form.sections.flatMap(\.questions)
    lists = Dictionary(
      questions.filter { $0.field.type == .list }.map { ($0.field.slot.slot, $0.field) },
      uniquingKeysWith: { first, _ in first })
    asked = Set((questions + questions.flatMap(\.members)).map(\.field.slot))
  }

  /// The control a reason speaks of; `nil` when the applicant is not asked for it here.
  func spot(of reason: Reason) -> Spot? {
    guard let slot = reason.field, asked.contains(slot) else { return nil }
    let field = rules.dictionary.field(at: slot)
    guard slot.isMember else { return Spot(control: field.id, label: field.label) }
    guard let list = lists[slot.list] else { return nil }
    guard let row = reason.row, row.list == list.slot, let shown = rows[list.id],
      shown.indices.contains(row.index)
    else { return Spot(control: list.id, label: list.label) }
    let number = shown[row.index]
    let place = (sheet.rows(of: list).firstIndex(of: number) ?? number) + 1
    return Spot(
      control: Sheet.control(field, of: list, row: number),
      label: Phrase.Forms.inRow(list.label, place, field.label))
  }
}
