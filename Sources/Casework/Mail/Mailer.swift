internal import Foundation
package import Ledger
internal import Logging
internal import Storage

/// A mail that could not be delivered.
package struct DeadLetter: Sendable, Hashable, Identifiable {
  package var id: String
  package var recipient: String
  package var subject: String
  package var created: Instant
  package var attempts: Int
  package var failure: String
}

/// Empties the outbox: sends what is due, tries again later and later, and gives up after two days.
///
/// A mail is sent at least once: when the server stops between sending and noting it, it goes out again, with the same Message-ID.
package struct Mailer: Sendable {
  /// How often it looks, at most how many at a time.
  private static let pause = Duration.seconds(5), batch = 50
  /// Waits between attempts in seconds; after the last one the mail is dead.
  static let waits: [Int64] = [60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600]

  private let casework: Casework
  private let carrier: any MailCarrier
  private let from: String
  private let logger: Logger

  /// - Parameter from: the sender's address.
  package init(_ casework: Casework, carrier: any MailCarrier, from: String = "noreply@hefu.invalid") {
    self.casework = casework
    self.carrier = carrier
    self.from = from
    logger = Logger(label: "hefu.mail")
  }

  /// Works until the task is cancelled.
  package func run() async throws {
    while !Task.isCancelled {
      do {
        while try await sendDue() == Self.batch {}
      } catch { logger.error("mail waits", metadata: ["error": "\(error)"]) }
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// Sends what is due now.
  /// - Returns: how many were tried.
  @discardableResult
  package func sendDue() async throws -> Int {
    let now = casework.realTime
    let due = try await take(now)
    for (message, attempts) in due {
      var failure: String?
      var isFinal = false
      do {
        try await carrier.carry(message)
      } catch let refused as MailRefused {
        failure = refused.reason
        isFinal = true
      } catch { failure = "\(error)" }
      try await note(message.id, attempts: attempts, failure: failure, isFinal: isFinal, now)
    }
    return due.count
  }

  /// Takes a batch: each is put off before it is tried, so that two servers do not send it both and a crash does not loop.
  private func take(_ now: Instant) async throws -> [(MailMessage, attempts: Int)] {
    try await casework.store.write { [from] transaction in
      let rows = try transaction.rows(
        """
        UPDATE outbox SET due = $2, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox WHERE sent IS NULL AND due <= $1 ORDER BY due, id LIMIT 50)
        RETURNING id, recipient, subject, body, created, attempts
        """, .integer(now.milliseconds), .integer(now.adding(seconds: Self.waits[0]).milliseconds))
      return rows.map { row in
        let message = MailMessage(
          id: row.text(0), from: from, to: row.text(1), subject: row.text(2), body: row.text(3),
          date: Instant(milliseconds: row.integer(4)))
        return (message, row.int(5))
      }
    }
  }

  /// A letter's text is forgotten once it is out: it may hold a link.
  private func note(_ id: String, attempts: Int, failure: String?, isFinal: Bool, _ now: Instant) async throws
  {
    try await casework.store.write { transaction in
      guard let failure else {
        try transaction.run(
          "UPDATE outbox SET sent = $2, failure = NULL, body = '' WHERE id = $1", .text(id),
          .integer(now.milliseconds))
        return
      }
      let isDead = isFinal || attempts > Self.waits.count
      let due =
        isDead ? .max : now.adding(seconds: Self.waits[min(attempts, Self.waits.count) - 1]).milliseconds
      try transaction.run(
        "UPDATE outbox SET due = $2, failure = $3 WHERE id = $1", .text(id), .integer(due),
        .text(String(failure.prefix(500))))
    }
    if let failure { logger.warning("mail not sent", metadata: ["id": "\(id)", "failure": "\(failure)"]) }
  }
}

extension Casework {
  /// Mails that were given up, the latest first; for the system administrator.
  package func deadLetters(_ actor: Actor) async throws -> [DeadLetter] {
    try actor.require(.manageAccounts)
    return try await store.read { connection in
      try connection.rows(
        """
        SELECT id, recipient, subject, created, attempts, failure FROM outbox
        WHERE sent IS NULL AND due = $1 ORDER BY created DESC, id LIMIT 200
        """, .integer(.max)
      ).map { row in
        DeadLetter(
          id: row.text(0), recipient: row.text(1), subject: row.text(2),
          created: Instant(milliseconds: row.integer(3)),
          attempts: row.int(4), failure: row.text(5))
      }
    }
  }

  /// Puts a dead letter back: it is tried again at once.
  package func resend(_ id: String, by actor: Actor) async throws {
    try actor.require(.manageAccounts)
    let now = realTime.milliseconds
    try await store.write { transaction in
      try transaction.run(
        "UPDATE outbox SET due = $2, attempts = 0 WHERE id = $1 AND sent IS NULL AND due = $3", .text(id),
        .integer(now), .integer(.max))
    }
  }
}
