internal import CallGuide
internal import HTTPTypes
package import Casework
package import Hummingbird
internal import HummingbirdCore
internal import Ledger
package import Logging
package import ServiceLifecycle

/// All desks of the programme behind one door.
///
/// ```swift
/// let site = Site(desks: [publicSite, accountDesk], sessions: casework, clock: casework.clock)
/// try await site.application(host: "127.0.0.1", port: 8080).runService()
/// ```
/// A request passes, in this order: the origin check for what changes something, the pace of its address, the session, the
/// route's policy, the pace of its account; then its desk answers. Whatever fails becomes a page, or JSON where a program asks.
package struct Site: HTTPResponder {
  package typealias Context = SiteContext

  let desks: [any Desk]
  let sessions: any SessionSource
  let settings: SiteSettings
  let clock: Clock
  let limits: RateLimits
  let bounds: ServerLimits
  private let notices: [String: Notice]
  private let hasAccounts: Bool

  /// - Parameters:
  ///   - desks: who answers; the first that knows an address has it.
  ///   - sessions: what turns a session's token into an actor; `nil` where there are no accounts.
  ///   - ready: throws when nothing can be stored; what `/ready` tells a load balancer.
  package init(
    desks: [any Desk], sessions: (any SessionSource)? = nil, clock: Clock,
    settings: SiteSettings = SiteSettings(), limits: RateLimits = RateLimits(),
    bounds: ServerLimits = ServerLimits(),
    ready: @escaping @Sendable () async throws -> Void = {}
  ) {
    let house = HouseDesk(assets: Asset.own + desks.flatMap(\.assets), ready: ready)
    self.desks = desks + [house]
    self.sessions = sessions ?? NoSessions()
    hasAccounts = sessions != nil
    self.settings = settings
    self.clock = clock
    self.limits = limits
    self.bounds = bounds
    notices = Dictionary(
      self.desks.flatMap(\.notices).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A server with bounds on connections, time and sizes.
  package func application(
    host: String, port: Int, logger: Logger = Logger(label: "hefu"), services: [any Service] = []
  ) -> some ApplicationProtocol {
    Hummingbird.Application(
      responder: self, server: bounds.server,
      configuration: bounds.configuration(host: host, port: port, logger: logger), services: services,
      logger: logger)
  }

  /// One of each route of every desk, for tests that walk through all of them.
  package var samples: [any DeskRoute] { desks.flatMap(\.samples) }

  // MARK: one request

  package func respond(to request: Request, context: SiteContext) async throws -> Response {
    var visit = visit(request, context)
    var response: Response
    do {
      response = try await answer(&visit)
    } catch {
      response = await FailureAnswer(visit: visit).response(to: error)
    }
    for (name, value) in SafeHeaders.all where response.headers[name] == nil {
      response.headers[name] = value
    }
    if visit.surroundings.notice != nil, response.headers[.contentType]?.hasPrefix("text/html") == true {
      response.headers.append(HTTPField(name: .setCookie, value: Notice.clear))
    }
    return request.method == .head ? response.withoutBody() : response
  }

  private func visit(_ request: Request, _ context: SiteContext) -> Visit {
    let cookies = request.headers[.cookie]
    let cookie = SessionCookie(isSecure: settings.isSecure)
    var surroundings = Surroundings()
    surroundings.hasAccounts = hasAccounts
    surroundings.path = request.uri.path
    surroundings.address = LanguageChoice.address(of: request)
    surroundings.isDemonstration = settings.isDemonstration
    surroundings.now = clock.now()
    surroundings.notice = Cookies.values(of: Notice.cookieName, in: cookies).first.flatMap {
      notices[String($0)]
    }
    return Visit(
      request: request, choice: LanguageChoice(request), actor: nil, token: cookie.token(in: cookies),
      address: settings.visitorAddress(peer: context.peer, forwarded: request.headers[.xForwardedFor]),
      now: clock.now(), cookie: cookie, surroundings: surroundings, bodyLimit: FormBody.limit,
      logger: context.logger)
  }

  private func answer(_ visit: inout Visit) async throws -> Response {
    guard let path = PathSegment.split(visit.request.uri.path),
      let matched = desks.lazy.compactMap({ $0.match(path) }).first
    else { throw Failure.notFound }
    let route = matched.route
    guard route.methods.contains(visit.method) else { throw Failure.notAllowed(route.methods) }
    visit.bodyLimit = route.bodyLimit
    try checkOrigin(&visit, of: route)
    try limits.admit(route.pace, address: visit.address, settings: settings, at: visit.now)
    try await recognise(&visit)
    switch route.policy.decision(for: visit.actor) {
    case .admitted: break
    case .signInFirst: throw Failure.signInFirst(comingBackTo: visit.surroundings.address)
    case .refused: throw Failure.forbidden
    }
    if let actor = visit.actor { try limits.admit(route.pace, account: actor.account, at: visit.now) }
    return try await matched.answer(visit)
  }

  /// What changes something must come from our own pages; a program's request never carries a session.
  private func checkOrigin(_ visit: inout Visit, of route: any DeskRoute) throws(Failure) {
    guard ![.get, .head].contains(visit.method) else { return }
    let headers = visit.request.headers
    let isOwn = SameOrigin.allows(
      fetchSite: headers[.secFetchSite], origin: headers[.origin], referer: headers[.referer],
      own: settings.ownOrigin(host: visit.request.head.authority))
    if isOwn { return }
    guard route.isForPrograms else { throw .foreignOrigin }
    visit.token = nil
  }

  /// Who asks, and what the header offers them.
  private func recognise(_ visit: inout Visit) async throws {
    if let token = visit.token { visit.actor = try await sessions.actor(for: token) }
    visit.surroundings.actor = visit.actor
    visit.surroundings.links = desks.flatMap { $0.links(for: visit.actor) }
    if let actor = visit.actor { visit.choice.fallBack(to: actor.language, visit.request) }
  }
}
