import Crypto
import Foundation
import Ledger
import StorageFixture
import Testing

@testable import Storage

/// A process of its own writes and is killed; what it had acknowledged must be there.
@Suite(.serialized) struct CrashTests {
  private static let rounds = 8

  /// The program that writes, built beside the tests.
  private static var writer: URL {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "hefu-bench")
  }

  /// Opens a store under the writer's key.
  private func open(_ database: TestDatabase) async throws -> Store {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Array(repeating: 7 as UInt8, count: 32))
    return try await Store.open(
      database.location, signer: SignerKey(name: "hefu.invalid/bench", key: key), now: TestDatabase.beginning)
  }

  private static let strace = URL(filePath: "/usr/bin/strace")

  /// Whether this machine lets one process inject faults into another.
  private static let injects: Bool = {
    guard FileManager.default.isExecutableFile(atPath: strace.path) else { return false }
    let process = Process()
    process.executableURL = strace
    process.arguments = ["-f", "-qq", "-e", "trace=none", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private func place(_ location: Store.Location) -> String {
    switch location {
    case .sqlite(let path): path
    case .postgres(let address): address
    }
  }

  /// Starts a writer; its acknowledgements go to a file, which outlives it.
  private func start(_ program: URL, _ arguments: [String], _ database: TestDatabase, _ round: Int) throws
    -> (
      Process, URL
    )
  {
    let out = database.folder.appending(path: "acknowledged-\(round)")
    try Data().write(to: out)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, out)
  }

  /// Position and name of each acknowledged write; a line cut short by the kill counts as not heard.
  private func acknowledged(_ file: URL) throws -> [(Int, String)] {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let position = Int(parts[0]) else { return nil }
      return (position, String(parts[1]))
    }
  }

  /// Opens what is left and compares: nothing acknowledged is missing, nothing is there twice, table and tree agree.
  private func check(_ acknowledged: [(Int, String)], _ database: TestDatabase) async throws {
    let store = try await open(database)
    let rows = try await store.read {
      try $0.rows(
        "SELECT j.position, j.subject, s.name FROM journal j LEFT JOIN setting s ON s.name = j.subject")
    }
    var found: [Int: String] = [:]
    for row in rows { found[row.int(0)] = row.text(2) }
    #expect(acknowledged.filter { found[$0.0] != $0.1 }.isEmpty)
    #expect(Set(rows.map { $0.text(1) }).count == rows.count)
    #expect(rows.allSatisfy { $0.text(1) == $0.text(2) })
    let names = try await store.read { try $0.row("SELECT COUNT(*) FROM setting")?.int(0) }
    #expect(names == rows.count)
    let fresh = try await store.recomputed()
    #expect(fresh == (rows.count, store.journal.root(size: rows.count)))
    let note = try await store.read {
      try $0.row("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")?.text(0)
    }
    if let note {
      #expect(try Checkpoint(reading: try SignedNote(reading: note).text).root == fresh.root)
    }
    await store.close()
  }

  @Test(arguments: EngineKind.available)
  func `a process killed at any moment loses nothing it acknowledged`(engine: EngineKind) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    try await withDatabase(engine) { database in
      let first = try await open(database)
      await first.close()
      var all: [(Int, String)] = []
      var pause = seed
      for round in 0..<Self.rounds {
        let (process, out) = try start(
          Self.writer, ["write", place(database.location), "16"], database, round)
        pause = pause &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let before = all.count
        let deadline = Date(timeIntervalSinceNow: 20)
        while try acknowledged(out).isEmpty, Date() < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        try await Task.sleep(for: .microseconds(Int(pause >> 33) % 150_000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        all += try acknowledged(out)
        #expect(all.count > before, "the writer wrote nothing")
        try await check(all, database)
      }
      #expect(Set(all.map(\.0)).count == all.count)
    }
  }

  @Test(.enabled(if: injects))
  func `an fsync that fails is the last thing the store tries; nothing after it is acknowledged`()
    async throws
  {
    for number in [25, 60] {
      try await withDatabase(.sqlite) { database in
        let first = try await open(database)
        await first.close()
        let (process, out) = try start(
          Self.strace,
          [
            "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync",
            "-e", "inject=fsync,fdatasync:error=EIO:when=\(number)+", Self.writer.path, "write",
            place(database.location), "4",
          ], database, 0)
        let deadline = Date(timeIntervalSinceNow: 60)
        while process.isRunning, Date() < deadline { try await Task.sleep(for: .milliseconds(50)) }
        #expect(!process.isRunning, "the store did not stop")
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let acknowledged = try acknowledged(out)
        #expect(!acknowledged.isEmpty)
        try await check(acknowledged, database)
      }
    }
  }
}
