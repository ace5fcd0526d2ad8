import Casework
import Foundation
import Testing

/// A scanner's daemon that speaks `INSTREAM`, answers once, and finds what contains the word.
private final class Daemon: Sendable {
  let path = "/tmp/hefu-\(UUID().uuidString.prefix(8)).ctl"
  private let descriptor: Int32

  /// - Parameter falls: closes after the first bytes instead of answering.
  init(falls: Bool = false) throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(descriptor, 1) == 0)
    DispatchQueue.global().async {
      let peer = accept(descriptor, nil, nil)
      if !falls { Self.answer(peer) }
      close(peer)
    }
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  private static func answer(_ peer: Int32) {
    func read(_ count: Int) -> [UInt8] {
      var out: [UInt8] = []
      while out.count < count {
        var piece = [UInt8](repeating: 0, count: count - out.count)
        let got = recv(peer, &piece, piece.count, 0)
        guard got > 0 else { break }
        out += piece.prefix(got)
      }
      return out
    }
    guard read(10) == Array("zINSTREAM\0".utf8) else { return }
    var content: [UInt8] = []
    while true {
      let size = read(4).reduce(0) { $0 << 8 | Int($1) }
      guard size > 0 else { break }
      content += read(size)
    }
    let found = String(decoding: content, as: UTF8.self).contains("bad-word")
    let answer = Array("stream: \(found ? "Test.Word FOUND" : "OK")\0".utf8)
    _ = send(peer, answer, answer.count, Int32(MSG_NOSIGNAL))
  }
}

@Suite struct ScannerTests {
  private func scan(_ content: String, _ daemon: Daemon) async throws -> ScanResult {
    let path = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID()).txt").path
    try Data(content.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return await VirusScanner(socket: daemon.path, patience: 5).scan(path: path)
  }

  @Test func `a file is streamed to the daemon whole, and its word is taken`() async throws {
    let long = String(repeating: "x", count: 200_000)
    #expect(try await scan(long, Daemon()) == .clean)
    #expect(try await scan(long + "bad-word", Daemon()) == .infected("Test.Word"))
  }

  @Test func `a daemon that falls leaves the file unchecked, never clean`() async throws {
    guard case .unchecked = try await scan("x", Daemon(falls: true)) else {
      Issue.record("a fallen daemon vouched for a file")
      return
    }
  }

  @Test func `an infected file is refused in words`() async throws {
    let daemon = try Daemon()
    let path = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID()).txt").path
    try Data("bad-word".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inspector = FileInspector(kinds: [.text], scanner: VirusScanner(socket: daemon.path, patience: 5))
    let failure = await #expect(throws: CaseFailure.self) {
      _ = try await inspector.inspect(path: path, name: "a.txt")
    }
    #expect(failure?.code == .invalid)
  }
}
