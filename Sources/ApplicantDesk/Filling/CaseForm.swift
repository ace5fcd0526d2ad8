internal import CallGuide
internal import Casework
internal import Eligibility
internal import Ledger
internal import Markup
internal import Web

extension CasePage {
  /// The draft as it can be read, and what the clauses say of it at a stage.
  struct Reading: Sendable {
    var sheet: SheetReading
    var judgement: Judgement

    /// The must-clauses that are not met: what stops a submission.
    var stopping: [ClauseFinding] {
      judgement.findings.filter { $0.result.verdict == .violated && $0.clause.force == .must }
    }
  }

  /// Reads and judges the draft.
  /// - Complexity: no query; a fraction of a millisecond.
  func read(as stage: Stage) -> Reading {
    let sheet = self.sheet
    let day = Beijing.day(visit.now)
    let extra = stage >= .submit ? [("app.submittedOn", day)] : []
    let reading = sheet.read(
      form: form, topic: topic, rules: rules, extra: extra,
      attachments: Casework.documents(dossier.attachments))
    return Reading(
      sheet: reading,
      judgement: Judgement(
        reading, of: sheet, form: form, topic: topic, stock: desk.stock, stage: stage,
        on: Day(day) ?? Day(number: 0)))
  }

  /// The form as this page shows it: links lead to the section that has the control.
  func context(_ reading: Reading, isEditable: Bool = true) -> FormContext {
    var addresses = FormContext.Addresses()
    let form = self.form
    let id = application.id
    addresses.control = { control in
      let section = form.section(of: control) ?? form.sections.first?.section.id ?? ""
      return ApplicantRoute.application(id, .section(section)).path(at: FormView.id(control))
    }
    let kept = Dictionary(
      dossier.attachments.map { ($0.field, self.kept($0)) }, uniquingKeysWith: { first, _ in first })
    return FormContext(
      stock: desk.stock, topic: topic, form: form, language: language, sheet: sheet,
      faults: reading.sheet.faults, judgement: reading.judgement, addresses: addresses,
      documents: .upload(
        kept: kept, address: { ApplicantRoute.application(id, .document($0)).path }),
      money: .inBudgetTable, isEditable: isEditable)
  }

  /// A document with the way to it.
  func kept(_ file: AttachedFile) -> FormContext.KeptDocument {
    FormContext.KeptDocument(name: file.name, size: file.size, address: path(.file(file.hash.description)))
  }

  /// The guide panel of the draft as it is.
  func panel() -> HTML {
    var html = HTML(capacity: 16_384)
    VerdictPanel(context(read(as: .draft))).write(&html)
    return html
  }
}
