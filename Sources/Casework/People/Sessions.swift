internal import CallGuide
package import Ledger
internal import Storage

/// A session as its owner sees it.
package struct SessionNote: Sendable, Hashable, Identifiable {
  /// Names it in forms; says nothing about its token.
  package var id: String
  package var origin: Origin
  package var created: Instant
  /// When it was last used, to some minutes.
  package var seen: Instant
  package var ends: Instant
  /// Whether it is the one that asks.
  package var isOwn: Bool
}

extension Casework {
  /// Moments of use are written down this often; milliseconds.
  private static let seenStep: Int64 = 5 * 60_000

  /// Who is signed in with a session, with everything it was granted: one query.
  /// - Returns: `nil` for a session that ended, was revoked or never was.
  package func actor(session token: Token) async throws -> Actor? {
    let now = realTime.milliseconds
    let hash = token.hash
    let idle = now - accounts.sessionIdle * 1000
    let rows = try await store.read { try Self.sessionRows(hash, now: now, idle: idle, $0) }
    guard let (actor, seen) = Self.actor(rows, session: hash) else { return nil }
    if now - seen >= Self.seenStep {
      // Whoever is signed in stays so even when nothing can be written.
      _ = try? await store.write { transaction in
        try transaction.run(
          "UPDATE session SET seen = $2 WHERE hash = $1 AND seen < $2", .blob(hash), .integer(now))
      }
    }
    return actor
  }

  /// Account, memberships and offices: three parts of one answer, each found by the session's key.
  private static func sessionRows(
    _ hash: [UInt8], now: Int64, idle: Int64, _ connection: any Connection
  ) throws(StoreFailure) -> [SQLRow] {
    try connection.rows(
      """
      SELECT 0 AS part, a.id, a.email, a.name_zh, a.name_en, a.language, s.seen,
        CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END, a.demonstration
      FROM session s JOIN account a ON a.id = s.account
      WHERE s.hash = $1 AND s.ends > $2 AND s.seen > $3 AND a.closed IS NULL AND a.suspended IS NULL
      UNION ALL
      SELECT 1, m.role, m.organisation, o.name_zh, o.name_en, '', 0, 0, 0
      FROM session s JOIN membership m ON m.account = s.account JOIN organisation o ON o.id = m.organisation
      WHERE s.hash = $1
      UNION ALL
      SELECT 2, o.role, o.scope, '', '', '', 0, 0, 0
      FROM session s JOIN office o ON o.account = s.account
      WHERE s.hash = $1
      ORDER BY 1, 2, 3
      """, .blob(hash), .integer(now), .integer(idle))
  }

  private static func actor(_ rows: [SQLRow], session: [UInt8]) -> (Actor, seen: Int64)? {
    guard let first = rows.first, first.int(0) == 0 else { return nil }
    var actor = Actor(
      account: first.text(1), email: first.text(2), name: BilingualText(zh: first.text(3), en: first.text(4)),
      language: Language(rawValue: first.text(5)) ?? .zh, memberships: [], offices: [])
    actor.hasSecondFactor = first.int(7) == 1
    actor.isDemonstration = first.int(8) == 1
    actor.session = session
    actor.take(rows.dropFirst())
    return (actor, first.integer(6))
  }

  /// An account as an actor outside any session: for commands, demonstrations and tests.
  /// - Throws: `notFound`.
  package func actor(account id: String) async throws -> Actor {
    try await store.read { connection in try Self.actor(account: id, connection) }
  }

  static func actor(account id: String, _ connection: any Connection) throws -> Actor {
    let rows = try connection.rows(
      """
      SELECT 0 AS part, a.id, a.email, a.name_zh, a.name_en, a.language,
        CASE WHEN a.totp IS NULL THEN 0 ELSE 1 END, a.demonstration
      FROM account a WHERE a.id = $1 AND a.closed IS NULL AND a.suspended IS NULL
      UNION ALL
      SELECT 1, m.role, m.organisation, o.name_zh, o.name_en, '', 0, 0
      FROM membership m JOIN organisation o ON o.id = m.organisation WHERE m.account = $1
      UNION ALL
      SELECT 2, o.role, o.scope, '', '', '', 0, 0 FROM office o WHERE o.account = $1
      ORDER BY 1, 2, 3
      """, .text(id))
    guard let first = rows.first, first.int(0) == 0 else { throw CaseFailure.noAccount }
    var actor = Actor(
      account: first.text(1), email: first.text(2), name: BilingualText(zh: first.text(3), en: first.text(4)),
      language: Language(rawValue: first.text(5)) ?? .zh, memberships: [], offices: [])
    actor.hasSecondFactor = first.int(6) == 1
    actor.isDemonstration = first.int(7) == 1
    actor.take(rows.dropFirst())
    return actor
  }

