internal import CallGuide
internal import Eligibility
package import Ledger
package import Storage

extension Casework {
  /// Starts an application for a topic.
  /// - Parameters:
  ///   - organisation: the lead organisation; the actor belongs to it.
  ///   - answers: what to begin with, such as a self-check's answers.
  /// - Returns: the application's id.
  /// - Throws: `notFound` for a topic that is not in the call, `forbidden` for somebody else's organisation, `conflict` before
  ///   opening, `late` after the deadline.
  package func start(
    topic id: String, organisation: String, answers: [String: [String]] = [:], by actor: Actor
  ) async throws -> String {
    guard let topic = rules.call.topic(id) else { throw CaseFailure.noTopic }
    guard let membership = actor.memberships.first(where: { $0.organisation == organisation }) else {
      throw CaseFailure.forbidden
    }
    try Self.check(answers)
    let now = clock.now()
    let application = newID()
    let salt = random(16)
    var first = answers
    for (control, value) in prefilled(actor, membership) where first[control] == nil {
      first[control] = [value]
    }
    let begin = first.filter { !$0.value.allSatisfy(\.isEmpty) }
    try await store.write { transaction in
      let procedure = try Procedure.read(transaction)
      guard let opens = procedure.opens, opens <= now else { throw CaseFailure.notOpen(procedure.opens) }
      if let deadline = procedure.deadline(of: topic.id), !Procedure.isInTime(now, for: deadline) {
        // An extension of the whole topic also lets new applications begin.
        let extended = try transaction.row(
          "SELECT MAX(until) FROM extension WHERE approved IS NOT NULL AND application IS NULL AND topic = $1",
          .text(topic.id))?.integerIfAny(0).map(Instant.init(milliseconds:))
        guard let extended, Procedure.isInTime(now, for: extended) else {
          throw CaseFailure.late(deadline, now: now)
        }
      }
      try insert(
        application, topic: topic.id, organisation: organisation, answers: begin, by: actor.account, at: now,
        transaction)
      try transaction.record(
        event(
          "started", subject: application, at: now, by: actor.account, details: [("topic", topic.id)],
          salt: salt))
    }
    return application
  }

  /// The rows of a new application; its number counts within its topic.
  /// - Complexity: one statement an answer.
  package func insert(
    _ id: String, topic: String, organisation: String, answers: [String: [String]], by account: String,
    at now: Instant,
    _ transaction: Transaction
  ) throws {
    let count =
      try transaction.row(
        """
        INSERT INTO counter (name, value) VALUES ($1, 1)
        ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
        """, .text("application." + topic))?.int(0) ?? 0
    let digits = String(count)
    let number =
      "\(rules.call.id)-\(topic)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    try transaction.run(
      """
      INSERT INTO application (id, number, call, topic, leader, organisation, endorser, state, title, revision, version,
        satisfied, violated, undetermined, created, changed)
      VALUES ($1, $2, $3, $4, $5, $6, NULL, 'draft', $7, 1, 0, 0, 0, 0, $8, $8)
      """, .text(id), .text(number), .text(rules.call.id), .text(topic), .text(account), .text(organisation),
      .text(String((answers["app.titleZh"]?.last ?? "").prefix(200))), .integer(now.milliseconds))
    try transaction.run(
      "INSERT INTO participant (application, account, role, added, added_by) VALUES ($1, $2, 'leader', $3, $2)",
      .text(id), .text(account), .integer(now.milliseconds))
    for (control, values) in answers.sorted(by: { $0.key < $1.key }) {
      try transaction.run(
        """
        INSERT INTO answer (application, control, value, revision, account, changed) VALUES ($1, $2, $3, 1, $4, $5)
        """, .text(id), .text(control), .text(Self.encode(values)), .text(account), .integer(now.milliseconds)
      )
    }
  }

  /// What is known of the actor and the organisation already, so that nobody types it again.
  private func prefilled(_ actor: Actor, _ membership: Actor.Membership) -> [(String, String)] {
    [
      ("org[0].role", "lead"), ("org[0].side", "CN"), ("org[0].name", membership.name.zh),
      ("leader.nameZh", actor.name.zh),
    ].filter { name, _ in rules.dictionary.field(name.replacing("[0]", with: "")) != nil }
  }

  /// A journal entry about something other than a submission: its facts are the hash of its details.
  package func event(
    _ name: String, subject: String, at time: Instant, by account: String, details: [(String, String)],
    salt: [UInt8]
  ) -> JournalEvent {
    let json = JSONWriter.write(.map(details.map { ($0.0, .text($0.1)) }), pretty: false)
    return JournalEvent(
      event: name, call: rules.call.id, guide: guide, subject: subject, facts: .of(Array(json.utf8)),
      time: time,
      actor: account, details: json, salt: salt)
  }
}

extension CaseFailure {
  static let noTopic = CaseFailure(
    .notFound, BilingualText(zh: "本批次没有这个方向", en: "There is no such topic in this call"),
    remedy: BilingualText(zh: "请从批次首页选择一个方向。", en: "Choose a topic on the call’s page."))
}
