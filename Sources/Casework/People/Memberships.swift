package import CallGuide
internal import Eligibility
package import Ledger
internal import Storage

/// Somebody in an organisation, or asking to be.
package struct MemberNote: Sendable, Hashable {
  package var account: String
  package var name: BilingualText
  package var email: String
  package var role: Actor.Membership.Role
  /// When it was granted, or asked for.
  package var since: Instant
}

/// An organisation as its own people see it.
package struct OrganisationView: Sendable {
  package var organisation: Organisation
  package var members: [MemberNote]
  /// Who asks to join; only for its office.
  package var requests: [MemberNote]
  /// Invitations that stand; only for its office.
  package var invitations: [InvitationNote]
  package var isOffice: Bool
}

// Who belongs to an organisation. Its office confirms members and further officers; a first officer and endorsing bodies are named by
// the security administrator; nobody confirms themselves.
extension Casework {
  /// An organisation with its people, for whoever belongs to it.
  /// - Throws: `notFound` for everybody else.
  package func organisation(_ id: String, for actor: Actor) async throws -> OrganisationView {
    let now = realTime
    return try await store.read { connection in
      let belongs = try connection.rows(
        "SELECT role FROM membership WHERE organisation = $1 AND account = $2", .text(id),
        .text(actor.account))
      guard !belongs.isEmpty else { throw CaseFailure.noOrganisation }
      let isOffice = belongs.contains { $0.text(0) == "office" }
      return OrganisationView(
        organisation: try Self.organisation(id, connection),
        members: try connection.rows(
          """
          SELECT a.id, a.name_zh, a.name_en, a.email, m.role, m.granted FROM membership m
          JOIN account a ON a.id = m.account WHERE m.organisation = $1 ORDER BY a.name_zh, a.id, m.role
          """, .text(id)
        ).compactMap(Self.memberNote),
        requests: isOffice ? try Self.requests(of: id, connection) : [],
        invitations: isOffice ? try Self.invitations(to: "organisation", id, now: now, connection) : [],
        isOffice: isOffice)
    }
  }

  private static func requests(of organisation: String, _ connection: any Connection) throws -> [MemberNote] {
    try connection.rows(
      """
      SELECT a.id, a.name_zh, a.name_en, a.email, q.role, q.asked FROM membership_request q
      JOIN account a ON a.id = q.account WHERE q.organisation = $1 ORDER BY q.asked, a.id
      """, .text(organisation)
    ).compactMap(memberNote)
  }

  private static func memberNote(_ row: SQLRow) -> MemberNote? {
    Actor.Membership.Role(rawValue: row.text(4)).map {
      MemberNote(
        account: row.text(0), name: BilingualText(zh: row.text(1), en: row.text(2)), email: row.text(3),
        role: $0,
        since: Instant(milliseconds: row.integer(5)))
    }
  }

  /// Joins an organisation, entering it when it is new.
  ///
  /// Who enters an organisation that was unknown is its first member at once and asks to be its office; everybody else asks.
  /// - Returns: whether the membership stands already.
  @discardableResult
  package func join(_ new: NewOrganisation, as role: Actor.Membership.Role = .member, _ actor: Actor)
    async throws
    -> Bool
  {
    let checked = try new.checked(rules.countries, today: today)
    return try await store.write { transaction in
      let (id, isNew) = try findOrFound(checked, by: actor.account, transaction)
      return try join(id, isNew: isNew, as: role, actor.account, transaction)
    }
  }

  /// Asks to join a known organisation.
  package func join(organisation id: String, as role: Actor.Membership.Role = .member, _ actor: Actor)
    async throws
  {
    try await store.write { transaction in
      _ = try Self.organisation(id, transaction)
      _ = try join(id, isNew: false, as: role, actor.account, transaction)
    }
  }

