/// What differs between the databases; everything else is the same SQL.
protocol Engine: Sendable {
  /// Runs a body inside one durable transaction that no other write overlaps, on any server.
  func write(_ body: @escaping @Sendable (any Connection) throws -> Void) async throws
  /// Runs a body on a consistent snapshot.
  func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws
    -> Result
  /// Waits for what is running and closes.
  func close() async
}
