internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Markup
internal import Web

extension ApplicantDesk {
  func startPage(_ visit: Visit, _ actor: Actor) async throws -> Response {
    StartPage(desk: self, visit: visit, actor: actor, topic: visit.query("topic"), organisation: nil)
      .respond()
  }

  /// Starts an application. A self-check sends its answers along; where topic and organisation are clear, that is all it takes.
  func start(_ visit: Visit, _ actor: Actor) async throws -> Response {
    let body = try await visit.form()
    let topic = body["topic"] ?? body[StartApplication.topic]
    var page = StartPage(
      desk: self, visit: visit, actor: actor, topic: topic,
      organisation: body["organisation"] ?? StartPage.only(actor))
    guard let topic, let form = casework.forms[topic] else {
      page.failure = .chooseTopic
      return page.respond()
    }
    page.answers = Sheet(values: body.values).kept(by: form).values
    guard let organisation = page.organisation, !organisation.isEmpty else {
      page.failure = actor.memberships.isEmpty || body["organisation"] == nil ? nil : .chooseOrganisation
      return page.respond()
    }
    do {
      let id = try await casework.start(
        topic: topic, organisation: organisation, answers: page.answers, by: actor)
      let first = form.sections.first?.section.id
      let route = ApplicantRoute.application(id, first.map { .section($0) } ?? .overview)
      return visit.seeOther(route.path, notice: DeskNotice.started)
    } catch let failure as CaseFailure {
      page.failure = failure
      return page.respond()
    }
  }
}

/// Choosing the topic and the lead organisation.
struct StartPage {
  let desk: ApplicantDesk
  let visit: Visit
  let actor: Actor
  let topic: String?
  let organisation: String?
  /// What a self-check already answered.
  var answers: [String: [String]] = [:]
  var failure: CaseFailure?

  private var language: Language { visit.language }

  /// Each organisation once, however many roles the actor has in it.
  static func organisations(of actor: Actor) -> [(id: String, name: BilingualText)] {
    var seen: Set<String> = []
    return actor.memberships.filter { seen.insert($0.organisation).inserted }.map {
      ($0.organisation, $0.name)
    }
  }

  /// The organisation, where there is no choice.
  static func only(_ actor: Actor) -> String? {
    let all = organisations(of: actor)
    return all.count == 1 ? all[0].id : nil
  }

  func respond() -> Response {
    let organisations = Self.organisations(of: actor)
    var title = Phrase.Desk.startTitle[language]
    if failure != nil { title = Phrase.Check.errorPrefix[language] + title }
    let status = failure.map(Failure.status(of:)) ?? .ok
    return visit.page(
      visit.frame(title: title).page { html in
        html(.div, .class("sheet hero")) { html in
          html(.h1) { $0.text(Phrase.Desk.startTitle, language) }
          html(.p, .class("lead")) { $0.text(Phrase.Desk.startLead, language) }
        }
        if let failure {
          html(.section, .class("sheet errors"), Attribute("role", "alert")) { html in
            html(.h2) { $0.text(failure.what, language) }
            html(.p) { $0.text(failure.remedy, language) }
          }
        }
        if organisations.isEmpty {
          html(.section, .class("sheet warning")) { html in
            html(.p) { $0.text(Phrase.Desk.noOrganisation, language) }
            html(.p) { html in
              html(.a, .class("action"), .href(SignInAddress.account)) {
                $0.text(Phrase.Desk.toAccount, language)
              }
            }
          }
        } else {
          form(organisations, &html)
        }
      }, status: status)
  }

  private func form(_ organisations: [(id: String, name: BilingualText)], _ html: inout HTML) {
    html(
      .form, .class("sheet"), Attribute("method", "post"), Attribute("action", ApplicantRoute.start.path)
    ) { html in
      for (control, values) in answers.sorted(by: { $0.key < $1.key }) {
        for value in values { html.void(.input, .type("hidden"), .name(control), .value(value)) }
      }
      if !answers.isEmpty {
        html(.p, .class("privacy")) { $0.text(Phrase.Desk.carried(answers.count), language) }
      }
      TopicChoice.write(
        desk.rules.call, chosen: topic, isFaulty: failure?.field == "topic", language, &html)
      OrganisationChoice.write(
        organisations, chosen: organisation, isFaulty: failure?.field == "organisation", language, &html)
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Desk.start, language) }
        html(.a, .class("quiet"), .href(ApplicantRoute.list.path)) { $0.text(Phrase.Desk.cancel, language) }
      }
    }
  }
}

extension CaseFailure {
  static let chooseTopic = CaseFailure(
    .invalid, Phrase.Desk.chooseTopic, remedy: Phrase.Desk.chooseTopicRemedy, field: "topic")
  static let chooseOrganisation = CaseFailure(
    .invalid, Phrase.Desk.chooseOrganisation, remedy: Phrase.Desk.chooseOrganisationRemedy,
    field: "organisation")
}
