internal import Ledger
internal import Synchronization

/// Gathers writes that wait at the same moment into one transaction, so that they share one fsync.
actor GroupCommit {
  private let engine: any Engine
  private let journal: Journal
  private let limit: Int
  private var waiting: [Job] = []
  private var isRunning = false
  private let stopped = Atomic(false)

  init(engine: any Engine, journal: Journal, limit: Int) {
    self.engine = engine
    self.journal = journal
    self.limit = limit
  }

  /// Whether a failed disk ended all writing, until a restart.
  nonisolated var isStopped: Bool { stopped.load(ordering: .acquiring) }

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
      let batch = Array(waiting.prefix(limit))
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
    do {
      try await engine.write { connection in
        try journal.catchUp(connection)
        let writer = JournalWriter(base: journal.size)
        for job in batch { try Self.run(job, writer, connection) }
        try journal.seal(writer.leaves, at: writer.latest, on: connection)
      }
      journal.confirm()
      for job in batch { job.finish(job.error) }
    } catch {
      journal.forget()
      if (error as? StoreFailure)?.code == .stopped { stopped.store(true, ordering: .releasing) }
      for job in batch { job.finish(error) }
    }
  }

  /// Runs one write inside a savepoint.
  private static func run(_ job: Job, _ writer: JournalWriter, _ connection: any EngineConnection) throws {
    let count = writer.count
    try connection.later("SAVEPOINT request")
    do {
      let transaction = Transaction(connection: connection, journal: writer)
      try job.run(transaction)
      try transaction.end()
      try connection.run("RELEASE SAVEPOINT request")
    } catch {
      // A broken disk or connection ends the whole batch; anything else only this request.
      if let failure = error as? StoreFailure, [.stopped, .full, .unreachable].contains(failure.code) {
        throw error
      }
      // What was left for later may have been refused for the same reason; the savepoint itself is there.
      do throws(StoreFailure) { try connection.settle() } catch  where error.code != .unreachable {}
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
