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
  /// What the clauses say of it.
  let judgement: Judgement
  /// Whether verdicts were asked for (not only another row or the other language).
  let wasAsked: Bool

  /// The form before anything is typed.
  init(blankFor topic: Topic, pages: SitePages) {
    sheet = Sheet(blankFor: topic, form: pages.form(of: topic), rules: pages.rules)
    stage = .draft
    day = pages.today()
    dayTyped = day.description
    problems = []
    judgement = .none
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
    let change = RowChange(body.values)
    change?.apply(to: &sheet, form: form)
    self.sheet = sheet
    let readDay = Day(dayTyped)
    day = readDay ?? pages.today()
    wasAsked = body.values["do"] != nil || body.values["asked"] != nil && change == nil
    guard wasAsked else {
      problems = []
      judgement = .none
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
    guard faults.isEmpty else {
      judgement = .none
      return
    }
    judgement = Judgement(
      read, of: sheet, form: form, topic: topic, stock: pages.stock, stage: stage, on: day)
  }
}
