internal import Crypto
internal import Ledger
internal import Synchronization

/// How far a copy has come.
package struct CopyProgress: Sendable, Hashable {
  package enum Part: Sendable {
    case rows
    case files
  }

  package var part: Part
  package var done: Int
  package var total: Int

  package init(part: Part, done: Int, total: Int) {
    self.part = part
    self.done = done
    self.total = total
  }
}

/// What was copied, as counted and summed on arrival.
struct CopySummary: Sendable, Equatable {
  /// Rows by table.
  var tables: [String: Int]
  /// Entries in the journal and the root over their leaves.
  var size: Int
  var root: Hash
  /// The newest checkpoint, a signed note.
  var checkpoint: String?
}

/// Copies every table of one store into another, empty one: all of it or nothing.
enum TableCopy {
  private enum Portion: Sendable {
    case table(String, columns: [String])
    case rows([SQLRow])
    /// What left.
    case sum(String, RowSum)
  }

  /// Reads one consistent moment of `source` and writes it in one transaction, which is kept only if every table arrived with
  /// the rows that left, and the journal's root is the one its newest checkpoint signed.
  static func run(
    from source: any Engine, to target: any Engine, expecting expected: CopySummary? = nil,
    progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws -> CopySummary {
    let handoff = Handoff<Portion>()
    async let reading: Void = {
      do {
        try await source.survey { try give($0, to: handoff, progress) }
        handoff.end()
      } catch { handoff.end(error) }
    }()
    let arrived = Mutex<CopySummary?>(nil)
    do {
      try await target.write { connection in
        let summary = try take(from: handoff, connection)
        guard expected == nil || expected == summary else {
          throw StoreFailure(.damaged, "what arrived is not what the manifest names")
        }
        arrived.withLock { $0 = summary }
      }
    } catch {
      handoff.abandon()
      await reading
      throw error
    }
    await reading
    guard let summary = arrived.withLock({ $0 }) else { throw StoreFailure(.unusable, "nothing was copied") }
    return summary
  }

  private static func give(
    _ connection: any EngineConnection, to handoff: Handoff<Portion>,
    _ progress: @Sendable (CopyProgress) -> Void
  ) throws {
    let schema = try Migration.applied(connection)
    guard schema == Migration.all.count else {
      throw StoreFailure(
        .unusable,
        "the store has schema \(schema), this program knows \(Migration.all.count); open it once first")
    }
    var total = 0
    for table in Migration.tables { total += try connection.count(table) }
    var done = 0
    progress(CopyProgress(part: .rows, done: 0, total: total))
    for table in Migration.tables {
      let columns = try connection.columns(of: table)
      try handoff.give(.table(table, columns: columns))
      var sum = RowSum()
      try connection.scan(table, columns: columns) { rows in
        for row in rows { sum.add(row) }
        done += rows.count
        try handoff.give(.rows(rows))
        progress(CopyProgress(part: .rows, done: done, total: total))
      }
      try handoff.give(.sum(table, sum))
    }
  }

  private static func take(from handoff: Handoff<Portion>, _ connection: any EngineConnection) throws
    -> CopySummary
  {
    for table in Migration.tables where try connection.count(table) > 0 {
      throw StoreFailure(.unusable, "the target is not empty: there are rows in \(table)")
    }
    var table = ""
    var columns: [String] = []
    var counts: [String: Int] = [:]
    while let portion = try handoff.take() {
      switch portion {
      case .table(let next, let names):
        (table, columns) = (next, names)
        guard Set(try connection.columns(of: table)) == Set(columns) else {
          throw StoreFailure(.unusable, "the table \(table) has other columns here")
        }
      case .rows(let rows): try connection.insert(into: table, columns: columns, rows)
      case .sum(let table, let left):
        var arrived = RowSum()
        try connection.scan(table, columns: columns) { rows in
          for row in rows { arrived.add(row) }
        }
        guard arrived == left else {
          throw StoreFailure(.damaged, "\(table): \(left.count) rows left, other \(arrived.count) arrived")
        }
        counts[table] = arrived.count
      }
    }
    return try summary(connection, counts)
  }

  /// Counts and the journal, checked against the newest checkpoint.
  private static func summary(_ connection: any EngineConnection, _ counts: [String: Int]) throws
    -> CopySummary
  {
    var tree = MerkleTree()
    try Journal.leaves(connection, from: 0) { tree.append($1) }
    let newest = try connection.row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")?.text(0)
    if tree.count > 0 {
      let checkpoint = try Checkpoint(reading: try SignedNote(reading: newest ?? "").text)
      guard checkpoint.size == tree.count, checkpoint.root == tree.root() else {
        throw StoreFailure(.damaged, "the journal is not the one its newest checkpoint signed")
      }
    }
    return CopySummary(tables: counts, size: tree.count, root: tree.root(), checkpoint: newest)
  }
}

/// A sum over rows that does not depend on their order.
private struct RowSum: Equatable, Sendable {
  private(set) var count = 0
  private var words: [UInt64] = [0, 0, 0, 0]

  mutating func add(_ row: SQLRow) {
    var hasher = SHA256()
    for value in row.values {
      switch value {
      case .null: hasher.update(data: [0] as [UInt8])
      case .integer(let number): hasher.update(data: [1] + Self.bytes(number))
      case .text(let text): hasher.update(data: [2] + Self.bytes(Int64(text.utf8.count)) + Array(text.utf8))
      case .blob(let bytes): hasher.update(data: [3] + Self.bytes(Int64(bytes.count)) + bytes)
      }
    }
    hasher.finalize().withUnsafeBytes { digest in
      for word in 0..<4 { words[word] &+= digest.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) }
    }
    count += 1
  }

  private static func bytes(_ number: Int64) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
