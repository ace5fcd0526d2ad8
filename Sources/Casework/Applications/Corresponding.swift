package import CallGuide
internal import Eligibility
package import Ledger
internal import Storage

/// More time, asked for by one officer and granted by another.
package struct Extension: Sendable, Hashable, Identifiable {
  package var id: String
  package var topic: String?
  package var application: String?
  /// The application's number.
  package var number: String?
  package var until: Instant
  package var reason: String
  package var proposedBy: BilingualText
  package var proposer: String
  package var proposed: Instant
  package var approved: Instant?
}

extension Casework {
  /// An officer writes to the applicant, and may open a window in which named fields can be corrected after the deadline.
  /// - Parameters:
  ///   - fields: what may be corrected; everything when empty. Only with `correctUntil`.
  package func write(
    _ body: String, about id: String, correctUntil: Instant? = nil, fields: [String] = [], by actor: Actor
  ) async throws {
    let body = try Self.stated(body, field: "body")
    let now = clock.now()
    let message = newID()
    let salt = random(16)
    let letter = newID()
    if let correctUntil, correctUntil <= now { throw CaseFailure.past("correctUntil") }
    try await store.write { transaction in
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(.administer)
      for field in fields where forms[application.topic]?.section(of: field) == nil {
        throw CaseFailure.unknownField(field)
      }
      try transaction.run(
        """
        INSERT INTO message (id, application, author, body, sent, correct_until, controls)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """, .text(message), .text(id), .text(actor.account), .text(body), .integer(now.milliseconds),
        .optional(correctUntil?.milliseconds), .text(Self.encode(fields)))
      try transaction.record(
        event(
          correctUntil == nil ? "messageSent" : "correctionOpened", subject: id, at: now, by: actor.account,
          details: [
            ("message", message), ("until", correctUntil?.description ?? ""),
            ("fields", fields.joined(separator: " ")),
          ],
          salt: salt))
      try Self.tellLeader(application, letter: letter, at: now, transaction)
    }
  }

  /// An officer proposes a later deadline for a topic or one application; it holds once another officer approves it.
  package func proposeExtension(
    topic: String? = nil, application: String? = nil, until: Instant, reason: String, by actor: Actor
  ) async throws -> String {
    let reason = try Self.stated(reason, field: "reason")
    let now = clock.now()
    let id = newID()
    let salt = random(16)
    guard until > now else { throw CaseFailure.past("until") }
    try await store.write { transaction in
      try Self.requireOfficer(actor, topic: topic, application: application, transaction)
      if let topic, rules.call.topic(topic) == nil { throw CaseFailure.noTopic }
      try transaction.run(
        """
        INSERT INTO extension (id, topic, application, until, reason, proposed_by, proposed, approved_by, approved)
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL)
        """, .text(id), .optional(topic), .optional(application), .integer(until.milliseconds), .text(reason),
        .text(actor.account), .integer(now.milliseconds))
      try transaction.record(
        event(
          "extensionProposed", subject: application ?? topic ?? "", at: now, by: actor.account,
          details: [("extension", id), ("reason", reason), ("until", until.description)], salt: salt))
    }
    return id
  }

  /// Another officer approves an extension.
  /// - Throws: `forbidden` for who proposed it.
  package func approveExtension(_ id: String, by actor: Actor) async throws {
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      guard
        let row = try transaction.row(
          "SELECT topic, application, proposed_by, approved FROM extension WHERE id = $1", .text(id))
      else { throw CaseFailure.noApplication }
      try Self.requireOfficer(actor, topic: row.textIfAny(0), application: row.textIfAny(1), transaction)
      guard row.text(2) != actor.account else { throw CaseFailure.needsSecond }
      guard row.integerIfAny(3) == nil else { return }
      try transaction.run(
        "UPDATE extension SET approved_by = $2, approved = $3 WHERE id = $1 AND approved IS NULL", .text(id),
        .text(actor.account), .integer(now.milliseconds))
      try transaction.record(
        event(
          "extensionApproved", subject: row.textIfAny(1) ?? row.text(0), at: now, by: actor.account,
          details: [("extension", id)], salt: salt))
    }
  }

  /// The extensions of a topic and its applications, the latest first.
  package func extensions(for actor: Actor) async throws -> [Extension] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT e.id, e.topic, e.application, e.until, e.reason, c.name_zh, c.name_en, e.proposed_by, e.proposed, e.approved,
          a.number
        FROM extension e JOIN account c ON c.id = e.proposed_by
        LEFT JOIN application a ON a.id = e.application
        WHERE EXISTS (
          SELECT 1 FROM office o WHERE o.account = $1 AND o.role IN ('officer', 'auditor')
            AND (o.scope = '' OR o.scope = COALESCE(e.topic, a.topic)))
        ORDER BY e.proposed DESC LIMIT 500
        """, .text(actor.account)
      ).map { row in
        Extension(
          id: row.text(0), topic: row.textIfAny(1), application: row.textIfAny(2), number: row.textIfAny(10),
          until: Instant(milliseconds: row.integer(3)), reason: row.text(4),
          proposedBy: BilingualText(zh: row.text(5), en: row.text(6)), proposer: row.text(7),
          proposed: Instant(milliseconds: row.integer(8)),
          approved: row.integerIfAny(9).map(Instant.init(milliseconds:)))
      }
    }
  }

  private static func requireOfficer(
    _ actor: Actor, topic: String?, application: String?, _ connection: any Connection
  ) throws {
    if let application {
      let (_, roles) = try Self.application(application, for: actor, connection)
      try roles.require(.administer)
    } else {
      guard let topic, actor.holds(.officer, scope: topic) else { throw CaseFailure.forbidden }
    }
  }

  private static func tellLeader(
    _ application: Application, letter: String, at now: Instant, _ transaction: Transaction
  ) throws {
    let email = try transaction.row("SELECT email FROM account WHERE id = $1", .text(application.leader))
    guard let email else { return }
    try transaction.run(
      "INSERT INTO outbox (id, recipient, subject, body, created, due, attempts) VALUES ($1, $2, $3, $4, $5, $5, 0)",
      .text(letter), .text(email.text(0)),
      .text("[\(application.number)] 管理部门给您的消息 · A message from the programme office"),
      .text(
        """
        申报书 \(application.number) 有一条管理部门的新消息，请登录系统查看。

        There is a new message from the programme office about application \(application.number). Please sign in to read it.
        """), .integer(now.milliseconds))
  }
}

extension CaseFailure {
  static func past(_ field: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "时间已过", en: "This moment has passed"),
      remedy: BilingualText(zh: "请填写以后的时间。", en: "Give a later moment."), field: field)
  }

  static func unknownField(_ name: String) -> CaseFailure {
    CaseFailure(
      .invalid,
      BilingualText(zh: "申报书没有「\(name.prefix(60))」这一栏", en: "The form has no field “\(name.prefix(60))”"),
      remedy: BilingualText(zh: "请从列表中选择栏目。", en: "Choose fields from the list."), field: "fields")
  }

  static let needsSecond = CaseFailure(
    .forbidden, BilingualText(zh: "延期须由另一人批准", en: "An extension needs a second person"),
    remedy: BilingualText(zh: "请由提出人以外的管理人员批准。", en: "Ask an officer other than the one who proposed it."))
}
