internal import Synchronization

/// The few words in which the engines differ.
enum Dialect {
  private static let adapted = Mutex<[Key: String]>([:])

  private struct Key: Hashable {
    let address: UInt
    let isPostgres: Bool
  }

  /// For SQLite: `$n` becomes `?n`, because SQLite numbers `$n` by first appearance.
  static func sqlite(_ sql: StaticString) -> String {
    cached(sql, isPostgres: false) { $0.replacing("$", with: "?") }
  }

  /// For PostgreSQL: whole numbers are 64 bits, bytes are `BYTEA`, tables are strict anyway, and text compares by its bytes,
  /// whatever the server's locale.
  static func postgres(_ sql: StaticString) -> String {
    cached(sql, isPostgres: true) { sql in
      var text = sql.replacing(/\bINTEGER\b/, with: "BIGINT").replacing(/\bBLOB\b/, with: "BYTEA")
      if text.hasPrefix("CREATE TABLE") {
        text = text.replacing(/\bTEXT\b/, with: "TEXT COLLATE \"C\"").replacing(/\)\s*STRICT\s*$/, with: ")")
      }
      return text
    }
  }

  /// A name of the schema in quotation marks, as both engines read it.
  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  private static func cached(_ sql: StaticString, isPostgres: Bool, _ adapt: (String) -> String) -> String {
    let key = Key(address: UInt(bitPattern: sql.utf8Start), isPostgres: isPostgres)
    return adapted.withLock { adapted in
      if let known = adapted[key] { return known }
      let text = adapt("\(sql)")
      adapted[key] = text
      return text
    }
  }
}
