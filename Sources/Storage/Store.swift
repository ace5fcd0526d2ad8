package import Ledger

/// Everything that is kept: one database, one journal.
///
/// ```swift
/// let store = try await Store.open(.sqlite(path: "var/hefu.sqlite"), signer: key, now: clock.now())
/// let position = try await store.write { transaction in
///   try transaction.run("UPDATE …", .text(id))
///   return try transaction.record(event)
/// }   // durable from here on
/// ```
package final class Store: Sendable {
  /// Which database.
  package enum Location: Sendable, Hashable {
    /// A file.
    case sqlite(path: String)
    /// A `postgres://` address.
    case postgres(String)

    func engine() throws(StoreFailure) -> any Engine {
      switch self {
      case .sqlite(let path): try SQLiteEngine(path: path)
      case .postgres(let address): PostgresEngine(address: address)
      }
    }
  }

  /// The journal's proofs.
  package let journal: Journal
  let engine: any Engine
  private let commits: GroupCommit

  init(engine: any Engine, journal: Journal, batch: Int = 256) {
    self.engine = engine
    self.journal = journal
    commits = GroupCommit(engine: engine, journal: journal, limit: batch)
  }

  /// Opens a store, creates it where there is none, brings its schema up to date and reads its journal.
  /// - Parameter batch: how many writes at most share one transaction; more would make the first of them wait too long.
  /// - Throws: ``StoreFailure`` `.unusable` when something else is there, or a newer program's store.
  package static func open(
    _ location: Location, signer: SignerKey, now: Instant, batch: Int = 256
  ) async throws -> Store {
    let engine = try location.engine()
    do {
      try await Migration.migrate(engine, now: now)
      let journal = Journal(signer: signer)
      try await engine.read { connection in
        try journal.requireOwnKey(connection)
        try journal.catchUp(connection)
      }
      return Store(engine: engine, journal: journal, batch: batch)
    } catch {
      await engine.close()
      throw error
    }
  }

  /// Reads on a consistent snapshot.
  package func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result)
    async throws
    -> Result
  { try await engine.read(body) }

  /// Writes; when it returns, what was written is on the disk.
  ///
  /// Writes that wait at the same moment share one transaction, each inside a savepoint of its own: a body that throws is
  /// undone alone. A body may run on any thread, once.
  /// - Throws: what the body threw, or ``StoreFailure``: `.unreachable` leaves open whether it happened.
  @discardableResult
  package func write<Result: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Result
  ) async throws -> Result { try await commits.write(body) }

  /// Whether a failed disk ended all writing until a restart; reads go on.
  package var isStopped: Bool { commits.isStopped }

  /// Takes over what other servers have written to the journal since, for proofs of their entries.
  package func refresh() async throws {
    let journal = journal
    try await engine.read { connection in try journal.catchUp(connection) }
  }

  /// Waits for what is running and closes.
  package func close() async { await engine.close() }
}
