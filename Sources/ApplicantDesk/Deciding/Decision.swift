internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Markup
internal import Web

/// What can be decided about a submitted application, each on a page of its own that shows what is decided on.
enum Decision: Sendable {
  case confirmation, givingBack, endorsement, withdrawal, reopening

  init?(_ place: ApplicantRoute.Place) {
    switch place {
    case .confirmation: self = .confirmation
    case .givingBack: self = .givingBack
    case .endorsement: self = .endorsement
    case .withdrawal: self = .withdrawal
    case .reopening: self = .reopening
    default: return nil
    }
  }

  var place: ApplicantRoute.Place {
    switch self {
    case .confirmation: .confirmation
    case .givingBack: .givingBack
    case .endorsement: .endorsement
    case .withdrawal: .withdrawal
    case .reopening: .reopening
    }
  }

  var act: ApplicationState.Act {
    switch self {
    case .confirmation: .confirm
    case .givingBack: .giveBack
    case .endorsement: .endorse
    case .withdrawal: .withdraw
    case .reopening: .reopen
    }
  }

  /// The right it takes; who has not even that does not get the page.
  var right: CaseRight {
    switch self {
    case .confirmation: .confirm
    case .givingBack: .giveBack
    case .endorsement: .endorse
    case .withdrawal, .reopening: .withdraw
    }
  }

  var title: BilingualText {
    switch self {
    case .confirmation: Phrase.Desk.confirmTitle
    case .givingBack: Phrase.Desk.giveBackTitle
    case .endorsement: Phrase.Desk.endorseTitle
    case .withdrawal: Phrase.Desk.withdrawTitle
    case .reopening: Phrase.Desk.reopenTitle
    }
  }

  var lead: BilingualText {
    switch self {
    case .confirmation: Phrase.Desk.confirmLead
    case .givingBack: Phrase.Desk.giveBackLead
    case .endorsement: Phrase.Desk.endorseLead
    case .withdrawal: Phrase.Desk.withdrawLead
    case .reopening: Phrase.Desk.reopenLead
    }
  }

  var button: BilingualText {
    switch self {
    case .confirmation: Phrase.Desk.confirm
    case .givingBack: Phrase.Desk.giveBack
    case .endorsement: Phrase.Desk.endorse
    case .withdrawal: Phrase.Desk.withdraw
    case .reopening: Phrase.Desk.reopen
    }
  }

  var notice: Notice {
    switch self {
    case .confirmation: DeskNotice.confirmed
    case .givingBack: DeskNotice.givenBack
    case .endorsement: DeskNotice.endorsed
    case .withdrawal: DeskNotice.withdrawn
    case .reopening: DeskNotice.reopened
    }
  }

  /// Whether it asks for words.
  var asksReason: Bool { self == .givingBack || self == .withdrawal }
  /// Whether it is a decision on the version that stands, shown on the page.
  var isOnVersion: Bool { self == .confirmation || self == .endorsement || self == .givingBack }
}

extension ApplicantDesk {
  func decisionPage(
    _ decision: Decision, _ page: CasePage, failure: CaseFailure? = nil, typed: FormBody? = nil
  )
    async throws -> Response
  {
    try page.dossier.roles.require(decision.right)
    var view = DecisionPage(page: page, decision: decision, failure: failure, typed: typed)
    if decision.isOnVersion, page.application.version > 0 {
      view.version = try await casework.version(
        page.application.version, of: page.application.id, for: page.actor)
    }
    if decision == .confirmation, page.dossier.procedure.isEndorsed {
      view.endorsers = try await casework.endorsers()
    }
    return view.respond()
  }

  func decide(_ decision: Decision, _ page: CasePage) async throws -> Response {
    let body = try await page.visit.form()
    let id = page.application.id
    let moment = page.visit.now
    do {
      let version = body["version"].flatMap { Int($0) } ?? 0
      switch decision {
      case .confirmation:
        try await casework.confirm(
          id, version: version, endorser: body["endorser"].flatMap { $0.isEmpty ? nil : $0 }, by: page.actor,
          arrived: moment)
      case .givingBack:
        try await casework.giveBack(
          id, version: version, reason: body["reason"] ?? "", by: page.actor, arrived: moment)
      case .endorsement: try await casework.endorse(id, version: version, by: page.actor, arrived: moment)
      case .withdrawal:
        try await casework.withdraw(id, reason: body["reason"] ?? "", by: page.actor, arrived: moment)
      case .reopening: try await casework.reopen(id, by: page.actor, arrived: moment)
      }
    } catch let failure as CaseFailure where failure.code != .forbidden && failure.code != .notFound {
      if page.visit.wantsJSON { throw failure }
      let fresh = try await self.page(id, page.visit, page.actor)
      return try await decisionPage(decision, fresh, failure: failure, typed: body)
    }
    return page.visit.seeOther(page.path(.overview), notice: decision.notice)
  }
}

