internal import CallGuide
package import Casework
package import Eligibility
package import Hummingbird
internal import Markup
package import Web

/// What everybody may read: the call, its topics, the guide clause by clause, and “Can we apply?”.
///
/// It keeps no state and stores nothing.
package struct PublicSite: Desk {
  let pages: SitePages
  private let schedule: @Sendable () async throws -> Schedule?

  /// The public pages of one call.
  /// - Parameters:
  ///   - rules: the call, compiled.
  ///   - today: the present day in Beijing.
  ///   - schedule: when topics open and close; `nil` where one can only read and check oneself.
  package init(
    rules: Rulebook, today: @escaping @Sendable () -> Day,
    schedule: @escaping @Sendable () async throws -> Schedule? = { nil }
  ) {
    pages = SitePages(rules: rules, today: today)
    self.schedule = schedule
  }

  package func links(for actor: Actor?) -> [Frame.Link] {
    [
      Frame.Link(Phrase.Guide.call, path: PublicRoute.call.path),
      Frame.Link(Phrase.Guide.fullText, path: PublicRoute.guide.path),
    ]
  }

  package func answer(_ route: PublicRoute, _ visit: Visit) async throws -> Response {
    switch route {
    case .call: return visit.page(pages.call(visit, try await schedule()))
    case .guide: return visit.page(pages.guide(visit))
    case .topic(let id): return visit.page(pages.topic(try topic(id), visit, try await schedule()))
    case .clause(let id): return visit.seeOther(try clauseAddress(id))
    case .check(let id):
      let topic = try topic(id)
      return visit.isPost ? try await checked(topic, visit) : visit.page(pages.check(topic, visit))
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
  private func checked(_ topic: Topic, _ visit: Visit) async throws -> Response {
    let body = try await visit.form()
    var visit = visit
    if let chosen = body[LanguageChoice.parameter].flatMap(Language.init(rawValue:)) {
      visit.choice = LanguageChoice(chosen: chosen)
    }
    let checkup = try Checkup(body, topic: topic, pages: pages)
    return visit.page(
      CheckPage(pages: pages, topic: topic, visit: visit, checkup: checkup).write(),
      status: checkup.problems.isEmpty ? .ok : .unprocessableContent)
  }
}
