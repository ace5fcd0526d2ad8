internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Markup
internal import Web

// Setting up the second factor, removing it, and its recovery codes.
extension AccountDesk {
  func secondFactor(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    if actor.hasSecondFactor { return factorPage(visit) }
    guard visit.isPost else {
      return enrolment(visit, try await casework.offerSecondFactor(to: actor))
    }
    let form = try await visit.form()
    guard let ticket = Token(form.text("ticket")) else {
      return visit.seeOther(AccountRoute.secondFactor.path)
    }
    do {
      let codes = try await casework.enrolSecondFactor(
        actor, ticket: ticket, password: form.text("password"), code: form.text("code"), from: visit.origin)
      return recoveryPage(visit, codes)
    } catch let failure as CaseFailure where failure.field != nil || failure.code == .tooMany {
      let offer = try await casework.secondFactorOffer(ticket, of: actor)
      return enrolment(visit, offer, failure: Web.Failure(failure))
    }
  }

  private func enrolment(_ visit: Visit, _ offer: SecondFactorOffer, failure: Web.Failure? = nil) -> Response
  {
    let language = visit.language
    let sheet = FormSheet(
      route: .secondFactor, button: Phrase.Account.factorSet,
      entries: [
        Entry(name: "code", label: Phrase.Account.code, kind: .code, autocomplete: "one-time-code"),
        Self.currentPassword("password"),
      ], hidden: [("ticket", offer.ticket.text)], failure: failure)
    return visit.accountPage(
      Phrase.Account.factorTitle, lead: Phrase.Account.factorLead, status: failure?.status ?? .ok
    ) { html in
      sheet.summary(language, &html)
      html(.div, .class("key")) { html in
        if let code = QRCode(offer.address) {
          html(.div) { html in
            code.write(label: Phrase.Account.factorScan[language], &html)
            html(.p, .class("help")) { $0.text(Phrase.Account.factorScan, language) }
          }
        }
        html(.dl) { html in
          html(.dt) { $0.text(Phrase.Account.factorKey, language) }
          html(.dd) { html in html(.code, text: offer.key) }
          html(.dd) { html in
            html(.a, .href(offer.address)) { $0.text(Phrase.Account.factorOpen, language) }
          }
        }
      }
      sheet.write(language, &html)
    }
  }

  private func factorPage(_ visit: Visit) -> Response {
    let language = visit.language
    return visit.accountPage(Phrase.Account.factorTitle, lead: Phrase.Account.factorOn) { html in
      html(.ul, .class("entries")) { html in
        for (route, title, help) in [
          (AccountRoute.recoveryCodes, Phrase.Account.recoveryRenew, Phrase.Account.recoveryRenewLead),
          (.factorRemoval, Phrase.Account.factorRemove, Phrase.Account.factorRemoveLead),
        ] {
          html(.li) { html in
            html(.div) { html in
              html(.a, .href(route.path)) { $0.text(title, language) }
              html(.p, .class("help")) { $0.text(help, language) }
            }
          }
        }
      }
    }
  }

  private func recoveryPage(_ visit: Visit, _ codes: [String]) -> Response {
    visit.accountPage(
      Phrase.Account.recoveryTitle, lead: Phrase.Account.recoveryLead,
      languageAt: AccountRoute.secondFactor.path
    ) { html in
      html(.ul, .class("codes")) { html in
        for code in codes { html(.li) { html in html(.code, text: code) } }
      }
      html(.p) { html in
        html(.a, .class("action"), .href(AccountRoute.account.path)) {
          $0.text(Phrase.Account.carryOn, visit.language)
        }
      }
    }
  }

  func factorRemoval(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let sheet = FormSheet(
      route: .factorRemoval, button: Phrase.Account.factorRemove, entries: [Self.currentPassword("password")])
    return try await change(
      visit, Phrase.Account.factorRemove, lead: Phrase.Account.factorRemoveLead, sheet,
      notice: Self.factorRemoved
    ) { form in
      try await casework.removeSecondFactor(actor, password: form.text("password"), from: visit.origin)
    }
  }

  func recoveryCodes(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    var sheet = FormSheet(
      route: .recoveryCodes, button: Phrase.Account.recoveryRenew, entries: [Self.currentPassword("password")]
    )
    if visit.isPost {
      do {
        return recoveryPage(
          visit,
          try await casework.renewRecoveryCodes(
            actor, password: try await visit.form().text("password"), from: visit.origin))
      } catch let failure as CaseFailure { sheet.failure = Web.Failure(failure) }
    }
    return visit.formPage(Phrase.Account.recoveryRenew, lead: Phrase.Account.recoveryRenewLead, sheet)
  }
}
