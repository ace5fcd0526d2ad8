internal import CallGuide
internal import Eligibility
internal import Ledger
internal import Storage

extension Casework {
  /// Erases what the journal keeps about a subject beside the leaves: entry, salt, details, who and about whom.
  ///
  /// The leaves stay, so every other proof stays valid; without its salt a leaf says nothing. That and how many were erased is
  /// itself recorded. Receipts people hold are theirs and still verify.
  /// - Parameters:
  ///   - subject: an application's or an account's id.
  ///   - reason: why the law allows or asks it; recorded.
  /// - Returns: how many entries were erased; doing it again erases none.
  /// - Throws: `forbidden`; `invalid` without a reason.
  @discardableResult
  package func eraseRecords(about subject: String, reason: String, by actor: Actor) async throws -> Int {
    try actor.require(.eraseRecords)
    let reason = reason.trimmed
    guard !reason.isEmpty, reason.count <= 2000 else { throw CaseFailure.noErasureReason }
    let salt = random(16)
    let now = clock.now()
    return try await store.write { transaction in
      let count = try transaction.run(
        """
        UPDATE journal SET salt = NULL, entry = NULL, details = NULL, subject = NULL, actor = NULL
        WHERE subject = $1 AND entry IS NOT NULL
        """, .text(subject))
      guard count > 0 else { return 0 }
      let details = JSONWriter.write(
        .map([("count", .text(String(count))), ("reason", .text(reason))]), pretty: false)
      // The entry names nobody: what was erased must not come back through the record of its erasure.
      try transaction.record(
        JournalEvent(
          event: "recordsErased", call: rules.call.id, guide: "", subject: "",
          facts: .of(Array(details.utf8)),
          time: now, actor: actor.account, details: details, salt: salt))
      return count
    }
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension CaseFailure {
  static let noErasureReason = CaseFailure(
    .invalid,
    BilingualText(zh: "请写明删除的理由（不超过 2000 字）", en: "State the reason for erasing (at most 2,000 characters)"),
    remedy: BilingualText(
      zh: "例如个人信息主体的删除请求及其日期。", en: "Such as a person’s request for erasure and its date."), field: "reason")
}
