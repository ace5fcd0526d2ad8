import CallGuide
import Casework
import Foundation
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct ReceiptTests {
  @Test(arguments: EngineKind.available)
  func `a receipt is the same every time, whatever is written afterwards, and verifies offline`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, version) = try await world.submitted()
      let sheet = try await world.casework.receipt(of: id, version: 1, for: world.actor("leader"))
      for _ in 0..<5 { _ = try await world.submitted() }
      let again = try await world.casework.receipt(of: id, version: 1, for: world.actor("office"))
      #expect(again.receipt.text == sheet.receipt.text)
      let verified = try Receipt(reading: sheet.receipt.text).verify(store.journal.key)
      #expect(verified.checkpoint == sheet.checkpoint)
      #expect(verified.entry.contains("\"facts\":\"\(version.hash)\""))
      #expect(sheet.facts == version.hash && sheet.receipt.index == version.entry)
      #expect(sheet.number == "2024-2-1.5-0001" && sheet.title.zh == "中阿示范实验室" && sheet.topic == "1.5")
      #expect(sheet.submitted == world.time.now)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a verifier that shares no line with us agrees with every receipt of the store`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let verify = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "LedgerTests/verify.py").path
      let file = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID()).receipt")
      defer { try? FileManager.default.removeItem(at: file) }
      func accepted(_ text: String) throws -> Bool {
        try text.write(to: file, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-B", verify, file.path, store.journal.key.description]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
      }
      for _ in 0..<4 {
        let (id, _) = try await world.submitted()
        let receipt = try await world.casework.receipt(of: id, version: 1, for: world.actor("leader")).receipt
        #expect(try accepted(receipt.text))
        #expect(try !accepted(receipt.text.replacing("submitted", with: "withdrawn")))
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `who may not see an application gets neither its receipt nor its timeline`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, _) = try await world.submitted()
      for name in ["leader", "office", "officer", "auditor"] {
        _ = try await world.casework.receipt(of: id, version: 1, for: world.actor(name))
        #expect(!(try await world.casework.timeline(of: id, for: world.actor(name))).isEmpty)
      }
      for name in ["stranger", "endorser", "editor"] {
        let actor = world.actor(name)
        #expect(
          await refusal { _ = try await world.casework.receipt(of: id, version: 1, for: actor) } == .notFound)
        #expect(await refusal { _ = try await world.casework.timeline(of: id, for: actor) } == .notFound)
      }
      let leader = world.actor("leader")
      #expect(
        await refusal { _ = try await world.casework.receipt(of: id, version: 2, for: leader) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the timeline tells what happened in order, and names only whom its reader may know`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, _) = try await world.submitted()
      try await world.casework.confirm(id, version: 1, by: world.actor("office"), arrived: world.time.now)
      let own = try await world.casework.timeline(of: id, for: world.actor("leader"))
      #expect(own.map(\.event) == ["started", "submitted", "confirmed"])
      #expect(own[1].doer == .oneself && own[1].details["version"] == "1")
      guard case .person(let name, let roles) = own[2].doer else {
        Issue.record("\(own[2].doer)")
        return
      }
      #expect(name.zh == "示范office" && roles == [.office])
      let audited = try await world.casework.timeline(of: id, for: world.actor("auditor"))
      #expect(audited[2].doer == .unnamed([.office]))
      #expect(own.map(\.position) == own.map(\.position).sorted())
    }
  }

  @Test(arguments: EngineKind.available)
  func `erasing a record takes its content and its salt, and every other proof stays valid`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (erased, _) = try await world.submitted()
      let (kept, _) = try await world.submitted()
      let leader = world.actor("leader")
      let before = try await world.casework.receipt(of: erased, version: 1, for: leader).receipt.text
      let other = try await world.casework.receipt(of: kept, version: 1, for: leader).receipt.text
      let administrator = Actor(
        account: "auditor", email: "a@example.org", name: leader.name, language: .zh, memberships: [],
        offices: [Actor.Office(role: .auditAdmin)])
      #expect(
        await refusal {
          try await world.casework.eraseRecords(about: erased, reason: "请求", by: world.actor("officer"))
        } == .forbidden)
      #expect(
        await refusal {
          try await world.casework.eraseRecords(about: erased, reason: "  ", by: administrator)
        }
          == .invalid)
      let count = try await world.casework.eraseRecords(
        about: erased, reason: "个人信息主体请求", by: administrator)
      #expect(count == 2)
      #expect(try await world.casework.eraseRecords(about: erased, reason: "again", by: administrator) == 0)
      let left = try await store.read {
        try $0.rows("SELECT entry FROM journal WHERE entry LIKE $1 OR details LIKE $1", .text("%\(erased)%"))
      }
      #expect(left.isEmpty)
      #expect(
        await refusal { _ = try await world.casework.receipt(of: erased, version: 1, for: leader) }
          == .notFound)
      #expect(try await world.casework.receipt(of: kept, version: 1, for: leader).receipt.text == other)
      _ = try Receipt(reading: before).verify(store.journal.key)
      let audit = try await OpenJournal(store).audit()
      #expect(audit.faults == [])
      #expect(audit.erased == 2 && audit.versions == 2)
    }
  }
}
