import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct StoreTests {
  @Test(arguments: EngineKind.available)
  func `a write is there for the next read`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      try await store.write { tx in
        try tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", .text("a"), .text("b"))
      }
      let value = try await store.read {
        try $0.row("SELECT value FROM setting WHERE name = $1", .text("a"))?.text(0)
      }
      #expect(value == "b")
    }
  }
}
