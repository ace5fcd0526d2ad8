package import CallGuide
package import Eligibility
package import Ledger
package import Storage

/// What the clauses say of a draft at a moment.
package struct Assessment: Sendable {
  package var reading: SheetReading
  package var report: Report
  package var stage: Stage

  /// The results that stop a submission: a must-clause that is not met.
  package func stopping(_ rules: Rulebook) -> [ClauseResult] {
    report.results.filter { $0.verdict == .violated && rules.rules[$0.clause]?.clause.force == .must }
  }

  package var counts: Application.Counts {
    Application.Counts(
      satisfied: report.count(.satisfied), violated: report.count(.violated),
      undetermined: report.count(.undetermined))
  }
}

/// A submitted version and where it stands in the journal.
package struct SubmittedVersion: Sendable, Hashable {
  package var application: String
  package var number: Int
  package var hash: Hash
  package var submitted: Instant
  /// Position of its entry in the journal.
  package var entry: Int
}

extension Casework {
  /// Judges a draft as it is.
  /// - Complexity: no query; a fraction of a millisecond.
  package func assess(_ dossier: Dossier, stage: Stage, at moment: Instant) -> Assessment? {
    guard let topic = rules.call.topic(dossier.application.topic), let form = forms[topic.id] else {
      return nil
    }
    return assess(Sheet(values: dossier.answers), dossier.attachments, topic, form, stage: stage, at: moment)
  }

  func assess(
    _ sheet: Sheet, _ attachments: [AttachedFile], _ topic: Topic, _ form: Form, stage: Stage,
    at moment: Instant
  ) -> Assessment {
    let documents = Self.documents(attachments)
    let day = Beijing.day(moment)
    let extra = stage >= .submit ? [("app.submittedOn", day)] : []
    let reading = sheet.read(form: form, topic: topic, rules: rules, extra: extra, attachments: documents)
    let report = rules.check(
      reading.readable, topic: topic, stage: stage, on: Day(day) ?? Day(number: 0))
    return Assessment(reading: reading, report: report, stage: stage)
  }

