internal import Foundation
internal import GRDB

/// SQLite in one file: WAL, `synchronous=FULL`, one writer, readers on snapshots.
final class SQLiteEngine: Engine {
  private let pool: DatabasePool

  /// Opens or creates the file.
  init(path: String) throws(StoreFailure) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 4
    configuration.label = "hefu"
    do {
      pool = try DatabasePool(path: path, configuration: configuration)
      // The pool sets NORMAL after it prepared the connection; a commit must be on the disk before it is acknowledged.
      let level = try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
        return try Int.fetchOne(db, sql: "PRAGMA synchronous")
      }
      guard level == 2 else {
        throw StoreFailure(.unusable, "synchronous is \(level ?? -1), not FULL")
      }
    } catch {
      var failure = Self.failure(error)
      if failure.code == .stopped { failure.code = .unusable }
      throw failure
    }
  }

  func write(_ body: @escaping @Sendable (any EngineConnection) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      pool.asyncWriteWithoutTransaction { db in
        do {
          var broken: (any Error)?
          do {
            try db.inTransaction(.immediate) {
              do { try body(SQLiteConnection(db)) } catch {
                broken = error
                throw error
              }
              return .commit
            }
          } catch {
            throw broken ?? error
          }
          done.resume()
        } catch let error as DatabaseError {
          done.resume(throwing: Self.failure(error))
        } catch { done.resume(throwing: error) }
      }
    }
  }

  func read<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  {
    do {
      return try await pool.read { db in try body(SQLiteConnection(db)) }
    } catch let error as DatabaseError { throw Self.failure(error) }
  }

  func survey<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  {
    do {
      let snapshot = try pool.makeSnapshot()
      return try await snapshot.read { db in try body(SQLiteConnection(db)) }
    } catch let error as DatabaseError { throw Self.failure(error) }
  }

  func close() async {
    // The pool closes its writer first, and the readers, last, may not bring the log into the file.
    _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
    try? pool.close()
  }

  /// Closes a database nobody else has open, so that all of it is in the one file.
  func closeAsOneFile(_ path: String) async throws {
    do {
      _ = try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try pool.close()
    } catch { throw Self.failure(error) }
    for end in ["-wal", "-shm"] { unlink(path + end) }
    try Disk.sync(file: path)
  }

  static func failure(_ error: any Error) -> StoreFailure {
    if let failure = error as? StoreFailure { return failure }
    guard let error = error as? DatabaseError else { return StoreFailure(.unusable, "\(error)") }
    let code: StoreFailure.Code =
      switch error.resultCode {
      case .SQLITE_CONSTRAINT: .constraint
      case .SQLITE_FULL: .full
      case .SQLITE_IOERR, .SQLITE_CORRUPT: .stopped
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT: .busy
      case .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY: .unusable
      default: .statement
      }
    return StoreFailure(code, "\(error.extendedResultCode.rawValue) \(error.message ?? "")")
  }
}

/// One use of a SQLite connection.
final class SQLiteConnection: EngineConnection {
  private let db: Database

  init(_ db: Database) { self.db = db }

  func rows(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> [SQLRow] {
    do {
      let statement = try db.cachedStatement(sql: Dialect.sqlite(sql))
      let cursor = try Row.fetchCursor(statement, arguments: try Self.arguments(values))
      var rows: [SQLRow] = []
      while let row = try cursor.next() { rows.append(SQLRow(row)) }
      return rows
    } catch { throw SQLiteEngine.failure(error) }
  }

  @discardableResult
  func run(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> Int {
    do {
      let statement = try db.cachedStatement(sql: Dialect.sqlite(sql))
      try statement.execute(arguments: try Self.arguments(values))
      return db.changesCount
    } catch { throw SQLiteEngine.failure(error) }
  }

  func later(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) { try run(sql, values) }

  func settle() throws(StoreFailure) {}

  func tables() throws(StoreFailure) -> [String] {
    try rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
      .map { $0.text(0) }
  }

  func count(_ table: String) throws(StoreFailure) -> Int {
    do {
      return try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(Dialect.quoted(table))") ?? 0
    } catch { throw SQLiteEngine.failure(error) }
  }

  func columns(of table: String) throws(StoreFailure) -> [String] {
    try rows("SELECT name FROM pragma_table_info($1) ORDER BY cid", .text(table)).map { $0.text(0) }
  }

  func scan(_ table: String, columns: [String], _ body: ([SQLRow]) throws -> Void) throws {
    let names = columns.map(Dialect.quoted).joined(separator: ", ")
    var rows: [SQLRow] = []
    do {
      let cursor = try Row.fetchCursor(db, sql: "SELECT \(names) FROM \(Dialect.quoted(table))")
      while let row = try cursor.next() {
        rows.append(SQLRow(row))
        if rows.count == Self.portion {
          try body(rows)
          rows.removeAll(keepingCapacity: true)
        }
      }
    } catch let error as DatabaseError { throw SQLiteEngine.failure(error) }
    if !rows.isEmpty { try body(rows) }
  }

  func insert(into table: String, columns: [String], _ rows: [SQLRow]) throws(StoreFailure) {
    let names = columns.map(Dialect.quoted).joined(separator: ", ")
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    do {
      let statement = try db.cachedStatement(
        sql: "INSERT INTO \(Dialect.quoted(table)) (\(names)) VALUES (\(marks))")
      for row in rows { try statement.execute(arguments: try Self.arguments(row.values)) }
    } catch { throw SQLiteEngine.failure(error) }
  }

  private static func arguments(_ values: [SQLValue]) throws(StoreFailure) -> StatementArguments {
    var bound: [DatabaseValue] = []
    for value in values { bound.append(try value.bound) }
    return StatementArguments(bound)
  }
}

extension SQLRow {
  fileprivate init(_ row: Row) { self.init((0..<row.count).map { SQLValue(row[$0] as DatabaseValue) }) }
}

extension SQLValue {
  fileprivate var bound: DatabaseValue {
    get throws(StoreFailure) {
      switch self {
      case .null: .null
      case .integer(let number): number.databaseValue
      case .text(let text): try text.withoutNUL.databaseValue
      case .blob(let bytes): Data(bytes).databaseValue
      }
    }
  }

  fileprivate init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .integer(Int64(exactly: number.rounded(.towardZero)) ?? 0)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(Array(data))
    }
  }
}
