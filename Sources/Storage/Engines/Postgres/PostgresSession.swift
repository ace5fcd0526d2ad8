internal import CPostgres

/// One libpq connection, used by one thread only.
///
/// It runs in pipeline mode: what was left for later, the statement at hand and one synchronisation point travel together, so
/// that a request's savepoint and journal entry cost no waiting of their own.
final class PostgresSession: EngineConnection {
  /// PostgreSQL 13, the oldest that is still tried.
  private static let oldest: Int32 = 130_000

  private let connection: OpaquePointer
  private var prepared: [UInt: String] = [:]
  private var queue: [Command] = []
  /// Nothing more can be done with it.
  private(set) var isBroken = false

  private struct Command {
    /// Address of the literal it was prepared from; `nil` for one put together from the schema's names.
    var key: UInt?
    var sql: String
    var parameters: PostgresParameters
  }

  /// What the last statement of an exchange answered.
  private struct Answer {
    var rows: [SQLRow] = []
    var changed = 0
    var tag = ""
  }

  /// Connects; blocks for some seconds at most.
  /// - Parameter address: `postgres://…`; what it says of time-outs and names wins over what is set here.
  init(address: String) throws(StoreFailure) {
    // libpq lets the later of two settings win, and unfolds `dbname` where it stands.
    let settings = [
      ("connect_timeout", "5"), ("fallback_application_name", "hefu"), ("tcp_user_timeout", "10000"),
      ("dbname", address), ("client_encoding", "UTF8"), ("target_session_attrs", "read-write"),
    ]
    guard let connection = Self.connect(settings) else {
      throw StoreFailure(.unreachable, "no memory for a connection")
    }
    guard PQstatus(connection) == CONNECTION_OK else {
      let reason = String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: "; ")
      PQfinish(connection)
      let isRefusal = ["does not exist", "authentication failed", "invalid"].contains { reason.contains($0) }
      throw StoreFailure(isRefusal ? .unusable : .unreachable, reason)
    }
    self.connection = connection
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    guard PQserverVersion(connection) >= Self.oldest else {
      throw StoreFailure(
        .unusable, "the server has version \(PQserverVersion(connection)); 13 or newer is needed")
    }
    guard PQenterPipelineMode(connection) == 1 else { throw StoreFailure(.unusable, "no pipeline mode") }
    try run("SET lock_timeout = '30s'")
    try run("SET bytea_output = 'hex'")
    let settled = try row("SELECT current_setting('synchronous_commit'), current_setting('server_encoding')")
    guard settled?.text(1) == "UTF8" else {
      throw StoreFailure(.unusable, "the database is in \(settled?.text(1) ?? "?"); UTF8 is needed")
    }
    // A commit must be on the disk before it is acknowledged; stricter settings stay.
    if settled?.text(0) == "off" { try run("SET synchronous_commit = on") }
  }

  deinit { PQfinish(connection) }

  private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
    var storage: [UInt8] = []
    var offsets: [(Int, Int)] = []
    for (name, value) in settings {
      let start = storage.count
      storage.append(contentsOf: name.utf8)
      storage.append(0)
      offsets.append((start, storage.count))
      storage.append(contentsOf: value.utf8)
      storage.append(0)
    }
    return storage.withUnsafeBytes { bytes in
      let base = bytes.baseAddress
      func pointers(_ offsets: [Int]) -> [UnsafePointer<CChar>?] {
        offsets.map { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) } + [nil]
      }
      return PQconnectdbParams(pointers(offsets.map(\.0)), pointers(offsets.map(\.1)), 1)
    }
  }

  func rows(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> [SQLRow] {
    try later(sql, values)
    return try exchange().rows
  }

  @discardableResult
  func run(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) -> Int {
    try later(sql, values)
    return try exchange().changed
  }

  func later(_ sql: StaticString, _ values: [SQLValue]) throws(StoreFailure) {
    queue.append(
      Command(
        key: UInt(bitPattern: sql.utf8Start), sql: Dialect.postgres(sql),
        parameters: try PostgresParameters(values)))
  }

  func settle() throws(StoreFailure) {
    if !queue.isEmpty { _ = try exchange() }
  }

  /// Ends the transaction.
  /// - Throws: also when the server undid it instead; `.unreachable` when nobody knows.
  func commit() throws(StoreFailure) {
    try later("COMMIT")
    let answer = try exchange()
    guard answer.tag == "COMMIT" else { throw StoreFailure(.statement, "the transaction was undone") }
  }

  func rollBack() {
    queue = []
    do { try run("ROLLBACK") } catch { isBroken = true }
  }

  func tables() throws(StoreFailure) -> [String] {
    try rows(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
    ).map { $0.text(0) }
  }

  func count(_ table: String) throws(StoreFailure) -> Int {
    try run(text: "SELECT COUNT(*) FROM \(Dialect.quoted(table))").rows.first?.int(0) ?? 0
  }

  func columns(of table: String) throws(StoreFailure) -> [String] {
    try rows(
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position
      """, .text(table)
    ).map { $0.text(0) }
  }

  func scan(_ table: String, columns: [String], _ body: ([SQLRow]) throws -> Void) throws {
    let names = columns.map(Dialect.quoted).joined(separator: ", ")
    try run(text: "DECLARE copy NO SCROLL CURSOR FOR SELECT \(names) FROM \(Dialect.quoted(table))")
    while true {
      let rows = try run(text: "FETCH \(Self.portion) FROM copy").rows
      if rows.isEmpty { break }
      try body(rows)
    }
    try run(text: "CLOSE copy")
  }

  func insert(into table: String, columns: [String], _ rows: [SQLRow]) throws(StoreFailure) {
    let names = columns.map(Dialect.quoted).joined(separator: ", ")
    let marks = (1...max(1, columns.count)).map { "$\($0)" }.joined(separator: ", ")
    let sql = "INSERT INTO \(Dialect.quoted(table)) (\(names)) VALUES (\(marks))"
    for row in rows {
      queue.append(Command(key: nil, sql: sql, parameters: try PostgresParameters(row.values)))
    }
    try settle()
  }

  @discardableResult
  private func run(text sql: String) throws(StoreFailure) -> Answer {
    queue.append(Command(key: nil, sql: sql, parameters: try PostgresParameters([])))
    return try exchange()
  }

  // MARK: the pipeline

  /// One answer that is to come.
  private enum Expected {
    case preparation(UInt, String)
    case execution
  }

  /// Sends what is queued, then reads every answer up to the synchronisation point.
  private func exchange() throws(StoreFailure) -> Answer {
    guard !isBroken else { throw StoreFailure(.unreachable, "the connection is broken") }
    let expected = try send()
    var answer = Answer()
    var failure: StoreFailure?
    for (number, expectation) in expected.enumerated() {
      guard let result = PQgetResult(connection) else { throw broken() }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
        if case .preparation(let key, let name) = expectation { prepared[key] = name }
        if number == expected.count - 1 {
          answer = Answer(
            rows: PostgresRows(result).rows, changed: Int(String(cString: PQcmdTuples(result))) ?? 0,
            tag: String(cString: PQcmdStatus(result)))
        }
      case PGRES_PIPELINE_ABORTED: break
      default: if failure == nil { failure = .postgres(result) }
      }
      guard PQstatus(connection) == CONNECTION_OK else { throw broken() }
      // Each command's answers end with nothing.
      while let more = PQgetResult(connection) { PQclear(more) }
    }
    guard let end = PQgetResult(connection) else { throw broken() }
    defer { PQclear(end) }
    guard PQresultStatus(end) == PGRES_PIPELINE_SYNC else { throw broken() }
    if let failure {
      if failure.code == .unreachable { isBroken = true }
      throw failure
    }
    return answer
  }

  private func send() throws(StoreFailure) -> [Expected] {
    var expected: [Expected] = []
    var names = prepared
    for command in queue {
      let parameters = command.parameters
      let isSent: Int32
      if let key = command.key {
        let name = names[key] ?? "s\(names.count)"
        if names[key] == nil {
          guard PQsendPrepare(connection, name, command.sql, 0, nil) == 1 else { throw broken() }
          names[key] = name
          expected.append(.preparation(key, name))
        }
        isSent = parameters.lend { values, lengths, formats in
          PQsendQueryPrepared(connection, name, parameters.count, values, lengths, formats, 0)
        }
      } else {
        isSent = parameters.lend { values, lengths, formats in
          PQsendQueryParams(connection, command.sql, parameters.count, nil, values, lengths, formats, 0)
        }
      }
      guard isSent == 1 else { throw broken() }
      expected.append(.execution)
    }
    queue.removeAll(keepingCapacity: true)
    guard PQpipelineSync(connection) == 1 else { throw broken() }
    return expected
  }

  private func broken() -> StoreFailure {
    isBroken = true
    queue = []
    let reason = String(cString: PQerrorMessage(connection)).split(separator: "\n").joined(separator: "; ")
    return StoreFailure(.unreachable, reason.isEmpty ? "the connection broke" : reason)
  }
}
