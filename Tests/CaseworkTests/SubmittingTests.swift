import Casework
import Crypto
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct SubmittingTests {
  @Test(arguments: EngineKind.available)
  func `a retry of a submission answers with the same version and doubles nothing`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, first) = try await world.submitted()
      let again = try await world.casework.submit(
        id, revision: 1, knowingly: true, by: world.actor("leader"),
        arrived: world.time.now.adding(seconds: 30))
      #expect(again == first)
      #expect(try await world.events(id) == ["started", "submitted"])
      let versions = try await store.read {
        try $0.rows("SELECT number FROM version WHERE application = $1", .text(id))
      }
      #expect(versions.count == 1)
    }
  }

  @Test(arguments: EngineKind.available)
  func `twenty presses at once make one version`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      let versions = try await withThrowingTaskGroup(of: SubmittedVersion.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await world.casework.submit(
              id, revision: 1, knowingly: true, by: world.actor("leader"), arrived: world.time.now)
          }
        }
        return try await group.reduce(into: Set<SubmittedVersion>()) { $0.insert($1) }
      }
      #expect(versions.count == 1)
      #expect(try await world.events(id) == ["started", "submitted"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `the deadline holds to the second and counts the arrival`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let inTime = try await world.started()
      let late = try await world.started()
      // The server gets to it a minute late, but it arrived within the last second.
      world.time.now = World.deadline.adding(seconds: 60)
      let lastSecond = Instant(milliseconds: World.deadline.milliseconds + 999)
      let version = try await world.casework.submit(
        inTime, revision: 1, knowingly: true, by: world.actor("leader"), arrived: lastSecond)
      #expect(version.number == 1)
      let code = await refusal {
        _ = try await world.casework.submit(
          late, revision: 1, knowingly: true, by: world.actor("leader"),
          arrived: World.deadline.adding(seconds: 1))
      }
      #expect(code == .late)
      #expect(
        await refusal {
          _ = try await world.casework.save(
            ["app.titleZh": ["x"]], base: 1, to: late, by: world.actor("leader"))
        } == .late)
    }
  }

  @Test(arguments: EngineKind.available)
  func `where the office's act counts, its confirmation has to be in time`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(
        store,
        procedure: Procedure(
          opens: World.opens, deadline: World.deadline, counting: .office, violations: .acknowledge))
      let (id, version) = try await world.submitted()
      let code = await refusal {
        try await world.casework.confirm(
          id, version: version.number, by: world.actor("office"), arrived: World.deadline.adding(seconds: 1))
      }
      #expect(code == .late)
      try await world.casework.confirm(
        id, version: version.number, by: world.actor("office"), arrived: World.deadline)
      let dossier = try await world.casework.dossier(id, for: world.actor("office"))
      #expect(dossier.application.state == .confirmed)
    }
  }

  @Test(arguments: EngineKind.available)
  func `where the leader's act counts, the office may confirm later`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, version) = try await world.submitted()
      try await world.casework.confirm(
        id, version: version.number, by: world.actor("office"),
        arrived: World.deadline.adding(seconds: 86_400))
      #expect(try await world.events(id) == ["started", "submitted", "confirmed"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `a clause that must be met stops a submission where the call says so`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(
        store, procedure: Procedure(opens: World.opens, deadline: World.deadline, counting: .leader))
      let id = try await world.started()
      let code = await refusal { try await world.submit(id) }
      #expect(code == .invalid)
      #expect(try await world.events(id) == ["started"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `what cannot be read cannot be submitted, and is kept`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started(["app.startDate": ["31 June"]])
      #expect(await refusal { try await world.submit(id) } == .invalid)
      let dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.answers["app.startDate"] == ["31 June"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `withdrawn, reopened, submitted again: every version is kept`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let leader = world.actor("leader")
      let (id, first) = try await world.submitted()
      try await world.casework.withdraw(id, reason: "", by: leader, arrived: world.time.now)
      #expect(
        await refusal {
          _ = try await world.casework.save(["app.titleZh": ["x"]], base: 1, to: id, by: leader)
        } == .conflict)
      try await world.casework.reopen(id, by: leader, arrived: world.time.now)
      let second = try await world.submit(id)
      #expect((first.number, second.number) == (1, 2))
      #expect(try await world.events(id) == ["started", "submitted", "withdrawn", "reopened", "submitted"])
      let versions = try await store.read {
        try $0.rows("SELECT number FROM version WHERE application = $1 ORDER BY number", .text(id)).map {
          $0.int(0)
        }
      }
      #expect(versions == [1, 2])
    }
  }

  @Test(arguments: EngineKind.available)
  func `the office gives back with a reason the leader can read, and decides only on what it saw`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let office = world.actor("office")
      let (id, version) = try await world.submitted()
      let now = world.time.now
      #expect(
        await refusal {
          try await world.casework.giveBack(
            id, version: version.number, reason: " ", by: office, arrived: now)
        } == .invalid)
      #expect(
        await refusal { try await world.casework.confirm(id, version: 7, by: office, arrived: now) }
          == .conflict)
      try await world.casework.giveBack(
        id, version: version.number, reason: "缺外方资助证明", by: office, arrived: now)
      let dossier = try await world.casework.dossier(id, for: world.actor("leader"))
      #expect(dossier.application.state == .draft)
      #expect(dossier.messages.map(\.body) == ["缺外方资助证明"])
      // What was given back is still the office's to see.
      #expect(try await world.casework.dossier(id, for: office).roles == [.office])
    }
  }

  @Test(arguments: EngineKind.available)
  func
    `what was given back and is submitted unchanged is submitted anew, and a retry of that doubles nothing`(
      engine: EngineKind
    ) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, first) = try await world.submitted()
      try await world.casework.giveBack(
        id, version: first.number, reason: "退回有误，请原样提交", by: world.actor("office"),
        arrived: world.time.now)
      let leader = world.actor("leader")
      let revision = try await world.casework.dossier(id, for: leader).application.revision
      let second = try await world.casework.submit(
        id, revision: revision, knowingly: true, by: leader, arrived: world.time.now)
      #expect((first.number, second.number) == (1, 2))
      let again = try await world.casework.submit(
        id, revision: revision, knowingly: true, by: leader, arrived: world.time.now)
      #expect(again == second)
      #expect(try await world.casework.dossier(id, for: leader).application.state == .submitted)
      #expect(try await world.events(id) == ["started", "submitted", "givenBack", "submitted"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `another university's office and an editor can do neither`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, version) = try await world.submitted()
      try await store.write { transaction in
        try world.casework.add("editor", as: .editor, to: id, invitedBy: "leader", transaction)
      }
      let now = world.time.now
      #expect(
        await refusal {
          try await world.casework.confirm(
            id, version: version.number, by: world.actor("stranger"), arrived: now)
        } == .notFound)
      #expect(
        await refusal {
          try await world.casework.confirm(
            id, version: version.number, by: world.actor("editor"), arrived: now)
        } == .forbidden)
      #expect(
        await refusal {
          _ = try await world.casework.submit(
            id, revision: 1, knowingly: true, by: world.actor("editor"), arrived: now)
        } == .forbidden)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a call that asks for endorsement sends it to one body, which endorses`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(
        store,
        procedure: Procedure(
          opens: World.opens, deadline: World.deadline, counting: .endorser, isEndorsed: true,
          violations: .acknowledge))
      let (id, version) = try await world.submitted()
      let now = world.time.now
      #expect(
        await refusal {
          try await world.casework.confirm(
            id, version: version.number, by: world.actor("office"), arrived: now)
        } == .invalid)
      #expect(
        await refusal { _ = try await world.casework.dossier(id, for: world.actor("endorser")) } == .notFound)
      try await world.casework.confirm(
        id, version: version.number, endorser: "ministry", by: world.actor("office"), arrived: now)
      try await world.casework.endorse(id, version: version.number, by: world.actor("endorser"), arrived: now)
      #expect(try await world.casework.dossier(id, for: world.actor("leader")).application.state == .endorsed)
    }
  }

  @Test(arguments: EngineKind.available)
  func `an extension holds only after a second officer approved it`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let id = try await world.started()
      let until = World.deadline.adding(seconds: 3600)
      let extensionID = try await world.casework.proposeExtension(
        topic: "1.5", until: until, reason: "系统维护", by: world.actor("officer"))
      let after = World.deadline.adding(seconds: 1800)
      func submit() async -> CaseFailure.Code? {
        await refusal {
          _ = try await world.casework.submit(
            id, revision: 1, knowingly: true, by: world.actor("leader"), arrived: after)
        }
      }
      #expect(await submit() == .late)
      #expect(
        await refusal { try await world.casework.approveExtension(extensionID, by: world.actor("officer")) }
          == .forbidden)
      #expect(
        await refusal { try await world.casework.approveExtension(extensionID, by: world.actor("leader")) }
          == .forbidden)
      try await world.casework.approveExtension(extensionID, by: world.actor("second"))
      #expect(await submit() == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a correction window opens only the fields it names, and only until its end`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let leader = world.actor("leader")
      let (id, _) = try await world.submitted()
      world.time.now = World.deadline.adding(seconds: 86_400)
      let end = World.deadline.adding(seconds: 2 * 86_400)
      try await world.casework.write(
        "请补充摘要", about: id, correctUntil: end, fields: ["app.abstract"], by: world.actor("officer"))
      #expect(
        await refusal {
          _ = try await world.casework.save(["app.titleZh": ["x"]], base: 1, to: id, by: leader)
        }
          == .forbidden)
      _ = try await world.casework.save(["app.abstract": ["补充后的摘要"]], base: 1, to: id, by: leader)
      #expect(try await world.submit(id).number == 2)
      world.time.now = end.adding(seconds: 1)
      #expect(
        await refusal {
          _ = try await world.casework.save(["app.abstract": ["太晚"]], base: 2, to: id, by: leader)
        } == .late)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the journal proves the submission`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (_, version) = try await world.submitted()
      let row = try #require(
        try await store.read {
          try $0.row("SELECT leaf, salt, entry FROM journal WHERE position = $1", .int(version.entry))
        })
      #expect(Hash.leaf(row.blob(1) + Array(row.text(2).utf8)).bytes == row.blob(0))
      #expect(row.text(2).contains(version.hash.description))
      let size = store.journal.size
      let proof = try #require(store.journal.inclusionProof(of: version.entry, size: size))
      let root = try #require(store.journal.root(size: size))
      let leaf = try #require(Hash(bytes: row.blob(0)))
      #expect(
        MerkleTree.verifyInclusion(of: leaf, index: version.entry, size: size, proof: proof, root: root))
    }
  }
}
