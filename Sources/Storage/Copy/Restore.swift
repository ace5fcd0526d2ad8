internal import Foundation
package import Ledger

extension Backup {
  /// Puts a backup into an empty place and proves that it is whole: every file has its hash, every table its rows, and the
  /// journal's recomputed root is the manifest's. Otherwise nothing is there afterwards but files nobody names.
  /// - Throws: ``StoreFailure`` `.unusable` with what was not right.
  package static func restore(
    _ folder: String, to location: Store.Location, shelf: FileShelf, now: Instant,
    progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) async throws -> BackupManifest {
    let manifest = try manifest(of: folder)
    guard try Disk.hash(of: "\(folder)/\(databaseName)").description == manifest.database else {
      throw StoreFailure(.damaged, "\(databaseName) is not the one the manifest names")
    }
    // Opening a database writes beside it; a backup stays as it is.
    let copy = FileManager.default.temporaryDirectory.appending(path: "hefu-restore-\(UUID().uuidString)")
      .path
    try Disk.makeFolder(copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try Disk.copy("\(folder)/\(databaseName)", to: "\(copy)/\(databaseName)", mayLink: false)
    let source = Store.Location.sqlite(path: "\(copy)/\(databaseName)")
    let engine = try source.engine()
    let named: [FileShelf.Stored]
    do {
      named = try await engine.read { try files($0) }
      await engine.close()
    } catch {
      await engine.close()
      throw error
    }
    let present = named.filter { !manifest.files.damaged.contains($0.hash.description) }
    try await restoreFiles(present, from: "\(folder)/\(filesName)", to: shelf, progress)
    let expected = CopySummary(
      tables: manifest.tables, size: manifest.journal.size,
      root: Hash(base64: manifest.journal.root) ?? .ofNothing, checkpoint: manifest.journal.checkpoint)
    _ = try await StoreMove.run(from: source, to: location, now: now, expecting: expected, progress)
    return manifest
  }

  private static func restoreFiles(
    _ named: [FileShelf.Stored], from folder: String, to shelf: FileShelf,
    _ progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws {
    for (number, stored) in named.enumerated() {
      let name = stored.hash.description
      let path = "\(folder)/\(name.prefix(2))/\(name.dropFirst(2))"
      let reader = FileReader(shelf: shelf, thread: shelf.thread())
      guard try await reader.open(path) != nil else {
        throw StoreFailure(.damaged, "the file \(name) is missing in the backup")
      }
      let incoming = try await shelf.begin(limit: .max)
      while let bytes = try await reader.next() { try await incoming.write(bytes) }
      guard await incoming.hash() == stored.hash else {
        await incoming.abandon()
        throw StoreFailure(.damaged, "the file \(name) is damaged in the backup")
      }
      _ = try await incoming.keep()
      progress(CopyProgress(part: .files, done: number + 1, total: named.count))
    }
  }
}

/// What a move brought over.
package struct StoreMove: Sendable {
  /// Rows by table.
  package let tables: [String: Int]
  /// Entries of the journal.
  package let size: Int
  /// The journal's root, the same in both places.
  package let root: Hash

  /// Copies a store into an empty place on any engine: all of it or nothing. The attachments stay where they are.
  ///
  /// It copies one moment; servers that go on writing into the old place write what nobody will see.
  package static func run(
    from source: Store.Location, to target: Store.Location, now: Instant,
    progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) async throws -> StoreMove {
    try await run(from: source, to: target, now: now, expecting: nil, progress)
  }

  static func run(
    from source: Store.Location, to target: Store.Location, now: Instant, expecting expected: CopySummary?,
    _ progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws -> StoreMove {
    try source.requirePresence()
    switch target {
    case .postgres(let address):
      let engine = PostgresEngine(address: address)
      do {
        let moved = try await copy(from: source, to: engine, now: now, expecting: expected, progress)
        await engine.close()
        return moved
      } catch {
        await engine.close()
        throw error
      }
    case .sqlite(let path):
      guard !FileManager.default.fileExists(atPath: path) else {
        throw StoreFailure(.unusable, "\(path) is there already")
      }
      let folder = URL(filePath: path).deletingLastPathComponent().path
      try Disk.makeFolder(folder)
      let growing = "\(path).partial-\(UUID().uuidString.prefix(8))"
      defer { for end in ["", "-wal", "-shm"] { unlink(growing + end) } }
      let engine = try SQLiteEngine(path: growing)
      let moved: StoreMove
      do {
        moved = try await copy(from: source, to: engine, now: now, expecting: expected, progress)
        try await engine.closeAsOneFile(growing)
      } catch {
        await engine.close()
        throw error
      }
      guard rename(growing, path) == 0 else { throw Disk.failure("rename to \(path)") }
      try Disk.sync(folder: folder)
      return moved
    }
  }

  private static func copy(
    from source: Store.Location, to target: any Engine, now: Instant, expecting expected: CopySummary?,
    _ progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws -> StoreMove {
    let engine = try source.engine()
    do {
      try await Migration.migrate(target, now: now)
      let summary = try await TableCopy.run(from: engine, to: target, expecting: expected, progress: progress)
      await engine.close()
      return StoreMove(tables: summary.tables, size: summary.size, root: summary.root)
    } catch {
      await engine.close()
      throw error
    }
  }
}

extension Store.Location {
  /// - Throws: ``StoreFailure`` `.unusable` when there is no such file: opening it would make one.
  func requirePresence() throws(StoreFailure) {
    if case .sqlite(let path) = self, !FileManager.default.fileExists(atPath: path) {
      throw StoreFailure(.unusable, "there is no store at \(path)")
    }
  }
}
