package import CallGuide
internal import Foundation
package import Ledger
internal import Storage

/// An account as the system administrator sees it: nothing of what it wrote, no offices to give.
package struct AccountNote: Sendable, Hashable, Identifiable {
  package var id: String
  package var name: BilingualText
  package var email: String
  package var created: Instant
  package var hasSecondFactor: Bool
  package var isSuspended: Bool
  package var isClosed: Bool
}

/// One act of an administrator.
package struct AdministrationNote: Sendable, Hashable {
  /// Its place in the journal.
  package var position: Int
  package var event: String
  package var subject: String
  /// Who or what it happened to, by name, if still known.
  package var subjectName: BilingualText?
  package var actorName: BilingualText?
  package var made: Instant
  /// `role`, `scope`, `organisation` …
  package var details: [String: String]
}

// What the system administrator does to accounts, and what the audit administrator reads of it.
extension Casework {
  /// Accounts whose address or name contains `words`, the latest first; a page of fifty.
  package func accounts(matching words: String, _ actor: Actor) async throws -> [AccountNote] {
    try actor.require(.manageAccounts)
    let text = words.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    let pattern = "%" + text.replacing(/[%_\\]/, with: { "\\" + $0.output }) + "%"
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT id, name_zh, name_en, email, created, CASE WHEN totp IS NULL THEN 0 ELSE 1 END, suspended, closed
        FROM account
        WHERE email LIKE $1 ESCAPE '\\' OR lower(name_zh) LIKE $1 ESCAPE '\\' OR lower(name_en) LIKE $1 ESCAPE '\\'
        ORDER BY created DESC, id LIMIT 50
        """, .text(pattern)
      ).map { row in
        AccountNote(
          id: row.text(0), name: BilingualText(zh: row.text(1), en: row.text(2)), email: row.text(3),
          created: Instant(milliseconds: row.integer(4)), hasSecondFactor: row.int(5) == 1,
          isSuspended: row.integerIfAny(6) != nil, isClosed: row.integerIfAny(7) != nil)
      }
    }
  }

  /// Keeps an account from signing in until it is resumed; its sessions end.
  package func suspend(_ account: String, by actor: Actor) async throws {
    try await administer(account, by: actor) { transaction in
      let changed = try transaction.run(
        "UPDATE account SET suspended = $2 WHERE id = $1 AND suspended IS NULL AND closed IS NULL",
        .text(account),
        .integer(clock.now().milliseconds))
      guard changed == 1 else { return }
      try endSessions(of: account, except: [], transaction)
      try voidTickets(of: account, transaction)
      try record("accountSuspended", subject: account, by: actor.account, details: [:], transaction)
    }
  }

  /// Lets a suspended account sign in again.
  package func resume(_ account: String, by actor: Actor) async throws {
    try await administer(account, by: actor) { transaction in
      let changed = try transaction.run(
        "UPDATE account SET suspended = NULL WHERE id = $1 AND suspended IS NOT NULL", .text(account))
      guard changed == 1 else { return }
      try record("accountResumed", subject: account, by: actor.account, details: [:], transaction)
    }
  }

  /// Removes the second factor of somebody who lost it; their offices sleep until there is a new one, and they are told.
  package func removeLostSecondFactor(of account: String, by actor: Actor) async throws {
    try await administer(account, by: actor) { transaction in
      let person = try Self.actor(account: account, transaction)
      guard person.hasSecondFactor else { return }
      try clearSecondFactor(of: account, transaction)
      try endSessions(of: account, except: [], transaction)
      // A short password was allowed only beside the second factor; nobody can tell its length from its hash.
      try transaction.run("UPDATE account SET password = NULL WHERE id = $1", .text(account))
      let ticket = try issueTicket(
        .reset, account: account, email: person.email, life: accounts.verifyLife, transaction)
      try mail(
        to: person.email, person.language, subject: AccountNotice.secondFactorRemoved.subject,
        body: AccountMail.reset(name: person.name, link: link("/reset/", ticket)), transaction)
      try record("secondFactorRemoved", subject: account, by: actor.account, details: [:], transaction)
    }
  }

  /// Closes somebody's account for good.
  package func close(_ account: String, by actor: Actor) async throws {
    try await administer(account, by: actor) { transaction in
      let person = try Self.actor(account: account, transaction)
      try mailNotice(.accountClosed, to: person, transaction)
      try close(account, by: actor.account, transaction)
    }
  }

  private func administer(
    _ account: String, by actor: Actor, _ body: @escaping @Sendable (Transaction) throws -> Void
  ) async throws {
    try await store.write { transaction in
      try Self.fresh(actor, transaction).require(.manageAccounts)
      guard account != actor.account else { throw CaseFailure.notToOneself }
      guard try transaction.row("SELECT 1 FROM account WHERE id = $1", .text(account)) != nil else {
        throw CaseFailure.noAccount
      }
      try body(transaction)
    }
  }

  /// What administrators and offices did, the latest first; a page of a hundred.
  /// - Parameter before: the position of the last one of the page before.
  /// - Throws: `forbidden` for everybody but the audit administrator.
  package func administrationLog(_ actor: Actor, before: Int = .max) async throws -> [AdministrationNote] {
    try actor.require(.readAdministration)
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT j.position, j.event, j.subject, j.details, j.made, a.name_zh, a.name_en, s.name_zh, s.name_en,
          o.name_zh, o.name_en
        FROM journal j
        LEFT JOIN account a ON a.id = j.actor
        LEFT JOIN account s ON s.id = j.subject
        LEFT JOIN organisation o ON o.id = j.subject
        WHERE j.event IN (
          'accountClosed', 'accountResumed', 'accountSuspended', 'memberAdded', 'memberRemoved', 'officeGranted',
          'officeRevoked', 'organisationFounded', 'secondFactorRemoved')
          AND j.position < $1
        ORDER BY j.position DESC LIMIT 100
        """, .int(before)
      ).map { row in
        AdministrationNote(
          position: row.int(0), event: row.text(1), subject: row.text(2),
          subjectName: (row.textIfAny(7) ?? row.textIfAny(9)).map {
            BilingualText(zh: $0, en: row.textIfAny(8) ?? row.text(10))
          },
          actorName: row.textIfAny(5).map { BilingualText(zh: $0, en: row.text(6)) },
          made: Instant(milliseconds: row.integer(4)), details: Self.payload(row.text(3)))
      }
    }
  }
}
