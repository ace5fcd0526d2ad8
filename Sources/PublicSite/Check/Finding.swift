internal import CallGuide
internal import Eligibility
internal import Web

/// Where on the form a field stands.
struct Locator: Sendable {
  /// A control and what it is called.
  struct Spot: Hashable, Sendable {
    var control: String
    var label: BilingualText
  }

  private let asked: Set<FieldSlot>
  private let rules: Rulebook
  private let rows: [String: [Int]]
  /// The lists by their slots.
  private let lists: [Int32: Field]

  init(form: Form, rules: Rulebook, rows: [String: [Int]]) {
    self.rules = rules
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
    return Spot(
      control: Sheet.control(field, of: list, row: number),
      label: BilingualText(
        zh: "\(list.label.zh) \(number + 1)：\(field.label.zh)",
        en: "\(list.label.en) \(number + 1): \(field.label.en)"))
  }
}

/// What one clause says of what was typed.
struct Finding: Sendable {
  /// Where it is shown.
  enum Group: CaseIterable, Sendable {
    case violated, missing, open, later, encouraged, satisfied
  }

  let clause: Clause
  let result: ClauseResult
  let message: BilingualText?
  let group: Group
  /// Where to go to change it.
  let spots: [Locator.Spot]

  init?(_ result: ClauseResult, facts: Facts, pages: SitePages, locator: Locator) {
    guard let clause = pages.rules.rules[result.clause]?.clause else { return nil }
    self.clause = clause
    self.result = result
    message = pages.messages.message(for: result, facts: facts)
    var seen: Set<String> = []
    spots = result.reasons.compactMap(locator.spot).filter { seen.insert($0.control).inserted }
    switch (result.verdict, result.flag) {
    case (.violated?, _): group = .violated
    case (.satisfied?, _): group = .satisfied
    case (.undetermined?, _):
      let fillable = result.reasons.contains { $0.kind == .missing && locator.spot(of: $0) != nil }
      let first = clause.stages.filter { $0 != .guide }.min() ?? .draft
      group = fillable ? .missing : first >= .review ? .later : .open
    case (nil, .some): group = .encouraged
    case (nil, nil): return nil
    }
  }
}

/// What is said beside a control: one sentence, and the clauses that say it.
struct Remark: Sendable {
  var verdict: Verdict
  var text: BilingualText
  var clauses: [String]

  /// The remarks on every control; a sentence that several clauses share stands once.
  static func byControl(
    _ findings: [Finding], facts: Facts, pages: SitePages, locator: Locator
  ) -> [String: [Remark]] {
    var remarks: [String: [Remark]] = [:]
    for finding in findings where finding.group != .later {
      guard let verdict = finding.result.verdict else { continue }
      for reason in finding.result.reasons {
        guard let spot = locator.spot(of: reason) else { continue }
        // Beside the control itself its name need not be said.
        let text =
          reason.cause == .notStated ? Phrase.Check.empty : pages.messages.text(of: reason, in: facts)
        var here = remarks[spot.control] ?? []
        if let index = here.firstIndex(where: { $0.text == text && $0.verdict == verdict }) {
          if !here[index].clauses.contains(finding.clause.id) {
            here[index].clauses.append(finding.clause.id)
          }
        } else {
          here.append(Remark(verdict: verdict, text: text, clauses: [finding.clause.id]))
        }
        remarks[spot.control] = here
      }
    }
    return remarks.mapValues { $0.sorted { $0.verdict == .violated && $1.verdict != .violated } }
  }
}
