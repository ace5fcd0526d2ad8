internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension OfficeDesk {
  /// The list of extensions; a POST proposes one.
  func extensions(_ visit: Visit, _ actor: Actor) async throws -> Response {
    guard visit.isPost else { return try await extensionsPage(visit, actor, Attempt()) }
    let form = try await visit.form()
    do {
      let until = try BeijingTime.read(form["until"] ?? "", field: "until")
      let number = (form["application"] ?? "").filter { !$0.isWhitespace }
      let topic = form["topic"] ?? ""
      guard number.isEmpty != topic.isEmpty else {
        throw CaseFailure(
          .invalid, Phrase.Office.topicOrApplication, remedy: Phrase.Office.topicOrApplicationRemedy,
          field: "topic")
      }
      let application = try await applicationID(number, actor)
      _ = try await casework.proposeExtension(
        topic: topic.isEmpty ? nil : topic, application: application, until: until,
        reason: form["reason"] ?? "",
        by: actor)
      return visit.seeOther(OfficeRoute.extensions.path, notice: OfficeNotice.extensionProposed)
    } catch let failure as CaseFailure where failure.code == .invalid {
      return try await extensionsPage(visit, actor, Attempt(form, failure))
    }
  }

  /// A second officer approves.
  func approve(_ id: String, _ visit: Visit, _ actor: Actor) async throws -> Response {
    try await casework.approveExtension(id, by: actor)
    return visit.seeOther(OfficeRoute.extensions.path, notice: OfficeNotice.extensionApproved)
  }

  /// The application with a number, among those the actor oversees; `nil` for no number.
  private func applicationID(_ number: String, _ actor: Actor) async throws -> String? {
    guard !number.isEmpty else { return nil }
    var filter = ApplicationFilter()
    filter.text = number
    filter.limit = 2
    let found = try await casework.overseen(filter, by: actor).lines.first { $0.number == number }
    guard let found else {
      throw CaseFailure(
        .invalid, Phrase.Office.noSuchNumber(String(number.prefix(40))),
        remedy: Phrase.Office.noSuchNumberRemedy,
        field: "application")
    }
    return found.id
  }

  private func extensionsPage(_ visit: Visit, _ actor: Actor, _ attempt: Attempt) async throws -> Response {
    ExtensionsPage(
      desk: self, visit: visit, actor: actor, extensions: try await casework.extensions(for: actor),
      attempt: attempt
    ).respond()
  }
}

struct ExtensionsPage {
  let desk: OfficeDesk
  let visit: Visit
  let actor: Actor
  let extensions: [Extension]
  let attempt: Attempt

  private var language: Language { visit.language }
  private var isOfficer: Bool { actor.offices.contains { $0.role == .officer } }

  func respond() -> Response {
    visit.page(
      visit.frame(title: Phrase.Office.extensions[language], scripts: [.time]).page { html in
        attempt.write(language, &html)
        html(.div, .class("hero")) { html in
          html(.p, .class("eyebrow")) { html in
            html(.a, .href(OfficeRoute.call.path)) { $0.text(Phrase.Office.office, language) }
          }
          html(.h1) { $0.text(Phrase.Office.extensions, language) }
          html(.p, .class("lead")) { $0.text(Phrase.Office.extensionsLead, language) }
        }
        list(&html)
        if isOfficer { proposal(&html) }
      }, status: attempt.failure == nil ? .ok : .unprocessableContent)
  }

  private func list(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "list")) { html in
      html(.h2, .id("list")) { $0.text(Phrase.Office.extensionsSoFar, language) }
      guard !extensions.isEmpty else { return html(.p) { $0.text(Phrase.Office.noExtensions, language) } }
      html(.table, .class("topics")) { html in
        html.columns(
          [
            Phrase.Office.extended, Phrase.Office.until, Phrase.Office.reason, Phrase.Office.proposedBy,
            Phrase.Office.state,
          ], language)
        html(.tbody) { html in
          for item in extensions { row(item, &html) }
        }
      }
    }
  }

  private func row(_ item: Extension, _ html: inout HTML) {
    html(.tr) { html in
      html(.th, Attribute("scope", "row")) { html in
        if let topic = item.topic {
          html.text(Phrase.Office.wholeTopic(topic), language)
        } else if let application = item.application {
          html(.a, .href(OfficeRoute.application(application).path)) { html in
            html.text(item.number ?? Phrase.Office.oneApplication[language])
          }
        }
      }
      html(.td, Attribute("data-label", Phrase.Office.until[language])) { BeijingTime.write(item.until, &$0) }
      html(.td, .class("typed"), Attribute("data-label", Phrase.Office.reason[language]), text: item.reason)
      html(.td, Attribute("data-label", Phrase.Office.proposedBy[language])) { html in
        html.text(item.proposedBy, language)
        html.text(" · ")
        BeijingTime.write(item.proposed, &html)
      }
      html(.td, Attribute("data-label", Phrase.Office.state[language])) { html in
        if let approved = item.approved {
          html.text(Phrase.Office.approvedOn, language)
          html.text(" ")
          BeijingTime.write(approved, &html)
        } else if item.proposer == actor.account {
          html.text(Phrase.Office.waitsForAnother, language)
        } else if isOfficer {
          html.button(
            Phrase.Office.approve, to: OfficeRoute.approval(item.id).path, style: "action", language)
        } else {
          html.text(Phrase.Office.waits, language)
        }
      }
    }
  }

  private func proposal(_ html: inout HTML) {
    let topics = desk.casework.rules.call.topics.filter { actor.holds(.officer, scope: $0.id) }
    html(
      .form, .class("sheet"), Attribute("method", "post"), Attribute("action", OfficeRoute.extensions.path),
      .aria(labelledBy: "propose")
    ) { html in
      html(.h2, .id("propose")) { $0.text(Phrase.Office.proposeExtension, language) }
      Entry(
        name: "topic", label: Phrase.Office.wholeTopicLabel,
        kind: .select(
          [("", Phrase.Office.noTopicChosen)]
            + topics.map {
              ($0.id, BilingualText(zh: "\($0.id) \($0.title.zh)", en: "\($0.id) \($0.title.en)"))
            }),
        value: attempt.value("topic") ?? ""
      ).write(attempt, language, &html)
      Entry(name: "application", label: Phrase.Office.orOneApplication, help: Phrase.Office.numberHelp).write(
        attempt, language, &html)
      Entry(
        name: "until", label: Phrase.Office.extendUntil, help: Phrase.Office.beijingTime, kind: .moment,
        isRequired: true
      ).write(attempt, language, &html)
      Entry(
        name: "reason", label: Phrase.Office.reason, help: Phrase.Office.reasonHelp, kind: .area,
        isRequired: true
      ).write(attempt, language, &html)
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Office.propose, language) }
      }
    }
  }
}
