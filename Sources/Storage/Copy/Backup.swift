internal import Foundation
package import Ledger

/// What a backup holds; its `manifest.json`.
package struct BackupManifest: Codable, Sendable, Equatable {
  package struct JournalState: Codable, Sendable, Equatable {
    package var size: Int
    /// Standard base64.
    package var root: String
    /// The newest checkpoint, a signed note.
    package var checkpoint: String?
  }

  package struct Files: Codable, Sendable, Equatable {
    package var count: Int
    /// In bytes.
    package var size: Int64
    /// SHA-256, hexadecimal, of those the store names and the shelf did not have whole.
    package var damaged: [String]
  }

  package var format = 1
  /// When it was made, UTC.
  package var made: String
  package var schema: Int
  /// Rows by table.
  package var tables: [String: Int]
  package var journal: JournalState
  package var files: Files
  /// SHA-256 of `hefu.sqlite`, hexadecimal.
  package var database: String
}

/// A folder with everything: the database of one moment as a SQLite file, the attachments it names, a manifest.
///
/// It is the same whatever engine it was made on, so that a backup of one is restored into the other. The journal's key is
/// not in it: who has a backup shall not be able to sign another history.
package enum Backup {
  static let manifestName = "manifest.json"
  static let databaseName = "hefu.sqlite"
  static let filesName = "files"

  /// Makes a backup while the store is being used.
  ///
  /// It grows beside its place and gets its name when it is complete and on the disk.
  /// - Parameters:
  ///   - shelf: where the attachments are; the copies are links to the same bytes where the file system allows.
  ///   - folder: a folder that is not there yet.
  package static func make(
    of location: Store.Location, shelf: FileShelf, in folder: String, now: Instant,
    progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) async throws -> BackupManifest {
    try location.requirePresence()
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw StoreFailure(.unusable, "\(folder) is there already")
    }
    let growing = folder + ".partial-\(UUID().uuidString.prefix(8))"
    try Disk.makeFolder(growing)
    do {
      // Held until the end: what the snapshot names is not collected meanwhile.
      let lock = try FileLock(shelf.lock, alone: false)
      defer { lock.release() }
      let source = try location.engine()
      let summary: CopySummary
      let named: [FileShelf.Stored]
      do {
        (summary, named) = try await copyDatabase(
          source, to: "\(growing)/\(databaseName)", now: now, progress)
        await source.close()
      } catch {
        await source.close()
        throw error
      }
      let files = try await copyFiles(named, of: shelf, to: "\(growing)/\(filesName)", progress)
      let manifest = BackupManifest(
        made: now.description, schema: Migration.all.count, tables: summary.tables,
        journal: .init(size: summary.size, root: summary.root.base64, checkpoint: summary.checkpoint),
        files: files, database: try Disk.hash(of: "\(growing)/\(databaseName)").description)
      try write(manifest, to: "\(growing)/\(manifestName)")
      try Disk.sync(folder: growing)
      guard rename(growing, folder) == 0 else { throw Disk.failure("rename to \(folder)") }
      try Disk.sync(folder: URL(filePath: folder).deletingLastPathComponent().path)
      return manifest
    } catch {
      try? FileManager.default.removeItem(atPath: growing)
      throw error
    }
  }

  private static func copyDatabase(
    _ source: any Engine, to path: String, now: Instant,
    _ progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws -> (CopySummary, [FileShelf.Stored]) {
    let target = try SQLiteEngine(path: path)
    do {
      try await Migration.migrate(target, now: now)
      let summary = try await TableCopy.run(from: source, to: target, progress: progress)
      let named = try await target.read { try files($0) }
      try await target.closeAsOneFile(path)
      return (summary, named)
    } catch {
      await target.close()
      throw error
    }
  }

  static func files(_ connection: any Connection) throws -> [FileShelf.Stored] {
    try connection.rows("SELECT hash, size FROM file ORDER BY hash").compactMap { row in
      Hash(bytes: row.blob(0)).map { FileShelf.Stored(hash: $0, size: row.integer(1)) }
    }
  }

  /// On a thread of the shelf's, because it waits for the disk.
  private static func copyFiles(
    _ named: [FileShelf.Stored], of shelf: FileShelf, to folder: String,
    _ progress: @escaping @Sendable (CopyProgress) -> Void
  ) async throws -> BackupManifest.Files {
    try await FileWorker(shelf: shelf).run {
      try Disk.makeFolder(folder)
      var files = BackupManifest.Files(count: 0, size: 0, damaged: [])
      var parts: Set<String> = []
      for (number, stored) in named.enumerated() {
        let name = stored.hash.description
        let part = "\(folder)/\(name.prefix(2))"
        if parts.insert(part).inserted { try Disk.makeFolder(part) }
        if let info = Disk.info(shelf.path(of: stored.hash)), info.size == stored.size {
          try Disk.copy(shelf.path(of: stored.hash), to: "\(part)/\(name.dropFirst(2))", mayLink: true)
          files.count += 1
          files.size += stored.size
        } else {
          files.damaged.append(name)
        }
        progress(CopyProgress(part: .files, done: number + 1, total: named.count))
      }
      for part in parts { try Disk.sync(folder: part) }
      try Disk.sync(folder: folder)
      return files
    }
  }

  private static func write(_ manifest: BackupManifest, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (try encoder.encode(manifest) + Data([0x0A])).write(to: URL(filePath: path))
    try Disk.sync(file: path)
  }

  /// What a folder says it holds.
  /// - Throws: ``StoreFailure`` `.unusable` when it is no backup, or one of a newer program.
  package static func manifest(of folder: String) throws(StoreFailure) -> BackupManifest {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(manifestName)"),
      let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data)
    else { throw StoreFailure(.unusable, "\(folder) is no backup: \(manifestName) is missing or unreadable") }
    guard manifest.format == 1, manifest.schema == Migration.all.count else {
      throw StoreFailure(
        .unusable,
        "the backup has format \(manifest.format) and schema \(manifest.schema), not 1 and \(Migration.all.count)"
      )
    }
    return manifest
  }
}

/// Work on files that waits for the disk, on a thread of the shelf's.
actor FileWorker {
  private nonisolated let shelf: FileShelf
  private nonisolated let thread: ThreadExecutor

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(shelf: FileShelf) {
    self.shelf = shelf
    thread = shelf.thread()
  }

  func run<Result: Sendable>(_ body: @Sendable () throws -> Result) throws -> Result { try body() }
}
