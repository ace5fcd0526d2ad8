internal import Foundation
internal import Hummingbird

/// Every address of the public site; the same value reads an address and prints it, so that no link can be wrong.
enum PublicRoute: Hashable, Sendable {
  case call
  case guide
  case topic(String)
  case check(String)
  case clause(String)
  case asset(String)
  case health

  /// The route of a path; `nil` when there is none of this form.
  init?(path: String) {
    var segments: [String] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      guard let segment = String(part).removingPercentEncoding else { return nil }
      segments.append(segment)
    }
    switch segments.count {
    case 0: self = .call
    case 1 where segments[0] == "guide": self = .guide
    case 1 where segments[0] == "health": self = .health
    case 2 where segments[0] == "topics": self = .topic(segments[1])
    case 2 where segments[0] == "clauses": self = .clause(segments[1])
    case 2 where segments[0] == "assets": self = .asset(segments[1])
    case 3 where segments[0] == "topics" && segments[2] == "check": self = .check(segments[1])
    default: return nil
    }
  }

  /// The address.
  var path: String {
    switch self {
    case .call: "/"
    case .guide: "/guide"
    case .topic(let topic): "/topics/" + Self.escape(topic)
    case .check(let topic): "/topics/" + Self.escape(topic) + "/check"
    case .clause(let clause): "/clauses/" + Self.escape(clause)
    case .asset(let name): "/assets/" + Self.escape(name)
    case .health: "/health"
    }
  }

  /// The address of a place inside the page.
  func path(at fragment: String) -> String { path + "#" + Self.escape(fragment) }

  /// The methods it answers.
  var methods: [HTTPRequest.Method] {
    switch self {
    case .check: [.get, .head, .post]
    case .call, .guide, .topic, .clause, .asset, .health: [.get, .head]
    }
  }

  /// Percent-encodes what may not stand in a path segment or a fragment (RFC 3986).
  static func escape(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: out.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~!$'()*,;:@".utf8.contains(byte): out.unicodeScalars.append(Unicode.Scalar(byte))
      default: out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }
}
