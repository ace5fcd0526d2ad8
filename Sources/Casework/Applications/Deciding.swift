package import CallGuide
package import Ledger
package import Storage

// What follows a submission: confirmation, endorsement, giving back, withdrawal, reopening.
extension Casework {
  /// The lead organisation's office confirms the version that stands.
  /// - Parameter endorser: the endorsing body it goes to, where the call asks for one.
  package func confirm(
    _ id: String, version: Int, endorser: String? = nil, by actor: Actor, arrived: Instant
  ) async throws {
    try await act(
      .confirm, on: id, version: version, right: .confirm, counting: .office, by: actor, at: arrived
    ) {
      application, transaction in
      let procedure = try Procedure.read(transaction)
      if procedure.isEndorsed {
        guard let endorser, try Self.isEndorser(endorser, transaction) else { throw CaseFailure.noEndorser }
        try transaction.run(
          "UPDATE application SET endorser = $2 WHERE id = $1", .text(application.id), .text(endorser))
      }
      return endorser.map { [("endorser", $0)] } ?? []
    }
  }

  /// The endorsing body endorses.
  package func endorse(_ id: String, version: Int, by actor: Actor, arrived: Instant) async throws {
    try await act(
      .endorse, on: id, version: version, right: .endorse, counting: .endorser, by: actor, at: arrived)
  }

  /// The office gives an application back, with what has to be mended.
  package func giveBack(_ id: String, version: Int, reason: String, by actor: Actor, arrived: Instant)
    async throws
  {
    let reason = try Self.stated(reason, field: "reason")
    let message = newID()
    try await act(
      .giveBack, on: id, version: version, right: .giveBack, counting: nil, by: actor, at: arrived
    ) {
      application, transaction in
      try transaction.run(
        """
        INSERT INTO message (id, application, author, body, sent, correct_until, controls)
        VALUES ($1, $2, $3, $4, $5, NULL, '[]')
        """, .text(message), .text(application.id), .text(actor.account), .text(reason),
        .integer(arrived.milliseconds))
      return [("reason", reason)]
    }
  }

  /// The leader takes an application back; every version is kept.
  package func withdraw(_ id: String, reason: String, by actor: Actor, arrived: Instant) async throws {
    try await act(.withdraw, on: id, version: nil, right: .withdraw, counting: nil, by: actor, at: arrived) {
      _, _ in
      [("reason", String(reason.prefix(2000)))]
    }
  }

  /// The leader takes up a withdrawn application again; its draft is as it was.
  package func reopen(_ id: String, by actor: Actor, arrived: Instant) async throws {
    try await act(.reopen, on: id, version: nil, right: .withdraw, counting: .leader, by: actor, at: arrived)
  }

  /// One act on an application: right, state, time, change, journal, in one transaction.
  private func act(
    _ act: ApplicationState.Act, on id: String, version: Int?, right: CaseRight,
    counting: Procedure.Counting?,
    by actor: Actor, at moment: Instant,
    also: @escaping @Sendable (Application, Transaction) throws -> [(String, String)] = { _, _ in [] }
  ) async throws {
    let salt = random(16)
    try await store.write { transaction in
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(right)
      // What was looked at is what is decided on.
      if let version, version != application.version { throw CaseFailure.changedMeanwhile }
      guard let next = application.state.after(act) else { throw CaseFailure.notNow(act, application.state) }
      if let counting { try Self.requireInTime(application, act: counting, at: moment, transaction) }
      let details = try also(application, transaction)
      try carry(
        act, on: application, to: next, details: details, by: actor.account, at: moment, salt: salt,
        transaction)
    }
  }

  /// Writes what an act made of an application: its state and the journal's entry.
  ///
  /// What becomes a draft again gets a new revision: submitting it unchanged is a new submission, not a retry of the earlier one.
  package func carry(
    _ act: ApplicationState.Act, on application: Application, to next: ApplicationState,
    details: [(String, String)] = [], by account: String, at moment: Instant, salt: [UInt8],
    _ transaction: Transaction
  ) throws {
    try transaction.run(
      "UPDATE application SET state = $2, changed = $3, revision = revision + $4 WHERE id = $1",
      .text(application.id), .text(next.rawValue), .integer(moment.milliseconds),
      .int(next == .draft ? 1 : 0))
    try transaction.record(
      event(
        act.event, subject: application.id, at: moment, by: account,
        details: details + [("version", String(application.version))], salt: salt))
  }

  private static func isEndorser(_ organisation: String, _ connection: any Connection) throws -> Bool {
    try connection.row(
      "SELECT 1 FROM membership WHERE organisation = $1 AND role = 'endorser' LIMIT 1", .text(organisation))
      != nil
  }

  /// The endorsing bodies there are.
  package func endorsers() async throws -> [(id: String, name: BilingualText)] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT o.id, o.name_zh, o.name_en FROM organisation o
        WHERE EXISTS (SELECT 1 FROM membership m WHERE m.organisation = o.id AND m.role = 'endorser')
        ORDER BY o.name_zh LIMIT 500
        """
      ).map { (id: $0.text(0), name: BilingualText(zh: $0.text(1), en: $0.text(2))) }
    }
  }

  /// A text that has to say something.
  static func stated(_ text: String, field: String, limit: Int = 5000) throws(CaseFailure) -> String {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw CaseFailure(
        .invalid, BilingualText(zh: "请写明理由", en: "Give the reason"),
        remedy: BilingualText(zh: "对方会看到这段文字。", en: "The other side will read it."), field: field)
    }
    guard text.utf8.count <= limit * 3 else { throw .tooMuch(field) }
    return text
  }
}

extension ApplicationState.Act {
  /// The name of its journal event.
  package var event: String {
    switch self {
    case .submit: "submitted"
    case .confirm: "confirmed"
    case .endorse: "endorsed"
    case .giveBack: "givenBack"
    case .withdraw: "withdrawn"
    case .reopen: "reopened"
    }
  }
}

extension CaseFailure {
  static let noEndorser = CaseFailure(
    .invalid, BilingualText(zh: "请选择推荐单位", en: "Choose the endorsing body"),
    remedy: BilingualText(
      zh: "本批次须经一个推荐单位推荐；请从列表中选择。", en: "This call asks for one endorsing body; choose it from the list."),
    field: "endorser")
}
