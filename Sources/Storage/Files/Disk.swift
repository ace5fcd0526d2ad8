internal import Crypto
internal import Foundation
internal import Ledger
internal import Synchronization

/// The system's calls on files and folders, with failures the store understands.
enum Disk {
  /// Why the last call failed.
  static func failure(_ what: String) -> StoreFailure {
    let number = errno
    let code: StoreFailure.Code =
      switch number {
      case ENOSPC, EDQUOT: .full
      case EIO: .stopped
      case EWOULDBLOCK: .busy
      default: .unusable
      }
    return StoreFailure(code, "\(what): \(String(cString: strerror(number)))")
  }

  static func makeFolder(_ path: String) throws(StoreFailure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { throw StoreFailure(.unusable, "the folder \(path) cannot be made") }
  }

  static func makeFile(_ path: String) throws(StoreFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw failure("make \(path)") }
    close(descriptor)
  }

  /// What a folder holds; nothing when it cannot be read.
  static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// What is in the folder by these names is so after a crash, too.
  static func sync(folder: String) throws(StoreFailure) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open \(folder)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failed(sync: folder) }
  }

  /// What the file holds is so after a crash, too.
  static func sync(file: String) throws(StoreFailure) {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open \(file)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failed(sync: file) }
  }

  /// Whatever the reason: after a failed fsync nobody knows what is on the disk.
  static func failed(sync path: String) -> StoreFailure {
    var failure = failure("fsync \(path)")
    if failure.code != .full { failure.code = .stopped }
    return failure
  }

  static func info(_ descriptor: Int32) throws(StoreFailure) -> (size: Int64, links: Int, changed: Int64) {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw failure("fstat") }
    return (Int64(info.st_size), Int(info.st_nlink), Int64(info.st_mtim.tv_sec))
  }

  /// Size in bytes, and when it was last written, in seconds since 1970; `nil` when there is no such file.
  static func info(_ path: String) -> (size: Int64, changed: Int64)? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return (Int64(info.st_size), Int64(info.st_mtim.tv_sec))
  }

  /// The next bytes; none at the end.
  static func read(_ descriptor: Int32, _ count: Int) throws(StoreFailure) -> [UInt8] {
    var isFailed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      var got = 0
      repeat { got = Foundation.read(descriptor, room.baseAddress, count) } while got < 0 && errno == EINTR
      isFailed = got < 0
      filled = max(0, got)
    }
    if isFailed { throw failure("read") }
    return bytes
  }

  static func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(StoreFailure) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Foundation.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if count > 0 { start += count } else if errno != EINTR { throw failure("write") }
    }
  }

  /// Copies a file and makes the copy durable; by a second link to the same bytes where the file system allows.
  static func copy(_ source: String, to target: String, mayLink: Bool) throws(StoreFailure) {
    if mayLink, link(source, target) == 0 { return }
    let from = open(source, O_RDONLY | O_CLOEXEC)
    guard from >= 0 else { throw failure("open \(source)") }
    defer { close(from) }
    let to = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
    guard to >= 0 else { throw failure("make \(target)") }
    defer { close(to) }
    while true {
      let bytes = try read(from, 1 << 20)
      if bytes.isEmpty { break }
      try write(to, bytes)
    }
    guard fsync(to) == 0 else { throw failed(sync: target) }
  }

  /// SHA-256 of a file.
  static func hash(of path: String) throws(StoreFailure) -> Hash {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open \(path)") }
    defer { close(descriptor) }
    var digest = HashStream()
    while true {
      let bytes = try read(descriptor, 1 << 20)
      if bytes.isEmpty { return digest.finish() }
      digest.update(bytes)
    }
  }
}

/// An open file with an advisory lock (`flock`), which ends with the process at the latest.
final class FileLock: Sendable {
  private let open: Mutex<Int32>

  /// - Parameters:
  ///   - alone: whether nobody else may hold it at the same time.
  ///   - waits: otherwise ``StoreFailure`` `.busy` when somebody holds it.
  init(_ path: String, alone: Bool, waits: Bool = true, makes: Bool = false) throws(StoreFailure) {
    let descriptor = Foundation.open(path, O_RDWR | O_CLOEXEC | (makes ? O_CREAT : 0), 0o640)
    open = Mutex(descriptor)
    guard descriptor >= 0 else { throw Disk.failure("open \(path)") }
    var status: Int32
    repeat {
      status = flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | (waits ? 0 : LOCK_NB))
    } while status != 0 && errno == EINTR
    guard status == 0 else {
      throw Disk.failure("lock \(path)")
    }
  }

  deinit { release() }

  private var descriptor: Int32 { open.withLock { $0 } }

  func write(_ bytes: [UInt8]) throws(StoreFailure) { try Disk.write(descriptor, bytes) }

  func sync() throws(StoreFailure) {
    guard fsync(descriptor) == 0 else { throw Disk.failed(sync: "file") }
  }

  /// Sets the time of last writing to the file system's present.
  /// - Returns: that time, in seconds since 1970.
  func touch() throws(StoreFailure) -> Int64 {
    guard futimens(descriptor, nil) == 0 else { throw Disk.failure("touch") }
    return try Disk.info(descriptor).changed
  }

  /// Whether somebody removed the file's name.
  var isUnlinked: Bool { ((try? Disk.info(descriptor).links) ?? 0) == 0 }

  /// Closes the file and with it ends the lock.
  func release() {
    open.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
  }
}

/// SHA-256 of bytes that come in parts.
struct HashStream {
  private var hasher = SHA256()

  mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) } }

  func finish() -> Hash { Hash(bytes: Array(hasher.finalize())) ?? .ofNothing }
}
