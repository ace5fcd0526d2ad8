import Ledger
import StorageFixture
import Testing

@testable import Storage

@Suite struct StoreTests {
  @Test(arguments: EngineKind.available)
  func `a write is there for the next read, in every kind of value`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let values: [SQLValue] = [.text("合符 \u{1F3EF}'\"\\"), .integer(.min), .blob([0, 255, 92, 0]), .null]
      let hash = Hash.of([1])
      try await store.write { tx in
        try tx.run(
          "INSERT INTO account (id, email, name_zh, name_en, language, password, totp, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          .text("a"), .text("a@b"), values[0], .text(""), .text("zh"), values[3], values[2], values[1])
        try tx.run(
          "INSERT INTO file (hash, size, media, scan, stored) VALUES ($1, $2, $3, $4, $5)", .blob(hash.bytes),
          .integer(.max), .text("application/pdf"), .text(""), .integer(0))
      }
      let rows = try await store.read { connection in
        try connection.rows("SELECT name_zh, created, totp, password FROM account WHERE totp = $1", values[2])
      }
      #expect(rows.map(\.values) == [values])
      let size = try await store.read {
        try $0.row("SELECT size FROM file WHERE hash = $1", .blob(hash.bytes))?.integer(0)
      }
      #expect(size == .max)
    }
  }

  @Test(arguments: EngineKind.available)
  func `sums, counts and comparisons are whole numbers`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      try await store.write { tx in
        for (name, value) in [("b", 2), ("B", -5), ("a", 40), ("合", 1)] {
          try tx.run("INSERT INTO counter (name, value) VALUES ($1, $2)", .text(name), .int(value))
        }
      }
      let row = try await store.read {
        try $0.row("SELECT COUNT(*), SUM(value), MIN(value), SUM(value) > 3, AVG(value) FROM counter")
      }
      #expect(row?.values == [.integer(4), .integer(38), .integer(-5), .integer(1), .integer(9)])
      let order = try await store.read {
        try $0.rows("SELECT name FROM counter ORDER BY name LIMIT $1", .int(3)).map { $0.text(0) }
      }
      #expect(order == ["B", "a", "b"], "text is ordered by its bytes on every engine")
    }
  }

  @Test(arguments: EngineKind.available)
  func `a body that throws is undone alone, with its journal entries`(engine: EngineKind) async throws {
    struct Refusal: Error {}
    try await withStore(engine) { store in
      let failures = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<120 {
          group.addTask {
            do {
              try await store.write { tx in
                try tx.run(
                  "INSERT INTO counter (name, value) VALUES ($1, $2)", .text("\(number)"), .int(number))
                try tx.record(.example("\(number)"))
                if number % 3 == 1 { throw Refusal() }
                // A rule of the schema broken: on PostgreSQL the transaction is then good for nothing but undoing.
                if number % 3 == 2 {
                  try tx.run(
                    "INSERT INTO counter (name, value) VALUES ($1, $2)", .text("\(number)"), .int(0))
                }
              }
              return false
            } catch is Refusal { return true } catch let failure as StoreFailure {
              #expect(failure.code == .constraint)
              return true
            }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(failures == 80)
      let names = try await store.read { connection in
        try connection.rows("SELECT c.value, j.subject FROM counter c JOIN journal j ON j.subject = c.name")
      }
      #expect(names.count == 40)
      #expect(names.allSatisfy { $0.int(0) % 3 == 0 })
      #expect(try await store.recomputed() == (40, store.journal.root(size: 40)))
      #expect(store.journal.size == 40)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a write that goes on after a failed statement is refused whole`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      await #expect(throws: StoreFailure.self) {
        try await store.write { tx in
          try tx.run("INSERT INTO counter (name, value) VALUES ($1, 1)", .text("a"))
          _ = try? tx.run("INSERT INTO counter (name, value) VALUES ($1, 1)", .text("a"))
        }
      }
      let count = try await store.read { try $0.row("SELECT COUNT(*) FROM counter")?.int(0) }
      #expect(count == 0)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a text with a NUL character is refused, and what is wrong is said`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      do {
        try await store.write { tx in
          try tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", .text("a"), .text("b\0c"))
        }
        Issue.record("it was taken")
      } catch let failure as StoreFailure {
        #expect(failure == StoreFailure(.constraint, "a text holds a NUL character"))
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `reads cannot write and see one moment`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      await #expect(throws: StoreFailure.self) {
        try await store.read { try $0.run("INSERT INTO counter (name, value) VALUES ('a', 1)") }
      }
      let counts = try await store.read { connection in
        (0..<2).map { _ in (try? connection.row("SELECT COUNT(*) FROM counter")?.int(0)) ?? -1 }
      }
      #expect(counts == [0, 0])
    }
  }

  @Test(arguments: EngineKind.available)
  func `forty reads at once are all answered`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<40 {
          group.addTask {
            try await store.read { try $0.row("SELECT CAST($1 AS INTEGER) + 1", .int(number))?.int(0) ?? 0 }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(sum == 40 * 41 / 2)
    }
  }

  @Test func `a commit of SQLite is on the disk when it is acknowledged`() async throws {
    try await withStore(.sqlite) { store in
      let level = try await store.write { try $0.row("PRAGMA synchronous")?.int(0) }
      #expect(level == 2)
      let mode = try await store.read { try $0.row("PRAGMA journal_mode")?.text(0) }
      #expect(mode == "wal")
    }
  }
}
