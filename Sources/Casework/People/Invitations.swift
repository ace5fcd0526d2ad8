package import CallGuide
package import Ledger
internal import Storage

/// What somebody can be invited to.
package enum InvitationTarget: Sendable, Hashable {
  /// To work on an application: as editor or reader.
  case application(String, CaseRole)
  /// To belong to an organisation.
  case organisation(String, Actor.Membership.Role)
  /// To hold an office of the programme.
  case office(Actor.Office)

  init?(_ payload: [String: String]) {
    let id = payload["id"] ?? ""
    let role = payload["role"] ?? ""
    switch payload["to"] {
    case "application":
      guard let role = CaseRole(rawValue: role) else { return nil }
      self = .application(id, role)
    case "organisation":
      guard let role = Actor.Membership.Role(rawValue: role) else { return nil }
      self = .organisation(id, role)
    case "office":
      guard let role = Actor.Office.Role(rawValue: role) else { return nil }
      self = .office(Actor.Office(role: role, scope: id))
    default: return nil
    }
  }

  var payload: [String: String] {
    switch self {
    case .application(let id, let role): ["to": "application", "id": id, "role": role.rawValue]
    case .organisation(let id, let role): ["to": "organisation", "id": id, "role": role.rawValue]
    case .office(let office): ["to": "office", "id": office.scope, "role": office.role.rawValue]
    }
  }
}

/// An invitation that stands.
package struct InvitationNote: Sendable, Hashable, Identifiable {
  /// Names it in forms; says nothing about its link.
  package var id: String
  package var email: String
  package var target: InvitationTarget
  package var sent: Instant
  package var ends: Instant
}

/// An invitation as the invited person sees it.
package struct Invitation: Sendable, Hashable {
  package var email: String
  package var from: BilingualText
  package var target: InvitationTarget
  /// What it is to, as the rest of a sentence: “to edit application …”.
  package var what: BilingualText
}

// Invitations by mail. Whoever invites must have the right when inviting and still have it when the invitation is taken up; the address
// invited is the address that can take it up.
extension Casework {
  /// Invites an address. A second invitation of the same address to the same thing replaces the first.
  /// - Throws: `forbidden`, `notFound`, `invalid` for field `email`, `tooMany`.
  package func invite(_ typed: String, to target: InvitationTarget, language: Language, by actor: Actor)
    async throws
  {
    let email = try EmailAddress.read(typed)
    guard email != actor.email else { throw CaseFailure.notToOneself }
    try await store.write { transaction in
      let actor = try Self.fresh(actor, transaction)
      let what = try describe(target, for: actor, transaction)
      let payload = Self.canonical(target.payload)
      let standing = try transaction.row(
        """
        SELECT COUNT(*) FROM ticket WHERE created_by = $1 AND purpose = 'invitation' AND created > $2
        """, .text(actor.account), .integer(realTime.adding(seconds: -86_400).milliseconds))
      guard standing?.int(0) ?? 0 < 100 else { throw CaseFailure.tooManyInvitations }
      try transaction.run(
        """
        UPDATE ticket SET used = $3 WHERE purpose = 'invitation' AND email = $1 AND payload = $2 AND used IS NULL
        """, .text(email), .text(payload), .integer(realTime.milliseconds))
      let ticket = try issueTicket(
        .invitation, email: email, payload: target.payload, by: actor.account, life: accounts.invitationLife,
        transaction)
      try mail(
        to: email, language,
        subject: BilingualText(
          zh: "\(actor.name.zh)邀请您\(what.zh)", en: "\(actor.name.en) invites you \(what.en)"),
        body: AccountMail.invitation(from: actor.name, to: what, link: link("/invitation/", ticket)),
        transaction)
    }
  }

  /// What a target is called; refuses whoever may not invite to it.
  private func describe(_ target: InvitationTarget, for actor: Actor, _ connection: any Connection) throws
    -> BilingualText
  {
    switch target {
    case .application(let id, let role):
      let rows = try connection.rows(
        """
        SELECT a.number, v.relation FROM application a JOIN application_access v ON v.application = a.id
        WHERE a.id = $1 AND v.account = $2
        """, .text(id), .text(actor.account))
      guard let number = rows.first?.text(0) else { throw CaseFailure.noApplication }
      try Set(rows.compactMap { CaseRole(rawValue: $0.text(1)) }).require(.share)
      guard [.editor, .reader].contains(role) else { throw CaseFailure.forbidden }
      return role == .editor
        ? BilingualText(zh: "共同填写申报书 \(number)", en: "to edit application \(number)")
        : BilingualText(zh: "查看申报书 \(number)", en: "to read application \(number)")
    case .organisation(let id, let role):
      let name = try Self.organisation(id, connection).name
      guard actor.may(.grantOffices) || (role != .endorser && actor.isIn(id, as: .office)) else {
        throw CaseFailure.forbidden
      }
      return BilingualText(zh: "成为\(name.zh)的\(role.title.zh)", en: "to be \(role.title.en) of \(name.en)")
    case .office(let office):
      try actor.require(.grantOffices)
      return BilingualText(zh: "担任\(office.role.title.zh)", en: "to serve as \(office.role.title.en)")
    }
  }

