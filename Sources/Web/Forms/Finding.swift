package import CallGuide
package import Eligibility

/// What one clause says of what was typed.
package struct Finding: Sendable {
  /// Where it is shown.
  package enum Group: CaseIterable, Sendable {
    case violated, missing, open, later, encouraged, satisfied
  }

  package let clause: Clause
  package let result: ClauseResult
  package let message: BilingualText?
  package let group: Group
  /// Where to go to change it.
  package let spots: [Locator.Spot]

  init?(_ result: ClauseResult, facts: Facts, stock: FormStock, locator: Locator) {
    guard let clause = stock.rules.rules[result.clause]?.clause else { return nil }
    self.clause = clause
    self.result = result
    message = stock.messages.message(for: result, facts: facts)
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
package struct Remark: Sendable {
  package var verdict: Verdict
  package var text: BilingualText
  package var clauses: [String]

  /// The remarks on every control; a sentence that several clauses share stands once.
  static func byControl(
    _ findings: [Finding], facts: Facts, stock: FormStock, locator: Locator
  ) -> [String: [Remark]] {
    var remarks: [String: [Remark]] = [:]
    for finding in findings where finding.group != .later {
      guard let verdict = finding.result.verdict else { continue }
      for reason in finding.result.reasons {
        guard let spot = locator.spot(of: reason) else { continue }
        // Beside the control itself its name need not be said.
        let text =
          reason.cause == .notStated ? Phrase.Check.empty : stock.messages.text(of: reason, in: facts)
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
