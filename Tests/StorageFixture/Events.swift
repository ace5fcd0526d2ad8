package import Ledger
package import Storage

extension JournalEvent {
  /// An event about `subject`, whatever it is.
  package static func example(_ subject: String, at time: Instant = TestDatabase.beginning) -> JournalEvent {
    JournalEvent(
      event: "submitted", call: "2024-2", guide: "guide", subject: subject, facts: .of(Array(subject.utf8)),
      time: time, actor: "actor", salt: Array(repeating: 7, count: 16))
  }
}

extension Store {
  /// The root recomputed from the leaves in the table, and their number.
  package func recomputed() async throws -> (size: Int, root: Hash) {
    let leaves = try await read { connection in
      try connection.rows("SELECT leaf FROM journal ORDER BY position").compactMap { Hash(bytes: $0.blob(0)) }
    }
    return (leaves.count, MerkleTree(leaves).root())
  }
}
