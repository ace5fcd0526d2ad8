internal import CallGuide
internal import Eligibility
internal import Foundation
internal import Ledger
internal import Storage

/// What a mailed link, or a step between two pages, may be used for, once.
enum TicketPurpose: String, Sendable {
  case register, reset, email, invitation, secondFactor, enrolment
}

/// The right to do one thing once, until a moment.
struct Ticket: Sendable {
  let purpose: TicketPurpose
  let account: String?
  let email: String
  let payload: [String: String]
  let madeBy: String?
}

extension Casework {
  /// Makes a ticket.
  /// - Parameter life: seconds.
  func issueTicket(
    _ purpose: TicketPurpose, account: String? = nil, email: String, payload: [String: String] = [:],
    by: String? = nil,
    life: Int64, _ transaction: Transaction
  ) throws -> Token {
    let token = Token(random: random)
    let now = realTime
    try transaction.run(
      """
      INSERT INTO ticket (hash, purpose, account, email, payload, created, created_by, ends)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .blob(token.hash), .text(purpose.rawValue), .optional(account), .text(email),
      .text(Self.canonical(payload)), .integer(now.milliseconds), .optional(by),
      .integer(now.adding(seconds: life).milliseconds))
    return token
  }

  /// A ticket that can still be used.
  static func ticket(_ token: Token, for purpose: TicketPurpose, now: Instant, _ connection: any Connection)
    throws
    -> Ticket?
  {
    try connection.row(
      """
      SELECT account, email, payload, created_by FROM ticket
      WHERE hash = $1 AND purpose = $2 AND used IS NULL AND ends > $3
      """, .blob(token.hash), .text(purpose.rawValue), .integer(now.milliseconds)
    ).map { row in
      Ticket(
        purpose: purpose, account: row.textIfAny(0), email: row.text(1), payload: payload(row.text(2)),
        madeBy: row.textIfAny(3))
    }
  }

  /// Uses a ticket up.
  /// - Returns: `nil` when it was used before, is over, or never was.
  func spend(_ token: Token, for purpose: TicketPurpose, _ transaction: Transaction) throws -> Ticket? {
    let now = realTime
    guard let ticket = try Self.ticket(token, for: purpose, now: now, transaction) else { return nil }
    try transaction.run(
      "UPDATE ticket SET used = $2 WHERE hash = $1", .blob(token.hash), .integer(now.milliseconds))
    return ticket
  }

  /// A flat JSON object, keys sorted: what details of journal entries and tickets are.
  static func canonical(_ values: [String: String]) -> String {
    JSONWriter.write(
      .map(values.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }), pretty: false)
  }

  static func payload(_ text: String) -> [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
  }

  /// Records something that happened to an account, an organisation or an office; the entry's facts are the hash of `details`.
  func record(
    _ event: String, subject: String, by actor: String, details: [String: String], _ transaction: Transaction
  ) throws {
    let details = Self.canonical(details)
    try transaction.record(
      JournalEvent(
        event: event, call: rules.call.id, guide: guide, subject: subject,
        facts: Hash.of(Array(details.utf8)),
        time: clock.now(), actor: actor, details: details, salt: random(16)))
  }
}

extension CaseFailure {
  /// A mailed link that cannot be used any more.
  static let linkOver = CaseFailure(
    .notFound, BilingualText(zh: "这个链接已失效", en: "This link cannot be used any more"),
    remedy: BilingualText(
      zh: "链接只能使用一次，且有时限。请重新申请，使用最新一封邮件中的链接。",
      en: "A link works once and for a limited time. Ask for a new one and use the latest mail."))
}
