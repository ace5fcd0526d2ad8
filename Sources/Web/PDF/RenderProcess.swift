internal import Foundation

/// One renderer: an interpreter running `render.py`, spoken to over a socket in frames of four bytes of length and content.
///
/// Its calls wait, so they run on its own queue; each ends by its deadline at the latest.
final class RenderProcess: Sendable {
  /// Why a document was not made.
  enum Failure: Error, Hashable {
    /// The interpreter or the package is missing, or the process ended.
    case gone(String)
    /// It took too long and was ended.
    case slow
    /// The renderer refused this document.
    case refused(String)
  }

  /// No document and no PDF is larger.
  private static let limit = 64 * 1024 * 1024

  private let socket: Int32
  private let process: Process
  private let queue = DispatchQueue(label: "hefu.pdf")
  /// The version of the package, as it said itself.
  let version: String

  /// Starts the process and waits until it is ready.
  /// - Complexity: about a second, for the interpreter's own loading.
  init(python: String, seconds: Double) throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else {
      throw .gone(String(cString: strerror(errno)))
    }
    socket = ends[0]
    process = Process()
    process.executableURL = URL(filePath: python)
    // -I: neither the user's packages nor the working folder are looked at; -B: nothing is written.
    process.arguments = ["-I", "-B", "-c", String(decoding: PackageResources.render_py, as: UTF8.self)]
    let environment = ProcessInfo.processInfo.environment
    process.environment = ["LANG": "C.UTF-8", "HOME": environment["HOME"] ?? "/", "PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = URL(filePath: "/")
    let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    process.standardInput = theirs
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      close(ends[0])
      throw .gone(error.localizedDescription)
    }
    try? theirs.close()
    let end = Self.now + seconds
    do {
      try Self.send(PackageResources.paper_css, on: ends[0], until: end)
      version = String(decoding: try Self.receive(on: ends[0], until: end), as: UTF8.self)
    } catch {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      close(ends[0])
      throw error
    }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(socket)
  }

  /// Makes a PDF. One document at a time; after any failure but `refused` the process is of no use any more.
  func render(_ html: [UInt8], seconds: Double) async throws(Failure) -> [UInt8] {
    let result: Result<[UInt8], Failure> = await withCheckedContinuation { continuation in
      queue.async { [socket] in
        continuation.resume(
          returning: Result { () throws(Failure) -> [UInt8] in
            let end = Self.now + seconds
            try Self.send(html, on: socket, until: end)
            let answer = try Self.receive(on: socket, until: end)
            guard answer.first == UInt8(ascii: "P") else {
              throw .refused(String(decoding: answer.dropFirst(), as: UTF8.self))
            }
            return Array(answer.dropFirst())
          })
      }
    }
    return try result.get()
  }

  // MARK: frames

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  private static func send(_ content: [UInt8], on socket: Int32, until end: Double) throws(Failure) {
    let length = UInt32(content.count)
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) } + content
    var sent = 0
    while sent < bytes.count {
      try wait(for: Int16(POLLOUT), on: socket, until: end)
      let count = bytes.withUnsafeBytes { buffer in
        // A renderer that has ended must not end us (SIGPIPE).
        Foundation.send(
          socket, buffer.baseAddress.map { $0 + sent }, buffer.count - sent,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { throw .gone("the renderer ended") }
      sent += count
    }
  }

  private static func receive(on socket: Int32, until end: Double) throws(Failure) -> [UInt8] {
    let length = try receive(4, on: socket, until: end).reduce(0) { $0 << 8 | Int($1) }
    guard length <= limit else { throw .gone("the renderer answered out of turn") }
    return try receive(length, on: socket, until: end)
  }

  private static func receive(_ count: Int, on socket: Int32, until end: Double) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count {
      try wait(for: Int16(POLLIN), on: socket, until: end)
      let part = bytes.withUnsafeMutableBytes { buffer in
        recv(
          socket, buffer.baseAddress.map { $0 + received }, count - received, Int32(MSG_DONTWAIT))
      }
      if part < 0, errno == EAGAIN || errno == EINTR { continue }
      guard part > 0 else { throw .gone("the renderer ended") }
      received += part
    }
    return bytes
  }

  private static func wait(for event: Int16, on socket: Int32, until end: Double) throws(Failure) {
    let left = end - now
    guard left > 0 else { throw .slow }
    var descriptor = pollfd(fd: socket, events: event, revents: 0)
    if poll(&descriptor, 1, Int32(min(left * 1000, 60_000)) + 1) == 0, now >= end { throw .slow }
  }
}
