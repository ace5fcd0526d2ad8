internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension OfficeDesk {
  /// The call at a glance.
  func overview(_ visit: Visit, _ actor: Actor) async throws -> Response {
    OverviewPage(desk: self, visit: visit, actor: actor, standing: try await casework.standing(for: actor))
      .respond()
  }
}

struct OverviewPage {
  let desk: OfficeDesk
  let visit: Visit
  let actor: Actor
  let standing: CallStanding

  private static let states: [ApplicationState] = [.submitted, .confirmed, .endorsed, .draft, .withdrawn]
  private var language: Language { visit.language }

  func respond() -> Response {
    visit.page(
      visit.frame(title: Phrase.Office.office[language], scripts: [.time]).page { html in
        html(.div, .class("hero")) { html in
          html(.p, .class("eyebrow")) { $0.text(desk.casework.rules.call.batch, language) }
          html(.h1) { $0.text(Phrase.Office.office, language) }
          opening(&html)
        }
        figures(&html)
        waiting(&html)
        topics(&html)
      })
  }

  private func opening(_ html: inout HTML) {
    let procedure = standing.procedure
    html(.p, .class("lead")) { html in
      guard let opens = procedure.opens else { return html.text(Phrase.Office.notOpenYet, language) }
      html.text(procedure.isOpen(at: visit.now) ? Phrase.Office.openedOn : Phrase.Office.opensOn, language)
      html.text(" ")
      BeijingTime.write(opens, &html)
      html.text(" ")
      html.text(Phrase.beijing, language)
    }
  }

  private func figures(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "figures")) { html in
      html(.h2, .id("figures")) { $0.text(Phrase.Office.submittedSoFar, language) }
      html(.p, .class("note")) { $0.text(Phrase.Office.draftsAreNotHere, language) }
      html(.ul, .class("figures")) { html in
        for state in Self.states {
          html(.li) { html in
            html(.strong, text: Display.number(standing.count(state)))
            html(.span) { $0.text(StateBadge.name(state), language) }
          }
        }
      }
      html(.p, .class("act")) { html in
        html(.a, .class("action"), .href(OfficeRoute.applications.path)) {
          $0.text(Phrase.Office.toApplications, language)
        }
        html(.a, .class("quiet"), .href(OfficeRoute.extensions.path)) {
          $0.text(Phrase.Office.extensions, language)
        }
        html(.a, .class("quiet"), .href(OfficeRoute.settings.path)) {
          $0.text(Phrase.Office.settings, language)
        }
      }
    }
  }

  /// What waits for a second officer.
  private func waiting(_ html: inout HTML) {
    guard standing.openExtensions + standing.openProposals > 0 else { return }
    html(.section, .class("sheet"), .aria(labelledBy: "waiting")) { html in
      html(.h2, .id("waiting")) { $0.text(Phrase.Office.waitsForSecond, language) }
      html(.ul) { html in
        if standing.openExtensions > 0 {
          html(.li) { html in
            html(.a, .href(OfficeRoute.extensions.path)) {
              $0.text(Phrase.Office.openExtensions(standing.openExtensions), language)
            }
          }
        }
        if standing.openProposals > 0 {
          html(.li) { html in
            html(.a, .href(OfficeRoute.settings.path)) {
              $0.text(Phrase.Office.openProposals(standing.openProposals), language)
            }
          }
        }
      }
    }
  }

  private func topics(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "topics")) { html in
      html(.h2, .id("topics")) { $0.text(Phrase.Office.byTopic, language) }
      html(.table, .class("topics")) { html in
        html.columns(
          [Phrase.Office.topic] + Self.states.map(StateBadge.name) + [
            Phrase.Office.deadline, Phrase.Office.timeLeft,
          ],
          language)
        html(.tbody) { html in
          for topic in standing.topics { row(topic, &html) }
        }
      }
    }
  }

  private func row(_ standing: TopicStanding, _ html: inout HTML) {
    let topic = standing.topic
    html(.tr) { html in
      html(.th, .class("title"), Attribute("scope", "row")) { html in
        html(.a, .href(ListPage.address(topic: topic.id))) { html in
          html.text(topic.id + " ")
          html.text(topic.title, language)
        }
      }
      for state in Self.states {
        html(.td, Attribute("data-label", StateBadge.name(state)[language])) {
          $0.text(Display.number(standing.counts[state] ?? 0))
        }
      }
      html(.td, Attribute("data-label", Phrase.Office.deadline[language])) { html in
        guard let deadline = standing.deadline else { return html.text(Phrase.Office.notSet, language) }
        BeijingTime.write(deadline, &html)
      }
      html(.td, Attribute("data-label", Phrase.Office.timeLeft[language])) { html in
        guard let deadline = standing.deadline else { return }
        html.text(BeijingTime.left(until: deadline, from: visit.now), language)
      }
    }
  }
}
