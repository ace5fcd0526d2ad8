internal import Foundation
package import Ledger
internal import Synchronization

/// The bytes of attachments, in a folder: each file under its own SHA-256 (`ab/cdef…`), so that what is there never changes.
///
/// ```swift
/// let incoming = try await shelf.begin(limit: 50 << 20)
/// for try await part in body { try await incoming.write(part) }
/// let stored = try await incoming.keep()        // on the disk from here on; now the transaction may name it
/// ```
///
/// Several servers may share one folder. A file is named within an hour after it was kept, or it counts as an orphan.
package final class FileShelf: Sendable {
  /// What was kept.
  package struct Stored: Hashable, Sendable {
    package var hash: Hash
    /// In bytes.
    package var size: Int64
  }

  /// More came than was allowed.
  package struct TooLarge: Error, Hashable, Sendable {
    /// What was allowed, in bytes.
    package var limit: Int64
  }

  /// Bytes handed over at once.
  static let portion = 64 * 1024

  /// Where it is.
  package let folder: String
  private let threads: [ThreadExecutor]
  private let turn = Atomic(0)
  private let stopped = Atomic(false)

  /// Opens or makes a shelf, and clears away what crashed uploads left.
  /// - Throws: ``StoreFailure`` `.unusable` when the folder cannot be written.
  package init(folder: String) throws(StoreFailure) {
    self.folder = folder
    threads = (0..<4).map { ThreadExecutor(name: "hefu-files-\($0)") }
    do {
      try Disk.makeFolder(folder)
      try Disk.makeFolder(folder + "/incoming")
      for first in 0..<256 { try Disk.makeFolder(folder + "/" + Self.twoDigits(UInt8(first))) }
      try Disk.sync(folder: folder)
      try Disk.makeFile(lock)
      try clearIncoming()
    } catch {
      for thread in threads { thread.stop() }
      throw error
    }
  }

  deinit {
    for thread in threads { thread.stop() }
  }

  /// Whether a failed disk ended all keeping until a restart; reading goes on.
  package var isStopped: Bool { stopped.load(ordering: .acquiring) }

  func stop() { stopped.store(true, ordering: .releasing) }

  /// Begins to take in a file of at most `limit` bytes.
  package func begin(limit: Int64) async throws -> IncomingFile {
    guard !isStopped else { throw StoreFailure(.stopped, "the shelf stopped after a failed write") }
    let incoming = IncomingFile(shelf: self, thread: thread(), limit: limit)
    try await incoming.open()
    return incoming
  }

  /// A file's bytes in portions; `nil` when it is not there.
  package func read(_ hash: Hash) async throws -> OutgoingFile? {
    let reader = FileReader(shelf: self, thread: thread())
    guard let size = try await reader.open(path(of: hash)) else { return nil }
    return OutgoingFile(size: size, reader: reader)
  }

  /// Whether the file is there and still has the bytes it was kept with.
  package func verify(_ hash: Hash) async throws -> Bool {
    let reader = FileReader(shelf: self, thread: thread())
    guard try await reader.open(path(of: hash)) != nil else { return false }
    return try await reader.hash() == hash
  }

  /// Where a file is, for programs that read it themselves: virus scanner, PDF tools. Never to be written.
  package func path(of hash: Hash) -> String {
    let name = hash.description
    return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2))"
  }

  /// Held while files are put in their place, by whoever does so; alone by who removes some.
  var lock: String { folder + "/.lock" }

  func thread() -> ThreadExecutor {
    threads[turn.wrappingAdd(1, ordering: .relaxed).oldValue & (threads.count - 1)]
  }

  static func twoDigits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// Removes uploads nobody is writing: a running one holds a lock on its file, which ends with its process.
  private func clearIncoming() throws(StoreFailure) {
    for name in Disk.names(in: folder + "/incoming") {
      let path = "\(folder)/incoming/\(name)"
      if let lock = try? FileLock(path, alone: true, waits: false) {
        unlink(path)
        lock.release()
      }
    }
  }
}

