internal import Ledger
internal import Synchronization

/// Gathers writes that wait at the same moment into one transaction, so that they share one fsync.
actor GroupCommit {
  /// More would make the first of a batch wait too long.
  private static let limit = 256

  private let engine: any Engine
  private let journal: Journal
  private var waiting: [Job] = []
  private var isRunning = false
  private var isStopped = false

  init(engine: any Engine, journal: Journal) {
    self.engine = engine
    self.journal = journal
  }

  /// One write: its body, and what came of it.
  private final class Job: Sendable {
    let run: @Sendable (Transaction) throws -> Void
    let finish: @Sendable ((any Error)?) -> Void
    private let failure = Mutex<(any Error)?>(nil)

    init(
      run: @escaping @Sendable (Transaction) throws -> Void,
      finish: @escaping @Sendable ((any Error)?) -> Void
    ) {
      self.run = run
      self.finish = finish
    }

    var error: (any Error)? {
      get { failure.withLock { $0 } }
      set { failure.withLock { $0 = newValue } }
    }
  }

  func write<Result: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Result) async throws
    -> Result
  {
    try await withCheckedThrowingContinuation { continuation in
      let value = Outcome<Result>()
      waiting.append(
        Job(
          run: { transaction in
            value.set(try body(transaction))
          },
          finish: { error in
            if let error {
              continuation.resume(throwing: error)
            } else if let value = value.get() {
              continuation.resume(returning: value)
            } else {
              continuation.resume(throwing: StoreFailure(.stopped, "the write was not run"))
            }
          }))
      if !isRunning {
        isRunning = true
        Task { await drain() }
      }
    }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.limit))
      waiting.removeFirst(batch.count)
      await commit(batch)
    }
    isRunning = false
  }

  private func commit(_ batch: [Job]) async {
    guard !isStopped else {
      for job in batch { job.finish(StoreFailure(.stopped, "the store stopped after a failed write")) }
      return
    }
    let journal = journal
    let before = journal.size
    do {
      try await engine.write { connection in
        try journal.catchUp(connection)
        let writer = JournalWriter(base: journal.size)
        for job in batch { try Self.run(job, writer, connection) }
        try journal.seal(writer.leaves, at: writer.latest, on: connection)
      }
      for job in batch { job.finish(job.error) }
    } catch {
      journal.truncate(to: before)
      if (error as? StoreFailure)?.code == .stopped { isStopped = true }
      for job in batch { job.finish(error) }
    }
  }

  /// Runs one write inside a savepoint.
  private static func run(_ job: Job, _ writer: JournalWriter, _ connection: any Connection) throws {
    let count = writer.count
    try connection.run("SAVEPOINT request")
    do {
      try job.run(Transaction(connection: connection, journal: writer))
      try connection.run("RELEASE SAVEPOINT request")
    } catch {
      // A broken disk or connection ends the whole batch; anything else only this request.
      if let failure = error as? StoreFailure, [.stopped, .full, .unreachable].contains(failure.code) {
        throw error
      }
      try connection.run("ROLLBACK TO SAVEPOINT request")
      try connection.run("RELEASE SAVEPOINT request")
      writer.undo(to: count)
      job.error = error
    }
  }
}

/// What a write answered, on its way from the writer's thread.
private final class Outcome<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  func set(_ new: Value) { value.withLock { $0 = new } }

  func get() -> Value? { value.withLock { $0 } }
}
