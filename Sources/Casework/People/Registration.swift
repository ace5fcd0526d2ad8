package import CallGuide
internal import Eligibility
internal import Ledger
internal import Storage

/// What somebody enters about themselves when registering.
package struct NewPerson: Sendable, Hashable {
  package var nameZh = ""
  package var nameEn = ""
  package var language = Language.zh
  package var password = ""
  /// The organisation they belong to, if they name one.
  package var organisation: Choice = .none

  /// Which organisation.
  package enum Choice: Sendable, Hashable {
    case none
    case known(String)
    case new(NewOrganisation)
  }

  package init() {}
}

extension Casework {
  /// Mails a link that completes a registration; to somebody who has an account already, a mail that says so.
  ///
  /// The answer never tells which of the two it was.
  /// - Throws: `invalid` for field `email`.
  package func beginRegistration(email typed: String, language: Language) async throws {
    let email = try EmailAddress.read(typed)
    try await store.write { transaction in
      guard try mayMail(email, transaction) else { return }
      let known = try transaction.row(
        "SELECT name_zh, name_en, language FROM account WHERE email = $1", .text(email))
      guard let known else {
        let ticket = try issueTicket(
          .register, email: email, payload: ["language": language.rawValue], life: accounts.verifyLife,
          transaction)
        return try mail(
          to: email, language, subject: BilingualText(zh: "完成注册", en: "Complete your registration"),
          body: AccountMail.register(link: link("/register/", ticket)), transaction)
      }
      try mail(
        to: email, Language(rawValue: known.text(2)) ?? language,
        subject: BilingualText(zh: "您已有账户", en: "You have an account already"),
        body: AccountMail.known(
          name: BilingualText(zh: known.text(0), en: known.text(1)), site: accounts.site), transaction)
    }
  }

  /// The address and language a mailed link was sent to, for the page that completes the registration.
  /// - Throws: `notFound` when the link cannot be used any more.
  package func registration(_ ticket: Token) async throws -> (email: String, language: Language) {
    let now = realTime
    let found = try await store.read { connection in
      try Self.ticket(ticket, for: .register, now: now, connection)
        ?? Self.ticket(ticket, for: .invitation, now: now, connection)
    }
    guard let found else { throw CaseFailure.linkOver }
    return (found.email, found.payload["language"].flatMap(Language.init(rawValue:)) ?? .zh)
  }

  /// Makes the account whose address a mailed link has proved, takes up the invitation the link came with, and signs in.
  /// - Throws: `invalid` for the field that cannot be taken, `notFound` when the link is over, `conflict` when the account exists.
  package func register(_ ticket: Token, _ person: NewPerson, from origin: Origin) async throws -> Token {
    let (email, _) = try await registration(ticket)
    let name = try PersonName.read(zh: person.nameZh, en: person.nameEn)
    try PasswordRule(breached: accounts.breached).require(
      person.password, hasSecondFactor: false, about: [email, name.zh, name.en], field: "password")
    var founded: NewOrganisation.Checked?
    if case .new(let organisation) = person.organisation {
      founded = try organisation.checked(rules.countries, today: today)
    }
    let hash = try await accounts.passwords.hash(person.password, salt: random(16))
    return try await store.write { [founded] transaction in
      let invitation = try spend(ticket, for: .invitation, transaction)
      guard try invitation != nil || spend(ticket, for: .register, transaction) != nil else {
        throw CaseFailure.linkOver
      }
      let id = try addAccount(email, name, person.language, password: hash, transaction)
      switch person.organisation {
      case .none: break
      case .known(let organisation):
        _ = try Self.organisation(organisation, transaction)
        _ = try join(organisation, isNew: false, as: .member, id, transaction)
      case .new:
        if let founded {
          let (organisation, isNew) = try findOrFound(founded, by: id, transaction)
          _ = try join(organisation, isNew: isNew, as: isNew ? .office : .member, id, transaction)
        }
      }
      if let invitation { try takeUp(invitation, account: id, transaction) }
      return try openSession(id, from: origin, replacing: nil, transaction)
    }
  }

  /// Adds an account.
  /// - Throws: `conflict` when the address has one.
  func addAccount(
    _ email: String, _ name: BilingualText, _ language: Language, password: String?,
    isDemonstration: Bool = false,
    _ transaction: Transaction
  ) throws -> String {
    let id = newID()
    let added = try transaction.run(
      """
      INSERT INTO account (id, email, name_zh, name_en, language, password, demonstration, created)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email) DO NOTHING
      """, .text(id), .text(email), .text(name.zh), .text(name.en), .text(language.rawValue),
      .optional(password),
      .int(isDemonstration ? 1 : 0), .integer(clock.now().milliseconds))
    guard added == 1 else { throw CaseFailure.knownEmail }
    return id
  }

  /// Whether a mail that anybody can ask for may go to an address: five an hour, half a minute apart.
  func mayMail(_ email: String, _ transaction: Transaction) throws -> Bool {
    let now = realTime.milliseconds
    let subject = "mail:" + Self.attemptSubject(email)
    let row = try transaction.row(
      "SELECT failures, made, due FROM attempt WHERE subject = $1 AND address = ''", .text(subject))
    // `due` is the end of the hour that began with the first mail.
    let isOver = row.map { $0.integer(2) <= now } ?? true
    let count = isOver ? 0 : row?.int(0) ?? 0
    if let row, count >= 5 || now - row.integer(1) < 30_000 { return false }
    try transaction.run(
      """
      INSERT INTO attempt (subject, address, failures, due, trusted, made) VALUES ($1, '', $2, $3, 0, $4)
      ON CONFLICT (subject, address) DO UPDATE
      SET failures = excluded.failures, due = excluded.due, made = excluded.made
      """, .text(subject), .int(count + 1), .integer(isOver ? now + 3_600_000 : row?.integer(2) ?? now),
      .integer(now))
    return true
  }

  func link(_ path: String, _ ticket: Token) -> String { accounts.site + path + ticket.text }
}

extension CaseFailure {
  static let knownEmail = CaseFailure(
    .conflict, BilingualText(zh: "这个邮箱已有账户", en: "This address has an account already"),
    remedy: BilingualText(zh: "请直接登录；忘记密码可以重新设置。", en: "Sign in; a forgotten password can be set anew."),
    field: "email")
}
