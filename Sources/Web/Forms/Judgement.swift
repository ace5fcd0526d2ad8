package import CallGuide
package import Eligibility

/// What the clauses say of a sheet: of all of it, or of what could be read.
package struct Judgement: Sendable {
  /// What each clause says, in the order of the guide.
  package let findings: [Finding]
  /// What they say of each control.
  package let remarks: [String: [Remark]]
  private let results: [String: ClauseResult]

  /// Nothing was asked yet.
  package static let none = Judgement(findings: [], remarks: [:], results: [:])

  private init(findings: [Finding], remarks: [String: [Remark]], results: [String: ClauseResult]) {
    self.findings = findings
    self.remarks = remarks
    self.results = results
  }

  /// Judges what was read of a sheet.
  package init(
    _ reading: SheetReading, of sheet: Sheet, form: Form, topic: Topic, stock: FormStock, stage: Stage,
    on day: Day,
    context: Context = Context()
  ) {
    let facts = reading.readable
    let report = stock.rules.check(facts, topic: topic, stage: stage, on: day, context: context)
    let locator = Locator(form: form, rules: stock.rules, sheet: sheet, rows: reading.rows)
    let findings = report.results.compactMap { Finding($0, facts: facts, stock: stock, locator: locator) }
    self.init(
      findings: findings, remarks: Remark.byControl(findings, facts: facts, stock: stock, locator: locator),
      results: Dictionary(report.results.map { ($0.clause, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The verdict on a clause, if one was asked for.
  package func result(of clause: String) -> ClauseResult? { results[clause] }

  /// The findings of one group, in the order of the guide.
  package func findings(_ group: Finding.Group) -> [Finding] { findings.filter { $0.group == group } }

  /// How many clauses have this verdict.
  package func count(_ verdict: Verdict) -> Int { findings.count { $0.result.verdict == verdict } }
}
