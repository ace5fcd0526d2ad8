import Ledger
import StorageFixture
import Synchronization
import Testing

@testable import Storage

@Suite struct FaultTests {
  /// An engine whose commits fail as told.
  private final class Faulty: Engine {
    enum Fault {
      /// The commit fails, and nothing is kept.
      case undone(StoreFailure)
      /// The commit happens, and nobody hears of it.
      case unheard
    }

    let engine: any Engine
    let fault = Mutex<Fault?>(nil)

    init(_ engine: any Engine) { self.engine = engine }

    func write(_ body: @escaping @Sendable (any EngineConnection) throws -> Void) async throws {
      let fault = fault.withLock { $0 }
      try await engine.write { connection in
        try body(connection)
        if case .undone(let failure) = fault { throw failure }
      }
      if case .unheard = fault { throw StoreFailure(.unreachable, "the connection broke at COMMIT") }
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
      async throws
      -> Result
    { try await engine.read(body) }

    func survey<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
      async throws
      -> Result
    { try await engine.survey(body) }

    func close() async { await engine.close() }
  }

  private func withFaulty(_ kind: EngineKind, _ body: (Store, Faulty, TestDatabase) async throws -> Void)
    async throws
  {
    try await withDatabase(kind) { database in
      let engine = Faulty(try database.location.engine())
      try await Migration.migrate(engine, now: TestDatabase.beginning)
      let store = Store(engine: engine, journal: Journal(signer: database.signer))
      try await body(store, engine, database)
      await store.close()
    }
  }

  private func record(_ store: Store, _ subject: String) async throws -> Int {
    try await store.write { try $0.record(.example(subject)) }
  }

  @Test(arguments: EngineKind.available)
  func `after a failed fsync nothing is acknowledged any more, and reads go on`(kind: EngineKind) async throws
  {
    try await withFaulty(kind) { store, engine, database in
      let first = try await record(store, "kept")
      #expect(first == 0)
      let failure = StoreFailure(.stopped, "input/output error")
      engine.fault.withLock { $0 = .undone(failure) }
      await #expect(throws: failure) { try await record(store, "lost") }
      engine.fault.withLock { $0 = nil }
      #expect(store.isStopped)
      await #expect(throws: StoreFailure.self) { try await record(store, "refused") }
      let subjects = try await store.read { try $0.rows("SELECT subject FROM journal").map { $0.text(0) } }
      #expect(subjects == ["kept"])
      #expect(store.journal.size == 1)
      let again = try await database.open()
      #expect(!again.isStopped)
      #expect(try await record(again, "after the restart") == 1)
      await again.close()
    }
  }

  @Test(arguments: EngineKind.available)
  func `a full disk refuses, and when there is room again the store goes on`(kind: EngineKind) async throws {
    try await withFaulty(kind) { store, engine, _ in
      let first = try await record(store, "a")
      #expect(first == 0)
      engine.fault.withLock { $0 = .undone(StoreFailure(.full, "no room")) }
      await #expect(throws: StoreFailure(.full, "no room")) { try await record(store, "b") }
      engine.fault.withLock { $0 = nil }
      #expect(!store.isStopped)
      #expect(try await record(store, "c") == 1)
      #expect(try await store.recomputed() == (2, store.journal.root(size: 2)))
    }
  }

  @Test func `SQLite without room for another page refuses and goes on later`() async throws {
    try await withStore(.sqlite) { store in
      let pages = try await store.write { try $0.row("PRAGMA page_count")?.int(0) ?? 0 }
      #expect(pages > 20)
      try await store.write { _ = try $0.rows("PRAGMA max_page_count = 1") }
      let outcomes = try await withThrowingTaskGroup(of: StoreFailure.Code?.self) { group in
        for number in 0..<50 {
          group.addTask {
            do {
              try await store.write { tx in
                try tx.run(
                  "INSERT INTO setting (name, value) VALUES ($1, $2)", .text("\(number)"),
                  .text(String(repeating: "合", count: 3000)))
                try tx.record(.example("\(number)"))
              }
              return nil
            } catch let failure as StoreFailure { return failure.code }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(outcomes.compactMap(\.self)) == [.full])
      let acknowledged = outcomes.count { $0 == nil }
      try await store.write { _ = try $0.rows("PRAGMA max_page_count = 1000000") }
      #expect(try await record(store, "room again") == acknowledged)
      let rows = try await store.read { try $0.row("SELECT COUNT(*) FROM setting")?.int(0) }
      #expect(rows == acknowledged)
      #expect(
        try await store.recomputed() == (acknowledged + 1, store.journal.root(size: acknowledged + 1)))
    }
  }

  @Test(arguments: EngineKind.available)
  func `a commit nobody heard of is not acknowledged, and the journal goes on after it`(kind: EngineKind)
    async throws
  {
    try await withFaulty(kind) { store, engine, _ in
      let first = try await record(store, "a")
      #expect(first == 0)
      engine.fault.withLock { $0 = .unheard }
      await #expect(throws: StoreFailure.self) { try await record(store, "b") }
      #expect(store.journal.size == 1)
      engine.fault.withLock { $0 = nil }
      #expect(try await record(store, "c") == 2)
      #expect(try await store.recomputed() == (3, store.journal.root(size: 3)))
    }
  }

  @Test(.enabled(if: EngineKind.available.contains(.postgres)))
  func `a connection that breaks is made again; what was under way is not acknowledged`() async throws {
    try await withStore(.postgres) { store in
      for round in 0..<5 {
        let position = try await record(store, "\(round)")
        #expect(position == round)
        await #expect(throws: StoreFailure.self) {
          try await store.write { tx in
            try tx.record(.example("lost"))
            try tx.run("SELECT pg_terminate_backend(pg_backend_pid())")
          }
        }
        // The server ends every connection of the store while none is in use.
        try? await store.read {
          _ = try $0.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
          )
        }
        let size = try await store.read { try $0.row("SELECT COUNT(*) FROM journal")?.int(0) }
        #expect(size == round + 1)
      }
    }
  }
}