  func join(
    _ organisation: String, isNew: Bool, as role: Actor.Membership.Role, _ account: String,
    _ transaction: Transaction
  ) throws -> Bool {
    guard role != .endorser else { throw CaseFailure.forbidden }
    if isNew { try addMember(account, organisation, .member, by: account, transaction) }
    let stands = try transaction.row(
      "SELECT 1 FROM membership WHERE account = $1 AND organisation = $2 AND role = $3", .text(account),
      .text(organisation), .text(role.rawValue))
    if stands != nil { return true }
    try transaction.run(
      """
      INSERT INTO membership_request (account, organisation, role, asked) VALUES ($1, $2, $3, $4)
      ON CONFLICT (account, organisation, role) DO NOTHING
      """, .text(account), .text(organisation), .text(role.rawValue), .integer(clock.now().milliseconds))
    return false
  }

  /// Grants what somebody asked for.
  /// - Throws: `forbidden` for one's own request or without the office, `notFound` when there is no such request.
  package func confirmMember(
    _ account: String, of organisation: String, as role: Actor.Membership.Role, by actor: Actor
  ) async throws {
    try await store.write { transaction in
      try mayConfirm(role, of: organisation, for: account, by: actor, transaction)
      let asked = try transaction.run(
        "DELETE FROM membership_request WHERE account = $1 AND organisation = $2 AND role = $3",
        .text(account),
        .text(organisation), .text(role.rawValue))
      guard asked == 1 else { throw CaseFailure.noRequest }
      try addMember(account, organisation, role, by: actor.account, transaction)
      try mailMembership(account, organisation, role, transaction)
    }
  }

  /// Refuses a request; there is none afterwards.
  package func declineMember(
    _ account: String, of organisation: String, as role: Actor.Membership.Role, by actor: Actor
  ) async throws {
    try await store.write { transaction in
      try mayConfirm(role, of: organisation, for: account, by: actor, transaction)
      try transaction.run(
        "DELETE FROM membership_request WHERE account = $1 AND organisation = $2 AND role = $3",
        .text(account),
        .text(organisation), .text(role.rawValue))
    }
  }

  /// An office confirms; where an organisation has none yet, the security administrator does.
  private func mayConfirm(
    _ role: Actor.Membership.Role, of organisation: String, for account: String, by actor: Actor,
    _ transaction: Transaction
  ) throws {
    let actor = try Self.fresh(actor, transaction)
    guard account != actor.account else { throw CaseFailure.notToOneself }
    if actor.isIn(organisation, as: .office) { return }
    let hasOffice = try transaction.row(
      "SELECT 1 FROM membership WHERE organisation = $1 AND role = 'office' LIMIT 1", .text(organisation))
    guard role == .office, hasOffice == nil else { throw CaseFailure.forbidden }
    try actor.require(.grantOffices)
  }

  /// Gives or takes away a place by one's own decision: an endorsing body's by the security administrator.
  package func nameEndorser(_ account: String, of organisation: String, by actor: Actor) async throws {
    try await store.write { transaction in
      let actor = try Self.fresh(actor, transaction)
      try actor.require(.grantOffices)
      guard account != actor.account else { throw CaseFailure.notToOneself }
      _ = try Self.organisation(organisation, transaction)
      _ = try Self.actor(account: account, transaction)
      try addMember(account, organisation, .endorser, by: actor.account, transaction)
      try mailMembership(account, organisation, .endorser, transaction)
    }
  }

  /// Ends a place in an organisation: one's own, a member's by the office, an endorser's by the security administrator.
  /// - Throws: `conflict` when an organisation would lose its last office by the office's own hand.
  package func removeMember(
    _ account: String, of organisation: String, as role: Actor.Membership.Role, by actor: Actor
  ) async throws {
    try await store.write { transaction in
      let actor = try Self.fresh(actor, transaction)
      let isAdministrator = actor.may(.grantOffices)
      guard
        account == actor.account || isAdministrator
          || (role != .endorser && actor.isIn(organisation, as: .office))
      else { throw CaseFailure.forbidden }
      let removed = try transaction.run(
        "DELETE FROM membership WHERE account = $1 AND organisation = $2 AND role = $3", .text(account),
        .text(organisation), .text(role.rawValue))
      guard removed == 1 else { return }
      if role == .office, !isAdministrator,
        try transaction.row(
          "SELECT 1 FROM membership WHERE organisation = $1 AND role = 'office' LIMIT 1", .text(organisation))
          == nil
      {
        throw CaseFailure.lastOffice
      }
      try record(
        "memberRemoved", subject: account, by: actor.account,
        details: ["organisation": organisation, "role": role.rawValue], transaction)
    }
  }

