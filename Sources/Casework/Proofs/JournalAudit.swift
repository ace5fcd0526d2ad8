package import Ledger
internal import Storage

/// What came of reading the whole journal again.
package struct JournalAudit: Sendable, Hashable {
  /// Something that does not fit.
  package enum Fault: Sendable, Hashable {
    /// No entry where one should be.
    case missingEntry(Int)
    /// The leaf is not the hash of the salt and the entry kept beside it.
    case alteredEntry(Int)
    /// The leaf column holds no hash.
    case unreadableLeaf(Int)
    /// A checkpoint that cannot be read or was not signed with the journal's key.
    case unsignedCheckpoint(size: Int)
    /// The tree of this size has another root than was signed.
    case otherRoot(signed: Checkpoint, found: Hash)
    /// More was signed than there is: the end of the journal is gone.
    case shortened(signed: Checkpoint, entries: Int)
    /// Entries no checkpoint covers.
    case uncovered(entries: Int, covered: Int)
    /// A submitted version whose facts are not those its journal entry names.
    case alteredVersion(application: String, number: Int)
  }

  package var entries = 0
  /// Entries whose content was erased; their leaves still count.
  package var erased = 0
  package var checkpoints = 0
  package var versions = 0
  /// Root over all entries.
  package var root = Hash.ofNothing
  /// The first faults, in order.
  package var faults: [Fault] = []
  /// How many faults there are.
  package var faultCount = 0

  /// Faults listed; more are only counted.
  static let listed = 50

  mutating func note(_ fault: Fault) {
    faultCount += 1
    if faults.count < Self.listed { faults.append(fault) }
  }
}

extension OpenJournal {
  /// Reads every entry, checkpoint and submitted version again and compares them: nothing in memory is trusted.
  /// - Parameter key: the key the checkpoints were signed with, where it is not the store's own.
  /// - Complexity: linear; 64 bytes of memory an entry.
  package func audit(key: VerifierKey? = nil) async throws -> JournalAudit {
    let key = key ?? self.key
    return try await store.read { connection in
      var audit = JournalAudit()
      let tree = try Self.entries(&audit, connection)
      audit.root = tree.root()
      try Self.checkpoints(tree, key, &audit, connection)
      try Self.versions(&audit, connection)
      return audit
    }
  }

  private static func entries(_ audit: inout JournalAudit, _ connection: any Connection) throws -> MerkleTree
  {
    var tree = MerkleTree()
    var last = -1
    while true {
      let rows = try connection.rows(
        "SELECT position, leaf, salt, entry FROM journal WHERE position > $1 ORDER BY position LIMIT 5000",
        .int(last))
      for row in rows {
        let position = row.int(0)
        if position != last + 1 { audit.note(.missingEntry(last + 1)) }
        last = position
        audit.entries += 1
        guard let leaf = Hash(bytes: row.blob(1)) else {
          audit.note(.unreadableLeaf(position))
          continue
        }
        tree.append(leaf)
        guard let entry = row.textIfAny(3), let salt = row.blobIfAny(2) else {
          audit.erased += 1
          continue
        }
        if Hash.leaf(salt + Array(entry.utf8)) != leaf { audit.note(.alteredEntry(position)) }
      }
      if rows.count < 5000 { return tree }
    }
  }

  private static func checkpoints(
    _ tree: MerkleTree, _ key: VerifierKey, _ audit: inout JournalAudit, _ connection: any Connection
  ) throws {
    var last = -1
    var covered = 0
    while true {
      let rows = try connection.rows(
        "SELECT size, note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT 5000", .int(last))
      for row in rows {
        last = row.int(0)
        audit.checkpoints += 1
        guard let signed = try? signed(row.text(1), by: key), signed.size == last else {
          audit.note(.unsignedCheckpoint(size: last))
          continue
        }
        guard signed.size <= tree.count else {
          audit.note(.shortened(signed: signed, entries: tree.count))
          continue
        }
        covered = signed.size
        let found = tree.root(size: signed.size)
        if found != signed.root { audit.note(.otherRoot(signed: signed, found: found)) }
      }
      if rows.count < 5000 { break }
    }
    if covered < tree.count { audit.note(.uncovered(entries: tree.count, covered: covered)) }
  }

  private static func signed(_ text: String, by key: VerifierKey) throws(LedgerFailure) -> Checkpoint {
    let note = try SignedNote(reading: text)
    try note.verify(key)
    let signed = try Checkpoint(reading: note.text)
    guard signed.origin == key.name else { throw .notSigned(by: signed.origin) }
    return signed
  }

  /// Versions are read a few at a time, because each holds a whole application.
  private static func versions(_ audit: inout JournalAudit, _ connection: any Connection) throws {
    var last = -1
    while true {
      let rows = try connection.rows(
        """
        SELECT v.application, v.number, v.facts, v.hash, j.entry, v.entry FROM version v
        LEFT JOIN journal j ON j.position = v.entry WHERE v.entry > $1 ORDER BY v.entry LIMIT 200
        """, .int(last))
      for row in rows {
        last = row.int(5)
        audit.versions += 1
        let hash = Hash.of(Array(row.text(2).utf8))
        // Canonical JSON: the hash stands in the entry exactly so, and nothing a person typed stands in it unquoted.
        let isNamed = row.textIfAny(4).map { $0.contains("\"facts\":\"\(hash)\"") } ?? true
        if Array(row.blob(3)) != hash.bytes || !isNamed {
          audit.note(.alteredVersion(application: row.text(0), number: row.int(1)))
        }
      }
      if rows.count < 200 { return }
    }
  }
}
