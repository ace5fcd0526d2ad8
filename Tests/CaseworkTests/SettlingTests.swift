import Casework
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct SettlingTests {
  private static let unopened = Procedure(
    opens: World.opens.adding(seconds: 30 * 86_400), deadline: World.opens.adding(seconds: 60 * 86_400))

  @Test(arguments: EngineKind.available)
  func `before opening an officer changes the dates at once, with an entry in the journal`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store, procedure: Self.unopened)
      var wanted = Self.unopened
      wanted.deadlines["1.5"] = World.opens.adding(seconds: 70 * 86_400)
      wanted.isEndorsed = true
      let settled = try await world.casework.settle(
        wanted, seen: Self.unopened.mark, reason: "", by: world.actor("officer"))
      guard case .written(let changes) = settled else { return #expect(Bool(false), "\(settled)") }
      #expect(changes.map(\.name) == ["deadline.1.5", "endorsed"])
      #expect(try await world.casework.procedure() == wanted)
      #expect(try await world.events("2024-2") == ["procedureSet"])
      let again = try await world.casework.settle(
        wanted, seen: wanted.mark, reason: "", by: world.actor("officer"))
      #expect(again == .unchanged)
    }
  }

  @Test(arguments: EngineKind.available)
  func `after opening nothing changes before a second officer approves, and never by the one who proposed`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let before = try await world.casework.procedure()
      var wanted = before
      wanted.deadlines["1.5"] = World.deadline.adding(seconds: 7 * 86_400)
      let settled = try await world.casework.settle(
        wanted, seen: before.mark, reason: "系统故障", by: world.actor("officer"))
      guard case .proposed(let id) = settled else { return #expect(Bool(false), "\(settled)") }
      #expect(try await world.casework.procedure() == before)
      #expect(
        await refusal { try await world.casework.approveProposal(id, by: world.actor("officer")) }
          == .forbidden)
      #expect(
        await refusal { try await world.casework.approveProposal(id, by: world.actor("auditor")) }
          == .forbidden)
      try await world.casework.approveProposal(id, by: world.actor("second"))
      try await world.casework.approveProposal(id, by: world.actor("second"))
      #expect(try await world.casework.procedure() == wanted)
      #expect(try await world.events("2024-2") == ["procedureProposed", "procedureChanged"])
      let listed = try await world.casework.proposals(for: world.actor("auditor"))
      #expect(listed.map(\.changes.count) == [1])
      #expect(try await world.casework.proposals(for: world.actor("leader")).isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a change after opening needs a reason, keeps the opening and moves no deadline into the past`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let before = try await world.casework.procedure()
      func field(_ change: (inout Procedure) -> Void, reason: String = "理由") async -> String? {
        var wanted = before
        change(&wanted)
        do {
          _ = try await world.casework.settle(
            wanted, seen: before.mark, reason: reason, by: world.actor("officer"))
          return nil
        } catch { return (error as? CaseFailure)?.field }
      }
      #expect(
        await field({ $0.deadlines["1.5"] = World.deadline.adding(seconds: 60) }, reason: " ") == "reason")
      #expect(await field { $0.opens = World.opens.adding(seconds: 1) } == "opens")
      #expect(await field { $0.deadlines["1.5"] = World.opens.adding(seconds: 60) } == "deadline.1.5")
      #expect(await field { $0.deadlines["9.9"] = World.deadline } == "deadline")
      #expect(await field { $0.zone = "Asia/Atlantis" } == "zone")
      #expect(try await world.casework.procedure() == before)
    }
  }

  @Test(arguments: EngineKind.available)
  func
    `of two proposals for one setting the later approval is refused, because it was made for another state`(
      engine: EngineKind
    ) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let before = try await world.casework.procedure()
      var ids: [String] = []
      for day: Int64 in [7, 9] {
        var wanted = before
        wanted.deadline = World.deadline.adding(seconds: day * 86_400)
        let settled = try await world.casework.settle(
          wanted, seen: before.mark, reason: "理由", by: world.actor("officer"))
        if case .proposed(let id) = settled { ids.append(id) }
      }
      try await world.casework.approveProposal(ids[0], by: world.actor("second"))
      #expect(
        await refusal { try await world.casework.approveProposal(ids[1], by: world.actor("second")) }
          == .conflict)
      try await world.casework.closeProposal(ids[1], by: world.actor("officer"))
      #expect(
        await refusal { try await world.casework.approveProposal(ids[1], by: world.actor("second")) }
          == .conflict)
      #expect(
        await refusal {
          _ = try await world.casework.settle(
            before, seen: before.mark, reason: "理由", by: world.actor("second"))
        } == .conflict)
    }
  }

  @Test(arguments: EngineKind.available)
  func `an officer of one topic does not set the call, and the command line not once it is open`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      var narrow = world.actor("officer")
      narrow.offices = [Actor.Office(role: .officer, scope: "1.5")]
      let before = try await world.casework.procedure()
      #expect(
        await refusal {
          _ = try await world.casework.settle(before, seen: before.mark, reason: "理由", by: narrow)
        } == .forbidden)
      #expect(await refusal { try await world.casework.found(before) } == .conflict)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a call does not open while a topic has no deadline or one before the opening`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store, procedure: Procedure(opens: nil, deadline: nil))
      let opens = World.opens.adding(seconds: 20 * 86_400)
      var wanted = Procedure(opens: opens, deadline: nil)
      #expect(await refusal { try await world.casework.found(wanted) } == .invalid)
      wanted.deadline = opens.adding(seconds: -1)
      #expect(await refusal { try await world.casework.found(wanted) } == .invalid)
      wanted.deadline = opens.adding(seconds: 1)
      try await world.casework.found(wanted)
      #expect(try await world.casework.procedure() == wanted)
    }
  }
}
