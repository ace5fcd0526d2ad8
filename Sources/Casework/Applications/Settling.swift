package import CallGuide
internal import Eligibility
internal import Foundation
package import Ledger
internal import Storage

/// One setting of a call's procedure and what it becomes; `nil` is not set.
package struct SettingChange: Sendable, Hashable, Codable {
  /// The setting's name without `procedure.`: `opens`, `deadline`, `deadline.1.5`, `counting` …
  package var name: String
  package var before: String?
  package var after: String?
}

/// A change of the procedure after opening: proposed by one officer with a reason, in force once another approved it.
package struct ProcedureProposal: Sendable, Hashable, Identifiable {
  /// What became of it.
  package enum State: Sendable, Hashable {
    case open
    case approved(by: BilingualText, at: Instant)
    /// Turned down by another officer, or taken back.
    case closed(by: BilingualText, at: Instant)
  }

  package var id: String
  package var changes: [SettingChange]
  package var reason: String
  /// Account of who proposed it.
  package var proposer: String
  package var proposedBy: BilingualText
  package var proposed: Instant
  package var state: State
}

/// What came of settling the procedure.
package enum Settled: Sendable, Hashable {
  /// It was so already.
  case unchanged
  /// Written, because the call is not open yet.
  case written([SettingChange])
  /// Waits for another officer; the proposal's id.
  case proposed(String)
}

extension Procedure {
  /// Whether applicants can already rely on it.
  package func isOpen(at moment: Instant) -> Bool { opens.map { $0 <= moment } ?? false }

  /// The settings without what marks a demonstration: name without prefix to value.
  package var settings: [String: String] {
    let prefix = "procedure."
    let named = rows.filter { $0.name.hasPrefix(prefix) }.map {
      (String($0.name.dropFirst(prefix.count)), $0.value)
    }
    return Dictionary(named, uniquingKeysWith: { _, last in last })
  }

  /// Tells one state of the settings from another: what an officer looked at when changing them.
  package var mark: String {
    let text = settings.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: "\n")
    return String(Hash.of(Array(text.utf8)).description.prefix(16))
  }

  /// What has to change to come from here to `other`, by name.
  package func changes(to other: Procedure) -> [SettingChange] {
    let old = settings
    let new = other.settings
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      old[name] == new[name] ? nil : SettingChange(name: name, before: old[name], after: new[name])
    }
  }
}

extension Casework {
  /// The dates of the call and whose act counts.
  package func procedure() async throws -> Procedure {
    try await store.read { try Procedure.read($0) }
  }

  /// Sets the dates and rules of a call before it opens, by who founds it at the server's command line.
  /// - Throws: `conflict` once the call is open: then it takes two officers; `invalid` for a setting.
  /// - Returns: what was changed.
  @discardableResult
  package func found(_ procedure: Procedure) async throws -> [SettingChange] {
    let now = clock.now()
    let salt = random(16)
    return try await store.write { transaction in
      let standing = try Procedure.read(transaction)
      guard !standing.isOpen(at: now) else { throw CaseFailure.openAlready }
      return try write(procedure, over: standing, by: "operator", at: now, salt: salt, transaction)
    }
  }

  /// Changes dates and rules: at once before the call opens; afterwards it becomes a proposal for a second officer, with a reason.
  ///
  /// Applicants rely on what was announced, so after opening no deadline moves into the past and the opening stays.
  /// - Parameter seen: the mark of the procedure the officer was looking at.
  /// - Throws: `forbidden` for who is no officer of the whole call, `conflict` when somebody changed it meanwhile, `invalid`.
  package func settle(_ procedure: Procedure, seen: String, reason: String, by actor: Actor) async throws
    -> Settled
  {
    try actor.require(.administerCall)
    let now = clock.now()
    let salt = random(16)
    let id = newID()
    return try await store.write { transaction in
      let standing = try Procedure.read(transaction)
      guard standing.mark == seen else { throw CaseFailure.settingsChanged }
      guard standing.isOpen(at: now) else {
        let changes = try write(
          procedure, over: standing, by: actor.account, at: now, salt: salt, transaction)
        return changes.isEmpty ? .unchanged : .written(changes)
      }
      let changes = standing.changes(to: procedure)
      guard !changes.isEmpty else { return .unchanged }
      try check(procedure, changes, at: now, isOpen: true)
      let reason = try Self.stated(reason, field: "reason")
      let text = Self.encode(changes)
      try transaction.run(
        """
        INSERT INTO proposal (id, changes, reason, proposed_by, proposed, approved_by, approved, closed_by, closed)
        VALUES ($1, $2, $3, $4, $5, NULL, NULL, NULL, NULL)
        """, .text(id), .text(text), .text(reason), .text(actor.account), .integer(now.milliseconds))
      try transaction.record(
        event(
          "procedureProposed", subject: rules.call.id, at: now, by: actor.account,
          details: [("changes", text), ("proposal", id), ("reason", reason)], salt: salt))
      return .proposed(id)
    }
  }

