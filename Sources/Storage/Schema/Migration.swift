internal import Ledger

/// One numbered step of the schema; it happens wholly or not at all.
struct Migration: Sendable {
  let number: Int
  let name: String
  let statements: [StaticString]

  /// All of them, in order; what is written here is never edited afterwards.
  static let all: [Migration] = [first]

  private static let registry: StaticString =
    """
    CREATE TABLE IF NOT EXISTS migration (
      number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT
    """

  /// Brings a database to the newest schema: all steps or none.
  static func migrate(_ engine: any Engine, to migrations: [Migration] = all, now: Instant) async throws {
    try await engine.write { connection in
      let tables = try connection.tables()
      guard tables.isEmpty || tables.contains("migration") else {
        throw StoreFailure(.unusable, "the database holds something else: \(tables.sorted().prefix(3))")
      }
      try connection.run(registry)
      let applied = try applied(connection)
      guard applied <= migrations.count else {
        throw StoreFailure(
          .unusable, "the store has schema \(applied), this program knows \(migrations.count)")
      }
      for migration in migrations.dropFirst(applied) {
        for statement in migration.statements { try connection.run(statement) }
        try connection.run(
          "INSERT INTO migration (number, name, applied) VALUES ($1, $2, $3)", .int(migration.number),
          .text(migration.name), .integer(now.milliseconds))
      }
    }
  }

  /// Number of the schema a store has.
  static func applied(_ connection: any Connection) throws(StoreFailure) -> Int {
    try connection.row("SELECT COALESCE(MAX(number), 0) FROM migration")?.int(0) ?? 0
  }

  /// Every table of the schema, each after those it refers to: PostgreSQL would not have created it otherwise.
  static let tables: [String] = all.flatMap(\.statements).compactMap { statement in
    "\(statement)".prefixMatch(of: /CREATE TABLE (\w+)/).map { String($0.1) }
  }
}
