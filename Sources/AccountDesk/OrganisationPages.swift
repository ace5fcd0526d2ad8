internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Markup
internal import Web

// One's organisation: joining, and what its office does.
extension AccountDesk {
  func join(_ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    let roles = [Actor.Membership.Role.member, .office].map { (value: $0.rawValue, label: $0.title) }
    var sheet = FormSheet(
      route: .join, button: Phrase.Organisation.join,
      entries: OrganisationEntries.all(casework.rules) + [
        Entry(name: "role", label: Phrase.Organisation.joinAs, kind: .choice(roles), value: "member")
      ])
    if visit.isPost {
      let form = try await visit.form()
      do {
        let role = Actor.Membership.Role(rawValue: form.text("role")) ?? .member
        let stands = try await casework.join(OrganisationEntries.read(form), as: role, actor)
        return visit.seeOther(AccountRoute.account.path, notice: stands ? Self.joined : Self.asked)
      } catch let failure as CaseFailure {
        sheet.typed = form
        sheet.failure = Web.Failure(failure)
      }
    }
    return visit.formPage(Phrase.Organisation.joinTitle, lead: Phrase.Organisation.joinLead, sheet)
  }

  func organisation(_ id: String, _ visit: Visit) async throws -> Response {
    let actor = try visit.signedIn()
    guard visit.isPost else { return try await organisationPage(id, actor, visit) }
    let form = try await visit.form()
    do {
      let notice = try await act(form, on: id, actor)
      let isLeaving = form.text("do") == "remove" && form.text("account") == actor.account
      return visit.seeOther(
        isLeaving ? AccountRoute.account.path : AccountRoute.organisation(id).path, notice: notice)
    } catch let failure as CaseFailure where failure.code != .notFound {
      return try await organisationPage(id, actor, visit, typed: form, failure: Web.Failure(failure))
    }
  }

  private func act(_ form: FormBody, on id: String, _ actor: Actor) async throws -> Notice {
    guard let role = Actor.Membership.Role(rawValue: form.text("role")) else {
      throw Web.Failure.badRequest(Phrase.Account.notTaken)
    }
    let account = form.text("account")
    switch form.text("do") {
    case "confirm": try await casework.confirmMember(account, of: id, as: role, by: actor)
    case "decline": try await casework.declineMember(account, of: id, as: role, by: actor)
    case "remove": try await casework.removeMember(account, of: id, as: role, by: actor)
    case "withdraw":
      try await casework.withdraw(invitation: form.text("invitation"), to: .organisation(id, role), by: actor)
    case "invite":
      try await casework.invite(
        form.text("email"), to: .organisation(id, role),
        language: Language(rawValue: form.text("language")) ?? .zh,
        by: actor)
      return Self.invited
    default: throw Web.Failure.badRequest(Phrase.Account.notTaken)
    }
    return Self.done
  }

  private func organisationPage(
    _ id: String, _ actor: Actor, _ visit: Visit, typed: FormBody? = nil, failure: Web.Failure? = nil
  ) async throws -> Response {
    let view = try await casework.organisation(id, for: actor)
    let language = visit.language
    let route = AccountRoute.organisation(id)
    let roles = [Actor.Membership.Role.member, .office].map { (value: $0.rawValue, label: $0.title) }
    let invite = FormSheet(
      route: route, button: Phrase.Organisation.invite,
      entries: [
        Entry(name: "email", label: Phrase.Account.email, kind: .email),
        Entry(name: "role", label: Phrase.Organisation.joinAs, kind: .choice(roles), value: "member"),
        Entry(
          name: "language", label: Phrase.Account.language,
          kind: .choice([("zh", BilingualText(same: "中文")), ("en", BilingualText(same: "English"))]),
          value: language.rawValue),
      ], hidden: [("do", "invite")], typed: typed, failure: failure)
    return visit.accountPage(view.organisation.name, status: failure?.status ?? .ok) { html in
      invite.summary(language, &html)
      about(view.organisation, language, &html)
      html(.h2) { $0.text(Phrase.Organisation.members, language) }
      members(view, actor, route, language, &html)
      guard view.isOffice else { return }
      html(.h2) { $0.text(Phrase.Organisation.requests, language) }
      requests(view, actor, route, language, &html)
      html(.h2) { $0.text(Phrase.Organisation.inviteTitle, language) }
      invite.write(language, &html)
      invitations(view, route, language, &html)
    }
  }

