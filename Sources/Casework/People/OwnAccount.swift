package import CallGuide
internal import Ledger
internal import Storage

// What people do with their own account.
extension Casework {
  /// Changes one's name and language.
  /// - Throws: `invalid` for field `nameZh` or `nameEn`.
  package func rename(_ actor: Actor, zh: String, en: String, language: Language) async throws {
    let name = try PersonName.read(zh: zh, en: en)
    try await store.write { transaction in
      try transaction.run(
        "UPDATE account SET name_zh = $2, name_en = $3, language = $4 WHERE id = $1", .text(actor.account),
        .text(name.zh), .text(name.en), .text(language.rawValue))
    }
  }

  /// Changes one's password; every other session ends.
  /// - Throws: `unauthenticated` for field `current`, `invalid` for field `password`.
  package func changePassword(_ actor: Actor, current: String, new: String, from origin: Origin) async throws
  {
    try await confirmPassword(current, of: actor, from: origin, field: "current")
    try PasswordRule(breached: accounts.breached).require(
      new, hasSecondFactor: actor.hasSecondFactor, about: [actor.email, actor.name.zh, actor.name.en],
      field: "password")
    let hash = try await accounts.passwords.hash(new, salt: random(16))
    try await store.write { transaction in
      // The rule was asked of the account as it was; a second factor removed meanwhile asks for more.
      let changed = try transaction.run(
        """
        UPDATE account SET password = $2
        WHERE id = $1 AND closed IS NULL AND ($3 = 0 OR totp IS NOT NULL)
        """, .text(actor.account), .text(hash), .int(actor.hasSecondFactor ? 1 : 0))
      guard changed == 1 else { throw CaseFailure.noSecondFactor }
      try endSessions(of: actor.account, except: actor.session, transaction)
      try voidTickets(of: actor.account, transaction)
      try mailNotice(.passwordChanged, to: actor, transaction)
    }
  }

  // MARK: a forgotten password

  /// Mails a link to set a new password, if the address has an account; the answer is the same if it has none.
  /// - Throws: `invalid` for field `email`.
  package func forgotPassword(email typed: String) async throws {
    let email = try EmailAddress.read(typed)
    try await store.write { transaction in
      guard try mayMail(email, transaction),
        let known = try transaction.row(
          """
          SELECT id, name_zh, name_en, language FROM account
          WHERE email = $1 AND closed IS NULL AND suspended IS NULL
          """, .text(email))
      else { return }
      let ticket = try issueTicket(
        .reset, account: known.text(0), email: email, life: accounts.resetLife, transaction)
      try mail(
        to: email, Language(rawValue: known.text(3)) ?? .zh,
        subject: BilingualText(zh: "重新设置密码", en: "Set a new password"),
        body: AccountMail.reset(
          name: BilingualText(zh: known.text(1), en: known.text(2)), link: link("/reset/", ticket)),
        transaction)
    }
  }

  /// Whether a mailed link can still set a password, and for which address.
  /// - Throws: `notFound` when it cannot.
  package func passwordReset(_ ticket: Token) async throws -> String {
    let now = realTime
    guard let found = try await store.read({ try Self.ticket(ticket, for: .reset, now: now, $0) }) else {
      throw CaseFailure.linkOver
    }
    return found.email
  }

  /// Sets a new password by a mailed link: all sessions end, and so does every other such link. A second factor stays.
  /// - Throws: `notFound` when the link is over, `invalid` for field `password`.
  package func resetPassword(_ ticket: Token, new: String) async throws {
    let now = realTime
    let account = try await store.read { connection -> Actor in
      guard let id = try Self.ticket(ticket, for: .reset, now: now, connection)?.account else {
        throw CaseFailure.linkOver
      }
      return try Self.actor(account: id, connection)
    }
    try PasswordRule(breached: accounts.breached).require(
      new, hasSecondFactor: account.hasSecondFactor,
      about: [account.email, account.name.zh, account.name.en],
      field: "password")
    let hash = try await accounts.passwords.hash(new, salt: random(16))
    try await store.write { transaction in
      guard try spend(ticket, for: .reset, transaction) != nil else { throw CaseFailure.linkOver }
      try transaction.run(
        "UPDATE account SET password = $2 WHERE id = $1", .text(account.account), .text(hash))
      try endSessions(of: account.account, except: [], transaction)
      try voidTickets(of: account.account, transaction)
      try mailNotice(.passwordChanged, to: account, transaction)
    }
  }

  /// Links and steps that could undo what the owner just did cannot be used any more.
  func voidTickets(of account: String, _ transaction: Transaction) throws {
    try transaction.run(
      """
      UPDATE ticket SET used = $2
      WHERE account = $1 AND used IS NULL AND purpose IN ('reset', 'email', 'secondFactor')
      """, .text(account), .integer(realTime.milliseconds))
  }

  // MARK: another address

