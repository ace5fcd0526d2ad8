import CallGuide
import Casework
import Storage
import StorageFixture
import Testing

@Suite struct OrganisationTests {
  @Test(arguments: ["12100000400000624D", "914403001922038216", "91440300708461136T"])
  func `codes of real organisations are right`(code: String) throws {
    #expect(try CreditCode.read(code) == code)
    #expect(try CreditCode.read(" \(code.lowercased()) ") == code)
  }

  @Test func `every single mistyped character is noticed`() throws {
    let code = Array("91440300708461136T")
    for index in code.indices {
      for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != code[index] {
        var wrong = code
        wrong[index] = other
        #expect(throws: CaseFailure.self) { try CreditCode.read(String(wrong)) }
      }
    }
    for bad in ["", "9144030070846113", "91440300708461136T1", "9144O300708461136T", "９１４４０３００７０８４６１１３６Ｔ"] {
      #expect(throws: CaseFailure.self) { try CreditCode.read(bad) }
    }
  }

  @Test(arguments: EngineKind.available)
  func `an organisation is entered once, whoever names it`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let first = try await people.register("a@example.org", organisation: .new(People.university()))
      let second = try await people.register("b@example.org", organisation: .new(People.university()))
      #expect(first.memberships.count == 1 && second.memberships.isEmpty)
      let count = try await store.read { try $0.row("SELECT COUNT(*) FROM organisation")?.int(0) }
      #expect(count == 1)
      #expect(try await people.casework.organisations(matching: "示范第1").count == 1)
      #expect(try await people.casework.organisations(matching: "%_").isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `what is wrong with an organisation names its field`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let actor = try await people.register("a@example.org")
      func field(_ change: (inout NewOrganisation) -> Void) async -> String? {
        var new = People.university()
        change(&new)
        return await failure { [new] in try await people.casework.join(new, actor) }?.field
      }
      #expect(await field { $0.nameZh = "" } == "organisationZh")
      #expect(await field { $0.nameEn = "" } == "organisationEn")
      #expect(await field { $0.creditCode = "12990000100000002A" } == "creditCode")
      #expect(await field { $0.country = "XX" } == "country")
      #expect(await field { $0.kind = "club" } == "kind")
      #expect(await field { $0.foundedOn = "2024-02-30" } == "foundedOn")
      #expect(await field { $0.foundedOn = "2031-01-01" } == "foundedOn")
      #expect(
        await field {
          $0.country = "OM"
          $0.nameZh = ""
          $0.creditCode = ""
        } == nil)
    }
  }

  @Test(arguments: EngineKind.available)
  func `members are confirmed by their office, nobody confirms themselves`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let founder = try await people.register("f@example.org", organisation: .new(People.university()))
      let id = founder.memberships[0].organisation
      let joiner = try await people.register("j@example.org", organisation: .known(id))
      func confirm(_ account: Actor, _ role: Actor.Membership.Role, by actor: Actor) async -> CaseFailure
        .Code?
      {
        await refusal {
          try await people.casework.confirmMember(account.account, of: id, as: role, by: actor)
        }
      }
      // The first office is the security administrator's to confirm, not the founder's.
      #expect(await confirm(founder, .office, by: founder) == .forbidden)
      #expect(await confirm(joiner, .member, by: founder) == .forbidden)
      #expect(
        try await people.casework.firstOfficeRequests(security).map(\.asking.account) == [founder.account])
      #expect(await confirm(founder, .office, by: security) == nil)
      // From then on it is the office's, and not the administrator's.
      try await people.casework.join(organisation: id, as: .office, joiner)
      #expect(await confirm(joiner, .office, by: security) == .forbidden)
      #expect(await confirm(joiner, .office, by: joiner) == .forbidden)
      #expect(await confirm(joiner, .member, by: founder) == nil)
      #expect(await confirm(joiner, .member, by: founder) == .notFound)
      let seen = try await people.casework.organisation(id, for: joiner)
      #expect(!seen.isOffice && seen.requests.isEmpty && seen.members.count == 3)
      #expect(
        try await people.casework.organisation(id, for: founder).requests.map(\.account) == [joiner.account])
      #expect(await refusal { _ = try await people.casework.organisation(id, for: security) } == .notFound)
      #expect(try await people.events(joiner.account) == ["memberAdded"])
    }
  }

  @Test(arguments: EngineKind.available)
  func `an office cannot be left empty by itself, and a right taken away counts at once`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let founder = try await people.register("f@example.org", organisation: .new(People.university()))
      let id = founder.memberships[0].organisation
      try await people.casework.confirmMember(founder.account, of: id, as: .office, by: security)
      let office = try await people.casework.actor(account: founder.account)
      #expect(
        await refusal {
          try await people.casework.removeMember(office.account, of: id, as: .office, by: office)
        }
          == .conflict)
      try await people.casework.removeMember(office.account, of: id, as: .office, by: security)
      // `office` still says what was true before.
      let joiner = try await people.register("j@example.org", organisation: .known(id))
      #expect(
        await refusal {
          try await people.casework.confirmMember(joiner.account, of: id, as: .member, by: office)
        }
          == .forbidden)
    }
  }

  @Test(arguments: EngineKind.available)
  func `endorsers are named by the security administrator only`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let security = try await people.appoint(try await people.register("security@example.org"), .security)
      let founder = try await people.register("f@example.org", organisation: .new(People.university()))
      let id = founder.memberships[0].organisation
      #expect(
        await refusal { try await people.casework.join(organisation: id, as: .endorser, founder) }
          == .forbidden)
      #expect(
        await refusal { try await people.casework.nameEndorser(founder.account, of: id, by: founder) }
          == .forbidden)
      #expect(try await people.casework.endorsingBodies().isEmpty)
      try await people.casework.nameEndorser(founder.account, of: id, by: security)
      #expect(try await people.casework.endorsingBodies().map(\.id) == [id])
      #expect(
        await refusal { try await people.casework.nameEndorser(security.account, of: id, by: security) }
          == .forbidden)
    }
  }
}
