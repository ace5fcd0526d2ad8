internal import CallGuide
internal import Crypto
internal import Foundation
internal import Ledger
internal import Storage

/// Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator reads them.
package enum OneTimePassword {
  /// Seconds of a step.
  package static let period: Int64 = 30

  /// The step of a moment.
  static func step(_ now: Instant) -> Int64 { now.milliseconds / 1000 / period }

  /// The code of a step (RFC 4226 section 5.3).
  package static func code(secret: [UInt8], step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
    let mac = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(mac[19] & 15)
    let number = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(mac[offset + $1]) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step a code belongs to, a step early or late allowed; `nil` when it is wrong.
  static func step(of code: String, secret: [UInt8], now: Instant) -> Int64? {
    let typed = Array(code.utf8)
    var found: Int64?
    for step in (step(now) - 1)...(step(now) + 1) {
      let right = Array(self.code(secret: secret, step: step).utf8)
      // No early end: the time does not tell how many digits were right.
      if right.count == typed.count, zip(right, typed).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0 {
        found = step
      }
    }
    return found
  }
}

/// A second factor about to be set up.
package struct SecondFactorOffer: Sendable, Hashable {
  /// Names the offer in the form.
  package var ticket: Token
  /// The key, in groups of four, for typing into an authenticator.
  package var key: String
  /// `otpauth://totp/…`: the same for a QR code or a tap.
  package var address: String
}

extension Casework {
  /// Makes a key; nothing changes until a code of it was entered.
  package func offerSecondFactor(to actor: Actor) async throws -> SecondFactorOffer {
    let secret = random(20)
    let ticket = try await store.write { transaction in
      try issueTicket(
        .enrolment, account: actor.account, email: actor.email,
        payload: ["secret": Base32.encode(secret, count: 32)], life: 1800, transaction)
    }
    return Self.offer(ticket, secret: Base32.encode(secret, count: 32), email: actor.email)
  }

  /// The same offer again, after a code that was wrong.
  /// - Throws: `notFound` when it is over.
  package func secondFactorOffer(_ ticket: Token, of actor: Actor) async throws -> SecondFactorOffer {
    let now = realTime
    let known = try await store.read { try Self.ticket(ticket, for: .enrolment, now: now, $0) }
    guard let known, known.account == actor.account, let secret = known.payload["secret"] else {
      throw CaseFailure.linkOver
    }
    return Self.offer(ticket, secret: secret, email: actor.email)
  }

  private static func offer(_ ticket: Token, secret: String, email: String) -> SecondFactorOffer {
    let key = secret.uppercased()
    let groups = stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }
    let label = email.utf8.map { byte -> String in
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
    return SecondFactorOffer(
      ticket: ticket, key: groups.joined(separator: " "),
      address: "otpauth://totp/Hefu:\(label)?secret=\(key)&issuer=Hefu")
  }

  /// Sets up the second factor: the password and a first code are asked for; other sessions end.
  /// - Returns: ten recovery codes, shown this once.
  /// - Throws: `unauthenticated` for field `password` or `code`, `notFound` when the offer is over.
  package func enrolSecondFactor(
    _ actor: Actor, ticket: Token, password: String, code: String, from origin: Origin
  ) async throws -> [String] {
    try await confirmPassword(password, of: actor, from: origin)
    let codes = (0..<10).map { _ in Base32.encode(random(10), count: 16) }
    let now = realTime
    try await store.write { transaction in
      guard let known = try Self.ticket(ticket, for: .enrolment, now: now, transaction),
        known.account == actor.account, let secret = known.payload["secret"].flatMap(Base32.decode)
      else { throw CaseFailure.linkOver }
      guard let step = OneTimePassword.step(of: Self.plainCode(code), secret: secret, now: now) else {
        throw CaseFailure.wrongCode
      }
      _ = try spend(ticket, for: .enrolment, transaction)
      // The key is the account's now; the ticket need not know it any longer.
      try transaction.run("UPDATE ticket SET payload = '{}' WHERE hash = $1", .blob(ticket.hash))
      try transaction.run(
        "UPDATE account SET totp = $2, totp_step = $3 WHERE id = $1", .text(actor.account), .blob(secret),
        .integer(step))
      try setRecoveryCodes(codes, of: actor.account, transaction)
      try endSessions(of: actor.account, except: actor.session, transaction)
      try transaction.run("UPDATE session SET second_factor = 1 WHERE hash = $1", .blob(actor.session))
      try mailNotice(.secondFactorSet, to: actor, transaction)
    }
    return codes.map(Self.grouped)
  }

  /// Removes the second factor; the password must be long enough to stand alone.
  /// - Throws: `unauthenticated` for field `password`, `invalid` when it is too short.
  package func removeSecondFactor(_ actor: Actor, password: String, from origin: Origin) async throws {
    try await confirmPassword(password, of: actor, from: origin)
    try PasswordRule(breached: accounts.breached).require(
      password, hasSecondFactor: false, about: [], field: "password")
    try await store.write { transaction in
      try clearSecondFactor(of: actor.account, transaction)
      try endSessions(of: actor.account, except: actor.session, transaction)
      try mailNotice(.secondFactorRemoved, to: actor, transaction)
    }
  }

  /// New recovery codes; the old ones are void.
  package func renewRecoveryCodes(_ actor: Actor, password: String, from origin: Origin) async throws
    -> [String]
  {
    try await confirmPassword(password, of: actor, from: origin)
    let codes = (0..<10).map { _ in Base32.encode(random(10), count: 16) }
    try await store.write { transaction in
      guard
        try transaction.row("SELECT 1 FROM account WHERE id = $1 AND totp IS NOT NULL", .text(actor.account))
          != nil
      else { throw CaseFailure.noSecondFactor }
      try setRecoveryCodes(codes, of: actor.account, transaction)
    }
    return codes.map(Self.grouped)
  }

  func clearSecondFactor(of account: String, _ transaction: Transaction) throws {
    try transaction.run("UPDATE account SET totp = NULL WHERE id = $1", .text(account))
    try transaction.run("DELETE FROM recovery_code WHERE account = $1", .text(account))
    try transaction.run("UPDATE session SET second_factor = 0 WHERE account = $1", .text(account))
  }

  private func setRecoveryCodes(_ codes: [String], of account: String, _ transaction: Transaction) throws {
    try transaction.run("DELETE FROM recovery_code WHERE account = $1", .text(account))
    try transaction.run(
      """
      INSERT INTO recovery_code (account, hash) VALUES ($1, $2), ($1, $3), ($1, $4), ($1, $5), ($1, $6), ($1, $7),
        ($1, $8), ($1, $9), ($1, $10), ($1, $11)
      """, [.text(account)] + codes.map { .blob(Hash.of(Array($0.utf8)).bytes) })
  }

  func endSessions(of account: String, except own: [UInt8], _ transaction: Transaction) throws {
    try transaction.run(
      "DELETE FROM session WHERE account = $1 AND hash <> $2", .text(account), .blob(own))
  }

  /// Uses a code up: six digits of a step that was not used yet, or a recovery code.
  /// - Throws: `unauthenticated` for field `code`.
  func useCode(_ typed: String, of account: String, _ transaction: Transaction) throws {
    let code = Self.plainCode(typed)
    guard
      let secret = try transaction.row("SELECT totp FROM account WHERE id = $1", .text(account))?.blobIfAny(0)
    else { throw CaseFailure.signInOver }
    if let step = OneTimePassword.step(of: code, secret: secret, now: realTime) {
      let changed = try transaction.run(
        "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2", .text(account), .integer(step))
      if changed == 1 { return }
      throw CaseFailure.usedCode
    }
    let spent = try transaction.run(
      "DELETE FROM recovery_code WHERE hash = $1 AND account = $2", .blob(Hash.of(Array(code.utf8)).bytes),
      .text(account))
    guard spent == 1 else { throw CaseFailure.wrongCode }
  }

  private static func plainCode(_ typed: String) -> String {
    String(typed.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(64))
  }

  private static func grouped(_ code: String) -> String {
    stride(from: 0, to: code.count, by: 4).map { String(code.dropFirst($0).prefix(4)) }.joined(separator: "-")
  }
}

extension CaseFailure {
  static let wrongCode = CaseFailure(
    .unauthenticated, BilingualText(zh: "验证码不对", en: "The code is not right"),
    remedy: BilingualText(
      zh: "请输入验证器当前显示的 6 位数字，并检查手机时间是否准确；也可用一个恢复码。",
      en:
        "Enter the six digits your authenticator shows now and check the phone’s clock; a recovery code works too."
    ),
    field: "code")

  static let usedCode = CaseFailure(
    .unauthenticated, BilingualText(zh: "这个验证码已经用过", en: "This code was used already"),
    remedy: BilingualText(zh: "请等验证器显示下一个，通常不超过 30 秒。", en: "Wait for the next one, at most 30 seconds."),
    field: "code")

  static let noSecondFactor = CaseFailure(
    .conflict, BilingualText(zh: "尚未启用第二重验证", en: "There is no second factor yet"),
    remedy: BilingualText(zh: "请先启用。", en: "Set one up first."))
}
