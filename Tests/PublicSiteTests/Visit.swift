import CallGuide
import Eligibility
import Foundation
import Hummingbird
import HummingbirdTesting
import PublicSite
import Casework
import Ledger
import Web

/// The public site over the repository's own call, on a fixed day.
enum Visit {
  static let root: URL = {
    var url = URL(filePath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  static let rules: Result<Rulebook, any Error> = Result {
    let folder = root.appending(path: "Calls/2024-2")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.contains(".") {
      contents[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return try Rulebook(try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents)))
  }

  private static let site: Result<Site, any Error> = rules.map { rules in
    let moment = Instant(milliseconds: 19_877 * 86_400_000)  // 2024-06-03
    return Site(
      desks: [PublicSite(rules: rules, today: { Day(number: 19_877) })], clock: Clock { moment })
  }

  /// Asks the site for one page.
  static func get(
    _ path: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: [UInt8]? = nil
  ) async throws -> (status: Int, headers: HTTPFields, body: String) {
    let app = Hummingbird.Application(responder: try site.get())
    return try await app.test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map(ByteBuffer.init(bytes:))
      ) {
        (Int($0.status.code), $0.headers, String(buffer: $0.body))
      }
    }
  }

  /// Sends a form.
  static func post(_ path: String, _ fields: [(String, String)]) async throws -> (
    status: Int, headers: HTTPFields, body: String
  ) {
    let body = fields.map { escape($0.0) + "=" + escape($0.1) }.joined(separator: "&")
    return try await get(path, method: .post, headers: form, body: Array(body.utf8))
  }

  static let form: HTTPFields = [
    .contentType: "application/x-www-form-urlencoded", .origin: "http://localhost",
  ]

  static func escape(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
