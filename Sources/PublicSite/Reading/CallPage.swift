internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

extension SitePages {
  /// The call: its state, its topics, its documents.
  func call(_ visit: Visit, _ schedule: Schedule?) -> HTML {
    let language = visit.language
    let filter = TopicFilter(visit)
    let topics = call.topics.filter {
      filter.admits($0, pages: self, isOpen: schedule?.isOpen($0.id, at: visit.now) ?? true)
    }
    return visit.frame(title: call.batch[language], description: call.programme[language], scripts: [.time])
      .page {
        html in
        callHead(schedule, at: visit.now, &html, language)
        html(.section, .class("sheet"), .aria(labelledBy: "topics")) { html in
          html(.h2, .id("topics"), text: Phrase.Guide.topics[language])
          filterForm(filter, shown: topics.count, &html, language)
          if topics.isEmpty {
            html(.p) { $0.text(Phrase.Home.noneFits, language) }
          } else {
            topicTable(topics, schedule, at: visit.now, withSums: filter.isEmpty, &html, language)
          }
        }
        html(.section, .class("sheet"), .aria(labelledBy: "documents")) { html in
          html(.h2, .id("documents"), text: Phrase.Guide.documents[language])
          documents(&html, language)
        }
      }
  }

  private func callHead(
    _ schedule: Schedule?, at now: Instant, _ html: inout HTML, _ language: Language
  ) {
    let open = call.topics.count { schedule?.isOpen($0.id, at: now) ?? false }
    html(.div, .class("sheet hero")) { html in
      html(.p, .class("eyebrow")) { html in
        html.text(call.issuer, language)
        html.text(" · ")
        html.text(call.id)
      }
      html(.h1) { html in
        html(.span, .class("programme")) { $0.text(call.programme, language) }
        html.text(" ")
        html(.span, .class("batch")) { $0.text(call.batch, language) }
      }
      html(.p, .class("state")) { html in
        html(
          .strong, .class("badge"),
          text: (open > 0 ? Phrase.Home.openState : Phrase.state(call.state))[language])
        html.text(" ")
        html.text(
          open > 0
            ? Phrase.Home.openTopics(open, of: call.topics.count) : Phrase.state(explained: call.state),
          language)
      }
      let totals = totals
      html(.ul, .class("figures")) { html in
        html(.li) { html in
          html(.strong, text: String(call.topics.count))
          html.text(" ")
          html(.span, text: Phrase.Guide.topics[language])
        }
        if let places = totals.announcedPlaces {
          html(.li) { html in
            html(.strong, text: self.places(places)[language])
            html.text(" ")
            html(.span, text: Phrase.Guide.places[language])
          }
        }
        if let money = totals.announcedMoney?.number {
          html(.li) { html in
            html(.strong, text: Display.money(tenThousands: money)[language])
            html.text(" ")
            html(.span, text: Phrase.Guide.money[language])
          }
        }
      }
      html(.p, .class("lead")) { $0.text(Phrase.Guide.callLead, language) }
    }
  }

  private func topicTable(
    _ topics: [Topic], _ schedule: Schedule?, at now: Instant, withSums: Bool, _ html: inout HTML,
    _ language: Language
  ) {
    let heads = [
      Phrase.Guide.number, Phrase.Guide.title, Phrase.Guide.partners, Phrase.Guide.places, Phrase.Guide.money,
      Phrase.Guide.period, schedule == nil ? nil : Phrase.Home.deadline, Phrase.Guide.checkTopic,
    ].compactMap { $0 }
    html(.table, .class("topics"), Attribute("role", "table")) { html in
      html(.thead, Attribute("role", "rowgroup")) { html in
        html(.tr, Attribute("role", "row")) { html in
          for head in heads {
            html(.th, Attribute("scope", "col"), Attribute("role", "columnheader"), text: head[language])
          }
        }
      }
      html(.tbody, Attribute("role", "rowgroup")) { html in
        for topic in topics { row(topic, schedule, at: now, &html, language) }
      }
      if withSums { html(.tfoot, Attribute("role", "rowgroup")) { sums(schedule != nil, &$0, language) } }
    }
  }

