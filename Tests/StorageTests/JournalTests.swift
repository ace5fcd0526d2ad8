import Ledger
import StorageFixture
import Testing

@testable import Storage

@Suite struct JournalTests {
  private static let writers = 32

  /// Every writer's acknowledged positions.
  private func positions(_ stores: [Store], each count: Int) async throws -> [Int] {
    try await withThrowingTaskGroup(of: [Int].self) { group in
      for writer in 0..<Self.writers {
        group.addTask {
          var positions: [Int] = []
          for number in 0..<count {
            positions.append(
              try await stores[writer % stores.count].write { try $0.record(.example("\(writer)/\(number)")) }
            )
          }
          return positions
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  @Test(arguments: EngineKind.available)
  func `32 writers leave positions without gap or repetition, and the root of a fresh tree`(
    engine: EngineKind
  )
    async throws
  {
    try await withDatabase(engine) { database in
      let store = try await database.open()
      let positions = try await positions([store], each: 200)
      #expect(positions.sorted() == Array(0..<6400))
      let fresh = try await store.recomputed()
      #expect(fresh.size == 6400)
      #expect(store.journal.root(size: 6400) == fresh.root)
      let note = try await store.read {
        try $0.row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")?.text(0)
      }
      let checkpoint = try SignedNote(reading: note ?? "")
      try checkpoint.verify(database.signer.verifier)
      #expect(try Checkpoint(reading: checkpoint.text).root == fresh.root)
      await store.close()

      let again = try await database.open()
      #expect(again.journal.size == 6400)
      #expect(again.journal.root(size: 6400) == fresh.root)
      await again.close()
    }
  }

  @Test(arguments: EngineKind.available)
  func `two servers on one database write one journal`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let stores = [try await database.open(), try await database.open()]
      let positions = try await positions(stores, each: 20)
      #expect(positions.sorted() == Array(0..<640))
      let fresh = try await stores[0].recomputed()
      for store in stores {
        try await store.refresh()
        #expect(store.journal.size == 640)
        #expect(store.journal.root(size: 640) == fresh.root)
        await store.close()
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `a proof is given for what another server wrote, once it is known`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let (one, other) = (try await database.open(), try await database.open())
      for number in 0..<5 { try await one.write { try $0.record(.example("\(number)")) } }
      #expect(other.journal.inclusionProof(of: 3, size: 5) == nil)
      try await other.refresh()
      #expect(other.journal.inclusionProof(of: 3, size: 5) == one.journal.inclusionProof(of: 3, size: 5))
      #expect(
        other.journal.consistencyProof(from: 3, size: 5) == one.journal.consistencyProof(from: 3, size: 5))
      await one.close()
      await other.close()
    }
  }

  @Test func `a journal that was altered is not opened`() async throws {
    try await withDatabase(.sqlite) { database in
      let store = try await database.open()
      for number in 0..<5 { try await store.write { try $0.record(.example("\(number)")) } }
      try await store.write { tx in _ = try tx.run("DELETE FROM journal WHERE position = 2") }
      await store.close()
      await #expect(throws: StoreFailure(.unusable, "journal entry 2 is missing or damaged")) {
        try await database.open()
      }
    }
  }
}
