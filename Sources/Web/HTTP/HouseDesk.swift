internal import CallGuide
internal import Hummingbird
internal import Logging

/// What the house itself answers: its files, and whether it is alive and ready.
struct HouseDesk: Desk {
  enum Route: DeskRoute {
    case asset(String)
    case health
    case ready

    init?(path: [String]) {
      switch (path.count, path.first) {
      case (2, "assets"): self = .asset(path[1])
      case (1, "health"): self = .health
      case (1, "ready"): self = .ready
      default: return nil
      }
    }

    var path: String {
      switch self {
      case .asset(let name): "/assets/" + PathSegment.escape(name)
      case .health: "/health"
      case .ready: "/ready"
      }
    }

    var methods: [HTTPRequest.Method] { [.get, .head] }
    var policy: Policy { .everyone }
    var pace: Pace { .uncounted }
    static let samples: [Route] = [.asset("none.css"), .health, .ready]
  }

  private let named: [String: Asset]
  private let ready: @Sendable () async throws -> Void

  init(assets: [Asset], ready: @escaping @Sendable () async throws -> Void) {
    named = Dictionary(assets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.ready = ready
  }

  func answer(_ route: Route, _ visit: Visit) async throws -> Response {
    switch route {
    case .asset(let name):
      guard let asset = named[name] else { throw Failure.notFound }
      return asset.response
    case .health: return visit.json(.map([("status", .text("ok"))]))
    case .ready:
      do {
        try await ready()
        return visit.json(.map([("status", .text("ready"))]))
      } catch {
        visit.logger.error("not ready", metadata: ["error": "\(error)"])
        return visit.json(.map([("status", .text("unavailable"))]), status: .serviceUnavailable)
      }
    }
  }
}
