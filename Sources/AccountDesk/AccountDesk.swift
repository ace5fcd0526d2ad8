package import Casework
package import Hummingbird
package import Web

/// Accounts and organisations: signing in, registering, one's own account, one's organisation, the administration of offices.
package struct AccountDesk: Desk {
  let casework: Casework

  package init(_ casework: Casework) { self.casework = casework }

  package func answer(_ route: AccountRoute, _ visit: Visit) async throws -> Response {
    switch route {
    case .signIn: try await signIn(visit)
    case .code: try await code(visit)
    case .signOut: try await signOut(visit)
    case .register: try await register(visit)
    case .registration(let ticket): try await registration(ticket, visit)
    case .forgotten: try await forgotten(visit)
    case .reset(let ticket): try await reset(ticket, visit)
    case .newEmail(let ticket): try await newEmail(ticket, visit)
    case .invitation(let ticket): try await invitation(ticket, visit)
    case .account: try account(visit)
    case .name: try await name(visit)
    case .password: try await password(visit)
    case .email: try await email(visit)
    case .secondFactor: try await secondFactor(visit)
    case .factorRemoval: try await factorRemoval(visit)
    case .recoveryCodes: try await recoveryCodes(visit)
    case .sessions: try await sessions(visit)
    case .closing: try await closing(visit)
    case .join: try await join(visit)
    case .organisation(let id): try await organisation(id, visit)
    case .offices: try await offices(visit)
    case .accounts: try await accounts(visit)
    case .log: try await log(visit)
    }
  }

  package func links(for actor: Actor?) -> [Frame.Link] {
    guard let actor else { return [] }
    var links = actor.memberships.filter { $0.role == .office }.prefix(1).map {
      Frame.Link(Phrase.Organisation.section, path: AccountRoute.organisation($0.organisation).path)
    }
    if actor.may(.grantOffices) {
      links.append(Frame.Link(Phrase.Organisation.officesTitle, path: AccountRoute.offices.path))
    }
    if actor.may(.manageAccounts) {
      links.append(Frame.Link(Phrase.Organisation.accountsTitle, path: AccountRoute.accounts.path))
    }
    if actor.may(.readAdministration) {
      links.append(Frame.Link(Phrase.Organisation.logTitle, path: AccountRoute.log.path))
    }
    return links
  }

  // MARK: what is said after a redirect

  static let saved = Notice("account-saved", Phrase.Account.saved)
  static let passwordSet = Notice("password-set", Phrase.Account.passwordSet)
  static let passwordChanged = Notice("password-changed", Phrase.Account.passwordChanged)
  static let emailChanged = Notice("email-changed", Phrase.Account.emailChanged)
  static let factorRemoved = Notice("factor-removed", Phrase.Account.factorRemoved)
  static let signedOut = Notice("signed-out", Phrase.Account.signedOut)
  static let closed = Notice("account-closed", Phrase.Account.closed)
  static let accepted = Notice("invitation-accepted", Phrase.Account.accepted)
  static let asked = Notice("membership-asked", Phrase.Account.asked)
  static let joined = Notice("membership-stands", Phrase.Account.joined)
  static let invited = Notice("invitation-sent", Phrase.Account.invited)
  static let done = Notice("account-done", Phrase.Account.done)

  package var notices: [Notice] {
    [
      Self.saved, Self.passwordSet, Self.passwordChanged, Self.emailChanged, Self.factorRemoved,
      Self.signedOut,
      Self.closed, Self.accepted, Self.asked, Self.joined, Self.invited, Self.done,
    ]
  }
}

/// Sessions as the site asks for them.
package struct AccountSessions: SessionSource {
  private let casework: Casework

  package init(_ casework: Casework) { self.casework = casework }

  package func actor(for token: [UInt8]) async throws -> Actor? {
    try await casework.actor(session: Token(bytes: token))
  }
}
