internal import CallGuide
package import Casework
internal import Eligibility
internal import Ledger
internal import Storage

/// Fills a demonstration's store with invented applications, as the use cases would have left them.
///
/// Everything happens in the order of its invented time, many things a transaction; while one part is written the next is made.
package struct Filling: Sendable {
  let casework: Casework
  let maker: DemonstrationMaker
  private let calendar: DemonstrationCalendar
  private let isEndorsed: Bool
  private let papers: [String: AttachedFile]

  /// What was done when it ended.
  package struct Outcome: Sendable, Hashable {
    /// Applications started.
    package var applications: Int
    /// Versions submitted.
    package var submissions: Int
    /// Whether it was stopped before its end.
    package var isStopped: Bool
  }

  /// - Parameter papers: the documents, whose bytes the caller has put where attachments are.
  package init(
    casework: Casework, maker: DemonstrationMaker, calendar: DemonstrationCalendar, papers: [Paper]
  ) {
    self.casework = casework
    self.maker = maker
    self.calendar = calendar
    isEndorsed = calendar.procedure(casework.rules).isEndorsed
    self.papers = Dictionary(
      papers.map { paper in
        (
          paper.field,
          AttachedFile(
            field: paper.field, hash: paper.hash, name: paper.field + ".pdf", size: paper.bytes.count,
            media: "application/pdf", pages: 1, scan: "clean", added: calendar.opens)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Things written in one transaction.
  private static let portion = 320

  /// Adds applications after those that are there.
  /// - Parameters:
  ///   - progress: told how many applications were begun so far.
  ///   - isStopped: asked between transactions; what was written stays.
  /// - Throws: `forbidden` for a store that is no demonstration.
  package func add(
    _ count: Int, progress: @Sendable (Int) -> Void = { _ in }, isStopped: @Sendable () -> Bool = { false }
  ) async throws -> Outcome {
    let (first, latest) = try await casework.store.read { connection -> (Int, Int64) in
      guard try Procedure.read(connection).isDemonstration else { throw CaseFailure.noDemonstration }
      let applications = try connection.row("SELECT COUNT(*) FROM application")?.int(0) ?? 0
      // Founding is the only thing that the journal has at a later moment than the applications after it.
      let latest = try connection.row("SELECT MAX(created) FROM application")?.integerIfAny(0) ?? 0
      return (applications, latest)
    }
    let opens = max(calendar.opens, Instant(milliseconds: latest))
    let events = (first..<first + count).flatMap { number in
      maker.outline(number).map {
        Life(number, kind: $0.kind, seed: maker.seed, from: opens, to: calendar.now, isEndorsed: isEndorsed)
          .events
      } ?? []
    }.sorted { ($0.time, $0.number) < ($1.time, $1.number) }
    var outcome = Outcome(applications: 0, submissions: 0, isStopped: false)
    var roll = Roll()
    var start = 0
    var next = prepare(events[..<min(Self.portion, events.count)], &roll)
    while !next.isEmpty {
      if isStopped() {
        outcome.isStopped = true
        return outcome
      }
      let ready = next
      start += Self.portion
      let rest = events[min(start, events.count)..<min(start + Self.portion, events.count)]
      async let written: Void = write(ready)
      next = prepare(rest, &roll)
      try await written
      outcome.applications += ready.count { if case .start = $0.deed { true } else { false } }
      outcome.submissions += ready.count { if case .submit = $0.deed { true } else { false } }
      progress(outcome.applications)
    }
    try await involve(try await casework.demonstrationAccounts(), at: calendar.now)
    return outcome
  }

  // MARK: making ready

  /// A thing that happens, with everything it writes.
  private struct Ready: Sendable {
    enum Deed: Sendable {
      case start(
        topic: String, organisation: String, answers: [String: [String]], attachments: [AttachedFile])
      case submit(Casework.Submission)
      case act(ApplicationState.Act, account: String, endorser: String?)
    }
    var application: String
    var account: String
    var entries: [Roll.Entry]
    var deed: Deed
    var time: Instant
    var chance: Chance
  }

  private func prepare(_ events: ArraySlice<Life.Event>, _ roll: inout Roll) -> [Ready] {
    events.compactMap { event in
      guard let specimen = maker.specimen(event.number) else { return nil }
      return ready(event, specimen, &roll)
    }
  }

  private func ready(_ event: Life.Event, _ specimen: Specimen, _ roll: inout Roll) -> Ready? {
    let name = "\(maker.seed)/\(event.number)"
    let application = Roll.id("application " + name)
    let leader = Roll.id("leader " + name)
    let organisation = Roll.id(of: specimen.organisation)
    var chance = Chance(
      seed: maker.seed ^ UInt64(bitPattern: event.time.milliseconds), stream: UInt64(event.number))
    var entries: [Roll.Entry] = []
    let deed: Ready.Deed
    switch event.step {
    case .start:
      entries = roll.need(specimen.organisation, as: .office)
      entries += roll.need(specimen.leader, id: leader, at: specimen.organisation)
      deed = .start(
        topic: specimen.topic, organisation: organisation, answers: specimen.answers,
        attachments: attachments(of: specimen, at: event.time))
    case .act(.submit):
      deed = .submit(submission(specimen, application, leader, event, &chance))
    case .act(let act):
      switch act {
      case .confirm where isEndorsed:
        entries = roll.need(specimen.endorser, as: .endorser)
        deed = .act(
          act, account: Roll.desk(of: specimen.organisation), endorser: Roll.id(of: specimen.endorser))
      case .confirm, .giveBack: deed = .act(act, account: Roll.desk(of: specimen.organisation), endorser: nil)
      case .endorse: deed = .act(act, account: Roll.desk(of: specimen.endorser), endorser: nil)
      case .submit, .withdraw, .reopen: deed = .act(act, account: leader, endorser: nil)
      }
    }
    return Ready(
      application: application, account: leader, entries: entries, deed: deed, time: event.time,
      chance: chance)
  }

  private func attachments(of specimen: Specimen, at time: Instant) -> [AttachedFile] {
    specimen.documents.compactMap { document in
      papers[document.field].map { paper in
        var paper = paper
        paper.name = document.name
        paper.added = time
        return paper
      }
    }.sorted { $0.field < $1.field }
  }

  private func submission(
    _ specimen: Specimen, _ application: String, _ leader: String, _ event: Life.Event, _ chance: inout Chance
  ) -> Casework.Submission {
    let attachments = attachments(of: specimen, at: event.began)
    let day = Beijing.day(event.began)
    let stored = attachments.flatMap { file in
      [(file.field + ".attachedOn", day), (file.field + ".sha256", file.hash.description)]
    }
    let facts = JSONWriter.write(
      specimen.facts(extra: [("app.submittedOn", Beijing.day(event.time))] + stored), pretty: false)
    return Casework.Submission(
      application: application, revision: 1 + attachments.count, facts: facts, hash: .of(Array(facts.utf8)),
      attachments: attachments,
      counts: Application.Counts(
        satisfied: specimen.satisfied, violated: specimen.violated, undetermined: specimen.undetermined),
      account: leader, at: event.time, salt: chance.bytes(16), mail: [])
  }

  // MARK: writing

  private func write(_ ready: [Ready]) async throws {
    try await casework.store.write { transaction in
      for thing in ready { try write(thing, transaction) }
    }
  }

  private func write(_ thing: Ready, _ transaction: Transaction) throws {
    for entry in thing.entries { try Roll.write(entry, at: thing.time, transaction) }
    var chance = thing.chance
    switch thing.deed {
    case .start(let topic, let organisation, let answers, let attachments):
      try casework.insert(
        thing.application, topic: topic, organisation: organisation, answers: answers, by: thing.account,
        at: thing.time, transaction)
      try transaction.record(
        casework.event(
          "started", subject: thing.application, at: thing.time, by: thing.account,
          details: [("topic", topic)], salt: chance.bytes(16)))
      for file in attachments {
        try casework.place(
          file, in: thing.application, by: thing.account, at: thing.time, salt: chance.bytes(16), transaction)
      }
    case .submit(let submission):
      guard let application = try Casework.application(thing.application, transaction) else { return }
      _ = try casework.keep(submission, of: application, state: .submitted, transaction)
    case .act(let act, let account, let endorser):
      try write(act, by: account, endorser: endorser, thing, &chance, transaction)
    }
  }

  private func write(
    _ act: ApplicationState.Act, by account: String, endorser: String?, _ thing: Ready,
    _ chance: inout Chance,
    _ transaction: Transaction
  ) throws {
    guard let application = try Casework.application(thing.application, transaction),
      let next = application.state.after(act)
    else { return }
    var details: [(String, String)] = []
    if let endorser {
      details = [("endorser", endorser)]
      try transaction.run(
        "UPDATE application SET endorser = $2 WHERE id = $1", .text(application.id), .text(endorser))
    }
    switch act {
    case .giveBack:
      let reason = "请补充附件材料并核对单位名称后重新提交。（\(Marks.document.zh)）"
      details = [("reason", reason)]
      try transaction.run(
        """
        INSERT INTO message (id, application, author, body, sent, correct_until, controls)
        VALUES ($1, $2, $3, $4, $5, NULL, '[]')
        """, .text(Base32.encode(chance.bytes(17), count: 26)), .text(application.id), .text(account),
        .text(reason), .integer(thing.time.milliseconds))
    case .withdraw: details = [("reason", "调整合作方案")]
    case .submit, .confirm, .endorse, .reopen: break
    }
    try casework.carry(
      act, on: application, to: next, details: details, by: account, at: thing.time, salt: chance.bytes(16),
      transaction)
  }
}

extension CaseFailure {
  /// Invented applications never stand beside real ones.
  package static let noDemonstration = CaseFailure(
    .forbidden,
    BilingualText(
      zh: "这个数据库不是演示库，不能填入演示数据", en: "This store is no demonstration; invented data does not go into it"),
    remedy: BilingualText(zh: "请为演示另选一个数据文件夹。", en: "Choose another folder for the demonstration."))
}