  /// The attached documents as the rules look at them.
  package static func documents(_ attachments: [AttachedFile]) -> [String: Attachment] {
    Dictionary(
      attachments.map {
        (
          $0.field,
          Attachment(name: $0.name, attachedOn: Day(Beijing.day($0.added)), sha256: $0.hash.description)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Submits the draft as it was reviewed: facts, manifest, journal entry and idempotency row in one transaction.
  ///
  /// Submitting the same revision again answers with the version it already became, so that a retry after a lost answer
  /// changes nothing.
  /// - Parameters:
  ///   - revision: the revision that was reviewed.
  ///   - knowingly: whether the leader confirmed to submit although clauses are not met, where the call allows it.
  ///   - arrived: when the server received the request; that is the moment that counts.
  /// - Throws: `notFound`, `forbidden`, `late`, `conflict` when the draft changed since, `invalid` when something cannot be read or
  ///   a must-clause is not met.
  package func submit(
    _ id: String, revision: Int, knowingly: Bool = false, by actor: Actor, arrived: Instant
  ) async throws -> SubmittedVersion {
    let dossier = try await dossier(id, for: actor)
    try dossier.roles.require(.submit)
    if let earlier = try await submitted(id, revision: revision, by: actor) { return earlier }
    guard dossier.application.revision == revision else { throw CaseFailure.changedMeanwhile }
    guard let assessment = assess(dossier, stage: .submit, at: arrived) else { throw CaseFailure.noTopic }
    guard assessment.reading.faults.isEmpty, let topic = rules.call.topic(dossier.application.topic),
      let form = forms[topic.id]
    else { throw CaseFailure.unreadable }
    if !assessment.stopping(rules).isEmpty {
      guard dossier.procedure.violations == .acknowledge, knowingly else { throw CaseFailure.notMet }
    }
    let json = Sheet(values: dossier.answers).canonical(
      form: form, topic: topic, extra: [("app.submittedOn", Beijing.day(arrived))],
      attachments: Self.documents(dossier.attachments))
    let submission = Submission(
      application: id, revision: revision, facts: json, hash: .of(Array(json.utf8)),
      attachments: dossier.attachments, counts: assessment.counts, account: actor.account, at: arrived,
      salt: random(16), mail: (0..<16).map { _ in newID() })
    return try await store.write { transaction in
      if let earlier = try Self.submitted(id, revision: revision, by: actor, transaction) { return earlier }
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(.submit)
      guard application.revision == revision else { throw CaseFailure.changedMeanwhile }
      guard let next = application.state.after(.submit) else {
        throw CaseFailure.notNow(.submit, application.state)
      }
      try Self.requireInTime(application, act: .leader, at: arrived, transaction)
      // An attachment may have changed without a new revision only through a defect; the manifest must be what was judged.
      guard try Self.attachments(of: id, transaction) == submission.attachments else {
        throw CaseFailure.changedMeanwhile
      }
      let version = try keep(submission, of: application, state: next, transaction)
      try Self.tellOffice(application, submission, transaction)
      return version
    }
  }

  /// A submission ready to be written.
  package struct Submission: Sendable {
    package var application: String
    package var revision: Int
    /// The application file as canonical JSON, and its hash.
    package var facts: String
    package var hash: Hash
    package var attachments: [AttachedFile]
    package var counts: Application.Counts
    package var account: String
    package var at: Instant
    package var salt: [UInt8]
    /// Ids for letters.
    package var mail: [String]

    package init(
      application: String, revision: Int, facts: String, hash: Hash, attachments: [AttachedFile],
      counts: Application.Counts, account: String, at: Instant, salt: [UInt8], mail: [String]
    ) {
      self.application = application
      self.revision = revision
      self.facts = facts
      self.hash = hash
      self.attachments = attachments
      self.counts = counts
      self.account = account
      self.at = at
      self.salt = salt
      self.mail = mail
    }
  }

  /// Writes a version: its row, the journal's entry, the idempotency row and the application's state.
  package func keep(
    _ submission: Submission, of application: Application, state: ApplicationState, _ transaction: Transaction
  ) throws -> SubmittedVersion {
    let number = application.version + 1
    let manifest = Dictionary(
      submission.attachments.map { ($0.field, $0.hash) }, uniquingKeysWith: { first, _ in first })
    let entry = try transaction.record(
      JournalEvent(
        event: "submitted", call: rules.call.id, guide: guide, subject: submission.application,
        facts: submission.hash, attachments: manifest, time: submission.at, actor: submission.account,
        details: JSONWriter.write(
          .map([("number", .text(application.number)), ("version", .text(String(number)))]), pretty: false),
        salt: submission.salt))
    let listed = submission.attachments.map { file in
      Tree.map([
        ("field", .text(file.field)), ("media", .text(file.media)), ("name", .text(file.name)),
        ("sha256", .text(file.hash.description)), ("size", .text(String(file.size))),
      ])
    }
    try transaction.run(
      """
      INSERT INTO version (application, number, revision, facts, hash, manifest, account, submitted, entry)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, .text(submission.application), .int(number), .int(submission.revision), .text(submission.facts),
      .blob(submission.hash.bytes), .text(JSONWriter.write(.list(listed), pretty: false)),
      .text(submission.account),
      .integer(submission.at.milliseconds), .int(entry))
    try transaction.run(
      """
      UPDATE application SET state = $2, version = $3, satisfied = $4, violated = $5, undetermined = $6, changed = $7,
        submitted = $7, submitted_title = title
      WHERE id = $1
      """, .text(submission.application), .text(state.rawValue), .int(number),
      .int(submission.counts.satisfied),
      .int(submission.counts.violated), .int(submission.counts.undetermined),
      .integer(submission.at.milliseconds))
    try transaction.run(
      "INSERT INTO idempotency (key, account, request, answer, made) VALUES ($1, $2, $3, $4, $5)",
      .text(Self.key(submission.application, submission.revision)), .text(submission.account),
      .blob(submission.hash.bytes), .text(String(number)), .integer(submission.at.milliseconds))
    return SubmittedVersion(
      application: submission.application, number: number, hash: submission.hash, submitted: submission.at,
      entry: entry)
  }

  private static func key(_ application: String, _ revision: Int) -> String {
    "submit/\(application)/\(revision)"
  }

  /// The version that a revision already became, if it did.
  private func submitted(_ id: String, revision: Int, by actor: Actor) async throws -> SubmittedVersion? {
    try await store.read { try Self.submitted(id, revision: revision, by: actor, $0) }
  }

  private static func submitted(_ id: String, revision: Int, by actor: Actor, _ connection: any Connection)
    throws
    -> SubmittedVersion?
  {
    try connection.row(
      """
      SELECT v.number, v.hash, v.submitted, v.entry FROM idempotency i
      JOIN version v ON v.application = $2 AND v.revision = $3 AND CAST(v.number AS TEXT) = i.answer
      WHERE i.key = $1 AND EXISTS (SELECT 1 FROM application_access x WHERE x.application = $2 AND x.account = $4)
      """, .text(key(id, revision)), .text(id), .int(revision), .text(actor.account)
    ).flatMap { row in
      Hash(bytes: row.blob(1)).map {
        SubmittedVersion(
          application: id, number: row.int(0), hash: $0, submitted: Instant(milliseconds: row.integer(2)),
          entry: row.int(3))
      }
    }
  }

  /// Refuses an act after the deadline it has to keep; acts after the one that counts are not bound by it.
  static func requireInTime(
    _ application: Application, act: Procedure.Counting, at moment: Instant, _ connection: any Connection
  ) throws {
    let procedure = try Procedure.read(connection)
    guard let opens = procedure.opens, opens <= moment else { throw CaseFailure.notOpen(procedure.opens) }
    let order = Procedure.Counting.allCases
    guard let own = order.firstIndex(of: act), let counting = order.firstIndex(of: procedure.counting),
      own <= counting,
      let deadline = try deadline(of: application, procedure, connection),
      !Procedure.isInTime(moment, for: deadline)
    else { return }
    let isCorrecting = try messages(about: application.id, connection).contains {
      $0.correctUntil.map { Procedure.isInTime(moment, for: $0) } ?? false
    }
    guard isCorrecting else { throw CaseFailure.late(deadline, now: moment) }
  }
}

extension CaseFailure {
  static let unreadable = CaseFailure(
    .invalid,
    BilingualText(zh: "有些填写内容无法识别，尚不能提交", en: "Some entries cannot be read, so it cannot be submitted yet"),
    remedy: BilingualText(
      zh: "请按核对页列出的位置逐一更正后再提交。", en: "Correct them one by one as listed on the review page, then submit."))

  static let notMet = CaseFailure(
    .invalid,
    BilingualText(
      zh: "有必须满足的条款不符合，尚不能提交", en: "Clauses that must be met are not met, so it cannot be submitted yet"),
    remedy: BilingualText(
      zh: "请按核对页列出的条款补充或更正。", en: "Complete or correct what the review page lists for these clauses."))
}
