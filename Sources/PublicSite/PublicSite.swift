internal import CallGuide
public import Eligibility
public import Hummingbird
internal import HummingbirdCore
public import Logging
internal import Markup
internal import Web

/// The site everybody may read: the call, its topics, the guide clause by clause, and “Can we apply?”.
///
/// ```swift
/// let site = PublicSite(rules: rules, today: { calendar.today })
/// try await site.application(host: "127.0.0.1", port: 8080).runService()
/// ```
/// It keeps no state and stores nothing.
public struct PublicSite: Sendable {
  let pages: SitePages

  /// A site for one call.
  /// - Parameters:
  ///   - rules: the call, compiled.
  ///   - today: the present day in Beijing.
  public init(rules: Rulebook, today: @escaping @Sendable () -> Day) {
    pages = SitePages(rules: rules, today: today)
  }

  /// The site's routes under the layer that makes every answer safe.
  public func router() -> Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: SafeAnswers())
    for method in [HTTPRequest.Method.get, .head, .post, .put, .delete, .patch, .options] {
      for path in ["/", "/**"] {
        router.on(RouterPath(path), method: method) { request, _ in try await answer(request) }
      }
    }
    return router
  }

  /// A server with bounds on connections, idle time and sizes.
  public func application(
    host: String, port: Int, logger: Logger = Logger(label: "hefu.public")
  ) -> some ApplicationProtocol {
    Application(
      router: router(), server: ServerLimits.server,
      configuration: ServerLimits.configuration(host: host, port: port, logger: logger), logger: logger)
  }

  /// Finds what an address means and makes the page.
  private func answer(_ request: Request) async throws -> Response {
    guard let route = PublicRoute(path: request.uri.path) else { throw Failure.notFound }
    guard route.methods.contains(request.method) else { throw Failure.notAllowed(route.methods) }
    let choice = LanguageChoice(request)
    switch route {
    case .call: return .page(pages.call(choice.language), choice: choice)
    case .guide: return .page(pages.guide(choice.language), choice: choice)
    case .topic(let id): return .page(pages.topic(try topic(id), choice.language), choice: choice)
    case .clause(let id): return .seeOther(try clauseAddress(id), choice: choice)
    case .check(let id):
      let topic = try topic(id)
      guard request.method == .post else { return .page(pages.check(topic, choice.language), choice: choice) }
      return try await checked(topic, request, choice)
    case .asset(let name):
      guard let asset = Asset.named(name) else { throw Failure.notFound }
      return asset.response
    case .health:
      return Response(
        status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"ok"}"#)))
    }
  }

  private func topic(_ id: String) throws -> Topic {
    guard let topic = pages.rules.call.topic(id) else { throw Failure.notFound }
    return topic
  }

  /// Where a clause stands: on its topic's page, or in the full text.
  private func clauseAddress(_ id: String) throws -> String {
    guard let clause = pages.rules.rules[id]?.clause else { throw Failure.notFound }
    let page = clause.topic.map(PublicRoute.topic) ?? .guide
    return page.path(at: ClauseView.anchor(id))
  }

  /// Answers a filled-in self-check; nothing of it outlives this call.
  private func checked(_ topic: Topic, _ request: Request, _ choice: LanguageChoice) async throws -> Response
  {
    let body = try await FormBody(request)
    var choice = choice
    if let chosen = body.values[LanguageChoice.parameter]?.last.flatMap(Language.init(rawValue:)) {
      choice = LanguageChoice(chosen: chosen)
    }
    let checkup = try Checkup(body, topic: topic, pages: pages)
    var response = Response.page(
      CheckPage(pages: pages, topic: topic, language: choice.language, checkup: checkup).write(),
      status: checkup.problems.isEmpty ? .ok : .unprocessableContent, choice: choice)
    response.headers[.cacheControl] = "no-store"
    return response
  }
}
