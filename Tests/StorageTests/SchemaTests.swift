import Foundation
import Ledger
import StorageFixture
import Testing

@testable import Storage

@Suite struct SchemaTests {
  @Test(arguments: EngineKind.available)
  func `a step of the schema that fails midway leaves nothing`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let engine = try database.location.engine()
      let broken = Migration(
        number: 2, name: "broken",
        statements: ["CREATE TABLE half (a INTEGER NOT NULL) STRICT", "CREATE TABLE half (a INTEGER) STRICT"])
      await #expect(throws: StoreFailure.self) {
        try await Migration.migrate(engine, to: Migration.all + [broken], now: TestDatabase.beginning)
      }
      #expect(try await engine.read { try $0.tables() } == [])
      try await Migration.migrate(engine, now: TestDatabase.beginning)
      #expect(try await engine.read { try Migration.applied($0) } == Migration.all.count)
      await #expect(throws: StoreFailure.self) {
        try await Migration.migrate(engine, to: Migration.all + [broken], now: TestDatabase.beginning)
      }
      #expect(try await engine.read { try Migration.applied($0) } == Migration.all.count)
      #expect(try await engine.read { try $0.tables().contains("half") } == false)
      await engine.close()
    }
  }

  @Test(arguments: EngineKind.available)
  func `no table is forgotten when a store is copied`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let tables = try await store.engine.read { try $0.tables() }
      #expect(Set(tables) == Set(Migration.tables + ["migration"]))
      #expect(Migration.tables.count == Set(Migration.tables).count)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the store of a newer program is refused`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let store = try await database.open()
      try await store.write { tx in
        _ = try tx.run("INSERT INTO migration (number, name, applied) VALUES (99, 'of tomorrow', 0)")
      }
      await store.close()
      await #expect(
        throws: StoreFailure(.unusable, "the store has schema 99, this program knows \(Migration.all.count)")
      ) { try await database.open() }
    }
  }

  @Test(arguments: EngineKind.available)
  func `a database with something else in it is refused`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let engine = try database.location.engine()
      try await engine.write { _ = try $0.run("CREATE TABLE stranger (a INTEGER) STRICT") }
      await engine.close()
      await #expect(throws: StoreFailure(.unusable, "the database holds something else: [\"stranger\"]")) {
        try await database.open()
      }
    }
  }

  @Test func `a file that is no database is refused`() async throws {
    try await withDatabase(.sqlite) { database in
      let path = database.folder.appending(path: "hefu.sqlite")
      try Data(repeating: 65, count: 8192).write(to: path)
      do {
        _ = try await database.open()
        Issue.record("it was opened")
      } catch let failure as StoreFailure { #expect(failure.code == .unusable) }
    }
  }

  @Test func `a server that is not there is unreachable`() async throws {
    try await withDatabase(.sqlite) { database in
      let address = "postgres://nobody@/none?host=\(database.folder.path)"
      do {
        _ = try await Store.open(
          .postgres(address), signer: database.signer, now: TestDatabase.beginning)
        Issue.record("it was opened")
      } catch let failure as StoreFailure { #expect(failure.code == .unreachable) }
    }
  }
}
