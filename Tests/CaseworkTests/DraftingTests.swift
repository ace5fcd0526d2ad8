import Casework
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct DraftingTests {
  @Test(arguments: EngineKind.available)
  func `what was typed is there again, valid or not`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      let saved = try await world.casework.save(
        ["app.startDate": ["2025-02-31"], "app.titleZh": ["<b>中\"阿'\\\u{0009}😀"]], base: 1, to: id,
        by: world.actor("leader"))
      #expect(Set(saved.saved) == ["app.startDate", "app.titleZh"])
      let dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.answers["app.startDate"] == ["2025-02-31"])
      #expect(dossier.answers["app.titleZh"] == ["<b>中\"阿'\\\u{0009}😀"])
      #expect(dossier.application.title == "<b>中\"阿'\\\u{0009}😀")
    }
  }

  @Test(arguments: EngineKind.available)
  func `saving the same again changes nothing`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      let first = try await world.casework.save(
        ["app.titleZh": ["甲"]], base: 1, to: id, by: world.actor("leader"))
      let again = try await world.casework.save(
        ["app.titleZh": ["甲"]], base: first.revision, to: id, by: world.actor("leader"))
      #expect(again.saved.isEmpty)
      #expect(again.revision == first.revision)
    }
  }

  @Test(arguments: EngineKind.available)
  func `two people who change different fields both keep theirs`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      _ = try await world.casework.save(["app.titleZh": ["甲"]], base: 1, to: id, by: world.actor("leader"))
      let second = try await world.casework.save(
        ["app.abstract": ["乙"]], base: 1, to: id, by: world.actor("leader"))
      #expect(second.saved == ["app.abstract"])
      #expect(second.conflicts.isEmpty)
      #expect(second.others["app.titleZh"] == ["甲"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `a whole section sent from an old page leaves alone what it did not change`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started(["app.titleZh": ["旧"], "app.abstract": ["旧"]])
      _ = try await world.casework.save(["app.titleZh": ["新"]], base: 1, to: id, by: world.actor("leader"))
      let old = try await world.casework.save(
        ["app.titleZh": ["旧"], "app.abstract": ["改"]], base: 1, to: id, by: world.actor("leader"))
      #expect(old.conflicts.isEmpty)
      #expect(old.saved == ["app.abstract"])
      let dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.answers["app.titleZh"] == ["新"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `the same field changed twice shows both values and overwrites neither`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started(["app.titleZh": ["原"]])
      _ = try await world.casework.save(["app.titleZh": ["甲"]], base: 1, to: id, by: world.actor("leader"))
      let second = try await world.casework.save(
        ["app.titleZh": ["乙"]], base: 1, to: id, by: world.actor("leader"))
      #expect(second.saved.isEmpty)
      #expect(second.conflicts.map(\.control) == ["app.titleZh"])
      #expect(second.conflicts.first?.yours == ["乙"])
      #expect(second.conflicts.first?.theirs == ["甲"])
      var dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.answers["app.titleZh"] == ["甲"])
      _ = try await world.casework.save(
        ["app.titleZh": ["乙"]], base: 1, chosen: ["app.titleZh"], to: id, by: world.actor("leader"))
      dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.answers["app.titleZh"] == ["乙"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `a base the draft has not reached, as after a restore, overwrites nothing`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let leader = world.actor("leader")
      let id = try await world.started(["app.titleZh": ["恢复后的题目"]])
      let saved = try await world.casework.save(
        ["app.titleZh": ["浏览器里的题目"], "app.titleEn": ["Kept"]], base: 900, to: id, by: leader)
      #expect(saved.conflicts.map(\.control) == ["app.titleZh"])
      #expect(saved.saved == ["app.titleEn"])
      let dossier = try await world.casework.dossier(id, for: leader)
      #expect(dossier.answers["app.titleZh"] == ["恢复后的题目"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `who has no part in an application cannot even tell that it is there`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      for name in ["stranger", "office", "officer", "auditor", "endorser"] {
        let code = await refusal { _ = try await world.casework.dossier(id, for: world.actor(name)) }
        #expect(code == .notFound, "\(name) before submission")
        let saving = await refusal {
          _ = try await world.casework.save(["app.titleZh": ["x"]], base: 1, to: id, by: world.actor(name))
        }
        #expect(saving == .notFound)
      }
      #expect(
        await refusal { _ = try await world.casework.dossier("nothing", for: world.actor("leader")) }
          == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `an application starts only for a topic of the call, an own organisation, and after opening`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let leader = world.actor("leader")
      #expect(
        await refusal {
          _ = try await world.casework.start(topic: "9.9", organisation: "university", by: leader)
        } == .notFound)
      #expect(
        await refusal { _ = try await world.casework.start(topic: "1.5", organisation: "other", by: leader) }
          == .forbidden)
      world.time.now = World.opens.adding(seconds: -1)
      #expect(
        await refusal {
          _ = try await world.casework.start(topic: "1.5", organisation: "university", by: leader)
        } == .conflict)
      world.time.now = World.deadline.adding(seconds: 1)
      #expect(
        await refusal {
          _ = try await world.casework.start(topic: "1.5", organisation: "university", by: leader)
        } == .late)
    }
  }
}
