internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension OfficeDesk {
  /// Dates and rules of the call; a POST changes them, or proposes to.
  func settings(_ visit: Visit, _ actor: Actor) async throws -> Response {
    let procedure = try await casework.procedure()
    guard visit.isPost else { return try await settingsPage(visit, actor, procedure, Attempt()) }
    let form = try await visit.form()
    do {
      let wanted = try SettingsForm(topics: casework.rules.call.topics).read(
        form, over: procedure, isOpen: procedure.isOpen(at: visit.now))
      let settled = try await casework.settle(
        wanted, seen: form["seen"] ?? "", reason: form["reason"] ?? "", by: actor)
      let notice =
        switch settled {
        case .unchanged: OfficeNotice.unchanged
        case .written: OfficeNotice.settled
        case .proposed: OfficeNotice.proposed
        }
      return visit.seeOther(OfficeRoute.settings.path, notice: notice)
    } catch let failure as CaseFailure where [.invalid, .conflict].contains(failure.code) {
      return try await settingsPage(visit, actor, procedure, Attempt(form, failure))
    }
  }

  private func settingsPage(_ visit: Visit, _ actor: Actor, _ procedure: Procedure, _ attempt: Attempt)
    async throws
    -> Response
  {
    SettingsPage(
      desk: self, visit: visit, actor: actor, procedure: procedure,
      proposals: try await casework.proposals(for: actor), attempt: attempt
    ).respond()
  }
}

struct SettingsPage {
  let desk: OfficeDesk
  let visit: Visit
  let actor: Actor
  let procedure: Procedure
  let proposals: [ProcedureProposal]
  let attempt: Attempt

  private var language: Language { visit.language }
  private var isOpen: Bool { procedure.isOpen(at: visit.now) }
  private var maySettle: Bool { actor.may(.administerCall) }
  private var topics: [Topic] { desk.casework.rules.call.topics }

  func respond() -> Response {
    let status: HTTPResponse.Status =
      switch attempt.failure?.code {
      case nil: .ok
      case .conflict?: .conflict
      default: .unprocessableContent
      }
    return visit.page(
      visit.frame(title: Phrase.Office.settings[language], scripts: [.time]).page { html in
        attempt.write(language, &html)
        html(.div, .class("hero")) { html in
          html(.p, .class("eyebrow")) { html in
            html(.a, .href(OfficeRoute.call.path)) { $0.text(Phrase.Office.office, language) }
          }
          html(.h1) { $0.text(Phrase.Office.settings, language) }
          html(.p, .class("lead")) {
            $0.text(isOpen ? Phrase.Office.settingsOpen : Phrase.Office.settingsBefore, language)
          }
        }
        ProposalsView(desk: desk, language: language, actor: actor, proposals: proposals).write(&html)
        if maySettle { form(&html) } else { shown(&html) }
      }, status: status)
  }

  private func typed(_ moment: Instant?) -> String { moment.map(BeijingTime.typed) ?? "" }

  /// The settings to be changed.
  private func form(_ html: inout HTML) {
    html(
      .form, .class("sheet"), Attribute("method", "post"), Attribute("action", OfficeRoute.settings.path),
      .aria(labelledBy: "settings")
    ) { html in
      html(.h2, .id("settings")) { $0.text(Phrase.Office.datesAndRules, language) }
      html.void(.input, .type("hidden"), .name("seen"), .value(procedure.mark))
      if isOpen {
        html(.p) { html in
          html.text(Phrase.Office.openedOn, language)
          html.text(" ")
          if let opens = procedure.opens { BeijingTime.write(opens, &html) }
        }
      } else {
        Entry(
          name: "opens", label: Phrase.Office.opens, help: Phrase.Office.beijingTime, kind: .moment,
          value: typed(procedure.opens)
        ).write(attempt, language, &html)
      }
      Entry(
        name: "deadline", label: Phrase.Office.deadlineForAll, help: Phrase.Office.deadlineHelp,
        kind: .moment,
        value: typed(procedure.deadline)
      ).write(attempt, language, &html)
      html(.fieldset) { html in
        html(.legend) { $0.text(Phrase.Office.deadlineByTopic, language) }
        html(.div, .class("cells")) { html in
          for topic in topics {
            Entry(
              name: SettingsForm.deadline(topic.id),
              label: BilingualText(zh: "\(topic.id) \(topic.title.zh)", en: "\(topic.id) \(topic.title.en)"),
              kind: .moment, value: typed(procedure.deadlines[topic.id])
            ).write(attempt, language, &html)
          }
        }
      }
      rules(&html)
      if isOpen {
        Entry(
          name: "reason", label: Phrase.Office.reason, help: Phrase.Office.reasonHelp, kind: .area,
          isRequired: true
        ).write(attempt, language, &html)
      }
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) {
          $0.text(isOpen ? Phrase.Office.proposeChange : Phrase.Office.save, language)
        }
      }
    }
  }

  private func rules(_ html: inout HTML) {
    Entry(name: "zone", label: Phrase.Office.zone, help: Phrase.Office.zoneHelp, value: procedure.zone)
      .write(attempt, language, &html)
    Entry(
      name: "counting", label: Phrase.Office.counting,
      kind: .select(Procedure.Counting.allCases.map { ($0.rawValue, Phrase.Office.counting($0.rawValue)) }),
      value: attempt.value("counting") ?? procedure.counting.rawValue
    ).write(attempt, language, &html)
    Entry(
      name: "violations", label: Phrase.Office.violations,
      kind: .select(
        Procedure.Violations.allCases.map { ($0.rawValue, Phrase.Office.violations($0.rawValue)) }),
      value: attempt.value("violations") ?? procedure.violations.rawValue
    ).write(attempt, language, &html)
    Tick(
      name: "endorsed", label: Phrase.Office.endorsed,
      isTicked: attempt.typed.isEmpty ? procedure.isEndorsed : attempt.value("endorsed") == "1"
    ).write(language, &html)
  }

  /// The settings to be read.
  private func shown(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "settings")) { html in
      html(.h2, .id("settings")) { $0.text(Phrase.Office.datesAndRules, language) }
      html(.dl, .class("facts")) { html in
        for (name, value) in procedure.settings.sorted(by: { $0.key < $1.key }) {
          html(.div) { html in
            html(.dt) { $0.text(Phrase.Office.setting(name), language) }
            html(.dd) { SettingValue.write(name, value, language, &$0) }
          }
        }
      }
    }
  }
}
