internal import Synchronization

/// The few words in which the engines differ.
enum Dialect {
  private static let adapted = Mutex<[UInt: String]>([:])

  /// For SQLite: `$n` becomes `?n`, because SQLite numbers `$n` by first appearance.
  static func sqlite(_ sql: StaticString) -> String {
    let key = UInt(bitPattern: sql.utf8Start)
    return adapted.withLock { adapted in
      if let known = adapted[key] { return known }
      let text = "\(sql)".replacing("$", with: "?")
      adapted[key] = text
      return text
    }
  }
}