  private func about(_ organisation: Organisation, _ language: Language, _ html: inout HTML) {
    html(.dl, .class("facts")) { html in
      let facts: [(BilingualText, String)] = [
        (
          language == .zh ? Phrase.Organisation.nameEn : Phrase.Organisation.nameZh,
          organisation.name[language.other]
        ),
        (Phrase.Organisation.creditCode, organisation.creditCode ?? "—"),
        (Phrase.Organisation.country, casework.rules.countries.name(of: organisation.country)[language]),
        (Phrase.Organisation.kind, Phrase.Organisation.kindName(organisation.kind.rawValue)[language]),
        (Phrase.Organisation.foundedOn, organisation.foundedOn ?? "—"),
      ]
      for (label, value) in facts {
        html(.div) { html in
          html(.dt) { $0.text(label, language) }
          html(.dd) { $0.prose(value, language) }
        }
      }
    }
  }

  private func members(
    _ view: OrganisationView, _ actor: Actor, _ route: AccountRoute, _ language: Language, _ html: inout HTML
  ) {
    html(.ul, .class("entries")) { html in
      for member in view.members {
        html(.li) { html in
          person(member, language, &html)
          let isOwn = member.account == actor.account
          if isOwn || (view.isOffice && member.role != .endorser) {
            LineButton(
              route: route, label: isOwn ? Phrase.Organisation.leave : Phrase.Organisation.remove,
              about: member.name[language] + " " + member.role.title[language],
              fields: [("do", "remove"), ("account", member.account), ("role", member.role.rawValue)]
            ).write(language, &html)
          }
        }
      }
    }
  }

  func person(_ member: MemberNote, _ language: Language, _ html: inout HTML) {
    html(.div) { html in
      html(.strong) { $0.text(member.name, language) }
      html.text(" ")
      html(.span, .class("badge plain")) { $0.text(member.role.title, language) }
      html(.p, .class("help"), text: member.email)
    }
  }

  private func requests(
    _ view: OrganisationView, _ actor: Actor, _ route: AccountRoute, _ language: Language, _ html: inout HTML
  ) {
    if view.requests.isEmpty { return html(.p) { $0.text(Phrase.Organisation.noRequests, language) } }
    html(.ul, .class("entries")) { html in
      for request in view.requests {
        html(.li) { html in
          person(request, language, &html)
          guard request.account != actor.account else { return }
          for (word, label) in [
            ("confirm", Phrase.Organisation.confirm), ("decline", Phrase.Organisation.decline),
          ] {
            LineButton(
              route: route, label: label, about: request.name[language],
              fields: [("do", word), ("account", request.account), ("role", request.role.rawValue)]
            ).write(language, &html)
          }
        }
      }
    }
  }

  private func invitations(
    _ view: OrganisationView, _ route: AccountRoute, _ language: Language, _ html: inout HTML
  ) {
    guard !view.invitations.isEmpty else { return }
    html(.h2) { $0.text(Phrase.Organisation.invitations, language) }
    html(.ul, .class("entries")) { html in
      for invitation in view.invitations {
        guard case .organisation(_, let role) = invitation.target else { continue }
        html(.li) { html in
          html(.div) { html in
            html(.strong, text: invitation.email)
            html.text(" ")
            html(.span, .class("badge plain")) { $0.text(role.title, language) }
            html(.p, .class("help")) { html in
              html.text(Phrase.Organisation.until, language)
              html.text(" " + Beijing.day(invitation.ends))
            }
          }
          LineButton(
            route: route, label: Phrase.Organisation.withdraw, about: invitation.email,
            fields: [("do", "withdraw"), ("invitation", invitation.id), ("role", role.rawValue)]
          ).write(language, &html)
        }
      }
    }
  }
}
