internal import CallGuide
internal import Eligibility
internal import Web

/// One self-check: what was typed, what could not be read, and what the clauses say of it.
struct Checkup: Sendable {
  let sheet: Sheet
  let stage: Stage
  /// The day as typed, and as read.
  let dayTyped: String
  let day: Day
  let problems: [SheetReading.Fault]
  let findings: [Finding]
  /// What the clauses say of each control.
  let remarks: [String: [Remark]]
  /// Whether verdicts were asked for (not only another row or the other language).
  let wasAsked: Bool

  private let results: [String: ClauseResult]

  /// The verdict on a clause, if one was asked for.
  func result(of clause: String) -> ClauseResult? { results[clause] }

  /// The form before anything is typed.
  init(blankFor topic: Topic, pages: SitePages) {
    sheet = Sheet(blankFor: topic, form: pages.form(of: topic), rules: pages.rules)
    stage = .draft
    day = pages.today()
    dayTyped = day.description
    problems = []
    findings = []
    remarks = [:]
    results = [:]
    wasAsked = false
  }

  /// Judges what a browser sent.
  init(_ body: FormBody, topic: Topic, pages: SitePages) throws(Failure) {
    let form = pages.form(of: topic)
    var sheet = Sheet(values: body.values)
    guard sheet.highestRow < Sheet.rowLimit else {
      throw .badRequest(Phrase.Failing.tooManyRows(limit: Sheet.rowLimit))
    }
    stage = sheet.typed("check.stage") == Stage.submit.rawValue ? .submit : .draft
    dayTyped = sheet.stated("check.day") ?? pages.today().description
    sheet = sheet.kept(by: form)
    if let list = body.values["add"]?.last,
      let question = form.questions.first(where: { $0.field.id == list })
    {
      sheet.addRow(to: question)
    }
    self.sheet = sheet
    let readDay = Day(dayTyped)
    day = readDay ?? pages.today()
    wasAsked = body.values["do"] != nil || body.values["asked"] != nil && body.values["add"] == nil
    guard wasAsked else {
      problems = []
      findings = []
      remarks = [:]
      results = [:]
      return
    }
    let read = sheet.read(
      form: form, topic: topic, rules: pages.rules,
      extra: stage == .submit ? [("app.submittedOn", day.description)] : [])
    var faults = read.faults
    if readDay == nil {
      faults.append(
        SheetReading.Fault(control: "check.day", text: Phrase.Check.badDay(String(dayTyped.prefix(40)))))
    }
    problems = faults
    guard let facts = read.facts, faults.isEmpty else {
      findings = []
      remarks = [:]
      results = [:]
      return
    }
    let report = pages.rules.check(facts, topic: topic, stage: stage, on: day)
    let locator = Locator(form: form, rules: pages.rules, rows: read.rows)
    findings = report.results.compactMap { Finding($0, facts: facts, pages: pages, locator: locator) }
    remarks = Remark.byControl(findings, facts: facts, pages: pages, locator: locator)
    results = Dictionary(report.results.map { ($0.clause, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The findings of one group, in the order of the guide.
  func findings(_ group: Finding.Group) -> [Finding] { findings.filter { $0.group == group } }

  /// How many clauses have this verdict.
  func count(_ verdict: Verdict) -> Int { findings.count { $0.result.verdict == verdict } }
}
