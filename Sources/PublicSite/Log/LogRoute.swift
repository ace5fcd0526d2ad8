package import Hummingbird
package import Web

/// Every address of the journal.
package enum LogRoute: DeskRoute {
  /// The page that explains it.
  case overview
  case key
  case latest
  case cosigned
  case checkpoint(Int)
  case consistency
  case proof
  case cosignatures

  package init?(path: [String]) {
    guard path.first == "log" else { return nil }
    switch path.dropFirst().map({ $0 }) {
    case []: self = .overview
    case ["key"]: self = .key
    case ["checkpoint"]: self = .latest
    case ["checkpoint", "cosigned"]: self = .cosigned
    case ["consistency"]: self = .consistency
    case ["proof"]: self = .proof
    case ["cosignatures"]: self = .cosignatures
    case let rest where rest.count == 2 && rest[0] == "checkpoint":
      guard let size = Int(rest[1]), size >= 0, String(size) == rest[1] else { return nil }
      self = .checkpoint(size)
    default: return nil
    }
  }

  package var path: String {
    switch self {
    case .overview: "/log/"
    case .key: "/log/key"
    case .latest: "/log/checkpoint"
    case .cosigned: "/log/checkpoint/cosigned"
    case .checkpoint(let size): "/log/checkpoint/\(size)"
    case .consistency: "/log/consistency"
    case .proof: "/log/proof"
    case .cosignatures: "/log/cosignatures"
    }
  }

  package var methods: [HTTPRequest.Method] {
    switch self {
    case .cosignatures: [.post]
    case .overview, .key, .latest, .cosigned, .checkpoint, .consistency, .proof: [.get, .head]
    }
  }

  package var policy: Policy { .everyone }
  /// A checkpoint and a few signatures.
  package var bodyLimit: Int { 16 * 1024 }
  package var isForPrograms: Bool { self == .cosignatures }

  package static let samples: [LogRoute] = [
    .overview, .key, .latest, .cosigned, .checkpoint(0), .consistency, .proof, .cosignatures,
  ]
}
