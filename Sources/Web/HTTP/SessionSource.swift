package import Casework

/// Where a session's token becomes the account behind it.
package protocol SessionSource: Sendable {
  /// The signed-in actor; `nil` for a token that is unknown, ended or revoked.
  func actor(for token: [UInt8]) async throws -> Actor?
}

/// No accounts at all: the public site alone.
package struct NoSessions: SessionSource {
  package init() {}

  package func actor(for token: [UInt8]) async throws -> Actor? { nil }
}

/// The cookie that carries a session's token.
///
/// Over https it is `__Host-hefu`: browsers then refuse it unless it is Secure, for the whole host and set by the host itself.
/// Over plain http (a loopback address) not every browser takes Secure cookies, so it has a plain name there.
package struct SessionCookie: Sendable, Hashable {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Whether the browser reaches us through TLS.
  package var isSecure: Bool

  package init(isSecure: Bool) { self.isSecure = isSecure }

  package var name: String { isSecure ? "__Host-hefu" : "hefu-session" }

  /// The token a request carries: 16 to 64 bytes as lower-case hexadecimal. Two different ones are none.
  package func token(in cookies: String?) -> [UInt8]? {
    var found: [UInt8]?
    for value in Cookies.values(of: name, in: cookies) {
      let text = Array(value.utf8)
      guard text.count.isMultiple(of: 2), (32...128).contains(text.count) else { return nil }
      var bytes: [UInt8] = []
      for index in stride(from: 0, to: text.count, by: 2) {
        guard let high = Self.digits.firstIndex(of: text[index]),
          let low = Self.digits.firstIndex(of: text[index + 1])
        else { return nil }
        bytes.append(UInt8(high << 4 | low))
      }
      guard found == nil || found == bytes else { return nil }
      found = bytes
    }
    return found
  }

  /// The header that hands a token to the browser, until it is closed.
  package func set(_ token: [UInt8]) -> String {
    var text: [UInt8] = []
    for byte in token { text += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]] }
    return "\(name)=\(String(decoding: text, as: UTF8.self)); \(attributes)"
  }

  /// The header that makes the browser forget the token.
  package var clear: String { "\(name)=; Max-Age=0; \(attributes)" }

  private var attributes: String { "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }
}

/// Reads the `Cookie` header.
enum Cookies {
  /// Every value under a name.
  static func values(of name: String, in header: String?) -> [Substring] {
    (header ?? "").split(separator: ";").compactMap { pair in
      let pair = pair.drop { $0 == " " }
      guard let cut = pair.firstIndex(of: "="), pair[..<cut] == name[...] else { return nil }
      return pair[pair.index(after: cut)...]
    }
  }
}
