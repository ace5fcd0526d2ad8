package import CallGuide
internal import Eligibility
internal import Ledger
package import Storage

/// Somebody who works on an application.
package struct Participant: Sendable, Hashable {
  package var account: String
  package var name: BilingualText
  package var email: String
  package var role: CaseRole
}

extension Casework {
  /// Who works on an application.
  package func participants(of id: String, for actor: Actor) async throws -> [Participant] {
    try await store.read { connection in
      _ = try Self.application(id, for: actor, connection)
      return try connection.rows(
        """
        SELECT c.id, c.name_zh, c.name_en, c.email, p.role FROM participant p JOIN account c ON c.id = p.account
        WHERE p.application = $1 ORDER BY p.added, c.id LIMIT 200
        """, .text(id)
      ).map { row in
        Participant(
          account: row.text(0), name: BilingualText(zh: row.text(1), en: row.text(2)), email: row.text(3),
          role: CaseRole(rawValue: row.text(4)) ?? .reader)
      }
    }
  }

  /// Makes an account a co-editor or reader; what accepting an invitation does.
  package func add(
    _ account: String, as role: CaseRole, to id: String, invitedBy: String, _ transaction: Transaction
  )
    throws
  {
    guard [.editor, .reader].contains(role) else { throw CaseFailure.forbidden }
    try transaction.run(
      """
      INSERT INTO participant (application, account, role, added, added_by) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (application, account) DO UPDATE SET role = excluded.role WHERE participant.role <> 'leader'
      """, .text(id), .text(account), .text(role.rawValue), .integer(clock.now().milliseconds),
      .text(invitedBy))
    try transaction.record(
      event(
        "participantAdded", subject: id, at: clock.now(), by: invitedBy,
        details: [("account", account), ("role", role.rawValue)], salt: random(16)))
  }

  /// Ends somebody's access to an application.
  package func remove(_ account: String, from id: String, by actor: Actor) async throws {
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      let (_, roles) = try Self.application(id, for: actor, transaction)
      // Who was invited may also leave.
      if account != actor.account { try roles.require(.share) }
      guard
        try transaction.run(
          "DELETE FROM participant WHERE application = $1 AND account = $2 AND role <> 'leader'", .text(id),
          .text(account)) == 1
      else { return }
      try transaction.record(
        event(
          "participantRemoved", subject: id, at: now, by: actor.account, details: [("account", account)],
          salt: salt))
    }
  }

  /// Starts a new application with the answers of an earlier one: those its topic also asks. Documents are not copied, because
  /// they speak of the earlier one.
  package func copy(_ id: String, toTopic topic: String, organisation: String, by actor: Actor) async throws
    -> String
  {
    let earlier = try await dossier(id, for: actor)
    try earlier.roles.require(.read)
    guard earlier.roles.may(.edit) || earlier.roles.contains(.reader) else { throw CaseFailure.forbidden }
    guard let form = forms[topic] else { throw CaseFailure.noTopic }
    return try await start(
      topic: topic, organisation: organisation, answers: Sheet(values: earlier.answers).kept(by: form).values,
      by: actor)
  }
}
