internal import Ledger

/// One numbered step of the schema; it happens wholly or not at all.
struct Migration: Sendable {
  let number: Int
  let name: String
  let statements: [StaticString]

  /// All of them, in order; what is written here is never edited afterwards.
  static let all: [Migration] = [first]

  /// Brings a database to the newest schema.
  static func migrate(_ engine: any Engine, now: Instant) async throws {
    try await engine.write { connection in
      try connection.run(
        """
        CREATE TABLE IF NOT EXISTS migration (
          number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT
        """)
      let applied = try connection.row("SELECT COALESCE(MAX(number), 0) FROM migration")?.int(0) ?? 0
      guard applied <= all.count else {
        throw StoreFailure(.unusable, "the store has schema \(applied), this program knows \(all.count)")
      }
      for migration in all.dropFirst(applied) {
        for statement in migration.statements { try connection.run(statement) }
        try connection.run(
          "INSERT INTO migration (number, name, applied) VALUES ($1, $2, $3)", .int(migration.number),
          .text(migration.name), .integer(now.milliseconds))
      }
    }
  }
}
