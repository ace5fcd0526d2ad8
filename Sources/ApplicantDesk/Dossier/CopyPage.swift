internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Markup
internal import Web

extension ApplicantDesk {
  func copyPage(_ page: CasePage, failure: CaseFailure? = nil, typed: FormBody? = nil) -> Response {
    CopyPage(page: page, failure: failure, typed: typed).respond()
  }

  /// Starts another application with the answers of this one.
  func copy(_ page: CasePage) async throws -> Response {
    let body = try await page.visit.form()
    let organisation = body["organisation"] ?? StartPage.only(page.actor) ?? ""
    do {
      guard let topic = body["topic"], !topic.isEmpty else { throw CaseFailure.chooseTopic }
      guard !organisation.isEmpty else { throw CaseFailure.chooseOrganisation }
      let id = try await casework.copy(
        page.application.id, toTopic: topic, organisation: organisation, by: page.actor)
      return page.visit.seeOther(
        ApplicantRoute.application(id, .overview).path, notice: DeskNotice.copied)
    } catch let failure as CaseFailure {
      if page.visit.wantsJSON { throw failure }
      return copyPage(page, failure: failure, typed: body)
    }
  }
}

/// Choosing what a copy is for.
struct CopyPage {
  let page: CasePage
  let failure: CaseFailure?
  /// What was sent, to show it again.
  let typed: FormBody?

  private var language: Language { page.language }

  func respond() -> Response {
    page.respond(
      Phrase.Desk.copyTitle, status: failure.map(Failure.status(of:)) ?? .ok, isFaulty: failure != nil
    ) { html in
      if let failure { page.failure(failure, &html) }
      html(.form, .class("sheet"), Attribute("method", "post"), Attribute("action", page.path(.copy))) {
        html in
        html(.p, .class("lead")) { $0.text(Phrase.Desk.copyLead, language) }
        TopicChoice.write(
          page.rules.call, chosen: typed?["topic"] ?? page.topic.id, isFaulty: failure?.field == "topic",
          language, &html)
        OrganisationChoice.write(
          StartPage.organisations(of: page.actor),
          chosen: typed?["organisation"] ?? page.application.organisation,
          isFaulty: failure?.field == "organisation", language, &html)
        html(.p, .class("act")) { html in
          html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Desk.copy, language) }
          html(.a, .class("quiet"), .href(page.path(.overview))) { $0.text(Phrase.Desk.cancel, language) }
        }
      }
    }
  }
}
