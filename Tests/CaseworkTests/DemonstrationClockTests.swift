import Casework
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct DemonstrationClockTests {
  private static let demonstration = Procedure(
    opens: World.opens, deadline: World.deadline, isDemonstration: true)

  @Test(arguments: EngineKind.available)
  func `a demonstration's clock moves for every server and is there again after a restart`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store, procedure: Self.demonstration)
      let other = Casework(
        store: store, rules: World.rules, clock: Clock { world.time.now }, random: world.casework.random)
      try await world.casework.moveClock(to: World.deadline.adding(seconds: 60))
      #expect(world.casework.clock.now() == World.deadline.adding(seconds: 60))
      #expect(other.clock.now() == world.time.now)
      try await other.readClock()
      #expect(other.clock.now() == World.deadline.adding(seconds: 60))
      world.time.now = world.time.now.adding(seconds: 5)
      #expect(other.clock.now() == World.deadline.adding(seconds: 65))
      try await other.moveClock(to: nil)
      try await world.casework.readClock()
      #expect(world.casework.clock.now() == world.time.now)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a real call's clock cannot be moved, not even by a row in its store`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      #expect(await refusal { try await world.casework.moveClock(to: World.opens) } == .forbidden)
      #expect(world.casework.clock.now() == world.time.now)
      try await store.write {
        try $0.run("INSERT INTO setting (name, value) VALUES ('clock.offset', '3600000')")
      }
      try await world.casework.readClock()
      #expect(world.casework.clock.now() == world.time.now)
      await world.casework.followClock()
      #expect(world.casework.clock.offset == 0)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the clock stays within ten years`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store, procedure: Self.demonstration)
      #expect(
        await refusal {
          try await world.casework.moveClock(to: world.time.now.adding(seconds: 4000 * 86_400))
        } == .invalid)
    }
  }
}