  /// Requests to be the first office of an organisation, which only the security administrator can confirm.
  package func firstOfficeRequests(_ actor: Actor) async throws -> [(
    organisation: Organisation, asking: MemberNote
  )] {
    try actor.require(.grantOffices)
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT o.id, o.name_zh, o.name_en, o.credit_code, o.country, o.kind, o.founded,
          a.id, a.name_zh, a.name_en, a.email, q.role, q.asked
        FROM membership_request q JOIN organisation o ON o.id = q.organisation JOIN account a ON a.id = q.account
        WHERE q.role = 'office' AND NOT EXISTS (
          SELECT 1 FROM membership m WHERE m.organisation = q.organisation AND m.role = 'office')
        ORDER BY q.asked, a.id LIMIT 200
        """
      ).compactMap { row in
        Self.memberNote(SQLRow(Array(row.values.dropFirst(7)))).map { (Organisation(row), $0) }
      }
    }
  }

  func addMember(
    _ account: String, _ organisation: String, _ role: Actor.Membership.Role, by granter: String?,
    _ transaction: Transaction
  ) throws {
    let added = try transaction.run(
      """
      INSERT INTO membership (account, organisation, role, granted, granted_by) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (account, organisation, role) DO NOTHING
      """, .text(account), .text(organisation), .text(role.rawValue), .integer(clock.now().milliseconds),
      .optional(granter))
    guard added == 1 else { return }
    try record(
      "memberAdded", subject: account, by: granter ?? account,
      details: ["organisation": organisation, "role": role.rawValue],
      transaction)
  }

  private func mailMembership(
    _ account: String, _ organisation: String, _ role: Actor.Membership.Role, _ transaction: Transaction
  ) throws {
    let person = try Self.actor(account: account, transaction)
    let name = try Self.organisation(organisation, transaction).name
    let title = role.title
    try mail(
      to: person.email, person.language,
      subject: BilingualText(zh: "您已成为\(name.zh)的\(title.zh)", en: "You are \(title.en) of \(name.en)"),
      body: BilingualText(
        zh: "\(person.name.zh)：\n\n您已被确认为\(name.zh)的\(title.zh)。\n\n\(accounts.site)/account",
        en:
          "Dear \(person.name.en),\n\nYou were confirmed as \(title.en) of \(name.en).\n\n\(accounts.site)/account"
      ),
      transaction)
  }

  /// The same actor as of now, inside the transaction that relies on it: rights may have changed since the request began.
  static func fresh(_ actor: Actor, _ connection: any Connection) throws -> Actor {
    var now = try Self.actor(account: actor.account, connection)
    now.session = actor.session
    return now
  }
}

extension Actor.Membership.Role {
  /// What a person of this role is called.
  package var title: BilingualText {
    switch self {
    case .member: BilingualText(zh: "成员", en: "member")
    case .office: BilingualText(zh: "科研管理部门人员", en: "research office")
    case .endorser: BilingualText(zh: "推荐人员", en: "endorser")
    }
  }
}

extension CaseFailure {
  static let notToOneself = CaseFailure(
    .forbidden, BilingualText(zh: "不能给自己授权", en: "Nobody grants anything to themselves"),
    remedy: BilingualText(zh: "请由另一位有此职责的人办理。", en: "Ask another person in this office."))

  static let noRequest = CaseFailure(
    .notFound, BilingualText(zh: "没有这项申请", en: "There is no such request"),
    remedy: BilingualText(zh: "可能已由他人处理，请刷新页面。", en: "Somebody else may have dealt with it; reload the page.")
  )

  static let lastOffice = CaseFailure(
    .conflict,
    BilingualText(
      zh: "单位至少要有一位科研管理部门人员", en: "An organisation keeps at least one person in its research office"),
    remedy: BilingualText(zh: "请先确认另一位，再移除这一位。", en: "Confirm another one first."))
}
