internal import CPostgres
internal import Crypto
package import Foundation
package import Ledger
package import Storage

/// A fresh folder and a fresh database for one test; both are gone after it.
///
/// ```swift
/// @Test(arguments: EngineKind.available) func `a write is there for the next read`(engine: EngineKind) async throws {
///   try await withStore(engine) { store in … }
/// }
/// ```
package struct TestDatabase: Sendable {
  /// Where the database is.
  package let location: Store.Location
  /// A folder of the test's own, for attachments and backups.
  package let folder: URL
  /// The journal's key.
  package let signer: SignerKey

  /// The moment tests begin with: the guide's opening day.
  package static let beginning = Instant(milliseconds: 1_717_200_000_000)

  /// Opens the store; more than once is as several servers do.
  package func open(now: Instant = beginning) async throws -> Store {
    try await Store.open(location, signer: signer, now: now)
  }
}

/// A test's own failure to get a database.
package struct NoDatabase: Error, CustomStringConvertible {
  package var description: String
}

/// Gives a test an empty database, not yet a store.
package func withDatabase<Result>(
  _ engine: EngineKind, _ body: (TestDatabase) async throws -> Result
) async throws -> Result {
  let name = "hefu_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
  let folder = FileManager.default.temporaryDirectory.appending(path: name)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let signer = SignerKey(name: "hefu.invalid/test", key: Curve25519.Signing.PrivateKey())
  switch engine {
  case .sqlite:
    let path = folder.appending(path: "hefu.sqlite").path
    return try await body(TestDatabase(location: .sqlite(path: path), folder: folder, signer: signer))
  case .postgres:
    return try await Gate.shared.pass {
      let server = try TestServer()
      try server.run("CREATE DATABASE \(name)")
      defer { try? server.run("DROP DATABASE \(name) WITH (FORCE)") }
      let address = try server.address(of: name)
      return try await body(TestDatabase(location: .postgres(address), folder: folder, signer: signer))
    }
  }
}

/// Lets a few tests at a time use the server: all at once would need more connections than a server has.
private actor Gate {
  static let shared = Gate()
  /// A test with two databases passes once.
  @TaskLocal private static var isInside = false

  private var free = 6
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
    if Self.isInside { return try await body() }
    await enter()
    do {
      let result = try await Self.$isInside.withValue(true) { try await body() }
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

/// Gives a test a store, and closes it.
package func withStore<Result>(_ engine: EngineKind, _ body: (Store) async throws -> Result) async throws
  -> Result
{
  try await withDatabase(engine) { database in
    let store = try await database.open()
    do {
      let result = try await body(store)
      await store.close()
      return result
    } catch {
      await store.close()
      throw error
    }
  }
}

/// The server at `HEFU_POSTGRES`, for making and dropping databases.
private final class TestServer {
  private let server: String
  private let connection: OpaquePointer

  init() throws {
    guard let server = EngineKind.serverAddress, let connection = PQconnectdb(server) else {
      throw NoDatabase(description: "HEFU_POSTGRES is not set")
    }
    self.server = server
    self.connection = connection
    guard PQstatus(connection) == CONNECTION_OK else {
      throw NoDatabase(description: String(cString: PQerrorMessage(connection)))
    }
    try run("SET client_min_messages = warning")
  }

  deinit { PQfinish(connection) }

  func run(_ sql: String) throws {
    let result = PQexec(connection, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else {
      throw NoDatabase(description: String(cString: PQerrorMessage(connection)))
    }
  }

  /// The server's address with another database's name.
  func address(of database: String) throws -> String {
    guard var parts = URLComponents(string: server) else {
      throw NoDatabase(description: "HEFU_POSTGRES is no postgres:// address")
    }
    parts.path = "/" + database
    return parts.string ?? server
  }
}
