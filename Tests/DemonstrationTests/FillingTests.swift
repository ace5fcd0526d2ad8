import CallGuide
import Casework
import Demonstration
import Eligibility
import Foundation
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct FillingTests {
  private static let machine = Instant(milliseconds: 1_760_000_000_000)

  /// A demonstration with `count` applications.
  private func fill(
    _ store: Store, _ count: Int, seed: UInt64 = 7
  ) async throws -> (casework: Casework, calendar: DemonstrationCalendar, outcome: Filling.Outcome) {
    let rules = try Repository.rulebook()
    let calendar = DemonstrationCalendar(rules: rules, machine: Self.machine)
    let casework = Casework(
      store: store, rules: rules, clock: Clock { Self.machine },
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } })
    #expect(try await calendar.found(in: casework))
    #expect(try await !calendar.found(in: casework))
    #expect(try await DemonstrationCalendar.standing(in: casework) == calendar)
    let maker = DemonstrationMaker(rules: rules, seed: seed, today: calendar.today)
    let filling = Filling(
      casework: casework, maker: maker, calendar: calendar, papers: Paper.all(of: rules))
    return (casework, calendar, try await filling.add(count))
  }

  @Test(arguments: EngineKind.available)
  func `a demonstration holds what the use cases would have left`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let (casework, calendar, outcome) = try await fill(store, 60)
      #expect(outcome.applications == 60)
      #expect(outcome.submissions > 20)
      for account in try await casework.demonstrationAccounts() {
        let role = account.email.prefix { $0 != "@" }
        guard ["leader", "office", "endorser", "officer"].contains(role) else { continue }
        let actor = Actor(
          account: account.id, email: account.email, name: account.name, language: .zh, memberships: [],
          offices: [])
        #expect(try await !casework.applications(of: actor).isEmpty, "\(role)")
      }
      let rows = try await store.read { connection in
        try connection.rows(
          """
          SELECT a.id, a.leader, a.topic, a.version, a.revision, v.facts, v.hash, v.revision, a.satisfied, a.violated
          FROM application a JOIN version v ON v.application = a.id AND v.number = a.version
          """)
      }
      #expect(rows.count > 20)
      for row in rows.prefix(25) {
        let leader = Actor(
          account: row.text(1), email: "", name: BilingualText(same: ""), language: .zh, memberships: [],
          offices: [])
        let dossier = try await casework.dossier(row.text(0), for: leader)
        let topic = try #require(casework.rules.call.topic(row.text(2)))
        let form = try #require(casework.forms[topic.id])
        // What was submitted is what the draft states, read by the form's own reader.
        let tree = try JSONReader.read(Array(row.text(5).utf8), file: "version")
        let day = try #require(tree["app"]?["submittedOn"]?.scalar)
        let canonical = Sheet(values: dossier.answers).canonical(
          form: form, topic: topic, extra: [("app.submittedOn", day)],
          attachments: Casework.documents(dossier.attachments))
        #expect(canonical == row.text(5), "\(topic.id)")
        #expect(Hash.of(Array(canonical.utf8)).bytes == row.blob(6))
        // And the counts are what the clauses say of it.
        let assessment = try #require(casework.assess(dossier, stage: .submit, at: calendar.now))
        #expect(assessment.reading.faults.isEmpty)
        #expect(assessment.counts.violated == row.int(9), "\(topic.id)")
        #expect(assessment.counts.satisfied == row.int(8), "\(topic.id)")
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `more applications follow those that are there, and the journal goes forward in time`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let (casework, calendar, _) = try await fill(store, 15)
      let maker = DemonstrationMaker(rules: casework.rules, seed: 8, today: calendar.today)
      let filling = Filling(
        casework: casework, maker: maker, calendar: calendar, papers: Paper.all(of: casework.rules))
      let times = try await store.read {
        try $0.rows(
          "SELECT made FROM journal WHERE subject IN (SELECT id FROM application) ORDER BY position"
        ).map { $0.integer(0) }
      }
      #expect(times == times.sorted())
      #expect(try await filling.add(10).applications == 10)
      let count = try await store.read { try $0.row("SELECT COUNT(*) FROM application")?.int(0) }
      #expect(count == 25)
      let stopped = try await filling.add(10, isStopped: { true })
      #expect(stopped.isStopped)
      #expect(stopped.applications == 0)
    }
  }

  @Test func `a store that is no demonstration is refused`() async throws {
    try await withStore(.sqlite) { store in
      let rules = try Repository.rulebook()
      let casework = Casework(store: store, rules: rules, clock: Clock { Self.machine }, random: { _ in [] })
      let calendar = DemonstrationCalendar(rules: rules, machine: Self.machine)
      let filling = Filling(
        casework: casework, maker: DemonstrationMaker(rules: rules, seed: 1, today: calendar.today),
        calendar: calendar, papers: [])
      await #expect(throws: CaseFailure.noDemonstration) { try await filling.add(1) }
      // One real account is enough.
      try await store.write { transaction in
        try transaction.run(
          "INSERT INTO account (id, email, name_zh, name_en, language, created) VALUES ('a', 'a@b', '', '', 'zh', 0)"
        )
      }
      await #expect(throws: CaseFailure.noDemonstration) { _ = try await calendar.found(in: casework) }
    }
  }

  @Test func `the demonstration's call is open, some topics close today and others in weeks`() throws {
    let rules = try Repository.rulebook()
    let calendar = DemonstrationCalendar(rules: rules, machine: Self.machine)
    #expect(calendar.today == Day("2024-05-13"))
    #expect(calendar.opens < calendar.now)
    #expect(calendar.deadlines.count == rules.call.topics.count)
    let today = calendar.deadlines.values.filter { Beijing.day($0) == calendar.today.description }
    #expect(!today.isEmpty)
    #expect(calendar.deadlines.values.allSatisfy { $0 > calendar.now })
    #expect(calendar.deadlines.values.max() == Instant("2024-06-03T08:00:00Z"))
  }
}
