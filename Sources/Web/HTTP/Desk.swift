package import Casework
package import Hummingbird

/// The addresses of a desk: each value reads an address and prints it, so that no link can be wrong, and says who may use it.
///
/// `policy` has no default: an address without one does not compile.
package protocol DeskRoute: Sendable, Hashable {
  /// The route of a path's decoded segments; `nil` when there is none of this form.
  init?(path: [String])
  /// The address.
  var path: String { get }
  /// The methods it answers.
  var methods: [HTTPRequest.Method] { get }
  /// Who may use it at all; what they see there is narrowed again by the query.
  var policy: Policy { get }
  /// How often it may be used.
  var pace: Pace { get }
  /// The most bytes a request to it may carry.
  var bodyLimit: Int { get }
  /// Whether programs that are no browsers may send to it; such requests never carry a session.
  var isForPrograms: Bool { get }
  /// One of each kind, with ids that lead nowhere: what the matrix of rights is generated from.
  static var samples: [Self] { get }
}

extension DeskRoute {
  package var pace: Pace { .ordinary }
  package var bodyLimit: Int { FormBody.limit }
  package var isForPrograms: Bool { false }

  /// The address of a place inside the page.
  package func path(at fragment: String) -> String { path + "#" + PathSegment.escape(fragment) }
}

/// One audience's part of the site.
package protocol Desk: Sendable {
  associatedtype Route: DeskRoute
  /// Makes the answer; the route's methods and policy were checked before.
  func answer(_ route: Route, _ visit: Visit) async throws -> Response
  /// What the header offers this actor, in order.
  func links(for actor: Actor?) -> [Frame.Link]
  /// What it may say on the page after a redirect.
  var notices: [Notice] { get }
  /// Its scripts and pictures.
  var assets: [Asset] { get }
}

extension Desk {
  package func links(for actor: Actor?) -> [Frame.Link] { [] }
  package var notices: [Notice] { [] }
  package var assets: [Asset] { [] }

  /// What this desk does with a path, if it is one of its own.
  func match(_ path: [String]) -> Matched? {
    guard let route = Route(path: path) else { return nil }
    return Matched(route: route) { visit in try await answer(route, visit) }
  }

  /// One of each of its routes.
  package var samples: [any DeskRoute] { Route.samples }
}

/// A route together with what answers it.
struct Matched: Sendable {
  let route: any DeskRoute
  let answer: @Sendable (Visit) async throws -> Response
}

/// One segment of a path.
package enum PathSegment {
  /// The decoded segments of a path; `nil` when the encoding is broken or hides a NUL. Empty ones do not count.
  package static func split(_ path: String) -> [String]? {
    var segments: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      guard let segment = decode(part) else { return nil }
      segments.append(segment)
    }
    return segments
  }

  private static func decode(_ part: Substring.UTF8View.SubSequence) -> String? {
    guard part.contains(UInt8(ascii: "%")) else { return String(part) }
    var bytes: [UInt8] = []
    var index = part.startIndex
    while index < part.endIndex {
      if part[index] == UInt8(ascii: "%") {
        let digits = part[index...].dropFirst().prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
          let text = String(digits), let byte = UInt8(text, radix: 16)
        else { return nil }
        bytes.append(byte)
        index = digits.endIndex
      } else {
        bytes.append(part[index])
        index = part.index(after: index)
      }
    }
    return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// Percent-encodes what may not stand in a path segment or a fragment (RFC 3986).
  package static func escape(_ text: String) -> String {
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
