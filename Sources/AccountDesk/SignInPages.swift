internal import CallGuide
internal import Casework
internal import Eligibility
internal import HTTPTypes
internal import Hummingbird
internal import Markup
internal import Web

// Signing in and out, and everything a mailed link leads to.
extension AccountDesk {
  // MARK: signing in

  func signIn(_ visit: Visit) async throws -> Response {
    guard visit.isPost else {
      let back = SignInAddress.comingBack(to: visit.query(SignInAddress.back))
      return try await signInPage(visit, back: back)
    }
    let form = try await visit.form()
    let back = SignInAddress.comingBack(to: form.text(SignInAddress.back))
    do {
      switch try await casework.signIn(
        email: form.text("email"), password: form.text("password"), from: visit.origin,
        replacing: visit.sessionToken)
      {
      case .signedIn(let token): return enter(token, back, visit)
      case .secondFactor(let ticket): return codePage(visit, ticket: ticket.text, back: back)
      }
    } catch let failure as CaseFailure {
      return try await signInPage(visit, back: back, typed: form, failure: Web.Failure(failure))
    }
  }

  private func enter(_ token: Token, _ back: String, _ visit: Visit) -> Response {
    var response = visit.seeOther(back)
    response.headers.append(HTTPField(name: .setCookie, value: visit.cookie.set(token.bytes)))
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func signInPage(_ visit: Visit, back: String, typed: FormBody? = nil, failure: Web.Failure? = nil)
    async throws
    -> Response
  {
    let demonstration = try await casework.demonstrationAccounts()
    let sheet = FormSheet(
      route: .signIn, button: Phrase.Account.signInTitle,
      entries: [
        Entry(name: "email", label: Phrase.Account.email, kind: .email, autocomplete: "username"),
        Entry(
          name: "password", label: Phrase.Account.password, kind: .password, autocomplete: "current-password"),
      ], hidden: [(SignInAddress.back, back)], typed: typed, failure: failure)
    return visit.formPage(Phrase.Account.signInTitle, sheet) { html in
      html(.p, .class("act")) { html in
        html(.a, .href(AccountRoute.forgotten.path)) { $0.text(Phrase.Account.forgottenLink, visit.language) }
        html.text(" ")
        html(.a, .href(AccountRoute.register.path)) { $0.text(Phrase.Account.registerLink, visit.language) }
      }
      if !demonstration.isEmpty { write(demonstration, back: back, visit.language, &html) }
    }
  }

  private func write(
    _ accounts: [DemonstrationAccount], back: String, _ language: Language, _ html: inout HTML
  ) {
    html(.section, .aria(labelledBy: "demonstration-accounts")) { html in
      html(.h2, .id("demonstration-accounts")) { $0.text(Phrase.Account.demonstrationAccounts, language) }
      html(.p, .class("help")) { html in
        html.prose(
          Phrase.Account.demonstrationHelp[language].replacing("%", with: accounts[0].password), language)
      }
      html(.ul, .class("entries")) { html in
        for account in accounts {
          html(.li) { html in
            html(.div) { html in
              html(.strong) { $0.text(account.role, language) }
              html(.p, .class("help")) { html in
                html.text(account.name, language)
                html.text(" ")
                html(.code, text: account.email)
              }
            }
            LineButton(
              route: .signIn, label: Phrase.Account.signInTitle, about: account.role[language],
              fields: [("email", account.email), ("password", account.password), (SignInAddress.back, back)]
            ).write(language, &html)
          }
        }
      }
    }
  }

  /// The second step; its ticket stands for the password that was right.
  func code(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    let back = SignInAddress.comingBack(to: form.text(SignInAddress.back))
    guard let ticket = Token(form.text("ticket")) else { return visit.seeOther(AccountRoute.signIn.path) }
    do {
      let token = try await casework.signIn(
        ticket: ticket, code: form.text("code"), from: visit.origin, replacing: visit.sessionToken)
      return enter(token, back, visit)
    } catch let failure as CaseFailure where failure.field == "code" || failure.code == .tooMany {
      return codePage(visit, ticket: form.text("ticket"), back: back, failure: Web.Failure(failure))
    } catch let failure as CaseFailure {
      return try await signInPage(visit, back: back, failure: Web.Failure(failure))
    }
  }

  private func codePage(_ visit: Visit, ticket: String, back: String, failure: Web.Failure? = nil) -> Response
  {
    let sheet = FormSheet(
      route: .code, button: Phrase.Account.carryOn,
      entries: [
        Entry(
          name: "code", label: Phrase.Account.code, kind: .code, autocomplete: "one-time-code",
          help: Phrase.Account.codeHelp)
      ], hidden: [("ticket", ticket), (SignInAddress.back, back)], failure: failure)
    return visit.accountPage(
      Phrase.Account.codeTitle, status: failure?.status ?? .ok, languageAt: AccountRoute.signIn.path
    ) { html in
      sheet.summary(visit.language, &html)
      sheet.write(visit.language, &html)
    }
  }

  func signOut(_ visit: Visit) async throws -> Response {
    if let token = visit.sessionToken { try await casework.signOut(token) }
    var response = visit.seeOther("/", notice: Self.signedOut)
    response.headers.append(HTTPField(name: .setCookie, value: visit.cookie.clear))
    return response
  }

  // MARK: registering

  func register(_ visit: Visit) async throws -> Response {
    try await mailed(
      visit, .register, Phrase.Account.registerTitle, Phrase.Account.registerLead
    ) { email in
      try await casework.beginRegistration(email: email, language: visit.language)
    }
  }

  func forgotten(_ visit: Visit) async throws -> Response {
    try await mailed(visit, .forgotten, Phrase.Account.forgottenTitle, Phrase.Account.forgottenLead) {
      email in
      try await casework.forgotPassword(email: email)
    }
  }

  /// Asks for an address and has a link mailed to it; the answer is the same for every address.
  private func mailed(
    _ visit: Visit, _ route: AccountRoute, _ title: BilingualText, _ lead: BilingualText,
    _ send: (String) async throws -> Void
  ) async throws -> Response {
    var sheet = FormSheet(
      route: route, button: Phrase.Account.sendLink,
      entries: [Entry(name: "email", label: Phrase.Account.email, kind: .email, autocomplete: "username")])
    guard visit.isPost else { return visit.formPage(title, lead: lead, sheet) }
    let form = try await visit.form()
    do {
      try await send(form.text("email"))
    } catch let failure as CaseFailure {
      sheet.typed = form
      sheet.failure = Web.Failure(failure)
      return visit.formPage(title, lead: lead, sheet)
    }
    return visit.accountPage(Phrase.Account.mailedTitle, lead: Phrase.Account.mailed) { _ in }
  }

  func registration(_ text: String, _ visit: Visit) async throws -> Response {
    guard let ticket = Token(text) else { throw Web.Failure.notFound }
    let (email, language) = try await casework.registration(ticket)
    var sheet = FormSheet(
      route: .registration(text), button: Phrase.Account.register,
      entries: PersonEntries.all(language: language)
        + OrganisationEntries.all(casework.rules, isOptional: true),
      hidden: [("username", email)])
    if visit.isPost {
      let form = try await visit.form()
      do {
        var person = PersonEntries.read(form)
        let organisation = OrganisationEntries.read(form)
        if OrganisationEntries.isFilled(form) { person.organisation = .new(organisation) }
        let token = try await casework.register(ticket, person, from: visit.origin)
        return enter(token, AccountRoute.account.path, visit)
      } catch let failure as CaseFailure where failure.field != nil {
        sheet.typed = form
        sheet.failure = Web.Failure(failure)
      }
    }
    return visit.formPage(
      Phrase.Account.completeTitle, lead: BilingualText(zh: "\(email)", en: "\(email)"), sheet)
  }

  func reset(_ text: String, _ visit: Visit) async throws -> Response {
    guard let ticket = Token(text) else { throw Web.Failure.notFound }
    let email = try await casework.passwordReset(ticket)
    var sheet = FormSheet(
      route: .reset(text), button: Phrase.Account.setPassword, entries: [PersonEntries.newPassword],
      hidden: [("username", email)])
    if visit.isPost {
      do {
        try await casework.resetPassword(ticket, new: try await visit.form().text("password"))
        return visit.seeOther(AccountRoute.signIn.path, notice: Self.passwordSet)
      } catch let failure as CaseFailure where failure.field != nil { sheet.failure = Web.Failure(failure) }
    }
    return visit.formPage(Phrase.Account.forgottenTitle, lead: BilingualText(same: email), sheet)
  }

  func newEmail(_ text: String, _ visit: Visit) async throws -> Response {
    guard let ticket = Token(text) else { throw Web.Failure.notFound }
    let email = try await casework.changeOfEmail(ticket)
    if visit.isPost {
      try await casework.changeEmail(ticket)
      return visit.seeOther(
        visit.actor == nil ? AccountRoute.signIn.path : AccountRoute.account.path, notice: Self.emailChanged)
    }
    return visit.formPage(
      Phrase.Account.confirmEmailTitle, lead: Phrase.Account.confirmEmail(email),
      FormSheet(route: .newEmail(text), button: Phrase.Account.confirm, entries: []))
  }

  // MARK: invitations

  func invitation(_ text: String, _ visit: Visit) async throws -> Response {
    guard let ticket = Token(text) else { throw Web.Failure.notFound }
    let route = AccountRoute.invitation(text)
    if visit.isPost {
      let target = try await casework.accept(ticket, try visit.signedIn())
      return visit.seeOther(Self.place(of: target), notice: Self.accepted)
    }
    let invitation = try await casework.invitation(ticket)
    let lead = Phrase.Account.invitation(from: invitation.from, what: invitation.what)
    return visit.accountPage(Phrase.Account.invitationTitle, lead: lead) { html in
      html(.p) { $0.text(Phrase.Account.invitationFor(invitation.email), visit.language) }
      if visit.actor != nil {
        FormSheet(route: route, button: Phrase.Account.accept, entries: []).write(visit.language, &html)
      } else {
        html(.p, .class("act")) { html in
          html(.a, .class("action"), .href(SignInAddress.signIn(comingBackTo: route.path))) {
            $0.text(Phrase.Account.acceptHaving, visit.language)
          }
          html.text(" ")
          html(.a, .class("quiet"), .href(AccountRoute.registration(text).path)) {
            $0.text(Phrase.Account.acceptNew, visit.language)
          }
        }
      }
    }
  }

  private static func place(of target: InvitationTarget) -> String {
    switch target {
    case .application(let id, _): "/applications/" + PathSegment.escape(id)
    case .organisation(let id, _): AccountRoute.organisation(id).path
    case .office: AccountRoute.account.path
    }
  }
}
