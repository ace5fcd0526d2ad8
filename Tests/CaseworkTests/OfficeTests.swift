import CallGuide
import Casework
import Storage
import StorageFixture
import Testing

@Suite struct OfficeTests {
  @Test func `system administrators decide nothing, and each administration is alone`() {
    typealias Role = Actor.Office.Role
    #expect(Role.system.rights == [.manageAccounts])
    #expect(Role.security.rights == [.grantOffices])
    #expect(Role.auditAdmin.rights.isDisjoint(with: [.manageAccounts, .grantOffices, .administerCall]))
    #expect(Role.allCases.filter { $0.rights.contains(.administerCall) } == [.officer])
    for role in Role.allCases {
      for other in Role.allCases where other != role {
        #expect(role.agrees(with: other) == (!role.isAdministration && !other.isAdministration))
      }
    }
    #expect(CaseRole.allCases.allSatisfy { Role(rawValue: $0.rawValue)?.isAdministration != true })
  }

  @Test(arguments: EngineKind.available)
  func `offices are given by another hand, each with an entry in the journal`(engine: EngineKind) async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let person = try await people.register("p@example.org")
      func grant(_ role: Actor.Office.Role, _ scope: String, to email: String, by actor: Actor) async
        -> CaseFailure?
      {
        await failure {
          try await people.casework.grantOffice(.init(role: role, scope: scope), toEmail: email, by: actor)
        }
      }
      #expect(await grant(.officer, "", to: "p@example.org", by: person)?.code == .forbidden)
      #expect(await grant(.officer, "", to: "security@example.org", by: security)?.code == .forbidden)
      #expect(await grant(.officer, "", to: "nobody@example.org", by: security)?.field == "email")
      #expect(await grant(.officer, "9.9", to: "p@example.org", by: security)?.field == "scope")
      #expect(await grant(.officer, "1.5", to: "p@example.org", by: security) == nil)
      #expect(await grant(.officer, "1.5", to: "p@example.org", by: security) == nil)
      #expect(await grant(.system, "", to: "p@example.org", by: security)?.code == .conflict)
      #expect(try await people.events(person.account) == ["officeGranted"])
      _ = try await people.appoint(person, .officer, scope: "1.6")
      let officer = try await people.casework.actor(account: person.account)
      #expect(officer.may(.administerCall, scope: "1.5") && !officer.may(.administerCall, scope: "2.1"))
      #expect(!officer.may(.administerCall))
      try await people.casework.revokeOffice(
        .init(role: .officer, scope: "1.5"), of: person.account, by: security)
      #expect(try await people.casework.actor(account: person.account).offices.map(\.scope) == ["1.6"])
      #expect(try await people.events(person.account) == ["officeGranted", "officeRevoked"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `there is always a security administrator`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      #expect(
        await refusal {
          try await people.casework.revokeOffice(.init(role: .security), of: security.account, by: security)
        } == .conflict)
      let next = try await people.register("next@example.org")
      try await people.casework.grantOffice(.init(role: .security), toEmail: "next@example.org", by: security)
      try await people.casework.revokeOffice(.init(role: .security), of: security.account, by: security)
      #expect(
        try await people.casework.actor(account: next.account).dormantOffices.map(\.role) == [.security])
    }
  }

  @Test(arguments: EngineKind.available)
  func `the first administrators are three people, appointed once, by mailed links`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      func appoint(_ system: String, _ security: String, _ audit: String) async -> CaseFailure.Code? {
        await refusal {
          try await people.casework.appointFirst(system: system, security: security, audit: audit)
        }
      }
      #expect(await appoint("a@example.org", "a@example.org", "c@example.org") == .conflict)
      #expect(await appoint("a@example.org", "b@example.org", "c@example.org") == nil)
      #expect(await appoint("d@example.org", "e@example.org", "f@example.org") == .conflict)
      try await people.casework.resetPassword(
        try await people.ticket("reset", to: "b@example.org"), new: People.password)
      let token = try await people.signIn("b@example.org")
      let security = try #require(try await people.casework.actor(session: token))
      #expect(security.dormantOffices.map(\.role) == [.security])
    }
  }

  @Test(arguments: EngineKind.available)
  func `the audit administrator reads what the others did, and nobody else does`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let system = try await people.appoint(try await people.register("system@example.org"), .system)
      let audit = try await people.appoint(try await people.register("audit@example.org"), .auditAdmin)
      let person = try await people.register("p@example.org")
      try await people.casework.grantOffice(.init(role: .officer), toEmail: "p@example.org", by: security)
      try await people.casework.suspend(person.account, by: system)
      let log = try await people.casework.administrationLog(audit)
      #expect(log.map(\.event) == ["accountSuspended", "officeGranted"])
      #expect(log.last?.details == ["role": "officer", "scope": ""])
      #expect(log.last?.actorName == security.name)
      #expect(try await people.casework.administrationLog(audit, before: log[0].position).count == 1)
      for actor in [security, system, person] {
        #expect(await refusal { _ = try await people.casework.administrationLog(actor) } == .forbidden)
      }
      #expect(await refusal { _ = try await people.casework.accounts(matching: "", security) } == .forbidden)
      #expect(try await people.casework.accounts(matching: "P@EX", system).map(\.id) == [person.account])
    }
  }

  @Test(arguments: EngineKind.available)
  func `a demonstration has an account for every role, without second factors, and only in an empty store`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let cast = try await people.casework.foundDemonstration()
      #expect(try await people.casework.foundDemonstration() == cast)
      var offices: Set<Actor.Office.Role> = []
      var roles: Set<Actor.Membership.Role> = []
      for account in cast {
        let token = try await people.signIn(account.email, account.password)
        let actor = try #require(try await people.casework.actor(session: token))
        #expect(actor.isDemonstration && actor.dormantOffices.isEmpty)
        offices.formUnion(actor.offices.map(\.role))
        roles.formUnion(actor.memberships.map(\.role))
      }
      #expect(offices == Set(Actor.Office.Role.allCases))
      #expect(roles == Set(Actor.Membership.Role.allCases))
      // Somebody who registers there has no such privilege.
      #expect(
        try await people.appoint(try await people.register("p@example.org"), .expert).isDemonstration == false
      )
    }
    try await withStore(engine) { store in
      let people = People(store)
      try await people.register("p@example.org")
      #expect(await refusal { try await people.casework.foundDemonstration() } == .conflict)
      #expect(try await people.casework.demonstrationAccounts().isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `nobody can lock the others out of a demonstration's account`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let account = try #require(try await people.casework.foundDemonstration().first)
      let token = try await people.signIn(account.email, account.password)
      let actor = try #require(try await people.casework.actor(session: token))
      let codes = [
        await refusal {
          try await people.casework.changePassword(
            actor, current: account.password, new: "another long phrase 77", from: People.here)
        },
        await refusal {
          try await people.casework.closeAccount(actor, password: account.password, from: People.here)
        },
        await refusal {
          try await people.casework.beginChangeOfEmail(
            actor, to: "mine@example.org", password: account.password, from: People.here)
        },
      ]
      #expect(codes == [.forbidden, .forbidden, .forbidden])
      _ = try await people.signIn(account.email, account.password)
    }
  }

  // MARK: invitations

  @Test(arguments: EngineKind.available)
  func `an invited address takes part in an application, whether it has an account or not`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let world = try await World.found(store)
      let people = People(store)
      let id = try await world.started()
      let target = InvitationTarget.application(id, .editor)
      try await people.casework.invite(
        "New@example.org", to: target, language: .zh, by: world.actor("leader"))
      #expect(
        await refusal {
          try await people.casework.invite(
            "x@example.org", to: target, language: .zh, by: world.actor("stranger"))
        } == .notFound)
      let ticket = try await people.ticket("invitation", to: "new@example.org")
      #expect(try await people.casework.invitation(ticket).target == target)
      #expect(
        try await people.casework.invitations(toApplication: id, world.actor("leader")).map(\.email)
          == ["new@example.org"])
      #expect(
        await refusal { _ = try await people.casework.accept(ticket, world.actor("editor")) } == .forbidden)
      var person = NewPerson()
      person.nameZh = "新人"
      person.password = People.password
      let token = try await people.casework.register(ticket, person, from: People.here)
      let actor = try #require(try await people.casework.actor(session: token))
      #expect(try await people.casework.applications(of: actor).map(\.id) == [id])
      #expect(await refusal { _ = try await people.casework.accept(ticket, actor) } == .notFound)
      #expect(try await people.events(id).last == "participantAdded")
    }
  }

  @Test(arguments: EngineKind.available)
  func `an invitation is void once withdrawn, replaced, or its sender may not invite any more`(
    engine: EngineKind
  )
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let second = try await people.appoint(try await people.register("second@example.org"), .security)
      let guest = try await people.register("g@example.org")
      let target = InvitationTarget.office(.init(role: .expert))
      func invite(by actor: Actor) async throws -> Token {
        people.wait(1)
        try await people.casework.invite("g@example.org", to: target, language: .en, by: actor)
        return try await people.ticket("invitation", to: "g@example.org")
      }
      let first = try await invite(by: security)
      let replacing = try await invite(by: security)
      #expect(await refusal { _ = try await people.casework.accept(first, guest) } == .notFound)
      try await people.casework.revokeOffice(.init(role: .security), of: security.account, by: second)
      #expect(await refusal { _ = try await people.casework.accept(replacing, guest) } == .notFound)
      let third = try await invite(by: second)
      #expect(try await people.casework.accept(third, guest) == target)
      #expect(try await people.casework.actor(account: guest.account).dormantOffices.map(\.role) == [.expert])
      #expect(
        await refusal {
          try await people.casework.invite("second@example.org", to: target, language: .zh, by: second)
        } == .forbidden)
    }
  }
}