  // MARK: one's own sessions

  /// The open sessions of an account, the one used last first.
  package func sessions(of actor: Actor) async throws -> [SessionNote] {
    let now = realTime.milliseconds
    let idle = now - accounts.sessionIdle * 1000
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT hash, address, agent, created, seen, ends FROM session
        WHERE account = $1 AND ends > $2 AND seen > $3 ORDER BY seen DESC, created DESC
        """, .text(actor.account), .integer(now), .integer(idle)
      ).map { row in
        SessionNote(
          id: Self.sessionID(row.blob(0)), origin: Origin(address: row.text(1), agent: row.text(2)),
          created: Instant(milliseconds: row.integer(3)), seen: Instant(milliseconds: row.integer(4)),
          ends: Instant(milliseconds: row.integer(5)), isOwn: row.blob(0) == actor.session)
      }
    }
  }

  private static func sessionID(_ hash: [UInt8]) -> String { Base32.encode(hash, count: 26) }

  /// Ends a session; ending it again changes nothing.
  package func signOut(_ token: Token) async throws {
    let hash = token.hash
    try await store.write { transaction in
      try transaction.run("DELETE FROM session WHERE hash = $1", .blob(hash))
    }
  }

  /// Ends one of the actor's sessions, named as in the list; somebody else's is not found and nothing happens.
  package func revokeSession(_ id: String, of actor: Actor) async throws {
    try await store.write { transaction in
      let rows = try transaction.rows("SELECT hash FROM session WHERE account = $1", .text(actor.account))
      guard let hash = rows.map({ $0.blob(0) }).first(where: { Self.sessionID($0) == id }) else { return }
      try transaction.run("DELETE FROM session WHERE hash = $1", .blob(hash))
    }
  }

  /// Ends every session of the actor but its own.
  package func revokeOtherSessions(of actor: Actor) async throws {
    try await store.write { transaction in
      try transaction.run(
        "DELETE FROM session WHERE account = $1 AND hash <> $2", .text(actor.account), .blob(actor.session))
    }
  }

  /// Opens a session; what an account has beyond twenty of them ends, the oldest first.
  func openSession(_ account: String, from origin: Origin, replacing old: Token?, _ transaction: Transaction)
    throws -> Token
  {
    let token = Token(random: random)
    let now = realTime
    if let old { try transaction.run("DELETE FROM session WHERE hash = $1", .blob(old.hash)) }
    try transaction.run(
      """
      INSERT INTO session (hash, account, created, seen, ends, second_factor, address, agent)
      SELECT $1, id, $3, $3, $4, CASE WHEN totp IS NULL THEN 0 ELSE 1 END, $5, $6 FROM account WHERE id = $2
      """, .blob(token.hash), .text(account), .integer(now.milliseconds),
      .integer(now.adding(seconds: accounts.sessionWhole).milliseconds), .text(origin.address),
      .text(origin.agent))
    try transaction.run(
      """
      DELETE FROM session WHERE account = $1 AND hash NOT IN (
        SELECT hash FROM session WHERE account = $1 ORDER BY created DESC, hash LIMIT 20)
      """, .text(account))
    return token
  }
}

extension Actor {
  /// Takes rows `1, role, organisation, name_zh, name_en` and `2, role, scope` of an answer.
  ///
  /// Offices sleep until the account has a second factor, exactly as in the view `application_access`.
  fileprivate mutating func take(_ rows: ArraySlice<SQLRow>) {
    for row in rows {
      if row.int(0) == 1, let role = Membership.Role(rawValue: row.text(1)) {
        let name = BilingualText(zh: row.text(3), en: row.text(4))
        memberships.append(Membership(organisation: row.text(2), name: name, role: role))
      } else if let role = Office.Role(rawValue: row.text(1)) {
        let office = Office(role: role, scope: row.text(2))
        if hasSecondFactor || isDemonstration {
          offices.append(office)
        } else {
          dormantOffices.append(office)
        }
      }
    }
  }
}

extension CaseFailure {
  static let noAccount = CaseFailure(
    .notFound, BilingualText(zh: "没有这个账户", en: "There is no such account"),
    remedy: BilingualText(zh: "它可能已注销；请从列表重新选择。", en: "It may have been closed; choose from the list again."))
}
