internal import Foundation

/// A place for one connection, with a thread of its own: connects when asked, and again after the connection broke.
actor PostgresLink {
  /// What a transaction begins with.
  enum Kind {
    case write
    case read
    /// A read that may take as long as it takes.
    case survey
  }

  /// How long one call tries to connect, in seconds: as long as a standby needs to take over, more or less.
  private static let patience = 6.0

  private nonisolated let thread: ThreadExecutor
  private let address: String
  private var session: PostgresSession?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(address: String, name: String) {
    self.address = address
    thread = ThreadExecutor(name: name)
  }

  deinit { thread.stop() }

  /// Runs a body inside a transaction. The body runs once at most: only the beginning is tried again on a new connection.
  func transaction<Result: Sendable>(
    _ kind: Kind, _ body: @Sendable (any EngineConnection) throws -> Result
  ) throws -> Result {
    let session = try begin(kind)
    defer { if session.isBroken { self.session = nil } }
    do {
      let result = try body(session)
      try session.settle()
      try session.commit()
      return result
    } catch {
      session.rollBack()
      throw error
    }
  }

  func close() { session = nil }

  private func begin(_ kind: Kind) throws -> PostgresSession {
    if let session {
      do {
        try Self.begin(kind, on: session)
        return session
      } catch {
        session.rollBack()
        self.session = nil
        guard error.code == .unreachable else { throw error }
      }
    }
    let session = try connected()
    try Self.begin(kind, on: session)
    self.session = session
    return session
  }

  private static func begin(_ kind: Kind, on session: PostgresSession) throws(StoreFailure) {
    switch kind {
    case .write:
      // Each statement sees what was committed before it, and nobody else commits while the lock is held.
      try session.later("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
      _ = try session.rows("SELECT pg_advisory_xact_lock(1214604917)")
    case .read:
      try session.later("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      try session.run("SET LOCAL statement_timeout = '30s'")
    case .survey:
      try session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }
  }

  /// A new connection; tried again with growing pauses while the server does not answer.
  private func connected() throws -> PostgresSession {
    let end = Date(timeIntervalSinceNow: Self.patience)
    var pause = 0.05
    while true {
      do {
        return try PostgresSession(address: address)
      } catch {
        guard error.code == .unreachable, Date(timeIntervalSinceNow: pause) < end else { throw error }
      }
      Thread.sleep(forTimeInterval: pause)
      pause = min(pause * 2, 1)
    }
  }
}