  /// Mails a link to a new address; opening it changes the account's.
  /// - Throws: `unauthenticated` for field `password`, `invalid` for field `email`.
  package func beginChangeOfEmail(_ actor: Actor, to typed: String, password: String, from origin: Origin)
    async throws
  {
    let email = try EmailAddress.read(typed)
    try await confirmPassword(password, of: actor, from: origin)
    try await store.write { transaction in
      // An address that is taken gets no mail and the answer is the same: nobody learns who has an account.
      guard try mayMail(email, transaction),
        try transaction.row("SELECT 1 FROM account WHERE email = $1", .text(email)) == nil
      else { return }
      let ticket = try issueTicket(
        .email, account: actor.account, email: email, life: accounts.verifyLife, transaction)
      try mail(
        to: email, actor.language, subject: BilingualText(zh: "确认新的登录邮箱", en: "Confirm your new address"),
        body: AccountMail.newAddress(name: actor.name, link: link("/email/", ticket)), transaction)
    }
  }

  /// The address a link would make the account's.
  /// - Throws: `notFound` when it is over.
  package func changeOfEmail(_ ticket: Token) async throws -> String {
    let now = realTime
    guard let found = try await store.read({ try Self.ticket(ticket, for: .email, now: now, $0) }) else {
      throw CaseFailure.linkOver
    }
    return found.email
  }

  /// Makes the new address the account's; the old one is told.
  /// - Throws: `notFound` when the link is over, `conflict` when the address was taken meanwhile.
  package func changeEmail(_ ticket: Token) async throws {
    try await store.write { transaction in
      guard let found = try spend(ticket, for: .email, transaction), let id = found.account else {
        throw CaseFailure.linkOver
      }
      let before = try Self.actor(account: id, transaction)
      guard try transaction.row("SELECT 1 FROM account WHERE email = $1", .text(found.email)) == nil else {
        throw CaseFailure.knownEmail
      }
      try transaction.run("UPDATE account SET email = $2 WHERE id = $1", .text(id), .text(found.email))
      try voidTickets(of: id, transaction)
      try mailNotice(.emailChanged(to: found.email), to: before, transaction)
    }
  }

  // MARK: closing

  /// Closes one's account for good: sessions, memberships, offices and secrets go; what it did stays in the journal under its
  /// pseudonym.
  /// - Throws: `unauthenticated` for field `password`, `conflict` while it leads applications that stand.
  package func closeAccount(_ actor: Actor, password: String, from origin: Origin) async throws {
    try await confirmPassword(password, of: actor, from: origin)
    try await store.write { transaction in
      try mailNotice(.accountClosed, to: actor, transaction)
      try close(actor.account, by: actor.account, transaction)
    }
  }

  func close(_ account: String, by actor: String, _ transaction: Transaction) throws {
    let leads = try transaction.row(
      """
      SELECT COUNT(*) FROM application WHERE leader = $1 AND state IN ('submitted', 'confirmed', 'endorsed')
      """, .text(account))
    guard leads?.int(0) ?? 0 == 0 else { throw CaseFailure.leads(leads?.int(0) ?? 0) }
    let lastSecurity = try transaction.row(
      """
      SELECT 1 FROM office WHERE account = $1 AND role = 'security'
        AND NOT EXISTS (SELECT 1 FROM office WHERE account <> $1 AND role = 'security')
      """, .text(account))
    guard lastSecurity == nil else { throw CaseFailure.lastSecurity }
    try transaction.run("DELETE FROM membership WHERE account = $1", .text(account))
    try transaction.run("DELETE FROM membership_request WHERE account = $1", .text(account))
    try transaction.run("DELETE FROM office WHERE account = $1", .text(account))
    try transaction.run("DELETE FROM recovery_code WHERE account = $1", .text(account))
    try transaction.run("DELETE FROM session WHERE account = $1", .text(account))
    try transaction.run(
      "UPDATE ticket SET used = $2 WHERE (account = $1 OR created_by = $1) AND used IS NULL", .text(account),
      .integer(realTime.milliseconds))
    // The address is free again; the row stays because the journal and past versions name it.
    try transaction.run(
      "UPDATE account SET closed = $2, password = NULL, totp = NULL, email = $3 WHERE id = $1",
      .text(account),
      .integer(clock.now().milliseconds), .text(account + "@closed.invalid"))
    try record("accountClosed", subject: account, by: actor, details: [:], transaction)
  }
}

extension CaseFailure {
  static func leads(_ count: Int) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(
        zh: "该账户仍是 \(count) 份已提交申报书的项目负责人",
        en: "This account leads \(count) submitted application\(count == 1 ? "" : "s")"),
      remedy: BilingualText(zh: "请先撤回这些申报书，再注销账户。", en: "Withdraw them before the account is closed."))
  }

  static let lastSecurity = CaseFailure(
    .conflict, BilingualText(zh: "系统至少要有一位安全管理员", en: "There has to be a security administrator"),
    remedy: BilingualText(zh: "请先由他授予另一人此职责。", en: "Another person has to be given this office first."))
}
