internal import CallGuide
internal import Casework
internal import Eligibility
internal import Markup
internal import Web

extension SitePages {
  /// One topic: what it offers, what it asks, and the guide's own words.
  func topic(_ topic: Topic, _ visit: Visit, _ schedule: Schedule?) -> HTML {
    let language = visit.language
    return visit.frame(
      title: topic.id + " " + topic.title[language],
      description: Phrase.Guide.checkLead[language], scripts: [.time]
    ).page { html in
      html(.div, .class("sheet hero")) { html in
        html(.p, .class("eyebrow")) { html in
          html(.a, .href(PublicRoute.call.path)) { $0.text(call.batch, language) }
        }
        html(.h1) { html in
          html(.span, .class("number"), text: topic.id)
          html.text(" ")
          html.text(topic.title, language)
        }
        html(.p, .class("act")) { html in
          html(
            .a, .class("action"), .href(PublicRoute.check(topic.id).path),
            text: Phrase.Guide.checkTopic[language])
          html.text(" ")
          html(.span) { $0.text(Phrase.Guide.checkLead, language) }
        }
        if let schedule { start(topic, schedule, visit, &html) }
        facts(topic, &html, language)
      }
      html(.div, .class("pair")) { html in
        attachments(topic, &html, language)
        promises(topic, &html, language)
      }
      words(of: topic, &html, language)
    }
  }

  /// Until when one can apply, and the way in.
  private func start(_ topic: Topic, _ schedule: Schedule, _ visit: Visit, _ html: inout HTML) {
    let language = visit.language
    html(.p, .class("deadline")) { html in
      html(.strong, text: Phrase.Home.deadline[language])
      html.text(language == .zh ? "：" : ": ")
      DeadlineView(topic: topic.id, schedule: schedule, now: visit.now, language: language).write(&html)
    }
    guard schedule.isOpen(topic.id, at: visit.now) else { return }
    html(.p, .class("act")) { html in
      html(.a, .class("action"), .href(PublicRoute.start(topic.id)), text: Phrase.Home.start[language])
      html.text(" ")
      html(.span) { $0.text(Phrase.Home.startLead, language) }
    }
  }

  private func facts(_ topic: Topic, _ html: inout HTML, _ language: Language) {
    func fact(_ label: BilingualText, _ html: inout HTML, _ content: (inout HTML) -> Void) {
      html(.div) { html in
        html(.dt, text: label[language])
        html(.dd, content: content)
      }
    }
    html(.dl, .class("facts")) { html in
      fact(Phrase.Guide.partners, &html) { partners(of: topic, &$0, language) }
      if let basis = topic.basis {
        let name = basis == .agreement ? Phrase.Guide.agreement : Phrase.Guide.commitment
        fact(Phrase.Guide.basis, &html) { $0.text(name, language) }
      }
      fact(Phrase.Guide.areas, &html) { areas(topic, &$0, language) }
      fact(Phrase.Guide.places, &html) { html in
        html(.p) { $0.text(places(topic.quota), language) }
        if let limit = topic.perCountry {
          html(.p, .class("note")) { $0.text(share(limit, Phrase.Guide.perCountry(limit.atMost)), language) }
        }
        if let limit = topic.perArea {
          html(.p, .class("note")) { $0.text(share(limit, Phrase.Guide.perArea(limit.atMost)), language) }
        }
      }
      fact(Phrase.Guide.money, &html) { $0.text(money(topic.envelope), language) }
      fact(Phrase.Guide.period, &html) { $0.text(period(topic.period), language) }
      dates(&html, language)
      if let agency = topic.agency { fact(Phrase.Guide.agency, &html) { self.agency(agency, &$0, language) } }
    }
  }

  private func partners(of topic: Topic, _ html: inout HTML, _ language: Language) {
    html(.p) { $0.text(partners(of: topic), language) }
    for unit in topic.partners {
      guard let set = call.sets[unit] else { continue }
      html(.details) { html in
        html(.summary, text: Phrase.Guide.memberList(set.codes.count)[language])
        html(.p) { $0.text(Display.list(set.codes.map { rules.countries.name(of: $0) }), language) }
      }
    }
  }

  private func areas(_ topic: Topic, _ html: inout HTML, _ language: Language) {
    func list(_ areas: [Area], _ html: inout HTML) {
      html(.ul, .class("areas")) { html in
        for area in areas {
          html(.li) { html in
            html.text(area.name, language)
            if !area.areas.isEmpty { list(area.areas, &html) }
          }
        }
      }
    }
    if topic.areas.isEmpty {
      html(.p) { $0.text(Phrase.Guide.anyArea, language) }
    } else {
      list(topic.areas, &html)
      if topic.areasOpen { html(.p, .class("note")) { $0.text(Phrase.Guide.areasOpen, language) } }
    }
  }

