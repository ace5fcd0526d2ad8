import CallGuide
import Casework
import Eligibility
import Foundation
import Ledger
import Storage
import StorageFixture

/// Accounts over an empty store, with passwords that cost nothing and a post whose mails can be read.
struct People: Sendable {
  let casework: Casework
  let store: Store
  let time: TestTime
  static let here = Origin(address: "192.0.2.1", agent: "Test browser")
  static let password = "nine violet lanterns drift"

  init(_ store: Store) {
    let time = TestTime(World.opens)
    self.time = time
    self.store = store
    casework = Casework(
      store: store, rules: World.rules, clock: Clock { time.now },
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } },
      accounts: AccountRules(
        site: "https://hefu.example", passwords: PasswordKeeper(cost: .init(memory: 64, passes: 1))))
  }

  /// Lets time pass.
  func wait(_ seconds: Int64) { time.now = time.now.adding(seconds: seconds) }

  /// Mails to an address, the latest last: subject and body.
  func mails(to email: String) async throws -> [(subject: String, body: String)] {
    try await store.read { connection in
      try connection.rows(
        "SELECT subject, body FROM outbox WHERE recipient = $1 ORDER BY created, id", .text(email)
      ).map { ($0.text(0), $0.text(1)) }
    }
  }

  /// The secret of the latest link of a kind mailed to an address.
  func ticket(_ kind: String, to email: String) async throws -> Token {
    for mail in try await mails(to: email).reversed() {
      guard let start = mail.body.range(of: "https://hefu.example/\(kind)/")?.upperBound else { continue }
      if let token = Token(String(mail.body[start...].prefix(32))) { return token }
    }
    throw Unexpected(what: "no \(kind) link was mailed to \(email)")
  }

  /// Registers somebody by the mailed link.
  @discardableResult
  func register(_ email: String, organisation: NewPerson.Choice = .none) async throws -> Actor {
    try await casework.beginRegistration(email: email, language: .zh)
    var person = NewPerson()
    person.nameZh = "示范人"
    person.nameEn = "Example Person"
    person.password = Self.password
    person.organisation = organisation
    let token = try await casework.register(
      try await ticket("register", to: EmailAddress.normalised(email)), person, from: Self.here)
    return try Self.there(await casework.actor(session: token))
  }

  /// Signs in with the usual password.
  func signIn(_ email: String, _ password: String = People.password, from origin: Origin = People.here)
    async throws
    -> Token
  {
    guard
      case .signedIn(let token) = try await casework.signIn(email: email, password: password, from: origin)
    else { throw Unexpected(what: "a second factor is wanted") }
    return token
  }

  /// Sets up a second factor and returns its secret and recovery codes.
  func enrol(_ actor: Actor) async throws -> (secret: [UInt8], codes: [String]) {
    let offer = try await casework.offerSecondFactor(to: actor)
    let secret = Base32.decode(offer.key) ?? []
    let codes = try await casework.enrolSecondFactor(
      actor, ticket: offer.ticket, password: Self.password, code: code(secret), from: Self.here)
    return (secret, codes)
  }

  /// The code an authenticator shows now.
  func code(_ secret: [UInt8]) -> String {
    OneTimePassword.code(secret: secret, step: time.now.milliseconds / 30_000)
  }

  /// Gives an office as the first administrators' founding would.
  func appoint(_ actor: Actor, _ role: Actor.Office.Role, scope: String = "") async throws -> Actor {
    try await store.write { transaction in
      try transaction.run(
        "INSERT INTO office (account, role, scope, granted) VALUES ($1, $2, $3, 0)", .text(actor.account),
        .text(role.rawValue), .text(scope))
      try transaction.run(
        "UPDATE account SET totp = $2 WHERE id = $1 AND totp IS NULL", .text(actor.account),
        .blob([UInt8](repeating: 7, count: 20)))
    }
    return try await casework.actor(account: actor.account)
  }

  /// The events of the journal about a subject, in order.
  func events(_ subject: String) async throws -> [String] {
    try await store.read { connection in
      try connection.rows("SELECT event FROM journal WHERE subject = $1 ORDER BY position", .text(subject))
        .map {
          $0.text(0)
        }
    }
  }

  /// An organisation nobody entered before.
  static func university(_ number: Int = 1) -> NewOrganisation {
    var new = NewOrganisation()
    let body = "12990000" + String(100_000_000 + number)
    new.nameZh = "示范第\(number)大学"
    new.nameEn = "Example University \(number)"
    new.creditCode = body + (CreditCode.check(body).map(String.init) ?? "")
    new.kind = "university"
    new.foundedOn = "1952-09-01"
    return new
  }

  static func there<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Unexpected(what: "nothing where something has to be") }
    return value
  }
}

/// The refusal that a body ends with.
func failure(_ body: () async throws -> Void) async -> CaseFailure? {
  do {
    try await body()
    return nil
  } catch { return error as? CaseFailure }
}

/// A test came to where it never should.
struct Unexpected: Error { var what: String }
