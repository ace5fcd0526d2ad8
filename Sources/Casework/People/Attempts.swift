internal import CallGuide
internal import Ledger
internal import Storage

/// Slows down guessing without locking anybody out.
///
/// Wrong attempts count for account and address together, and for the account from all addresses together; each further one doubles
/// the wait. An address from which the account was entered before does not wait for what strangers do, so that a stranger cannot
/// keep the owner away.
enum Backoff {
  /// Wrong attempts from one address that cost nothing, and the longest wait after; milliseconds.
  static let free = 5, most: Int64 = 15 * 60_000
  /// The same for an account from everywhere.
  static let freeInAll = 20, mostInAll: Int64 = 60_000
  /// After so long without one, wrong attempts are forgotten; milliseconds.
  static let memory: Int64 = 86_400_000

  static func wait(after failures: Int, free: Int, most: Int64) -> Int64 {
    failures < free ? 0 : min(most, 1000 << Int64(min(failures - free + 1, 30)))
  }
}

extension Casework {
  /// Counts an attempt as wrong before it is looked at, so that many at once gain nothing; `succeeded` takes it back.
  /// - Throws: `tooMany` with how long to wait.
  func attempt(_ subject: String, from address: String) async throws {
    let now = realTime.milliseconds
    try await store.write { transaction in
      let rows = try transaction.rows(
        "SELECT address, failures, due, trusted, made FROM attempt WHERE subject = $1 AND address IN ('', $2)",
        .text(subject), .text(address))
      let here = rows.first { $0.text(0) == address }
      let inAll = rows.first { $0.text(0).isEmpty }
      let isTrusted = here?.int(3) == 1
      let due = max(here?.integer(2) ?? 0, isTrusted ? 0 : inAll?.integer(2) ?? 0)
      guard due <= now else { throw CaseFailure.wait(seconds: Int((due - now + 999) / 1000)) }
      for (place, row, free, most) in [
        (address, here, Backoff.free, Backoff.most), ("", inAll, Backoff.freeInAll, Backoff.mostInAll),
      ] {
        let isRecent = row.map { $0.integer(4) > now - Backoff.memory } ?? false
        let failures = (isRecent ? row?.int(1) ?? 0 : 0) + 1
        let next = now + Backoff.wait(after: failures, free: free, most: most)
        try transaction.run(
          """
          INSERT INTO attempt (subject, address, failures, due, trusted, made) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (subject, address) DO UPDATE
          SET failures = excluded.failures, due = excluded.due, trusted = excluded.trusted, made = excluded.made
          """, .text(subject), .text(place), .int(failures), .integer(next), .int(row?.int(3) ?? 0),
          .integer(now))
      }
    }
  }

  /// Forgets wrong attempts after a right one, and remembers the address.
  func succeeded(_ subject: String, from address: String, _ transaction: Transaction) throws {
    try transaction.run(
      "UPDATE attempt SET failures = 0, due = 0, trusted = 1 WHERE subject = $1 AND address = $2",
      .text(subject),
      .text(address))
    try transaction.run(
      "UPDATE attempt SET failures = 0, due = 0 WHERE subject = $1 AND address = ''", .text(subject))
  }

  /// What attempts on an address are counted under, whether it has an account or not.
  static func attemptSubject(_ email: String) -> String { Hash.of(Array(email.utf8)).description }

  /// Removes sessions, links and counts that are over. Safe at any time.
  package func tidyPeople() async throws {
    let now = realTime.milliseconds
    try await store.write { [accounts] transaction in
      try transaction.run(
        "DELETE FROM session WHERE ends <= $1 OR seen <= $2", .integer(now),
        .integer(now - accounts.sessionIdle * 1000))
      try transaction.run("DELETE FROM ticket WHERE ends <= $1", .integer(now - 30 * 86_400_000))
      try transaction.run(
        "DELETE FROM attempt WHERE made <= $1 AND (trusted = 0 OR made <= $2)",
        .integer(now - Backoff.memory),
        .integer(now - 90 * Backoff.memory))
    }
  }
}

extension CaseFailure {
  static func wait(seconds: Int) -> CaseFailure {
    let (zh, en) =
      seconds < 90
      ? ("\(seconds) 秒", "\(seconds) seconds")
      : ("\((seconds + 59) / 60) 分钟", "\((seconds + 59) / 60) minutes")
    return CaseFailure(
      .tooMany, BilingualText(zh: "错误次数过多", en: "Too many wrong attempts"),
      remedy: BilingualText(zh: "请在 \(zh)后再试；账户没有被锁定。", en: "Try again in \(en); the account is not locked."))
  }
}
