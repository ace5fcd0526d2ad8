package import Hummingbird
package import Web

/// Every address of the public site; the same value reads an address and prints it, so that no link can be wrong.
package enum PublicRoute: DeskRoute {
  case call
  case guide
  case topic(String)
  case check(String)
  case clause(String)

  package init?(path segments: [String]) {
    switch segments.count {
    case 0: self = .call
    case 1 where segments[0] == "guide": self = .guide
    case 2 where segments[0] == "topics": self = .topic(segments[1])
    case 2 where segments[0] == "clauses": self = .clause(segments[1])
    case 3 where segments[0] == "topics" && segments[2] == "check": self = .check(segments[1])
    default: return nil
    }
  }

  package var path: String {
    switch self {
    case .call: "/"
    case .guide: "/guide"
    case .topic(let topic): "/topics/" + PathSegment.escape(topic)
    case .check(let topic): "/topics/" + PathSegment.escape(topic) + "/check"
    case .clause(let clause): "/clauses/" + PathSegment.escape(clause)
    }
  }

  package var methods: [HTTPRequest.Method] {
    switch self {
    case .check: [.get, .head, .post]
    case .call, .guide, .topic, .clause: [.get, .head]
    }
  }

  package var policy: Policy { .everyone }

  package static let samples: [PublicRoute] = [.call, .guide, .topic("0.0"), .check("0.0"), .clause("0.0")]

  /// Where an application for a topic is started; the applicant's desk has it.
  static func start(_ topic: String) -> String { "/applications/start?topic=" + PathSegment.escape(topic) }
}
