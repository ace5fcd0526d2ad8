package import Ledger
internal import Synchronization

/// The journal's tree in memory, kept in step with the table `journal`; 64 bytes an entry and more for each hash's box.
package final class Journal: Sendable {
  private let signer: SignerKey
  private let tree = Mutex(MerkleTree())

  init(signer: SignerKey) { self.signer = signer }

  /// The key that verifies its checkpoints; its name is the journal's origin.
  package var key: VerifierKey { signer.verifier }

  /// Number of entries known to be durable.
  package var size: Int { tree.withLock { $0.count } }

  /// Proof that entry `position` is in the journal of `size` entries.
  package func inclusionProof(of position: Int, size: Int) -> [Hash]? {
    tree.withLock { $0.inclusionProof(of: position, size: size) }
  }

  /// Proof that the journal of `size` entries continues that of `old`.
  package func consistencyProof(from old: Int, size: Int) -> [Hash]? {
    tree.withLock { $0.consistencyProof(from: old, size: size) }
  }

  /// The root of the journal as it was with `size` entries; `nil` when it never had so many.
  package func root(size: Int) -> Hash? {
    tree.withLock { size <= $0.count ? $0.root(size: size) : nil }
  }

  /// Reads what other servers, or an earlier run, have written.
  func catchUp(_ connection: any Connection) throws(StoreFailure) {
    while true {
      let known = size
      let rows = try connection.rows(
        "SELECT position, leaf FROM journal WHERE position >= $1 ORDER BY position LIMIT 10000", .int(known))
      for (offset, row) in rows.enumerated() {
        guard row.int(0) == known + offset, let leaf = Hash(bytes: row.blob(1)) else {
          throw StoreFailure(.unusable, "journal entry \(known + offset) is missing or damaged")
        }
        tree.withLock { if $0.count == known + offset { $0.append(leaf) } }
      }
      if rows.count < 10_000 { return }
    }
  }

  /// Adds the leaves of a batch and writes the signed checkpoint after them.
  func seal(_ leaves: [Hash], at time: Instant, on connection: any Connection) throws {
    guard !leaves.isEmpty else { return }
    let checkpoint = tree.withLock { tree in
      for leaf in leaves { tree.append(leaf) }
      return Checkpoint(origin: key.name, size: tree.count, root: tree.root())
    }
    try connection.run(
      "INSERT INTO checkpoint (size, note, made) VALUES ($1, $2, $3)", .int(checkpoint.size),
      .text(try checkpoint.signed(by: signer).description), .integer(time.milliseconds))
  }

  /// Forgets leaves that were not kept after all.
  func truncate(to count: Int) { tree.withLock { $0.truncate(to: count) } }
}

/// The entries of one batch that are not yet durable.
final class JournalWriter {
  private let base: Int
  private(set) var leaves: [Hash] = []
  private(set) var latest = Instant(milliseconds: 0)

  init(base: Int) { self.base = base }

  var count: Int { leaves.count }

  /// Forgets the entries of a savepoint that was undone.
  func undo(to count: Int) { leaves.removeLast(leaves.count - count) }

  func append(_ event: JournalEvent, on connection: any Connection) throws(StoreFailure) -> Int {
    let entry = event.entry
    let leaf = entry.leaf(salt: event.salt)
    let position = base + leaves.count
    try connection.run(
      """
      INSERT INTO journal (position, leaf, salt, entry, details, event, subject, actor, made)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      .int(position), .blob(leaf.bytes), .blob(event.salt), .text(entry.canonical), .optional(event.details),
      .text(event.event), .text(event.subject), .text(event.actor), .integer(event.time.milliseconds))
    leaves.append(leaf)
    latest = max(latest, event.time)
    return position
  }
}
