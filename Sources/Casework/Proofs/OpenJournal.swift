package import Ledger
package import Storage

/// The journal as anybody may look at it: checkpoints, and proofs that nothing was taken out or put in afterwards. It gives
/// away hashes only.
package struct OpenJournal: Sendable {
  let store: Store

  /// The journal of a store.
  package init(_ store: Store) { self.store = store }

  /// The key that verifies its checkpoints; its name is the journal's origin.
  package var key: VerifierKey { store.journal.key }

  /// Where an entry stands, proved.
  package struct Inclusion: Sendable, Hashable {
    package var index: Int
    package var size: Int
    package var path: [Hash]
  }

  /// The latest checkpoint with its cosignatures; `nil` while the journal is empty.
  package func latest() async throws -> SignedNote? {
    try await store.read { connection in
      guard let row = try connection.row("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1")
      else {
        return nil
      }
      return try Self.cosigned(row.int(0), row.text(1), connection)
    }
  }

  /// The latest checkpoint that somebody cosigned.
  package func latestCosigned() async throws -> SignedNote? {
    try await store.read { connection in
      let row = try connection.row(
        """
        SELECT p.size, p.note FROM checkpoint p
        WHERE p.size = (SELECT MAX(size) FROM cosignature)
        """)
      guard let row else { return nil }
      return try Self.cosigned(row.int(0), row.text(1), connection)
    }
  }

  /// The checkpoint of this size with its cosignatures; `nil` when none was signed at this size.
  package func checkpoint(size: Int) async throws -> SignedNote? {
    try await store.read { connection in
      guard let row = try connection.row("SELECT note FROM checkpoint WHERE size = $1", .int(size)) else {
        return nil
      }
      return try Self.cosigned(size, row.text(0), connection)
    }
  }

  /// Proof that the journal of `size` entries continues that of `old`; `nil` unless both were published.
  package func consistency(from old: Int, to size: Int) async throws -> [Hash]? {
    let published = try await store.read { try publishedSize($0) }
    guard old >= 0, old <= size, size <= published else { return nil }
    return store.journal.consistencyProof(from: old, size: size)
  }

  /// Where a leaf stands in the journal as last published; `nil` when it is not there.
  package func inclusion(of leaf: Hash) async throws -> Inclusion? {
    try await store.read { connection in
      let size = try publishedSize(connection)
      let row = try connection.row(
        "SELECT position FROM journal WHERE leaf = $1 AND position < $2 ORDER BY position LIMIT 1",
        .blob(leaf.bytes), .int(size))
      guard let index = row?.int(0) else { return nil }
      return store.journal.inclusionProof(of: index, size: size).map {
        Inclusion(index: index, size: size, path: $0)
      }
    }
  }

  /// Names and keys of the registered witnesses.
  package func witnesses() async throws -> [VerifierKey] {
    try await store.read { try Self.witnesses($0) }
  }

  // MARK: inside a read

  /// An entry's proof in the first checkpoint that covers it.
  func proof(of position: Int, _ connection: any Connection) throws -> (
    note: SignedNote, checkpoint: Checkpoint, path: [Hash]
  ) {
    let row = try connection.row(
      "SELECT note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 1", .int(position))
    guard let row else { throw StoreFailure(.unusable, "no checkpoint covers entry \(position)") }
    let note = try SignedNote(reading: row.text(0))
    let checkpoint = try Checkpoint(reading: note.text)
    try follow(to: checkpoint.size, connection)
    guard let path = store.journal.inclusionProof(of: position, size: checkpoint.size) else {
      throw StoreFailure(.unusable, "entry \(position) is not in the tree")
    }
    return (note, checkpoint, path)
  }

  /// The size of the latest checkpoint, with the tree in memory at least as long.
  private func publishedSize(_ connection: any Connection) throws -> Int {
    let size = try connection.row("SELECT COALESCE(MAX(size), 0) FROM checkpoint")?.int(0) ?? 0
    try follow(to: size, connection)
    return size
  }

  /// Another server may have written what this one has not read yet.
  private func follow(to size: Int, _ connection: any Connection) throws {
    if store.journal.size < size { try store.journal.catchUp(connection) }
  }

  static func cosigned(_ size: Int, _ note: String, _ connection: any Connection) throws -> SignedNote {
    let own = try SignedNote(reading: note)
    let lines = try connection.rows(
      "SELECT line FROM cosignature WHERE size = $1 ORDER BY witness", .int(size))
    return try own.adding(lines.map { $0.text(0) })
  }

  static func witnesses(_ connection: any Connection) throws -> [VerifierKey] {
    try connection.rows("SELECT key FROM witness ORDER BY name").map { try VerifierKey($0.text(0)) }
  }
}
