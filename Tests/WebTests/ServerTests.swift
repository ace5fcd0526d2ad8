import Foundation
import Hummingbird
import HummingbirdTesting
import ServiceLifecycle
import Synchronization
import Testing
import Web

/// A connection whose bytes are written one by one, as no well-behaved client would.
private final class RawConnection: Sendable {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 15, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(connected == 0)
  }

  deinit { close(descriptor) }

  /// Whether all of it was taken.
  @discardableResult
  func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Everything until the other side closes.
  func readToEnd() async -> String {
    await withCheckedContinuation { done in
      DispatchQueue.global().async { [descriptor] in
        var out: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = recv(descriptor, &piece, piece.count, 0)
          guard count > 0 else { break }
          out += piece.prefix(count)
        }
        done.resume(returning: String(decoding: out, as: UTF8.self))
      }
    }
  }
}

/// What happened, in order.
private final class Log: Sendable {
  private let all = Mutex<[String]>([])

  var entries: [String] { all.withLock { $0 } }

  func add(_ entry: String) { all.withLock { $0.append(entry) } }
}

@Suite struct ServerTests {
  private static let post =
    "POST /upload HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
    + "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 100000\r\n\r\n"

  /// Tries something on a server with tight bounds.
  private func live<Value: Sendable>(
    _ bounds: ServerLimits, services: [any Service] = [],
    _ body: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> Value {
    let app = Trial(bounds: bounds).site.application(host: "127.0.0.1", port: 0, services: services)
    return try await app.test(.live) { client in try await body(try #require(client.port)) }
  }

  @Test func `a body that comes too slowly is cut with 408, and told so`() async throws {
    let (answer, took) = try await live(ServerLimits(bodyRate: 1000, bodyGrace: 1)) { port in
      let connection = try RawConnection(port: port)
      let begun = ContinuousClock.now
      connection.send(Self.post + "--B")
      return (await connection.readToEnd(), ContinuousClock.now - begun)
    }
    #expect(answer.hasPrefix("HTTP/1.1 408"))
    #expect(answer.contains("网络过慢") && answer.contains("came too slowly"))
    #expect(took < .seconds(60))
  }

  @Test func `a body that trickles is cut too, one that flows is not`() async throws {
    let answers = try await live(ServerLimits(bodyRate: 1000, bodyGrace: 1)) { port in
      let slow = try RawConnection(port: port)
      slow.send(Self.post + "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n")
      let quick = try RawConnection(port: port)
      quick.send(
        Self.post.replacing("100000", with: "80071").replacing(
          "\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"))
      quick.send("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n")
      for _ in 0..<20 {
        slow.send("x")
        quick.send(String(repeating: "x", count: 4000))
        try await Task.sleep(for: .milliseconds(150))
      }
      quick.send("\r\n--B--\r\n")
      return (await slow.readToEnd(), await quick.readToEnd())
    }
    #expect(answers.0.hasPrefix("HTTP/1.1 408"))
    #expect(answers.1.hasPrefix("HTTP/1.1 200") && answers.1.contains("f;80000"))
  }

  @Test func `a head that never ends is cut off without an answer`() async throws {
    let answer = try await live(ServerLimits(idle: 1)) { port in
      let connection = try RawConnection(port: port)
      connection.send("GET / HTTP/1.1\r\nHost: x\r\nX: ")
      for _ in 0..<8 where connection.send("x") { try await Task.sleep(for: .milliseconds(300)) }
      return await connection.readToEnd()
    }
    #expect(answer.isEmpty)
  }

  @Test func `a head beyond its bound is refused`() async throws {
    let answer = try await live(ServerLimits()) { port in
      let connection = try RawConnection(port: port)
      connection.send("GET /open HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n")
      return await connection.readToEnd()
    }
    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
  }

  @Test func `a request being answered is finished before the house closes`() async throws {
    let log = Log()
    let closing = Site.closingLast("store") { log.add("store closed") }
    let reading = try await live(ServerLimits(), services: [closing]) { port in
      let connection = try RawConnection(port: port)
      connection.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let reading = Task { await connection.readToEnd() }
      try await Task.sleep(for: .milliseconds(100))
      return reading
    }
    #expect(log.entries == ["store closed"])
    let text = await reading.value
    #expect(text.hasPrefix("HTTP/1.1 200") && text.contains("done"))
  }
}
