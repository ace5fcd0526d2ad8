internal import CallGuide
internal import Ledger
internal import Storage

/// What a right password leads to.
package enum SignIn: Sendable, Hashable {
  case signedIn(Token)
  /// A code of the second factor is wanted within five minutes, together with this ticket.
  case secondFactor(Token)
}

extension Casework {
  private struct Known: Sendable {
    let id: String
    let password: String?
    let hasSecondFactor: Bool
  }

  /// Signs in with a password, and a code of the second factor where there is one.
  ///
  /// An unknown address costs the same time and answers the same as a wrong password.
  /// - Parameters:
  ///   - code: six digits or a recovery code; without it an account with a second factor gets a ticket for the second step.
  ///   - old: the session of the browser that signs in; it ends, so that nobody keeps a session made before.
  /// - Throws: `unauthenticated`, `tooMany`.
  package func signIn(
    email typed: String, password: String, code: String? = nil, from origin: Origin,
    replacing old: Token? = nil
  ) async throws -> SignIn {
    let email = EmailAddress.normalised(typed)
    let subject = Self.attemptSubject(email)
    try await attempt(subject, from: origin.address)
    let known = try await store.read { connection in
      try connection.row(
        """
        SELECT id, password, CASE WHEN totp IS NULL THEN 0 ELSE 1 END FROM account
        WHERE email = $1 AND closed IS NULL AND suspended IS NULL
        """, .text(email)
      ).map { Known(id: $0.text(0), password: $0.textIfAny(1), hasSecondFactor: $0.int(2) == 1) }
    }
    let (isRight, isOutdated) = try await accounts.passwords.check(password, against: known?.password)
    guard isRight, let known else { throw CaseFailure.wrongPassword }
    let renewed = isOutdated ? try? await accounts.passwords.hash(password, salt: random(16)) : nil
    if known.hasSecondFactor, let code {
      try await attempt("2:" + known.id, from: origin.address)
      return .signedIn(
        try await store.write { transaction in
          try useCode(code, of: known.id, transaction)
          try succeeded("2:" + known.id, from: origin.address, transaction)
          return try enter(known, subject, renewed, origin, old, transaction)
        })
    }
    return try await store.write { transaction in
      if known.hasSecondFactor {
        try succeeded(subject, from: origin.address, transaction)
        return .secondFactor(
          try issueTicket(.secondFactor, account: known.id, email: email, life: 300, transaction))
      }
      return .signedIn(try enter(known, subject, renewed, origin, old, transaction))
    }
  }

  /// The second step.
  /// - Throws: `unauthenticated` for a wrong code (field `code`) or a ticket that is over (no field), `tooMany`.
  package func signIn(ticket: Token, code: String, from origin: Origin, replacing old: Token? = nil)
    async throws
    -> Token
  {
    let now = realTime
    let known = try await store.read { try Self.ticket(ticket, for: .secondFactor, now: now, $0) }
    guard let account = known?.account else { throw CaseFailure.signInOver }
    try await attempt("2:" + account, from: origin.address)
    return try await store.write { transaction in
      guard try spend(ticket, for: .secondFactor, transaction) != nil else { throw CaseFailure.signInOver }
      try useCode(code, of: account, transaction)
      try succeeded("2:" + account, from: origin.address, transaction)
      return try openSession(account, from: origin, replacing: old, transaction)
    }
  }

  private func enter(
    _ known: Known, _ subject: String, _ renewed: String?, _ origin: Origin, _ old: Token?,
    _ transaction: Transaction
  ) throws -> Token {
    try succeeded(subject, from: origin.address, transaction)
    // Only over the hash that was compared: another request may have set a new password meanwhile.
    guard
      try transaction.row(
        "SELECT 1 FROM account WHERE id = $1 AND password = $2 AND closed IS NULL AND suspended IS NULL",
        .text(known.id), .optional(known.password)) != nil
    else { throw CaseFailure.wrongPassword }
    if let renewed {
      try transaction.run("UPDATE account SET password = $2 WHERE id = $1", .text(known.id), .text(renewed))
    }
    return try openSession(known.id, from: origin, replacing: old, transaction)
  }

  /// Compares the password of somebody who is signed in already, before something that matters.
  /// - Throws: `unauthenticated` for `field`, `tooMany`; `forbidden` for an account of the demonstration's cast, which everybody uses and
  ///   nobody may lock.
  func confirmPassword(_ password: String, of actor: Actor, from origin: Origin, field: String = "password")
    async throws
  {
    guard !actor.isDemonstration else { throw CaseFailure.everybodys }
    let subject = Self.attemptSubject(actor.email)
    try await attempt(subject, from: origin.address)
    let known = try await store.read { connection in
      try connection.row("SELECT password FROM account WHERE id = $1", .text(actor.account))?.textIfAny(0)
    }
    guard try await accounts.passwords.check(password, against: known).isRight else {
      var failure = CaseFailure.wrongPassword
      failure.what = BilingualText(zh: "密码不对", en: "This is not your password")
      failure.field = field
      throw failure
    }
    try await store.write { transaction in try succeeded(subject, from: origin.address, transaction) }
  }
}

/// Addresses of electronic mail: enough of RFC 5321 to be sendable, in ASCII, lower case, without comments or quotes.
package enum EmailAddress {
  /// Trimmed and in lower case: what accounts are found by.
  package static func normalised(_ typed: String) -> String {
    var text = Substring(typed.lowercased())
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// The normalised address.
  /// - Throws: `invalid` for `field`.
  package static func read(_ typed: String, field: String = "email") throws(CaseFailure) -> String {
    let text = normalised(typed)
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, isLocal(parts[0]), isDomain(parts[1]) else {
      throw CaseFailure(
        .invalid,
        text.isEmpty
          ? BilingualText(zh: "请填写电子邮箱", en: "An e-mail address is needed")
          : BilingualText(
            zh: "「\(text.prefix(60))」不是有效的电子邮箱", en: "“\(text.prefix(60))” is no e-mail address"),
        remedy: BilingualText(
          zh: "应形如 name@example.edu.cn，只用英文字母、数字和 . _ + -。",
          en: "It looks like name@example.edu.cn, in ASCII letters, digits and . _ + -."),
        field: field)
    }
    return text
  }

  private static func isLocal(_ text: Substring) -> Bool {
    (1...64).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasSuffix(".") && !text.contains("..")
      && text.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 253 && labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
          && !label.hasPrefix("-") && !label.hasSuffix("-")
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension CaseFailure {
  static let wrongPassword = CaseFailure(
    .unauthenticated, BilingualText(zh: "邮箱或密码不对", en: "The address or the password is not right"),
    remedy: BilingualText(
      zh: "请检查大小写和输入法；忘记密码可以重新设置。",
      en: "Check capitals and the keyboard; a forgotten password can be set anew."),
    field: "password")

  static let everybodys = CaseFailure(
    .forbidden,
    BilingualText(
      zh: "演示账户供所有人使用，不能修改密码、邮箱、双因素或注销",
      en:
        "A demonstration account is everybody’s: its password, address and second factor stay, and it is not closed"
    ),
    remedy: BilingualText(
      zh: "要试这些功能，请另行注册一个账户。", en: "To try this, register an account of your own."))

  static let signInOver = CaseFailure(
    .unauthenticated, BilingualText(zh: "登录已超时", en: "This sign-in has taken too long"),
    remedy: BilingualText(zh: "请重新输入邮箱和密码。", en: "Please enter address and password again."))
}
