/// The database, inside the body that was given it and nowhere else.
///
/// Statements are literals with `$1`, `$2` … for values, so that none is ever put together from input; each is prepared once a
/// connection. The same text runs on both engines. A text with a NUL character is refused.
package protocol Connection: AnyObject {
  /// The rows a statement answers.
  func rows(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> [SQLRow]
  /// Runs a statement.
  /// - Returns: how many rows it changed.
  @discardableResult
  func run(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> Int
}

extension Connection {
  package func rows(_ sql: StaticString, _ values: SQLValue...) throws(StoreFailure) -> [SQLRow] {
    try rows(sql, values)
  }

  /// The first row, if any.
  package func row(_ sql: StaticString, _ values: SQLValue...) throws(StoreFailure) -> SQLRow? {
    try rows(sql, values).first
  }

  @discardableResult
  package func run(_ sql: StaticString, _ values: SQLValue...) throws(StoreFailure) -> Int {
    try run(sql, values)
  }
}

/// What a write's body is given: the database inside a transaction, and the journal.
///
/// A statement that failed ends the write, even when the body catches the failure: PostgreSQL runs nothing after it, and
/// SQLite shall not differ. To try something and go on, ask first.
package final class Transaction: Connection {
  private let connection: any EngineConnection
  private let journal: JournalWriter
  private var failure: StoreFailure?

  init(connection: any EngineConnection, journal: JournalWriter) {
    self.connection = connection
    self.journal = journal
  }

  package func rows(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> [SQLRow] {
    try attempt { () throws(StoreFailure) in try connection.rows(sql, values) }
  }

  @discardableResult
  package func run(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> Int {
    try attempt { () throws(StoreFailure) in try connection.run(sql, values) }
  }

  /// Writes an entry into the journal; it stands there if and only if this transaction is kept.
  /// - Returns: its position, from 0.
  @discardableResult
  package func record(_ event: JournalEvent) throws(StoreFailure) -> Int {
    try attempt { () throws(StoreFailure) in try journal.append(event, on: connection) }
  }

  /// - Throws: the failure a body caught and went on from.
  func end() throws(StoreFailure) {
    if let failure { throw failure }
  }

  private func attempt<Result>(_ body: () throws(StoreFailure) -> Result) throws(StoreFailure) -> Result {
    try end()
    do throws(StoreFailure) { return try body() } catch {
      failure = error
      throw error
    }
  }
}
