import Casework
import Crypto
import Ledger
import Storage
import StorageFixture
import Testing

private let agency = SignerKey(name: "agency.example", key: Curve25519.Signing.PrivateKey(), cosigns: true)
private let salt = [UInt8](repeating: 7, count: 16)

@Suite struct OpenJournalTests {
  @Test(arguments: EngineKind.available)
  func `every published checkpoint is shown to continue every earlier one`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let journal = OpenJournal(store)
      #expect(try await journal.latest() == nil)
      var seen: [Checkpoint] = []
      for _ in 0..<6 {
        _ = try await world.submitted()
        let note = try #require(try await journal.latest())
        try note.verify(journal.key)
        seen.append(try Checkpoint(reading: note.text))
      }
      for old in seen {
        for new in seen where new.size >= old.size {
          let proof = try #require(try await journal.consistency(from: old.size, to: new.size))
          #expect(
            MerkleTree.verifyConsistency(from: old.size, old.root, to: new.size, new.root, proof: proof))
        }
        #expect(try await journal.checkpoint(size: old.size) != nil)
      }
      let last = try #require(seen.last)
      #expect(try await journal.consistency(from: 1, to: last.size + 1) == nil)
      #expect(try await journal.checkpoint(size: last.size + 1) == nil)
      let leaf = try #require(
        try await store.read {
          Hash(bytes: try $0.row("SELECT leaf FROM journal WHERE position = 3")?.blob(0) ?? [])
        })
      let inclusion = try #require(try await journal.inclusion(of: leaf))
      #expect(inclusion.index == 3 && inclusion.size == last.size)
      #expect(
        MerkleTree.verifyInclusion(
          of: leaf, index: 3, size: last.size, proof: inclusion.path, root: last.root))
      #expect(try await journal.inclusion(of: Hash.of([1])) == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a registered witness's cosignature is verified, kept and shown, on the receipt too`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let journal = OpenJournal(store)
      let (id, _) = try await world.submitted()
      try await journal.register(agency.verifier, by: "officer", at: world.time.now, salt: salt)
      try await journal.register(agency.verifier, by: "officer", at: world.time.now, salt: salt)
      let note = try #require(try await journal.latest())
      let cosigned = try Witness(journal: journal.key, signer: agency).cosigned(note, at: 1_718_000_000)
      for _ in 0..<2 {
        let result = try await journal.accept(cosigned: cosigned.description, at: world.time.now)
        #expect(result.witnesses == ["agency.example"])
      }
      #expect(try await journal.latest() == cosigned)
      #expect(try await journal.latestCosigned()?.verify(agency.verifier) == 1_718_000_000)
      let sheet = try await world.casework.receipt(of: id, version: 1, for: world.actor("leader"))
      #expect(sheet.attestations.map(\.witness) == ["agency.example"])
      #expect(sheet.attestations.first?.time == Instant(milliseconds: 1_718_000_000_000))
    }
  }

  @Test(arguments: EngineKind.available)
  func `a cosigned checkpoint that is not right is answered with what is wrong`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let journal = OpenJournal(store)
      _ = try await world.submitted()
      let note = try #require(try await journal.latest())
      let witness = Witness(journal: journal.key, signer: agency)
      let cosigned = try witness.cosigned(note, at: 1_718_000_000).description
      func answer(_ text: String) async -> CaseFailure.Code? {
        await refusal { _ = try await journal.accept(cosigned: text, at: world.time.now) }
      }
      #expect(await answer(cosigned) == .invalid)  // not registered yet
      try await journal.register(agency.verifier, by: nil, at: world.time.now, salt: salt)
      #expect(await answer("nonsense") == .invalid)
      #expect(await answer(note.description) == .invalid)  // nobody cosigned
      #expect(
        await answer(cosigned.replacing("hefu.invalid/test\n", with: "hefu.invalid/other\n")) == .invalid)
      let forged = try witness.cosigned(
        SignedNote(text: Checkpoint(origin: journal.key.name, size: 2, root: .of([])).text), at: 1)
      #expect(await answer(forged.description) == .conflict)
      let unknown = try witness.cosigned(
        SignedNote(text: Checkpoint(origin: journal.key.name, size: 999, root: .of([])).text), at: 1)
      #expect(await answer(unknown.description) == .invalid)
      // Signed by the right key, but another text.
      var moved = note
      let lines = forged.lines(by: agency.verifier)
      moved = try moved.adding(lines)
      #expect(await answer(moved.description) == .invalid)
      #expect(await answer(cosigned) == nil)
      let other = SignerKey(name: "agency.example", key: Curve25519.Signing.PrivateKey(), cosigns: true)
      #expect(
        await refusal {
          try await journal.register(other.verifier, by: nil, at: world.time.now, salt: salt)
        } == .conflict)
      let ordinary = SignerKey(name: "x.example", key: Curve25519.Signing.PrivateKey())
      #expect(
        await refusal {
          try await journal.register(ordinary.verifier, by: nil, at: world.time.now, salt: salt)
        } == .invalid)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the audit finds what was altered behind the program's back`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let journal = OpenJournal(store)
      var ids: [String] = []
      for _ in 0..<4 { ids.append(try await world.submitted().id) }
      let last = ids[3]
      let sound = try await journal.audit()
      #expect(sound.faults == [])
      #expect(sound.entries == 8)
      #expect(sound.versions == 4)
      #expect(sound.root == store.journal.root(size: 8))
      try await store.write { transaction in
        try transaction.run("UPDATE journal SET entry = entry || ' ' WHERE position = 2")
        try transaction.run(
          "UPDATE journal SET leaf = (SELECT leaf FROM journal WHERE position = 0), entry = NULL WHERE position = 5"
        )
        try transaction.run("DELETE FROM checkpoint WHERE size = 3")
        try transaction.run(
          "UPDATE version SET facts = facts || ' ' WHERE application = $1", .text(last))
      }
      let found = try await journal.audit()
      #expect(found.faults.contains(.alteredEntry(2)))
      #expect(found.faults.contains(.alteredVersion(application: last, number: 1)))
      #expect(
        found.faults.contains {
          if case .otherRoot(let signed, _) = $0 { signed.size == 6 } else { false }
        })
      try await store.write { try $0.run("DELETE FROM journal WHERE position = 7") }
      let shortened = try await journal.audit()
      #expect(
        shortened.faults.contains {
          if case .shortened(let signed, 7) = $0 { signed.size == 8 } else { false }
        })
      let stranger = SignerKey(name: journal.key.name, key: Curve25519.Signing.PrivateKey())
      let unsigned = try await journal.audit(key: stranger.verifier).faults.count {
        if case .unsignedCheckpoint = $0 { true } else { false }
      }
      #expect(unsigned == 7)
    }
  }
}
