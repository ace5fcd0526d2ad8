import Casework
import Ledger
import Storage
import StorageFixture
import Testing

@Suite struct SignInTests {
  @Test(arguments: EngineKind.available)
  func `an unknown address and a wrong password are told the same`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let wrong = await failure { _ = try await people.signIn("a@example.org", "not the password") }
      let unknown = await failure { _ = try await people.signIn("b@example.org", "not the password") }
      #expect(wrong?.code == .unauthenticated)
      #expect(wrong == unknown)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a session is resolved with everything its account was granted`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("A@Example.org ", organisation: .new(People.university()))
      #expect(actor.email == "a@example.org")
      #expect(actor.memberships.map(\.role) == [.member])
      #expect(try await people.casework.actor(session: Token(bytes: [1, 2, 3])) == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a session ends when nothing happens, and after its whole time whatever happens`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let idle = try await people.signIn("a@example.org")
      people.wait(2 * 3600)
      #expect(try await people.casework.actor(session: idle) == nil)
      let busy = try await people.signIn("a@example.org")
      for _ in 0..<11 {
        people.wait(3599)
        #expect(try await people.casework.actor(session: busy) != nil)
      }
      people.wait(3611)
      #expect(try await people.casework.actor(session: busy) == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `moving the demonstration's clock signs nobody out`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let token = try await people.signIn("a@example.org")
      people.casework.clock.offset = 40 * 86_400_000
      #expect(try await people.casework.actor(session: token) != nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `signing in makes a new session and ends the one the browser had`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let old = try await people.signIn("a@example.org")
      guard
        case .signedIn(let new) = try await people.casework.signIn(
          email: "a@example.org", password: People.password, from: People.here, replacing: old)
      else { throw Unexpected(what: "not signed in") }
      #expect(old != new)
      #expect(try await people.casework.actor(session: old) == nil)
      #expect(try await people.casework.actor(session: new) != nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `one's sessions can be listed and ended, one or all others, and nobody else's`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let stranger = try await people.register("b@example.org")
      let tokens = [
        try await people.signIn("a@example.org"),
        try await people.signIn("a@example.org", from: Origin(address: "192.0.2.7", agent: "Phone")),
        try await people.signIn("a@example.org"),
      ]
      let actor = try #require(try await people.casework.actor(session: tokens[0]))
      let listed = try await people.casework.sessions(of: actor)
      #expect(listed.count == 4)
      #expect(listed.count { $0.isOwn } == 1)
      let phone = try #require(listed.first { $0.origin.agent == "Phone" })
      try await people.casework.revokeSession(phone.id, of: stranger)
      #expect(try await people.casework.actor(session: tokens[1]) != nil)
      try await people.casework.revokeSession(phone.id, of: actor)
      #expect(try await people.casework.actor(session: tokens[1]) == nil)
      try await people.casework.revokeOtherSessions(of: actor)
      #expect(try await people.casework.actor(session: tokens[2]) == nil)
      #expect(try await people.casework.actor(session: tokens[0]) != nil)
      try await people.casework.signOut(tokens[0])
      #expect(try await people.casework.actor(session: tokens[0]) == nil)
      #expect(try await people.casework.sessions(of: stranger).count == 1)
    }
  }

  @Test(arguments: EngineKind.available)
  func `the store knows no token, only its hash`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let token = try await people.signIn("a@example.org")
      let hashes = try await store.read { try $0.rows("SELECT hash FROM session").map { $0.blob(0) } }
      #expect(token.bytes.count * 8 >= 128)
      #expect(hashes.contains(Hash.of(token.bytes).bytes) && !hashes.contains(token.bytes))
    }
  }

  @Test(arguments: EngineKind.available)
  func `guessing is slowed down, and the wait is not counted as an attempt`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let guesser = Origin(address: "198.51.100.9", agent: "")
      for _ in 0..<5 {
        #expect(
          await refusal { _ = try await people.signIn("a@example.org", "guess", from: guesser) }
            == .unauthenticated)
      }
      for _ in 0..<30 {
        #expect(await refusal { _ = try await people.signIn("a@example.org", from: guesser) } == .tooMany)
      }
      people.wait(3)
      _ = try await people.signIn("a@example.org", from: guesser)
    }
  }

  @Test(arguments: EngineKind.available)
  func `guesses from everywhere slow strangers down but never an address the owner came from`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      _ = try await people.signIn("a@example.org")
      for number in 0..<24 {
        let origin = Origin(address: "203.0.113.\(number)", agent: "")
        _ = await failure { _ = try await people.signIn("a@example.org", "guess", from: origin) }
      }
      let stranger = Origin(address: "198.51.100.77", agent: "")
      #expect(await refusal { _ = try await people.signIn("a@example.org", from: stranger) } == .tooMany)
      _ = try await people.signIn("a@example.org")
      // A minute is the longest that anybody waits for what others do.
      people.wait(61)
      _ = try await people.signIn("a@example.org", from: stranger)
    }
  }

  @Test(arguments: EngineKind.available)
  func `many guesses at once gain nothing`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let guesser = Origin(address: "198.51.100.9", agent: "")
      let codes = await withTaskGroup(of: CaseFailure.Code?.self) { group in
        for _ in 0..<40 {
          group.addTask {
            await refusal { _ = try await people.signIn("a@example.org", "guess", from: guesser) }
          }
        }
        return await group.reduce(into: [CaseFailure.Code?]()) { $0.append($1) }
      }
      #expect(codes.count { $0 == .unauthenticated } <= 5)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a suspended or closed account neither signs in nor stays signed in`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let system = try await people.appoint(try await people.register("system@example.org"), .system)
      let actor = try await people.register("a@example.org")
      let token = try await people.signIn("a@example.org")
      try await people.casework.suspend(actor.account, by: system)
      #expect(try await people.casework.actor(session: token) == nil)
      #expect(await refusal { _ = try await people.signIn("a@example.org") } == .unauthenticated)
      try await people.casework.resume(actor.account, by: system)
      _ = try await people.signIn("a@example.org")
      #expect(try await people.events(actor.account) == ["accountSuspended", "accountResumed"])
      #expect(await refusal { try await people.casework.suspend(system.account, by: system) } == .forbidden)
      #expect(await refusal { try await people.casework.suspend(system.account, by: actor) } == .forbidden)
    }
  }
}
