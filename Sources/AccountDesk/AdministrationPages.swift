internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Markup
internal import Web

// The three administrators' pages: offices, accounts, and the log of both.
extension AccountDesk {
  // MARK: security

  func offices(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    guard visit.isPost else { return try await officesPage(actor, visit) }
    let form = try await visit.form()
    do {
      switch form.text("do") {
      case "confirm":
        try await casework.confirmMember(
          form.text("account"), of: form.text("organisation"), as: .office, by: actor)
      case "decline":
        try await casework.declineMember(
          form.text("account"), of: form.text("organisation"), as: .office, by: actor)
      case let word:
        guard let role = Actor.Office.Role(rawValue: form.text("role")) else {
          throw Web.Failure.badRequest(Phrase.Account.notTaken)
        }
        let office = Actor.Office(role: role, scope: form.text("scope").filter { !$0.isWhitespace })
        switch word {
        case "revoke": try await casework.revokeOffice(office, of: form.text("account"), by: actor)
        case "invite":
          try await casework.invite(
            form.text("email"), to: .office(office), language: visit.language, by: actor)
          return visit.seeOther(AccountRoute.offices.path, notice: Self.invited)
        default: try await casework.grantOffice(office, toEmail: form.text("email"), by: actor)
        }
      }
      return visit.seeOther(AccountRoute.offices.path, notice: Self.done)
    } catch let failure as CaseFailure {
      return try await officesPage(actor, visit, typed: form, failure: Web.Failure(failure))
    }
  }

  private func officesPage(
    _ actor: Actor, _ visit: Visit, typed: FormBody? = nil, failure: Web.Failure? = nil
  ) async throws -> Response {
    let holders = try await casework.officeHolders(actor)
    let first = try await casework.firstOfficeRequests(actor)
    let language = visit.language
    let roles = Actor.Office.Role.allCases.map { (value: $0.rawValue, label: $0.title) }
    let grant = FormSheet(
      route: .offices, button: Phrase.Organisation.grant,
      entries: [
        Entry(name: "email", label: Phrase.Account.email, kind: .email),
        Entry(name: "role", label: Phrase.Organisation.office, kind: .choice(roles), value: "officer"),
        Entry(
          name: "scope", label: Phrase.Organisation.scope, help: Phrase.Organisation.scopeHelp,
          isOptional: true),
        Entry(
          name: "do", label: Phrase.Organisation.inviteTitle,
          kind: .choice([("grant", Phrase.Organisation.grantTitle), ("invite", Phrase.Organisation.invite)]),
          value: "grant"),
      ], typed: typed, failure: failure)
    return visit.accountPage(
      Phrase.Organisation.officesTitle, lead: Phrase.Organisation.officesLead, status: failure?.status ?? .ok
    ) { html in
      grant.summary(language, &html)
      if !first.isEmpty { firstOffices(first, language, &html) }
      html(.h2) { $0.text(Phrase.Organisation.holder, language) }
      html(.ul, .class("entries")) { html in
        for note in holders { html(.li) { holder(note, actor, language, &$0) } }
      }
      html(.h2) { $0.text(Phrase.Organisation.grantTitle, language) }
      grant.write(language, &html)
    }
  }

  private func firstOffices(
    _ requests: [(organisation: Organisation, asking: MemberNote)], _ language: Language, _ html: inout HTML
  ) {
    html(.h2) { $0.text(Phrase.Organisation.firstOffices, language) }
    html(.p, .class("help")) { $0.text(Phrase.Organisation.firstOfficesLead, language) }
    html(.ul, .class("entries")) { html in
      for (organisation, asking) in requests {
        html(.li) { html in
          html(.div) { html in
            html(.strong) { $0.text(organisation.name, language) }
            html(.p) { html in
              html.text(asking.name, language)
              html.text(" " + asking.email)
            }
          }
          for (word, label) in [
            ("confirm", Phrase.Organisation.confirm), ("decline", Phrase.Organisation.decline),
          ] {
            LineButton(
              route: .offices, label: label, about: asking.name[language],
              fields: [("do", word), ("account", asking.account), ("organisation", organisation.id)]
            ).write(language, &html)
          }
        }
      }
    }
  }

  private func holder(_ note: OfficeNote, _ actor: Actor, _ language: Language, _ html: inout HTML) {
    html(.div) { html in
      html(.strong) { $0.text(note.name, language) }
      html.text(" ")
      html(.span, .class("badge plain")) { html in
        html.text(note.office.role.title, language)
        if !note.office.scope.isEmpty { html.text(" " + note.office.scope) }
      }
      if !note.isAwake {
        html.text(" ")
        html(.span, .class("badge warn")) { $0.text(Phrase.Organisation.asleep, language) }
      }
      html(.p, .class("help")) { html in
        html.text(note.email + " · " + Beijing.day(note.since))
        if let by = note.by {
          html.text(" · ")
          html.text(Phrase.Organisation.grantedBy, language)
          html.text(" ")
          html.text(by, language)
        }
      }
    }
    LineButton(
      route: .offices, label: Phrase.Organisation.revoke,
      about: note.name[language] + " " + note.office.role.title[language],
      fields: [
        ("do", "revoke"), ("account", note.account), ("role", note.office.role.rawValue),
        ("scope", note.office.scope),
      ]
    ).write(language, &html)
  }

  // MARK: system

