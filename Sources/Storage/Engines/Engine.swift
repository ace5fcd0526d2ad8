/// What differs between the databases; everything else is the same SQL.
protocol Engine: Sendable {
  /// Runs a body inside one durable transaction that no other write overlaps, on any server.
  ///
  /// A failure of the commit itself leaves open whether it happened: the caller acknowledges nothing.
  func write(_ body: @escaping @Sendable (any EngineConnection) throws -> Void) async throws
  /// Runs a body on a consistent snapshot.
  func read<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  /// Runs a long body on a consistent snapshot, on a connection of its own, so that other reads do not wait for it.
  func survey<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  /// Waits for what is running and closes.
  func close() async
}

/// A connection as the store itself uses it: with statements put together from the schema's own names, and whole tables.
protocol EngineConnection: Connection {
  /// Runs a statement no later than the next one; its failure is that one's. Saves waiting for each answer.
  func later(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure)
  /// Runs what was left for later.
  func settle() throws(StoreFailure)
  /// The tables that are there, other than the engine's own.
  func tables() throws(StoreFailure) -> [String]
  /// Number of rows in a table.
  func count(_ table: String) throws(StoreFailure) -> Int
  /// A table's columns, in order.
  func columns(of table: String) throws(StoreFailure) -> [String]
  /// Hands over a table's rows, some hundred at a time.
  func scan(_ table: String, columns: [String], _ body: ([SQLRow]) throws -> Void) throws
  /// Adds rows to a table.
  func insert(into table: String, columns: [String], _ rows: [SQLRow]) throws(StoreFailure)
}

extension EngineConnection {
  func later(_ sql: StaticString, _ values: SQLValue...) throws(StoreFailure) { try later(sql, values) }

  /// Number of rows handed over at once.
  static var portion: Int { 500 }
}
