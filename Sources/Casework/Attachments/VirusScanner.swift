internal import Foundation

/// What a virus scanner said of a file.
package enum ScanResult: Sendable, Hashable {
  case clean
  /// With the name the scanner gives it.
  case infected(String)
  /// Not looked at, with the reason for the log.
  case unchecked(String)

  /// As it is stored beside the file.
  package var word: String {
    switch self {
    case .clean: "clean"
    case .infected: "infected"
    case .unchecked: "unchecked"
    }
  }
}

/// A ClamAV daemon on a local socket; files are streamed to it (`INSTREAM`), so it needs no right to read them.
package struct VirusScanner: Sendable {
  private static let queue = DispatchQueue(label: "hefu.virus-scan", attributes: .concurrent)
  private static let piece = 64 * 1024

  /// The daemon's socket, such as `/run/clamav/clamd.ctl`; without one nothing is checked.
  package var socket: String?
  /// Seconds after which an answer is not waited for.
  package var patience: Int

  package init(socket: String?, patience: Int = 60) {
    self.socket = socket
    self.patience = patience
  }

  /// Has a file looked at. A daemon that fails leaves it unchecked, never clean.
  package func scan(path: String) async -> ScanResult {
    guard let socket else { return .unchecked("no scanner is configured") }
    return await withCheckedContinuation { done in
      Self.queue.async { done.resume(returning: scan(path, through: socket)) }
    }
  }

  private func scan(_ path: String, through socket: String) -> ScanResult {
    do {
      let file = try OpenFile(path: path)
      let connection = try LocalSocket(path: socket, patience: patience)
      try connection.write(Array("zINSTREAM\0".utf8))
      var offset = 0
      while offset < file.size {
        let bytes = try file.read(at: offset, count: Self.piece)
        guard !bytes.isEmpty else { return .unchecked("the file became shorter") }
        let count = UInt32(bytes.count)
        try connection.write([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> UInt32($0)) } + bytes)
        offset += bytes.count
      }
      try connection.write([0, 0, 0, 0])
      return Self.read(String(decoding: try connection.readAll(limit: 4096), as: UTF8.self))
    } catch { return .unchecked("\(error)") }
  }

  /// `stream: OK`, `stream: Eicar-Test-Signature FOUND`, or an error.
  package static func read(_ answer: String) -> ScanResult {
    let line = answer.trimmingCharacters(in: CharacterSet(charactersIn: "\0\n\r "))
    guard line.hasPrefix("stream: ") else { return .unchecked(line) }
    let verdict = line.dropFirst(8)
    if verdict == "OK" { return .clean }
    return verdict.hasSuffix(" FOUND") ? .infected(String(verdict.dropLast(6))) : .unchecked(line)
  }
}

/// A stream socket in the file system, with a time limit on every call.
private final class LocalSocket {
  struct Failed: Error, CustomStringConvertible {
    var description: String
    init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
  }

  private let descriptor: Int32

  init(path: String, patience: Int) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failed("socket") }
    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let length = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, length)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, length)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Failed("path too long") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else { throw Failed("connect") }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        send(
          descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failed("send") }
      sent += count
    }
  }

  func readAll(limit: Int) throws -> [UInt8] {
    var out: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1024)
    while out.count < limit {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count >= 0 else { throw Failed("recv") }
      out += piece.prefix(count)
      // The daemon ends its answer with a zero byte.
      if count == 0 || out.last == 0 { break }
    }
    return out
  }
}