  func accounts(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    guard visit.isPost else { return try await accountsPage(actor, visit) }
    let form = try await visit.form()
    do {
      switch form.text("do") {
      case "suspend": try await casework.suspend(form.text("account"), by: actor)
      case "resume": try await casework.resume(form.text("account"), by: actor)
      case "factor": try await casework.removeLostSecondFactor(of: form.text("account"), by: actor)
      case "close": try await casework.close(form.text("account"), by: actor)
      case "resend": try await casework.resend(form.text("mail"), by: actor)
      default: throw Web.Failure.badRequest(Phrase.Account.notTaken)
      }
      return visit.seeOther(AccountRoute.accounts.path, notice: Self.done)
    } catch let failure as CaseFailure {
      return try await accountsPage(actor, visit, failure: Web.Failure(failure))
    }
  }

  private func accountsPage(_ actor: Actor, _ visit: Visit, failure: Web.Failure? = nil) async throws
    -> Response
  {
    let words = visit.query("words") ?? ""
    let found = try await casework.accounts(matching: words, actor)
    let dead = try await casework.deadLetters(actor)
    let language = visit.language
    return visit.accountPage(
      Phrase.Organisation.accountsTitle, lead: Phrase.Organisation.accountsLead,
      status: failure?.status ?? .ok
    ) { html in
      FormSheet(route: .accounts, button: Phrase.Organisation.search, entries: [], failure: failure)
        .summary(language, &html)
      search(words, language, &html)
      html(.ul, .class("entries")) { html in
        for note in found { html(.li) { line(note, actor, language, &$0) } }
      }
      html(.h2) { $0.text(Phrase.Organisation.deadLetters, language) }
      if dead.isEmpty { html(.p) { $0.text(Phrase.Organisation.noDeadLetters, language) } }
      html(.ul, .class("entries")) { html in
        for letter in dead { html(.li) { line(letter, language, &$0) } }
      }
    }
  }

  private func search(_ words: String, _ language: Language, _ html: inout HTML) {
    html(
      .form, Attribute("method", "get"), Attribute("action", AccountRoute.accounts.path),
      Attribute("role", "search")
    ) { html in
      html(.div, .class("question")) { html in
        html(.label, .for("words")) { $0.text(Phrase.Organisation.words, language) }
        html.void(.input, .type("text"), .id("words"), .name("words"), .value(words))
      }
      html(.p, .class("act")) { html in
        html(.button, .class("quiet"), .type("submit")) { $0.text(Phrase.Organisation.search, language) }
      }
    }
  }

  private func line(_ note: AccountNote, _ actor: Actor, _ language: Language, _ html: inout HTML) {
    let state =
      note.isClosed
      ? Phrase.Organisation.closed
      : note.isSuspended ? Phrase.Organisation.suspended : Phrase.Organisation.active
    html(.div) { html in
      html(.strong) { $0.text(note.name, language) }
      html.text(" ")
      html(.span, .class("badge plain")) { $0.text(state, language) }
      html(.p, .class("help"), text: note.email + " · " + Beijing.day(note.created))
    }
    guard !note.isClosed, note.id != actor.account else { return }
    var acts = [
      note.isSuspended ? ("resume", Phrase.Organisation.resume) : ("suspend", Phrase.Organisation.suspend)
    ]
    if note.hasSecondFactor, !note.isSuspended { acts.append(("factor", Phrase.Organisation.removeFactor)) }
    for (word, label) in acts {
      LineButton(
        route: .accounts, label: label, about: note.name[language],
        fields: [("do", word), ("account", note.id)]
      ).write(language, &html)
    }
  }

  private func line(_ letter: DeadLetter, _ language: Language, _ html: inout HTML) {
    html(.div) { html in
      html(.strong, text: letter.recipient)
      html(.p) { $0.prose(letter.subject, language) }
      html(.p, .class("help"), text: Beijing.moment(letter.created) + " · " + letter.failure)
    }
    LineButton(
      route: .accounts, label: Phrase.Organisation.resend, about: letter.recipient,
      fields: [("do", "resend"), ("mail", letter.id)]
    ).write(language, &html)
  }

  // MARK: audit

  func log(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let before = visit.query("before").flatMap(Int.init) ?? .max
    let notes = try await casework.administrationLog(actor, before: before)
    let language = visit.language
    return visit.accountPage(Phrase.Organisation.logTitle, lead: Phrase.Organisation.logLead) { html in
      html(
        .div, .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
        .aria(label: Phrase.Organisation.logTitle[language])
      ) {
        html in
        html(.table) { html in
          html(.thead) { html in
            html(.tr) { html in
              for label in [
                Phrase.Organisation.entry, Phrase.Organisation.when, Phrase.Organisation.who,
                Phrase.Organisation.what,
                Phrase.Organisation.towards,
              ] { html(.th, Attribute("scope", "col")) { $0.text(label, language) } }
            }
          }
          html(.tbody) { html in for note in notes { row(note, language, &html) } }
        }
      }
      if notes.count == 100, let last = notes.last {
        html(.p) { html in
          html(.a, .class("quiet"), .href(AccountRoute.log.path + "?before=\(last.position)")) {
            $0.text(Phrase.Organisation.earlier, language)
          }
        }
      }
    }
  }

  private func row(_ note: AdministrationNote, _ language: Language, _ html: inout HTML) {
    html(.tr) { html in
      html(.td, text: String(note.position))
      html(.td, text: Beijing.moment(note.made))
      html(.td) { $0.text(note.actorName ?? BilingualText(same: "—"), language) }
      html(.td) { html in
        html.text(Phrase.Organisation.event(note.event), language)
        if let role = note.details["role"] {
          html.text(" ")
          let title = Actor.Office.Role(rawValue: role)?.title ?? Actor.Membership.Role(rawValue: role)?.title
          html.text(title ?? BilingualText(same: role), language)
          if let scope = note.details["scope"], !scope.isEmpty { html.text(" " + scope) }
        }
      }
      html(.td) { $0.text(note.subjectName ?? BilingualText(same: note.subject), language) }
    }
  }
}
