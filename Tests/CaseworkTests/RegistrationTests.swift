import CallGuide
import Casework
import Storage
import StorageFixture
import Testing

@Suite struct RegistrationTests {
  @Test(arguments: EngineKind.available)
  func `a mailed link makes an account once`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      var again = NewPerson()
      again.nameZh = "再来"
      again.password = People.password
      let ticket = try await people.ticket("register", to: "a@example.org")
      #expect(
        await refusal { _ = try await people.casework.register(ticket, again, from: People.here) }
          == .notFound)
      #expect(await refusal { _ = try await people.casework.registration(ticket) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a link ends after a day, and another kind of link does not register`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.casework.beginRegistration(email: "a@example.org", language: .en)
      let ticket = try await people.ticket("register", to: "a@example.org")
      #expect(try await people.casework.registration(ticket) == ("a@example.org", .en))
      #expect(
        await refusal { try await people.casework.resetPassword(ticket, new: People.password) } == .notFound)
      people.wait(86_400)
      #expect(await refusal { _ = try await people.casework.registration(ticket) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `registering a known address mails its owner and answers the same`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      people.wait(60)
      try await people.casework.beginRegistration(email: " A@EXAMPLE.org", language: .en)
      let mails = try await people.mails(to: "a@example.org")
      #expect(mails.last?.subject == "您已有账户 · Hefu")
      #expect(mails.last?.body.contains("/register/") == false)
    }
  }

  @Test(arguments: EngineKind.available)
  func `nobody can have a mailbox flooded`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      for _ in 0..<200 {
        try await people.casework.beginRegistration(email: "a@example.org", language: .zh)
        people.wait(10)
      }
      #expect(try await people.mails(to: "a@example.org").count == 5)
    }
  }

  @Test(
    arguments: [
      "", "a", "a@b", "a@@example.org", "a b@example.org", "a@example..org", "a@-example.org",
      ".a@example.org",
      "a@example.org\r\nBcc: b@example.org", "a@例子.org", "\"a\"@example.org", "a@example.org>",
      "<a@example.org",
    ])
  func `what is no address is refused with its field`(address: String) async throws {
    #expect(await failure { _ = try EmailAddress.read(address) }?.field == "email")
  }

  @Test(arguments: EngineKind.available)
  func `a name needs one script at least and no hidden characters`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      #expect(
        await failure { try await people.casework.rename(actor, zh: " ", en: "", language: .zh) }?.field
          == "nameEn")
      #expect(
        await failure { try await people.casework.rename(actor, zh: "李\u{202E}明", en: "", language: .zh) }?
          .field
          == "nameZh")
      try await people.casework.rename(actor, zh: "欧阳明远", en: "", language: .en)
      let renamed = try await people.casework.actor(account: actor.account)
      #expect(renamed.name == BilingualText(same: "欧阳明远") && renamed.language == .en)
    }
  }

  // MARK: a forgotten password

  @Test(arguments: EngineKind.available)
  func `a reset ends every session, works once, and tells the owner`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("a@example.org")
      let session = try await people.signIn("a@example.org")
      people.wait(60)
      try await people.casework.forgotPassword(email: "a@example.org")
      let ticket = try await people.ticket("reset", to: "a@example.org")
      #expect(
        await failure { try await people.casework.resetPassword(ticket, new: "short") }?.field == "password")
      try await people.casework.resetPassword(ticket, new: "seven copper kites above")
      #expect(try await people.casework.actor(session: session) == nil)
      #expect(await refusal { _ = try await people.signIn("a@example.org") } == .unauthenticated)
      _ = try await people.signIn("a@example.org", "seven copper kites above")
      #expect(
        await refusal { try await people.casework.resetPassword(ticket, new: People.password) } == .notFound)
      #expect(try await people.mails(to: "a@example.org").contains { $0.subject.hasPrefix("您的密码已更改") })
    }
  }

  @Test(arguments: EngineKind.available)
  func `asking for an unknown address does nothing and looks the same`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.casework.forgotPassword(email: "nobody@example.org")
      #expect(try await people.mails(to: "nobody@example.org").isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a reset link lives for half an hour, and a changed password voids it`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      people.wait(60)
      try await people.casework.forgotPassword(email: "a@example.org")
      let first = try await people.ticket("reset", to: "a@example.org")
      try await people.casework.changePassword(
        actor, current: People.password, new: "seven copper kites above", from: People.here)
      #expect(await refusal { _ = try await people.casework.passwordReset(first) } == .notFound)
      people.wait(60)
      try await people.casework.forgotPassword(email: "a@example.org")
      let second = try await people.ticket("reset", to: "a@example.org")
      people.wait(1799)
      #expect(try await people.casework.passwordReset(second) == "a@example.org")
      people.wait(1)
      #expect(await refusal { _ = try await people.casework.passwordReset(second) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a reset does not get around the second factor`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      _ = try await people.enrol(try await people.register("a@example.org"))
      people.wait(60)
      try await people.casework.forgotPassword(email: "a@example.org")
      try await people.casework.resetPassword(
        try await people.ticket("reset", to: "a@example.org"), new: "seven copper kites above")
      guard
        case .secondFactor = try await people.casework.signIn(
          email: "a@example.org", password: "seven copper kites above", from: People.here)
      else { throw Unexpected(what: "signed in without a code") }
    }
  }

  // MARK: another address, closing

  @Test(arguments: EngineKind.available)
  func `an address changes by a link mailed to the new one, and the old one is told`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      try await people.register("taken@example.org")
      func ask(_ address: String, _ password: String) async throws {
        try await people.casework.beginChangeOfEmail(
          actor, to: address, password: password, from: People.here)
      }
      #expect(await failure { try await ask("new@example.org", "wrong") }?.field == "password")
      people.wait(60)
      try await ask("taken@example.org", People.password)
      #expect(try await people.mails(to: "taken@example.org").count == 1)
      try await ask("new@example.org", People.password)
      let ticket = try await people.ticket("email", to: "new@example.org")
      #expect(try await people.casework.changeOfEmail(ticket) == "new@example.org")
      try await people.casework.changeEmail(ticket)
      #expect(try await people.casework.actor(account: actor.account).email == "new@example.org")
      #expect(try await people.mails(to: "a@example.org").last?.body.contains("new@example.org") == true)
      #expect(await refusal { try await people.casework.changeEmail(ticket) } == .notFound)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a closed account is gone for good, its address free, its place in the journal kept`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org", organisation: .new(People.university()))
      #expect(
        await failure { try await people.casework.closeAccount(actor, password: "wrong", from: People.here) }?
          .field
          == "password")
      try await people.casework.closeAccount(actor, password: People.password, from: People.here)
      #expect(await refusal { _ = try await people.casework.actor(account: actor.account) } == .notFound)
      #expect(await refusal { _ = try await people.signIn("a@example.org") } == .unauthenticated)
      #expect(try await people.events(actor.account) == ["memberAdded", "accountClosed"])
      people.wait(60)
      let next = try await people.register("a@example.org")
      #expect(next.account != actor.account && next.memberships.isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `who leads an application that stands cannot close the account`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      _ = try await world.submitted()
      let system = try await People(store).appoint(
        try await People(store).register("system@example.org"), .system)
      #expect(await refusal { try await world.casework.close("leader", by: system) } == .conflict)
    }
  }
}
