internal import CallGuide
internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

// One's own account: an overview, and a page for each thing that can be changed.
extension AccountDesk {
  func account(_ visit: Visit) throws -> Response {
    let actor = try visit.signedIn()
    let language = visit.language
    return visit.accountPage(Phrase.Account.title) { html in
      if !actor.dormantOffices.isEmpty {
        html(.div, .class("warning")) { html in
          html(.p) { $0.text(Phrase.Account.dormant, language) }
          html(.p) { html in
            html(.a, .class("action"), .href(AccountRoute.secondFactor.path)) {
              $0.text(Phrase.Account.factorSet, language)
            }
          }
        }
      }
      html(.dl, .class("facts")) { html in
        fact(Phrase.Account.name, actor.name[language], .name, language, &html)
        fact(Phrase.Account.email, actor.email, .email, language, &html)
        fact(Phrase.Account.password, "••••••••", .password, language, &html)
        let factor = actor.hasSecondFactor ? Phrase.Account.factorOn : Phrase.Account.factorOff
        fact(Phrase.Account.factorTitle, factor[language], .secondFactor, language, &html)
        fact(Phrase.Account.sessionsTitle, "", .sessions, language, &html)
      }
      memberships(actor, language, &html)
      offices(actor, language, &html)
      html(.p) { html in
        html(.a, .href(AccountRoute.closing.path)) { $0.text(Phrase.Account.closeTitle, language) }
      }
    }
  }

  private func fact(
    _ label: BilingualText, _ value: String, _ route: AccountRoute, _ language: Language, _ html: inout HTML
  ) {
    html(.div) { html in
      html(.dt) { $0.text(label, language) }
      html(.dd) { html in
        html.prose(value, language)
        html.text(" ")
        html(.a, .href(route.path), .aria(label: Phrase.Account.change[language] + " " + label[language])) {
          $0.text(Phrase.Account.change, language)
        }
      }
    }
  }

  private func memberships(_ actor: Actor, _ language: Language, _ html: inout HTML) {
    html(.h2) { $0.text(Phrase.Account.memberships, language) }
    if actor.memberships.isEmpty { html(.p) { $0.text(Phrase.Account.noMemberships, language) } }
    html(.ul, .class("entries")) { html in
      for membership in actor.memberships {
        html(.li) { html in
          html(.a, .href(AccountRoute.organisation(membership.organisation).path)) {
            $0.text(membership.name, language)
          }
          html(.span, .class("badge plain")) { $0.text(membership.role.title, language) }
        }
      }
    }
    html(.p) { html in
      html(.a, .class("quiet"), .href(AccountRoute.join.path)) {
        $0.text(Phrase.Organisation.joinTitle, language)
      }
    }
  }

  private func offices(_ actor: Actor, _ language: Language, _ html: inout HTML) {
    let offices = actor.offices + actor.dormantOffices
    guard !offices.isEmpty else { return }
    html(.h2) { $0.text(Phrase.Account.offices, language) }
    html(.ul, .class("entries")) { html in
      for office in offices {
        html(.li) { html in
          html.text(office.role.title, language)
          html(.span, .class("badge plain")) { html in
            html.prose(office.scope.isEmpty ? Phrase.Account.everything[language] : office.scope, language)
          }
        }
      }
    }
  }

  // MARK: changing things

  func name(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let sheet = FormSheet(
      route: .name, button: Phrase.Account.save,
      entries: PersonEntries.names(zh: actor.name.zh, en: actor.name.en, language: actor.language))
    return try await change(visit, Phrase.Account.nameTitle, sheet, notice: Self.saved) { form in
      try await casework.rename(
        actor, zh: form.text("nameZh"), en: form.text("nameEn"),
        language: Language(rawValue: form.text("language")) ?? .zh)
    }
  }

  func password(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let sheet = FormSheet(
      route: .password, button: Phrase.Account.setPassword,
      entries: [Self.currentPassword("current"), PersonEntries.newPassword],
      hidden: [("username", actor.email)])
    return try await change(
      visit, Phrase.Account.passwordTitle, lead: Phrase.Account.passwordLead, sheet,
      notice: Self.passwordChanged
    ) { form in
      try await casework.changePassword(
        actor, current: form.text("current"), new: form.text("password"), from: visit.origin)
    }
  }