  /// An invitation by its link.
  /// - Throws: `notFound` when it was taken up, withdrawn or is over, or its sender lost the right to it.
  package func invitation(_ ticket: Token) async throws -> Invitation {
    let now = realTime
    return try await store.read { connection in
      guard let found = try Self.ticket(ticket, for: .invitation, now: now, connection),
        let target = InvitationTarget(found.payload), let from = found.madeBy
      else { throw CaseFailure.linkOver }
      do {
        let sender = try Self.actor(account: from, connection)
        let what = try describe(target, for: sender, connection)
        return Invitation(email: found.email, from: sender.name, target: target, what: what)
      } catch is CaseFailure { throw CaseFailure.linkOver }
    }
  }

  /// Takes an invitation up; taking it up again is refused as used.
  /// - Throws: `notFound` when the link is over, `forbidden` for another account than the one invited.
  package func accept(_ ticket: Token, _ actor: Actor) async throws -> InvitationTarget {
    try await store.write { transaction in
      guard let found = try spend(ticket, for: .invitation, transaction) else { throw CaseFailure.linkOver }
      let actor = try Self.fresh(actor, transaction)
      guard found.email == actor.email else { throw CaseFailure.otherInvited(found.email) }
      return try takeUp(found, account: actor.account, transaction)
    }
  }

  @discardableResult
  func takeUp(_ found: Ticket, account: String, _ transaction: Transaction) throws -> InvitationTarget {
    guard let target = InvitationTarget(found.payload), let from = found.madeBy, from != account else {
      throw CaseFailure.linkOver
    }
    do {
      _ = try describe(target, for: Self.actor(account: from, transaction), transaction)
    } catch is CaseFailure { throw CaseFailure.linkOver }
    switch target {
    case .application(let id, let role):
      try add(account, as: role, to: id, invitedBy: from, transaction)
    case .organisation(let id, let role):
      try addMember(account, id, role, by: from, transaction)
      try transaction.run(
        "DELETE FROM membership_request WHERE account = $1 AND organisation = $2 AND role = $3",
        .text(account),
        .text(id), .text(role.rawValue))
    case .office(let office):
      try addOffice(office, to: Self.actor(account: account, transaction), by: from, transaction)
    }
    return target
  }

  /// Invitations to an application that stand, for whoever may share it.
  package func invitations(toApplication id: String, _ actor: Actor) async throws -> [InvitationNote] {
    let now = realTime
    return try await store.read { connection in
      _ = try describe(.application(id, .reader), for: actor, connection)
      return try Self.invitations(to: "application", id, now: now, connection)
    }
  }

  /// Few stand at a time; which thing they are to is in their payload.
  static func invitations(to kind: String, _ id: String, now: Instant, _ connection: any Connection) throws
    -> [InvitationNote]
  {
    try connection.rows(
      """
      SELECT hash, email, payload, created, ends FROM ticket
      WHERE purpose = 'invitation' AND used IS NULL AND ends > $1 AND payload LIKE $2 ORDER BY created, email LIMIT 200
      """, .integer(now.milliseconds), .text("{\"id\":\"\(id)\",%\"to\":\"\(kind)\"}")
    ).compactMap { row in
      InvitationTarget(payload(row.text(2))).map {
        InvitationNote(
          id: Base32.encode(row.blob(0), count: 26), email: row.text(1), target: $0,
          sent: Instant(milliseconds: row.integer(3)), ends: Instant(milliseconds: row.integer(4)))
      }
    }
  }

  /// Withdraws an invitation, named as in the list; who may invite to it may withdraw it.
  package func withdraw(invitation id: String, to target: InvitationTarget, by actor: Actor) async throws {
    let now = realTime
    try await store.write { transaction in
      _ = try describe(target, for: Self.fresh(actor, transaction), transaction)
      let rows = try transaction.rows(
        "SELECT hash FROM ticket WHERE purpose = 'invitation' AND used IS NULL AND ends > $1 AND payload = $2",
        .integer(now.milliseconds), .text(Self.canonical(target.payload)))
      guard let hash = rows.map({ $0.blob(0) }).first(where: { Base32.encode($0, count: 26) == id }) else {
        return
      }
      try transaction.run(
        "UPDATE ticket SET used = $2 WHERE hash = $1", .blob(hash), .integer(now.milliseconds))
    }
  }
}

extension CaseFailure {
  static let tooManyInvitations = CaseFailure(
    .tooMany, BilingualText(zh: "一天内发出的邀请太多", en: "Too many invitations in one day"),
    remedy: BilingualText(zh: "请明天再发。", en: "Please send the rest tomorrow."), field: "email")

  static func otherInvited(_ email: String) -> CaseFailure {
    CaseFailure(
      .forbidden, BilingualText(zh: "这份邀请发给了 \(email)", en: "This invitation was sent to \(email)"),
      remedy: BilingualText(
        zh: "请用该邮箱的账户登录后再接受，或请邀请人改发到您现在的邮箱。",
        en: "Sign in with that address, or ask for an invitation to the address you use."))
  }
}