  private func row(
    _ topic: Topic, _ schedule: Schedule?, at now: Instant, _ html: inout HTML, _ language: Language
  ) {
    func cell(_ label: BilingualText, _ text: BilingualText, _ name: String, _ html: inout HTML) {
      html(.td, .class(name), Attribute("role", "cell"), Attribute("data-label", label[language])) {
        $0.text(text, language)
      }
    }
    html(.tr, Attribute("role", "row")) { html in
      html(.td, .class("number"), Attribute("role", "cell"), text: topic.id)
      html(.th, .class("title"), Attribute("scope", "row"), Attribute("role", "rowheader")) { html in
        html(.a, .href(PublicRoute.topic(topic.id).path)) { $0.text(topic.title, language) }
      }
      cell(Phrase.Guide.partners, partners(of: topic), "partners", &html)
      cell(Phrase.Guide.places, places(topic.quota), "figure", &html)
      cell(Phrase.Guide.money, money(topic.envelope), "figure", &html)
      cell(Phrase.Guide.period, period(topic.period), "figure", &html)
      if let schedule {
        html(
          .td, .class("deadline"), Attribute("role", "cell"),
          Attribute("data-label", Phrase.Home.deadline[language])
        ) { DeadlineView(topic: topic.id, schedule: schedule, now: now, language: language).write(&$0) }
      }
      html(.td, .class("go"), Attribute("role", "cell")) { html in
        html(.a, .class("quiet"), .href(PublicRoute.check(topic.id).path)) { html in
          html.text(Phrase.Guide.checkTopic[language])
          html(.span, .class("unseen"), text: " " + topic.id)
        }
      }
    }
  }

  private func sums(_ hasDeadlines: Bool, _ html: inout HTML, _ language: Language) {
    let totals = totals
    func row(_ label: BilingualText, _ note: BilingualText?, _ places: BilingualText, _ money: BilingualText)
    {
      html(.tr, Attribute("role", "row")) { html in
        html(.th, Attribute("scope", "row"), Attribute("colspan", "3"), Attribute("role", "rowheader")) {
          html in
          html.text(label, language)
          if let note { html(.small) { $0.text(note, language) } }
        }
        for (name, text) in [(Phrase.Guide.places, places), (Phrase.Guide.money, money)] {
          html(.td, .class("figure"), Attribute("role", "cell"), Attribute("data-label", name[language])) {
            $0.text(text, language)
          }
        }
        html(
          .td, .class("rest"), Attribute("colspan", hasDeadlines ? "3" : "2"), Attribute("role", "cell"),
          content: { _ in })
      }
    }
    row(
      Phrase.Guide.sumOfTopics,
      totals.undecided.isEmpty ? nil : Phrase.Guide.undecidedTopics(totals.undecided.joined(separator: ", ")),
      Phrase.Guide.projects(totals.places), Display.money(tenThousands: totals.money))
    if totals.announcedPlaces != nil || totals.announcedMoney != nil {
      row(Phrase.Guide.announced, nil, places(totals.announcedPlaces), money(totals.announcedMoney))
    }
  }

  private func documents(_ html: inout HTML, _ language: Language) {
    html(.ul, .class("documents")) { html in
      for document in call.documents {
        html(.li, .class(document.isOfficial ? "official" : "example")) { html in
          html(.p, .class("title")) { html in
            html(.a, .href(PublicRoute.guide.path(at: "d-" + document.id))) {
              $0.text(document.title, language)
            }
          }
          html(.p) { html in
            html(
              .strong, .class(document.isOfficial ? "badge plain" : "badge warn"),
              text: (document.isOfficial ? Phrase.Guide.official : Phrase.Guide.example)[language])
            html.text(" ")
            html.text(
              Phrase.Guide.clauseCount(document.clauseCount, characters: document.coveredCharacters)[language]
            )
          }
          if !document.isOfficial {
            html(.p, .class("note")) { $0.text(Phrase.Guide.exampleWarning, language) }
          }
        }
      }
    }
  }
}