/// A file on its way in; what is not kept is gone.
package actor IncomingFile {
  private nonisolated let shelf: FileShelf
  private nonisolated let thread: ThreadExecutor
  private let limit: Int64
  private let path: String
  private var file: FileLock?
  private var digest = HashStream()
  private var size: Int64 = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(shelf: FileShelf, thread: ThreadExecutor, limit: Int64) {
    self.shelf = shelf
    self.thread = thread
    self.limit = limit
    path = "\(shelf.folder)/incoming/\(UUID().uuidString)"
  }

  deinit {
    if file != nil { unlink(path) }
  }

  func open() throws(StoreFailure) {
    // Whoever clears away leftovers may take a new file for one before it is locked; then another is made.
    repeat { file = try FileLock(path, alone: true, makes: true) } while file?.isUnlinked == true
  }

  /// Bytes so far.
  package var count: Int64 { size }

  /// Takes the next bytes.
  /// - Throws: ``FileShelf/TooLarge``; ``StoreFailure`` `.full` when the disk is.
  package func write(_ bytes: [UInt8]) throws {
    guard let file else { throw StoreFailure(.statement, "the file was kept or abandoned already") }
    guard size + Int64(bytes.count) <= limit else {
      abandon()
      throw FileShelf.TooLarge(limit: limit)
    }
    do {
      try file.write(bytes)
    } catch {
      abandon()
      throw error
    }
    digest.update(bytes)
    size += Int64(bytes.count)
  }

  /// Puts the file into its place; when it returns, it is on the disk.
  ///
  /// A file that is there already is replaced by the same bytes, freshly written: nothing old has to be trusted.
  package func keep() throws(StoreFailure) -> FileShelf.Stored {
    guard let file else { throw StoreFailure(.statement, "the file was kept or abandoned already") }
    let hash = digest.finish()
    let place = shelf.path(of: hash)
    do throws(StoreFailure) {
      guard !shelf.isStopped else { throw StoreFailure(.stopped, "the shelf stopped after a failed write") }
      try file.sync()
      let lock = try FileLock(shelf.lock, alone: false)
      defer { lock.release() }
      guard rename(path, place) == 0 else { throw Disk.failure("rename to \(place)") }
      try Disk.sync(folder: String(place.prefix(shelf.folder.count + 3)))
    } catch {
      if error.code == .stopped { shelf.stop() }
      abandon()
      throw error
    }
    file.release()
    self.file = nil
    return FileShelf.Stored(hash: hash, size: size)
  }

  /// SHA-256 of what came so far.
  package func hash() -> Hash { digest.finish() }

  /// Forgets what came.
  package func abandon() {
    guard let file else { return }
    unlink(path)
    file.release()
    self.file = nil
  }
}

/// A file on its way out.
package struct OutgoingFile: AsyncSequence, Sendable {
  package typealias Element = [UInt8]

  /// In bytes.
  package let size: Int64
  let reader: FileReader

  /// Portions of 64 KiB, once: a file that was read to the end has to be asked for again.
  package struct AsyncIterator: AsyncIteratorProtocol {
    let reader: FileReader

    package func next() async throws -> [UInt8]? { try await reader.next() }
  }

  package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader: reader) }
}

/// Reads one file on a thread that may wait.
actor FileReader {
  /// Keeps the thread running.
  private nonisolated let shelf: FileShelf
  private nonisolated let thread: ThreadExecutor
  private var descriptor: Int32 = -1

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(shelf: FileShelf, thread: ThreadExecutor) {
    self.shelf = shelf
    self.thread = thread
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// - Returns: its size; `nil` when there is no such file.
  func open(_ path: String) throws(StoreFailure) -> Int64? {
    descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Disk.failure("open \(path)")
    }
    return try Disk.info(descriptor).size
  }

  func next() throws(StoreFailure) -> [UInt8]? {
    let bytes = try Disk.read(descriptor, FileShelf.portion)
    return bytes.isEmpty ? nil : bytes
  }

  func hash() throws(StoreFailure) -> Hash {
    var digest = HashStream()
    while let bytes = try next() { digest.update(bytes) }
    return digest.finish()
  }
}