/// The page of one decision.
struct DecisionPage {
  let page: CasePage
  let decision: Decision
  let failure: CaseFailure?
  /// What was sent, to show it again.
  let typed: FormBody?
  /// What is decided on.
  var version: KeptVersion?
  var endorsers: [(id: String, name: BilingualText)] = []

  private var language: Language { page.language }

  func respond() -> Response {
    page.respond(
      decision.title, status: failure.map(Failure.status(of:)) ?? .ok, isFaulty: failure != nil
    ) { html in
      if let failure { page.failure(failure, &html) }
      html(.section, .class("sheet")) { html in
        html(.p, .class("lead")) { $0.text(decision.lead, language) }
        if page.standing.may(decision.act) {
          form(&html)
        } else {
          html(.p, .class("warning")) { html in
            html.text(Phrase.Desk.notNow(page.application.state.name), language)
          }
          html(.p, .class("act")) { html in
            html(.a, .class("quiet"), .href(page.path(.overview))) { $0.text(Phrase.Desk.back, language) }
          }
        }
      }
      if let version {
        html(.section, .class("sheet"), .aria(labelledBy: "version-title")) { html in
          html(.h2, .id("version-title")) { $0.text(Phrase.Desk.versionTitle(version.number), language) }
          page.write(version, &html)
        }
      }
    }
  }

  private func form(_ html: inout HTML) {
    html(.form, Attribute("method", "post"), Attribute("action", page.path(decision.place))) { html in
      if decision.isOnVersion {
        html.void(.input, .type("hidden"), .name("version"), .value(String(page.application.version)))
      }
      if decision == .confirmation, page.dossier.procedure.isEndorsed { endorser(&html) }
      if decision.asksReason { reason(&html) }
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(decision.button, language) }
        if decision == .confirmation, page.standing.may(.giveBack) {
          html(.a, .class("quiet"), .href(page.path(.givingBack))) {
            $0.text(Phrase.Desk.giveBackInstead, language)
          }
        }
        html(.a, .class("quiet"), .href(page.path(.overview))) { $0.text(Phrase.Desk.cancel, language) }
      }
    }
  }

  private func endorser(_ html: inout HTML) {
    html(.div, .class("question")) { html in
      html(.label, .for("f-endorser")) { $0.text(Phrase.Desk.endorser, language) }
      fault("endorser", &html)
      html(
        .select, .id("f-endorser"), .name("endorser"),
        .describedBy(failure?.field == "endorser" ? "fault-endorser" : nil)
      ) { html in
        html(.option, .value("")) { $0.text(Phrase.Check.choose, language) }
        let chosen = typed?["endorser"] ?? page.application.endorser
        for each in endorsers {
          html(.option, .value(each.id), Attribute("selected", if: each.id == chosen)) {
            $0.text(each.name[language])
          }
        }
      }
    }
  }

  private func reason(_ html: inout HTML) {
    html(.div, .class("question")) { html in
      html(.label, .for("f-reason")) {
        $0.text(decision == .givingBack ? Phrase.Desk.reasonToMend : Phrase.Desk.reasonToWithdraw, language)
      }
      fault("reason", &html)
      html(
        .textarea, .id("f-reason"), .name("reason"), Attribute("rows", "4"),
        .describedBy(failure?.field == "reason" ? "fault-reason" : nil)
      ) { $0.text(typed?["reason"] ?? "") }
    }
  }

  private func fault(_ field: String, _ html: inout HTML) {
    guard let failure, failure.field == field else { return }
    html(.p, .class("fault"), .id("fault-" + field)) { html in
      html(.strong, text: Phrase.Check.errorPrefix[language])
      html.text(failure.what, language)
    }
  }
}