  func email(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    var sheet = FormSheet(
      route: .email, button: Phrase.Account.sendLink,
      entries: [
        Entry(name: "email", label: Phrase.Account.newEmail, kind: .email, autocomplete: "email"),
        Self.currentPassword("password"),
      ])
    let title = Phrase.Account.emailTitle
    guard visit.isPost else { return visit.formPage(title, lead: Phrase.Account.emailLead, sheet) }
    let form = try await visit.form()
    do {
      try await casework.beginChangeOfEmail(
        actor, to: form.text("email"), password: form.text("password"), from: visit.origin)
    } catch let failure as CaseFailure {
      sheet.typed = form
      sheet.failure = Web.Failure(failure)
      return visit.formPage(title, lead: Phrase.Account.emailLead, sheet)
    }
    return visit.accountPage(Phrase.Account.mailedTitle, lead: Phrase.Account.mailed) { _ in }
  }

  func closing(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    var sheet = FormSheet(
      route: .closing, button: Phrase.Account.close, entries: [Self.currentPassword("password")])
    if visit.isPost {
      do {
        try await casework.closeAccount(
          actor, password: try await visit.form().text("password"), from: visit.origin)
        var response = visit.seeOther("/", notice: Self.closed)
        response.headers.append(HTTPField(name: .setCookie, value: visit.cookie.clear))
        return response
      } catch let failure as CaseFailure { sheet.failure = Web.Failure(failure) }
    }
    return visit.formPage(Phrase.Account.closeTitle, lead: Phrase.Account.closeLead, sheet)
  }

  /// Shows a form and does what it asks; refused, it is the same form again with what was typed.
  func change(
    _ visit: Visit, _ title: BilingualText, lead: BilingualText? = nil, _ sheet: FormSheet, notice: Notice,
    _ act: (FormBody) async throws -> Void
  ) async throws -> Response {
    guard visit.isPost else { return visit.formPage(title, lead: lead, sheet) }
    let form = try await visit.form()
    do {
      try await act(form)
      return visit.seeOther(AccountRoute.account.path, notice: notice)
    } catch let failure as CaseFailure {
      var sheet = sheet
      sheet.typed = form
      sheet.failure = Web.Failure(failure)
      return visit.formPage(title, lead: lead, sheet)
    }
  }

  static func currentPassword(_ name: String) -> Entry {
    Entry(
      name: name, label: Phrase.Account.currentPassword, kind: .password, autocomplete: "current-password")
  }

  // MARK: sessions

  func sessions(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let language = visit.language
    if visit.isPost {
      let form = try await visit.form()
      if form.text("do") == "others" {
        try await casework.revokeOtherSessions(of: actor)
      } else {
        try await casework.revokeSession(form.text("session"), of: actor)
      }
      return visit.seeOther(AccountRoute.sessions.path, notice: Self.done)
    }
    let sessions = try await casework.sessions(of: actor)
    return visit.accountPage(Phrase.Account.sessionsTitle) { html in
      html(.ul, .class("entries")) { html in
        for session in sessions { html(.li) { line(session, language, &$0) } }
      }
      guard sessions.count > 1 else { return }
      FormSheet(
        route: .sessions, button: Phrase.Account.revokeOthers, entries: [], hidden: [("do", "others")]
      ).write(language, &html)
    }
  }

  private func line(_ session: SessionNote, _ language: Language, _ html: inout HTML) {
    html(.div) { html in
      html(.strong, text: session.origin.address)
      if session.isOwn {
        html.text(" ")
        html(.span, .class("badge plain")) { $0.text(Phrase.Account.sessionOwn, language) }
      }
      html(.p, .class("help"), text: session.origin.agent)
      html(.p, .class("help")) { html in
        html.text(Phrase.Account.sessionSeen, language)
        html.text(" " + Beijing.moment(session.seen) + " · ")
        html.text(Phrase.Account.sessionSince, language)
        html.text(" " + Beijing.moment(session.created) + " · ")
        html.text(Phrase.Account.beijing, language)
      }
    }
    guard !session.isOwn else { return }
    LineButton(
      route: .sessions, label: Phrase.Account.revoke, about: session.origin.address,
      fields: [("session", session.id)]
    ).write(language, &html)
  }
}
