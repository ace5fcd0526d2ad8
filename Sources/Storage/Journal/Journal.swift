package import Ledger
internal import Synchronization

/// The journal's tree in memory, kept in step with the table `journal`; 64 bytes an entry.
package final class Journal: Sendable {
  private let signer: SignerKey
  private let state = Mutex(State())

  /// The first `durable` leaves are on the disk; those behind belong to a batch that is being committed.
  private struct State {
    var tree = MerkleTree()
    var durable = 0

    /// Takes a leaf that is known to be on the disk.
    /// - Returns: whether it fits what was known of the disk before.
    mutating func absorb(_ leaf: Hash, at position: Int) -> Bool {
      if position < durable { return tree.leaf(position) == leaf }
      guard position <= tree.count else { return false }
      // What stands there otherwise is a batch of ours whose commit failed while another server wrote.
      if position < tree.count, tree.leaf(position) != leaf { tree.truncate(to: position) }
      if position == tree.count { tree.append(leaf) }
      durable = position + 1
      return true
    }
  }

  init(signer: SignerKey) { self.signer = signer }

  /// The key that verifies its checkpoints; its name is the journal's origin.
  package var key: VerifierKey { signer.verifier }

  /// Number of entries known to be durable.
  package var size: Int { state.withLock { $0.durable } }

  /// Proof that entry `position` is in the journal of `size` entries; `nil` when it is not, or not known to be.
  package func inclusionProof(of position: Int, size: Int) -> [Hash]? {
    state.withLock { size <= $0.durable ? $0.tree.inclusionProof(of: position, size: size) : nil }
  }

  /// Proof that the journal of `size` entries continues that of `old`; `nil` when it never had so many.
  package func consistencyProof(from old: Int, size: Int) -> [Hash]? {
    state.withLock { size <= $0.durable ? $0.tree.consistencyProof(from: old, size: size) : nil }
  }

  /// The root of the journal as it was with `size` entries; `nil` when it never had so many.
  package func root(size: Int) -> Hash? {
    state.withLock { size >= 0 && size <= $0.durable ? $0.tree.root(size: size) : nil }
  }

  /// Refuses to go on under another key than the journal was signed with so far: whoever verifies with the old key would find
  /// its end missing. That happens when the key's file was lost and a new one was made, or servers have different files.
  func requireOwnKey(_ connection: any Connection) throws(StoreFailure) {
    guard let row = try connection.row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1") else {
      return
    }
    do { try SignedNote(reading: row.text(0)).verify(key) } catch {
      throw StoreFailure(
        .unusable, "the journal was signed with another key than \(key); bring its file back")
    }
  }

  /// Reads what other servers, or an earlier run, have written.
  package func catchUp(_ connection: any Connection) throws(StoreFailure) {
    try Self.leaves(connection, from: size) { (position, leaf) throws(StoreFailure) in
      guard state.withLock({ $0.absorb(leaf, at: position) }) else {
        throw StoreFailure(.unusable, "journal entry \(position) is not the one that stood there before")
      }
    }
  }

  /// The leaves in the table, in order, ten thousand at a time.
  static func leaves(
    _ connection: any Connection, from start: Int, _ body: (Int, Hash) throws(StoreFailure) -> Void
  ) throws(StoreFailure) {
    var next = start
    while true {
      let rows = try connection.rows(
        "SELECT position, leaf FROM journal WHERE position >= $1 ORDER BY position LIMIT 10000", .int(next))
      for row in rows {
        guard row.int(0) == next, let leaf = Hash(bytes: row.blob(1)) else {
          throw StoreFailure(.unusable, "journal entry \(next) is missing or damaged")
        }
        try body(next, leaf)
        next += 1
      }
      if rows.count < 10_000 { return }
    }
  }

  /// Adds the leaves of a batch and writes the signed checkpoint after them.
  func seal(_ leaves: [Hash], at time: Instant, on connection: any EngineConnection) throws {
    guard !leaves.isEmpty else { return }
    let checkpoint = state.withLock { state in
      for leaf in leaves { state.tree.append(leaf) }
      return Checkpoint(origin: key.name, size: state.tree.count, root: state.tree.root())
    }
    try connection.later(
      "INSERT INTO checkpoint (size, note, made) VALUES ($1, $2, $3)", .int(checkpoint.size),
      .text(try checkpoint.signed(by: signer).description), .integer(time.milliseconds))
  }

  /// The batch is on the disk.
  func confirm() { state.withLock { $0.durable = $0.tree.count } }

  /// The batch was not acknowledged. Should it be on the disk after all, it is read again from there.
  func forget() { state.withLock { $0.tree.truncate(to: $0.durable) } }
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

  func append(_ event: JournalEvent, on connection: any EngineConnection) throws(StoreFailure) -> Int {
    let entry = event.entry.canonical
    let leaf = Hash.leaf(event.salt + Array(entry.utf8))
    let position = base + leaves.count
    try connection.later(
      """
      INSERT INTO journal (position, leaf, salt, entry, details, event, subject, actor, made)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      .int(position), .blob(leaf.bytes), .blob(event.salt), .text(entry), .optional(event.details),
      .text(event.event), .text(event.subject), .text(event.actor), .integer(event.time.milliseconds))
    leaves.append(leaf)
    latest = max(latest, event.time)
    return position
  }
}