  private func dates(_ html: inout HTML, _ language: Language) {
    let deadlines = deadlines()
    guard !deadlines.isEmpty else { return }
    html(.div) { html in
      html(.dt, text: Phrase.Guide.dates[language])
      html(.dd) { html in
        for deadline in deadlines {
          html(.p) { html in
            html.text(deadline.clause.summary, language)
            html.text(" ")
            clauseLink(deadline.clause, &html)
          }
        }
        if deadlines.contains(where: { deadline in
          call.documents.contains { $0.id == deadline.clause.document && !$0.isOfficial }
        }) {
          html(.p, .class("note")) { $0.text(Phrase.Guide.datesExample, language) }
        }
      }
    }
  }

  private func agency(_ agency: Agency, _ html: inout HTML, _ language: Language) {
    html(.p) { $0.text(agency.name, language) }
    if let email = agency.email {
      html(.p) { $0(.a, .lang(.en), .href("mailto:" + email), text: email) }
    }
    if let url = agency.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      html(.p) { $0(.a, .lang(.en), .href(url), Attribute("rel", "noreferrer"), text: url) }
    }
  }

  /// A link to a clause by its number.
  func clauseLink(_ clause: Clause, _ html: inout HTML) {
    html(.a, .class("clause-link"), .href(PublicRoute.clause(clause.id).path), text: clause.id)
  }

  private func attachments(_ topic: Topic, _ html: inout HTML, _ language: Language) {
    html(.section, .class("sheet"), .aria(labelledBy: "attach")) { html in
      html(.h2, .id("attach"), text: Phrase.Guide.attach[language])
      let clauses = topic.clauses.filter { $0.evidence != nil && $0.classes.first != .oblig }
      if clauses.isEmpty {
        html(.p) { $0.text(Phrase.Guide.attachNone, language) }
      } else {
        html(.ul, .class("asks")) { html in
          for clause in clauses {
            html(.li) { html in
              if let evidence = clause.evidence { html.text(evidence, language) }
              html.text(" ")
              clauseLink(clause, &html)
            }
          }
        }
      }
      let files = form(of: topic).sections.flatMap(\.questions).filter { $0.field.type == .file }
      if !files.isEmpty {
        html(.h3, text: Phrase.Guide.forms[language])
        html(.ul, .class("asks")) { html in
          for file in files {
            html(.li) { html in
              html.text(file.field.label, language)
              for id in file.clauses {
                guard let clause = rules.rules[id]?.clause else { continue }
                html.text(" ")
                clauseLink(clause, &html)
              }
            }
          }
        }
      }
    }
  }

  private func promises(_ topic: Topic, _ html: inout HTML, _ language: Language) {
    let promised = topic.clauses.filter { $0.classes.contains(.oblig) }
    let encouraged = topic.clauses.filter { $0.force == .encourage }
    html(.section, .class("sheet"), .aria(labelledBy: "promise")) { html in
      html(.h2, .id("promise"), text: Phrase.Guide.promise[language])
      list(promised, &html, language)
      if !encouraged.isEmpty {
        html(.h3, text: Phrase.Guide.encouraged[language])
        list(encouraged, &html, language)
      }
    }
  }

  private func list(_ clauses: [Clause], _ html: inout HTML, _ language: Language) {
    guard !clauses.isEmpty else {
      html(.p) { $0.text(Phrase.Guide.promiseNone, language) }
      return
    }
    html(.ul, .class("asks")) { html in
      for clause in clauses {
        html(.li) { html in
          html.text(clause.summary, language)
          html.text(" ")
          clauseLink(clause, &html)
        }
      }
    }
  }

  private func words(of topic: Topic, _ html: inout HTML, _ language: Language) {
    let view = ClauseView(language: language)
    html(.section, .class("sheet"), .aria(labelledBy: "words")) { html in
      html(.h2, .id("words"), text: Phrase.Guide.byTheClauses[language])
      html(.p, .class("note")) { $0.text(Phrase.Guide.originalIsChinese, language) }
      for outline in outlines { view.write(outline.entries.filter { $0.topic == topic.id }, into: &html) }
    }
    html(.section, .class("sheet"), .aria(labelledBy: "common")) { html in
      html(.h2, .id("common"), text: Phrase.Guide.otherClauses[language])
      html(.details, .class("common")) { html in
        html(.summary, text: Phrase.Guide.commonClauses(call.commonClauses.count)[language])
        for outline in outlines {
          if !outline.document.isOfficial {
            html(.p, .class("warning")) { $0.text(Phrase.Guide.exampleWarning, language) }
          }
          view.write(outline.entries.filter { $0.topic == nil }, into: &html)
        }
      }
    }
  }
}
