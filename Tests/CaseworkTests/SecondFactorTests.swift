import Casework
import Storage
import StorageFixture
import Testing

@Suite struct SecondFactorTests {
  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `codes agree with RFC 6238, appendix B`(seconds: Int64, code: String) {
    #expect(OneTimePassword.code(secret: Array("12345678901234567890".utf8), step: seconds / 30) == code)
  }

  @Test(arguments: EngineKind.available)
  func `a second factor is asked for, and its code works once`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let (secret, _) = try await people.enrol(try await people.register("a@example.org"))
      guard
        case .secondFactor(let ticket) = try await people.casework.signIn(
          email: "a@example.org", password: People.password, from: People.here)
      else { throw Unexpected(what: "no second factor was asked for") }
      // The code that set it up was used by that.
      let used = people.code(secret)
      let refused = await failure {
        _ = try await people.casework.signIn(ticket: ticket, code: used, from: People.here)
      }
      #expect(refused?.code == .unauthenticated && refused?.field == "code")
      people.wait(30)
      let token = try await people.casework.signIn(
        ticket: ticket, code: people.code(secret), from: People.here)
      #expect(try await people.casework.actor(session: token)?.hasSecondFactor == true)
      // Neither the ticket nor the code works again.
      #expect(
        await refusal {
          _ = try await people.casework.signIn(ticket: ticket, code: people.code(secret), from: People.here)
        }
          == .unauthenticated)
      #expect(
        await refusal {
          _ = try await people.casework.signIn(
            email: "a@example.org", password: People.password, code: people.code(secret), from: People.here)
        } == .unauthenticated)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a code without the password opens nothing, and a wrong one is no secret's hint`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let (secret, _) = try await people.enrol(try await people.register("a@example.org"))
      people.wait(30)
      let refused = await failure {
        _ = try await people.casework.signIn(
          email: "a@example.org", password: "wrong", code: people.code(secret), from: People.here)
      }
      #expect(refused?.field == "password")
      let right = await failure {
        _ = try await people.casework.signIn(
          email: "a@example.org", password: People.password, code: "12x456", from: People.here)
      }
      #expect(right?.field == "code")
    }
  }

  @Test(arguments: EngineKind.available)
  func `each recovery code works once, and new ones void the old`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      let (_, codes) = try await people.enrol(actor)
      #expect(codes.count == 10 && Set(codes).count == 10)
      func enter(_ code: String) async throws {
        _ = try await people.casework.signIn(
          email: "a@example.org", password: People.password, code: code, from: People.here)
      }
      try await enter(codes[0].uppercased())
      #expect(await refusal { try await enter(codes[0]) } == .unauthenticated)
      let fresh = try await people.casework.renewRecoveryCodes(
        actor, password: People.password, from: People.here)
      #expect(await refusal { try await enter(codes[1]) } == .unauthenticated)
      try await enter(fresh[1])
    }
  }

  @Test(arguments: EngineKind.available)
  func `setting it up needs the password and a right code, and ends other sessions`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      let other = try await people.signIn("a@example.org")
      let offer = try await people.casework.offerSecondFactor(to: actor)
      let secret = try #require(Base32.decode(offer.key))
      #expect(offer.address.hasPrefix("otpauth://totp/Hefu:a%40example.org?secret="))
      func enrol(_ password: String, _ code: String) async throws {
        _ = try await people.casework.enrolSecondFactor(
          actor, ticket: offer.ticket, password: password, code: code, from: People.here)
      }
      #expect(await failure { try await enrol("wrong", people.code(secret)) }?.field == "password")
      #expect(await failure { try await enrol(People.password, "000000x") }?.field == "code")
      #expect(try await people.casework.secondFactorOffer(offer.ticket, of: actor).key == offer.key)
      try await enrol(People.password, people.code(secret))
      #expect(try await people.casework.actor(session: other) == nil)
      #expect(await refusal { try await enrol(People.password, people.code(secret)) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `beside a second factor eight characters are enough, and it cannot be removed with them`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      var actor = try await people.register("a@example.org")
      func change(to new: String, from current: String) async throws {
        try await people.casework.changePassword(actor, current: current, new: new, from: People.here)
      }
      #expect(await failure { try await change(to: "tin*boat7", from: People.password) }?.field == "password")
      let (secret, _) = try await people.enrol(actor)
      actor = try await people.casework.actor(account: actor.account)
      try await change(to: "tin*boat7", from: People.password)
      #expect(
        await failure {
          try await people.casework.removeSecondFactor(actor, password: "tin*boat7", from: People.here)
        }?
        .code == .invalid)
      people.wait(30)
      _ = try await people.casework.signIn(
        email: "a@example.org", password: "tin*boat7", code: people.code(secret), from: People.here)
    }
  }

  @Test(arguments: EngineKind.available)
  func `an office sleeps until its holder has a second factor, in the actor and in every query`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let (id, _) = try await world.submitted()
      #expect(try await world.casework.applications(of: world.actor("officer")).map(\.id) == [id])
      try await store.write { try $0.run("UPDATE account SET totp = NULL WHERE id = 'officer'") }
      let officer = try await world.casework.actor(account: "officer")
      #expect(officer.offices.isEmpty && officer.dormantOffices.map(\.role) == [.officer])
      #expect(!officer.may(.administerCall))
      #expect(throws: CaseFailure.self) { try officer.require(.administerCall) }
      #expect(try await world.casework.applications(of: world.actor("officer")).isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a lost second factor is removed by the system administrator, with the password, and told`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let system = try await people.appoint(try await people.register("system@example.org"), .system)
      let actor = try await people.register("a@example.org")
      _ = try await people.enrol(actor)
      try await people.casework.removeLostSecondFactor(of: actor.account, by: system)
      #expect(await refusal { _ = try await people.signIn("a@example.org") } == .unauthenticated)
      try await people.casework.resetPassword(
        try await people.ticket("reset", to: "a@example.org"), new: "seven copper kites above")
      _ = try await people.signIn("a@example.org", "seven copper kites above")
      #expect(try await people.events(actor.account) == ["secondFactorRemoved"])
    }
  }
}
