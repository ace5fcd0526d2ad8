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
    } catch { throw Self.failure(error) }
  }

  func write(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      pool.asyncWriteWithoutTransaction { db in
        do {
          try db.inTransaction(.immediate) {
            try body(SQLiteConnection(db))
            return .commit
          }
          done.resume()
        } catch { done.resume(throwing: Self.failure(error)) }
      }
    }
  }

  func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws
    -> Result
  {
    do {
      return try await pool.read { db in try body(SQLiteConnection(db)) }
    } catch let error as DatabaseError { throw Self.failure(error) }
  }

  func close() async { try? pool.close() }

  static func failure(_ error: any Error) -> StoreFailure {
    if let failure = error as? StoreFailure { return failure }
    guard let error = error as? DatabaseError else { return StoreFailure(.unusable, "\(error)") }
    let code: StoreFailure.Code =
      switch error.resultCode {
      case .SQLITE_CONSTRAINT: .constraint
      case .SQLITE_FULL: .full
      case .SQLITE_IOERR: .stopped
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT: .busy
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN, .SQLITE_READONLY: .unusable
      default: .statement
      }
    return StoreFailure(code, "\(error.extendedResultCode.rawValue) \(error.message ?? "")")
  }
}

/// One use of a SQLite connection.
final class SQLiteConnection: Connection {
  private let db: Database

  init(_ db: Database) { self.db = db }

  func rows(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> [SQLRow] {
    do {
      let statement = try db.cachedStatement(sql: Dialect.sqlite(sql))
      let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(values.map { $0.bound }))
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(SQLRow((0..<row.count).map { SQLValue(row[$0] as DatabaseValue) }))
      }
      return rows
    } catch { throw SQLiteEngine.failure(error) }
  }

  func run(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> Int {
    do {
      let statement = try db.cachedStatement(sql: Dialect.sqlite(sql))
      try statement.execute(arguments: StatementArguments(values.map { $0.bound }))
      return db.changesCount
    } catch { throw SQLiteEngine.failure(error) }
  }
}

extension SQLValue {
  fileprivate var bound: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .integer(Int64(number))
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(Array(data))
    }
  }
}
