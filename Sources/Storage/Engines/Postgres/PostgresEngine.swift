/// An existing PostgreSQL: one connection writes, a few read; several servers may share it.
///
/// Writes of all servers follow one another by an advisory lock of the database. It holds for a session's transaction, so a
/// pooler in front must not share connections between statements.
final class PostgresEngine: Engine {
  private let address: String
  private let writer: PostgresLink
  private let readers: LinkPool

  init(address: String) {
    self.address = address
    writer = PostgresLink(address: address, name: "hefu-write")
    readers = LinkPool(address: address, limit: 6)
  }

  func write(_ body: @escaping @Sendable (any EngineConnection) throws -> Void) async throws {
    try await writer.transaction(.write, body)
  }

  func read<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  {
    let link = try await readers.take()
    do {
      let result = try await link.transaction(.read, body)
      await readers.give(link)
      return result
    } catch {
      await readers.give(link)
      throw error
    }
  }

  func survey<Result: Sendable>(_ body: @escaping @Sendable (any EngineConnection) throws -> Result)
    async throws
    -> Result
  {
    let link = PostgresLink(address: address, name: "hefu-survey")
    let result = try await link.transaction(.survey, body)
    await link.close()
    return result
  }

  func close() async {
    await writer.close()
    await readers.close()
  }
}

/// Connections for reads: made when needed, a bounded number; who comes when all are busy waits in turn.
actor LinkPool {
  /// More than this many waiting would wait longer than a person does.
  private static let patience = 1000

  private let address: String
  private let limit: Int
  private var idle: [PostgresLink] = []
  private var count = 0
  private var waiting: [CheckedContinuation<PostgresLink, any Error>] = []
  private var isClosed = false

  init(address: String, limit: Int) {
    self.address = address
    self.limit = limit
  }

  func take() async throws -> PostgresLink {
    guard !isClosed else { throw StoreFailure(.busy, "the store is closed") }
    if let link = idle.popLast() { return link }
    if count < limit {
      count += 1
      return PostgresLink(address: address, name: "hefu-read")
    }
    guard waiting.count < Self.patience else { throw StoreFailure(.busy, "too many reads are waiting") }
    return try await withCheckedThrowingContinuation { waiting.append($0) }
  }

  func give(_ link: PostgresLink) async {
    guard !isClosed else {
      await link.close()
      return
    }
    if waiting.isEmpty { idle.append(link) } else { waiting.removeFirst().resume(returning: link) }
  }

  func close() async {
    isClosed = true
    for link in idle { await link.close() }
    idle = []
    for one in waiting { one.resume(throwing: StoreFailure(.busy, "the store is closed")) }
    waiting = []
  }
}
