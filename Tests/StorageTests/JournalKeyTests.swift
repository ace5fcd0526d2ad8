import Crypto
import Foundation
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct JournalKeyTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hefu-key-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func `the first start makes a key only its owner may read, and every later start finds it`() throws {
    try inFolder { folder in
      let path = folder + "/var/journal.key"
      let made = try JournalKey.loadOrCreate(path: path)
      #expect(made.verifier.name.hasPrefix("hefu.invalid/"))
      #expect(try JournalKey.loadOrCreate(path: path).verifier == made.verifier)
      #expect(try JournalKey.load(path: path).verifier == made.verifier)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/var") == ["journal.key"])
    }
  }

  @Test func `servers that start at the same moment get the same key`() throws {
    try inFolder { folder in
      let path = folder + "/journal.key"
      var names = [String](repeating: "", count: 8)
      names.withUnsafeMutableBufferPointer { names in
        nonisolated(unsafe) let names = names
        DispatchQueue.concurrentPerform(iterations: 8) { index in
          names[index] = (try? JournalKey.loadOrCreate(path: path).verifier.description) ?? "none \(index)"
        }
      }
      #expect(Set(names).count == 1)
    }
  }

  @Test func `a journal keeps its name`() throws {
    try inFolder { folder in
      let path = folder + "/journal.key"
      let made = try JournalKey.loadOrCreate(path: path, origin: "hefu.example/2024-2")
      #expect(made.verifier.name == "hefu.example/2024-2")
      #expect(
        throws: JournalKey.Failure.otherOrigin(
          path: path, found: "hefu.example/2024-2", asked: "hefu.example/2025-1")
      ) { try JournalKey.loadOrCreate(path: path, origin: "hefu.example/2025-1") }
    }
  }

  @Test(arguments: ["", "two words", "a+b", "line\nbreak", "全角　空格", String(repeating: "x", count: 201)])
  func `what no journal can be called is refused before anything is written`(origin: String) throws {
    try inFolder { folder in
      let path = folder + "/journal.key"
      #expect(throws: JournalKey.Failure.unusableOrigin(origin)) {
        try JournalKey.loadOrCreate(path: path, origin: origin)
      }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `a key others may read, a damaged one and a witness's are refused`() throws {
    try inFolder { folder in
      let path = folder + "/journal.key"
      let made = try JournalKey.loadOrCreate(path: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      #expect(throws: JournalKey.Failure.exposed(path: path)) { try JournalKey.load(path: path) }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      for text in ["", "PRIVATE+KEY+", made.verifier.description, made.secret.dropLast(4) + "AAA="] {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: JournalKey.Failure.malformed(path: path)) { try JournalKey.load(path: path) }
      }
      let witness = folder + "/witness.key"
      _ = try JournalKey.createWitness(path: witness, name: "agency.example")
      #expect(throws: JournalKey.Failure.malformed(path: witness)) { try JournalKey.load(path: witness) }
      #expect(throws: JournalKey.Failure.self) {
        try JournalKey.createWitness(path: witness, name: "agency.example")
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `a journal goes on under the key it was signed with, and no other`(engine: EngineKind) async throws {
    try await withDatabase(engine) { database in
      let store = try await database.open()
      try await store.write { transaction in
        try transaction.record(
          JournalEvent(
            event: "tested", call: "", guide: "", subject: "s", facts: .of([]), time: TestDatabase.beginning,
            actor: "p", salt: [UInt8](repeating: 0, count: 16)))
      }
      await store.close()
      try await database.open().close()
      let other = SignerKey(name: "hefu.invalid/test", key: Curve25519.Signing.PrivateKey())
      let failure = await #expect(throws: StoreFailure.self) {
        try await Store.open(database.location, signer: other, now: TestDatabase.beginning)
      }
      #expect(failure?.code == .unusable)
    }
  }
}