  /// Another officer approves a proposal; from then on it holds. Approving it again changes nothing.
  /// - Throws: `forbidden` for who proposed it, `conflict` when it was closed or the settings changed since.
  package func approveProposal(_ id: String, by actor: Actor) async throws {
    try actor.require(.administerCall)
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      let row = try Self.proposal(id, transaction)
      guard row.proposer != actor.account else { throw CaseFailure.needsSecond }
      if row.isApproved { return }
      guard !row.isClosed else { throw CaseFailure.proposalOver }
      let standing = try Procedure.read(transaction)
      let settings = standing.settings
      guard row.changes.allSatisfy({ settings[$0.name] == $0.before }) else {
        throw CaseFailure.settingsChanged
      }
      try Self.apply(row.changes, transaction)
      try check(try Procedure.read(transaction), row.changes, at: now, isOpen: standing.isOpen(at: now))
      try transaction.run(
        "UPDATE proposal SET approved_by = $2, approved = $3 WHERE id = $1", .text(id), .text(actor.account),
        .integer(now.milliseconds))
      try transaction.record(
        event(
          "procedureChanged", subject: rules.call.id, at: now, by: actor.account,
          details: [("changes", Self.encode(row.changes)), ("proposal", id)], salt: salt))
    }
  }

  /// An officer turns a proposal down, or takes back an own one. Doing it again changes nothing.
  package func closeProposal(_ id: String, by actor: Actor) async throws {
    try actor.require(.administerCall)
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      let row = try Self.proposal(id, transaction)
      guard !row.isApproved else { throw CaseFailure.proposalOver }
      if row.isClosed { return }
      try transaction.run(
        "UPDATE proposal SET closed_by = $2, closed = $3 WHERE id = $1", .text(id), .text(actor.account),
        .integer(now.milliseconds))
      try transaction.record(
        event(
          "procedureProposalClosed", subject: rules.call.id, at: now, by: actor.account,
          details: [("proposal", id)], salt: salt))
    }
  }

  /// The proposals of the call, the latest first, for officers and auditors.
  package func proposals(for actor: Actor) async throws -> [ProcedureProposal] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT p.id, p.changes, p.reason, p.proposed_by, c.name_zh, c.name_en, p.proposed,
          d.name_zh, d.name_en, p.approved, p.closed
        FROM proposal p JOIN account c ON c.id = p.proposed_by
        LEFT JOIN account d ON d.id = COALESCE(p.approved_by, p.closed_by)
        WHERE EXISTS (SELECT 1 FROM office o WHERE o.account = $1 AND o.role IN ('officer', 'auditor'))
        ORDER BY p.proposed DESC, p.id LIMIT 200
        """, .text(actor.account)
      ).map { row in
        let second = BilingualText(zh: row.text(7), en: row.text(8))
        let state: ProcedureProposal.State =
          if let approved = row.integerIfAny(9) {
            .approved(by: second, at: Instant(milliseconds: approved))
          } else if let closed = row.integerIfAny(10) {
            .closed(by: second, at: Instant(milliseconds: closed))
          } else { .open }
        return ProcedureProposal(
          id: row.text(0), changes: Self.changes(row.text(1)), reason: row.text(2), proposer: row.text(3),
          proposedBy: BilingualText(zh: row.text(4), en: row.text(5)),
          proposed: Instant(milliseconds: row.integer(6)), state: state)
      }
    }
  }

  // MARK: writing

  private func write(
    _ procedure: Procedure, over standing: Procedure, by account: String, at now: Instant, salt: [UInt8],
    _ transaction: Transaction
  ) throws -> [SettingChange] {
    let changes = standing.changes(to: procedure)
    guard !changes.isEmpty else { return [] }
    try check(procedure, changes, at: now, isOpen: false)
    try Self.apply(changes, transaction)
    try transaction.record(
      event(
        "procedureSet", subject: rules.call.id, at: now, by: account,
        details: [("changes", Self.encode(changes))], salt: salt))
    return changes
  }

  private static func apply(_ changes: [SettingChange], _ transaction: Transaction) throws {
    for change in changes {
      if let after = change.after {
        try transaction.run(
          """
          INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
          """, .text("procedure." + change.name), .text(after))
      } else {
        try transaction.run("DELETE FROM setting WHERE name = $1", .text("procedure." + change.name))
      }
    }
  }

  /// Refuses settings a call cannot be held with.
  private func check(_ procedure: Procedure, _ changes: [SettingChange], at now: Instant, isOpen: Bool)
    throws(CaseFailure)
  {
    guard TimeZone(identifier: procedure.zone) != nil else { throw .noZone(procedure.zone) }
    for topic in procedure.deadlines.keys.sorted() where rules.call.topic(topic) == nil {
      throw .noTopicSetting(topic)
    }
    if isOpen, changes.contains(where: { $0.name == "opens" }) { throw .openingStays }
    if let opens = procedure.opens {
      for topic in rules.call.topics where procedure.deadline(of: topic.id) == nil {
        throw .noDeadline(topic.id)
      }
      let deadlines = procedure.deadlines.map { ("deadline." + $0.key, $0.value) }.sorted { $0.0 < $1.0 }
      for (name, moment) in [("deadline", procedure.deadline ?? opens.adding(seconds: 1))] + deadlines
      where moment <= opens {
        throw .beforeOpening(name)
      }
    }
    guard isOpen else { return }
    for change in changes where change.name.hasPrefix("deadline") {
      if let moment = change.after.flatMap({ Instant($0) }), moment <= now { throw .past(change.name) }
    }
  }

  // MARK: proposals as rows

  private struct ProposalRow {
    var changes: [SettingChange]
    var proposer: String
    var isApproved: Bool
    var isClosed: Bool
  }

  private static func proposal(_ id: String, _ connection: any Connection) throws -> ProposalRow {
    guard
      let row = try connection.row(
        "SELECT changes, proposed_by, approved, closed FROM proposal WHERE id = $1", .text(id))
    else { throw CaseFailure.noProposal }
    return ProposalRow(
      changes: changes(row.text(0)), proposer: row.text(1), isApproved: row.integerIfAny(2) != nil,
      isClosed: row.integerIfAny(3) != nil)
  }

  private static func encode(_ changes: [SettingChange]) -> String {
    JSONWriter.write(
      .list(
        changes.map { change in
          .map([
            ("after", change.after.map { Tree.text($0) }), ("before", change.before.map { Tree.text($0) }),
            ("name", .text(change.name)),
          ])
        }), pretty: false)
  }

  private static func changes(_ text: String) -> [SettingChange] {
    (try? JSONDecoder().decode([SettingChange].self, from: Data(text.utf8))) ?? []
  }
}

extension CaseFailure {
  static let openAlready = CaseFailure(
    .conflict,
    BilingualText(zh: "申报已开放，不能在命令行更改", en: "The call is open; this cannot be changed here any more"),
    remedy: BilingualText(
      zh: "请在管理台“批次设置”中说明理由提出更改，由另一名管理人员批准。",
      en:
        "Propose the change with a reason under “Settings” in the programme office’s pages; another officer approves it."
    ))

  static let settingsChanged = CaseFailure(
    .conflict, BilingualText(zh: "批次设置已被他人更改", en: "Somebody changed the settings meanwhile"),
    remedy: BilingualText(
      zh: "请刷新页面，看清现在的设置后再办理；这次没有更改任何设置。",
      en: "Reload the page and look at what holds now; nothing was changed this time."))

  static let noProposal = CaseFailure(
    .notFound, BilingualText(zh: "没有这项更改", en: "There is no such proposal"),
    remedy: BilingualText(zh: "请从“批次设置”页面进入。", en: "Start again from the settings page."))

  static let proposalOver = CaseFailure(
    .conflict, BilingualText(zh: "这项更改已经办结", en: "This proposal is settled already"),
    remedy: BilingualText(
      zh: "请刷新页面查看结果；需要时重新提出。", en: "Reload the page to see how; propose it anew if needed."))

  static let openingStays = CaseFailure(
    .invalid, BilingualText(zh: "申报已经开放，开放时间不能再改", en: "The call is open; its opening cannot be moved"),
    remedy: BilingualText(zh: "可以更改截止时间。", en: "Deadlines can be changed."), field: "opens")

  static func noZone(_ name: String) -> CaseFailure {
    CaseFailure(
      .invalid,
      BilingualText(zh: "没有时区「\(name.prefix(60))」", en: "There is no time zone “\(name.prefix(60))”"),
      remedy: BilingualText(
        zh: "请填写 IANA 时区名，如 Asia/Shanghai。", en: "Give an IANA name such as Asia/Shanghai."), field: "zone")
  }

  static func noTopicSetting(_ topic: String) -> CaseFailure {
    CaseFailure(
      .invalid,
      BilingualText(zh: "本批次没有方向「\(topic.prefix(20))」", en: "This call has no topic “\(topic.prefix(20))”"),
      remedy: BilingualText(zh: "请使用指南中的方向编号。", en: "Use the guide’s topic numbers."), field: "deadline")
  }

  static func noDeadline(_ topic: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "方向 \(topic) 还没有截止时间", en: "Topic \(topic) has no deadline yet"),
      remedy: BilingualText(
        zh: "开放前，每个方向都要有截止时间；可先填通用的截止时间。",
        en: "Before opening every topic needs one; give a deadline for all first."), field: "deadline")
  }

  static func beforeOpening(_ name: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "截止时间应晚于开放时间", en: "A deadline comes after the opening"),
      remedy: BilingualText(zh: "请核对两个时间。", en: "Check both moments."), field: name)
  }
}
