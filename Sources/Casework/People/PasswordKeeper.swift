internal import CArgon2
internal import CallGuide
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Hashes and compares passwords with argon2id (RFC 9106) on threads of its own.
///
/// One hash takes tens of milliseconds and its memory, so only `lanes` run at once, `queue` more wait, and further ones are
/// refused: a flood of sign-ins cannot starve those who are writing.
package final class PasswordKeeper: Sendable {
  /// What a hash costs.
  package struct Cost: Sendable, Hashable {
    /// Memory in KiB.
    package var memory: UInt32
    /// Passes over it.
    package var passes: UInt32

    package init(memory: UInt32, passes: UInt32) {
      self.memory = memory
      self.passes = passes
    }

    /// 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet names.
    package static let ordinary = Cost(memory: 19 * 1024, passes: 2)
  }

  private struct Queue {
    var running = 0
    var waiting: [@Sendable () -> Void] = []
  }

  package let cost: Cost
  private let lanes: Int
  private let limit: Int
  private let queue = Mutex(Queue())
  private let threads = DispatchQueue(label: "hefu.passwords", attributes: .concurrent)

  /// - Parameters:
  ///   - lanes: hashes computed at the same time.
  ///   - queue: how many may wait for that.
  package init(cost: Cost = .ordinary, lanes: Int = 2, queue: Int = 64) {
    self.cost = cost
    self.lanes = max(1, lanes)
    limit = queue
  }

  /// The hash of a password as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
  /// - Throws: `tooMany` when too many wait.
  package func hash(_ password: String, salt: [UInt8]) async throws -> String {
    let bytes = Self.bytes(password)
    return try await run { [cost] in try Self.encode(bytes, salt: salt, cost: cost) }
  }

  /// Whether a password is the one that was hashed, and whether the hash should be made anew at today's cost.
  /// - Parameter known: `nil` for an account that does not exist; the same work is done and the answer is no.
  /// - Throws: `tooMany` when too many wait.
  package func check(_ password: String, against known: String?) async throws -> (
    isRight: Bool, isOutdated: Bool
  ) {
    let bytes = Self.bytes(password)
    return try await run { [cost] in
      guard let known else {
        _ = try Self.encode(bytes, salt: [UInt8](repeating: 0, count: 16), cost: cost)
        return (false, false)
      }
      let isRight = bytes.withUnsafeBytes {
        argon2id_verify(known, $0.baseAddress, $0.count) == ARGON2_OK.rawValue
      }
      return (isRight, !known.hasPrefix("$argon2id$v=19$m=\(cost.memory),t=\(cost.passes),p=1$"))
    }
  }

  /// NFKC, as NIST SP 800-63B-4 section 3.1.1.2 asks: what an input method writes as full-width letters is the same password.
  static func bytes(_ password: String) -> [UInt8] {
    Array(password.precomposedStringWithCompatibilityMapping.utf8)
  }

  private static func encode(_ password: [UInt8], salt: [UInt8], cost: Cost) throws -> String {
    let length = argon2_encodedlen(cost.passes, cost.memory, 1, UInt32(salt.count), 32, Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let code = password.withUnsafeBytes { password in
      salt.withUnsafeBytes { salt in
        argon2id_hash_encoded(
          cost.passes, cost.memory, 1, password.baseAddress, password.count, salt.baseAddress, salt.count, 32,
          &encoded, length)
      }
    }
    // Memory for the hash is all that can fail here.
    guard code == ARGON2_OK.rawValue else { throw CaseFailure.crowded }
    return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let job: @Sendable () -> Void = { continuation.resume(with: Swift.Result { try work() }) }
      let isTaken = queue.withLock { queue in
        if queue.running < lanes {
          queue.running += 1
          start(job)
        } else if queue.waiting.count < limit {
          queue.waiting.append(job)
        } else {
          return false
        }
        return true
      }
      if !isTaken { continuation.resume(throwing: CaseFailure.crowded) }
    }
  }

  private func start(_ job: @escaping @Sendable () -> Void) {
    threads.async { [self] in
      job()
      queue.withLock { queue in
        if queue.waiting.isEmpty { queue.running -= 1 } else { start(queue.waiting.removeFirst()) }
      }
    }
  }
}

extension CaseFailure {
  static let crowded = CaseFailure(
    .tooMany, BilingualText(zh: "同时登录的人太多", en: "Too many people are signing in at this moment"),
    remedy: BilingualText(zh: "请过几秒钟再试。", en: "Please try again in a few seconds."))
}
