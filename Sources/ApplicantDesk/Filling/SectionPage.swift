internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Markup
internal import Web

extension ApplicantDesk {
  /// One section of the form, with what the clauses say beside it.
  func sectionPage(
    _ section: String, _ page: CasePage, conflicts: ConflictView? = nil, failure: CaseFailure? = nil
  ) throws -> Response {
    guard let part = page.form.sections.first(where: { $0.section.id == section }) else {
      throw Failure.notFound
    }
    return SectionPage(page: page, part: part, conflicts: conflicts, failure: failure).respond()
  }

  /// What the clauses say, for the script that refreshes it.
  func panel(_ page: CasePage) throws -> Response { page.visit.page(page.panel()) }
}

/// One section a page: questions with their clauses, the guide panel, the way to the other sections.
struct SectionPage {
  static let formID = "draft"

  let page: CasePage
  let part: Form.Part
  let conflicts: ConflictView?
  let failure: CaseFailure?

  private var language: Language { page.language }

  func respond() -> Response {
    let reading = page.read(as: .draft)
    let standing = page.standing
    let isEditable = standing.editable != .nothing
    let status: HTTPResponse.Status =
      failure.map(Failure.status(of:)) ?? (conflicts == nil ? .ok : .conflict)
    return page.respond(
      part.section.title, status: status,
      languageSwitch: isEditable ? .form(Self.formID) : nil,
      scripts: isEditable ? [.desk, BudgetTable.script] : [],
      isFaulty: failure != nil || conflicts != nil
    ) { html in
      if let failure { page.failure(failure, &html) }
      contents(reading, &html)
      html(.div, .class("workbench")) { html in
        if isEditable { form(reading, standing, &html) } else { locked(reading, &html) }
        html(.aside, .class("guide-panel"), .aria(label: Phrase.Desk.panel[language])) {
          VerdictPanel(page.context(reading)).write(&$0)
        }
      }
    }
  }

  // MARK: the way through the form

  private func contents(_ reading: CasePage.Reading, _ html: inout HTML) {
    html(.nav, .class("sheet parts sections"), .aria(label: Phrase.Check.contents[language])) { html in
      SectionProgress.write(
        SectionProgress.all(page.context(reading)), current: part.section.id, language,
        address: { page.path(.section($0.id)) }, &html)
      html(.a, .class("quiet"), .href(page.path(.review))) { $0.text(Phrase.Desk.review, language) }
    }
  }

  // MARK: the form

  private func form(_ reading: CasePage.Reading, _ standing: Standing, _ html: inout HTML) {
    html(
      .form, .id(Self.formID), .class("draft"), Attribute("method", "post"),
      Attribute("action", page.path(.section(part.section.id))), Attribute("accept-charset", "utf-8"),
      Attribute("autocomplete", "off"), Attribute("novalidate", if: true),
      Attribute("data-revision", String(page.application.revision)),
      Attribute("data-case", page.application.id)
    ) { html in
      html.void(
        .input, .type("hidden"), .name(DraftPost.revision), .value(String(page.application.revision)))
      conflicts?.write(page, &html)
      html(.section, .class("sheet part"), .aria(labelledBy: "section-title")) { html in
        html(.h2, .id("section-title")) { $0.text(part.section.title, language) }
        saveState(&html)
        questions(reading, standing, &html)
      }
      buttons(&html)
    }
  }

  /// What a script says of saving; without one it says how to save.
  private func saveState(_ html: inout HTML) {
    html(
      .p, .class("save-state"), .id("save-state"), Attribute("role", "status"),
      Attribute("data-saving", Phrase.Desk.stateSaving[language]),
      Attribute("data-saved", Phrase.Desk.stateSaved[language]),
      Attribute("data-unsaved", Phrase.Desk.stateUnsaved[language]),
      Attribute("data-offline", Phrase.Desk.stateOffline[language]),
      Attribute("data-conflict", Phrase.Desk.stateConflict[language]),
      Attribute("data-signed-out", Phrase.Desk.stateSignedOut[language]),
      Attribute("data-refused", Phrase.Desk.stateRefused[language]),
      Attribute("data-restored", Phrase.Desk.stateRestored[language]),
      Attribute("data-restore", Phrase.Desk.restore[language]),
      Attribute("data-discard", Phrase.Desk.discard[language]),
      Attribute("data-mine", Phrase.Desk.useMine[language]),
      Attribute("data-theirs", Phrase.Desk.useTheirs[language]),
      Attribute("data-conflict-title", Phrase.Desk.conflictTitle[language])
    ) { $0.text(Phrase.Desk.savedByButton, language) }
  }

  /// In a correction window only what the message names can be changed; the rest is shown as it is.
  private func questions(_ reading: CasePage.Reading, _ standing: Standing, _ html: inout HTML) {
    guard case .fields = standing.editable else {
      return FormView(page.context(reading)).section(part, &html)
    }
    var run: [Form.Question] = []
    var runIsOpen = true
    func flush(_ html: inout HTML) {
      guard !run.isEmpty else { return }
      let view = FormView(page.context(reading, isEditable: runIsOpen))
      var shown = part
      shown.questions = run
      view.section(shown, &html)
      run = []
    }
    for question in part.questions {
      let isOpen = standing.mayEdit(question.field.id)
      if isOpen != runIsOpen {
        flush(&html)
        runIsOpen = isOpen
      }
      run.append(question)
    }
    flush(&html)
  }

  private func locked(_ reading: CasePage.Reading, _ html: inout HTML) {
    html(.section, .class("sheet part"), .aria(labelledBy: "section-title")) { html in
      html(.h2, .id("section-title")) { $0.text(part.section.title, language) }
      html(.p, .class("note")) { $0.text(Phrase.Desk.locked, language) }
      FormView(page.context(reading, isEditable: false)).section(part, &html)
    }
    html(.p, .class("act steps")) { html in
      if let before = page.section(-1, from: part.section.id) {
        html(.a, .class("quiet"), .href(page.path(.section(before.section.id)))) {
          $0.text(Phrase.Desk.previous, language)
        }
      }
      if let after = page.section(1, from: part.section.id) {
        html(.a, .class("quiet"), .href(page.path(.section(after.section.id)))) {
          $0.text(Phrase.Desk.next, language)
        }
      }
    }
  }

  private func buttons(_ html: inout HTML) {
    html(.div, .class("sheet act steps")) { html in
      html(.button, .class("action"), .type("submit"), .name("do"), .value("next")) {
        $0.text(
          page.section(1, from: part.section.id) == nil ? Phrase.Desk.saveAndReview : Phrase.Desk.saveAndNext,
          language)
      }
      html(.button, .class("quiet"), .type("submit"), .name("do"), .value("save")) {
        $0.text(Phrase.Desk.save, language)
      }
      if page.section(-1, from: part.section.id) != nil {
        html(.button, .class("quiet"), .type("submit"), .name("do"), .value("previous")) {
          $0.text(Phrase.Desk.saveAndPrevious, language)
        }
      }
    }
  }
}
