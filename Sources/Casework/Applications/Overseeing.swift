package import CallGuide
internal import Eligibility
package import Ledger
internal import Storage

/// What an officer or auditor sees of an application in a list: what was submitted, never the draft behind it.
package struct ApplicationLine: Sendable, Hashable, Identifiable {
  package var id: String
  package var number: String
  package var topic: String
  /// The title as submitted.
  package var title: String
  package var organisation: BilingualText
  package var state: ApplicationState
  /// As of the last submission.
  package var counts: Application.Counts
  /// When the version that stands was submitted.
  package var submitted: Instant
}

/// Which applications to list.
package struct ApplicationFilter: Sendable, Hashable {
  /// A topic's number; all when empty.
  package var topic = ""
  package var state: ApplicationState?
  /// Part of number, title or organisation's name, in either language.
  package var text = ""
  /// The number after which the page begins; from the start when empty.
  package var after = ""
  /// Lines a page.
  package var limit = 100

  package init() {}
}

/// A page of a list.
package struct ApplicationPage: Sendable {
  package var lines: [ApplicationLine]
  /// Whether there are more after it.
  package var hasMore: Bool
}

/// How a topic's applications stand.
package struct TopicStanding: Sendable {
  package var topic: Topic
  /// How many stand in each state, of those submitted at least once.
  package var counts: [ApplicationState: Int]
  /// Extensions included.
  package var deadline: Instant?
}

/// The call at a glance.
package struct CallStanding: Sendable {
  package var procedure: Procedure
  package var topics: [TopicStanding]
  /// Extensions and changes of the procedure that wait for a second officer.
  package var openExtensions: Int
  package var openProposals: Int

  /// How many applications stand in a state, over all topics.
  package func count(_ state: ApplicationState) -> Int { topics.reduce(0) { $0 + ($1.counts[state] ?? 0) } }
}

extension Actor {
  /// Whether it oversees a topic as officer or auditor.
  package func oversees(_ topic: String) -> Bool {
    holds(.officer, scope: topic) || holds(.auditor, scope: topic)
  }
}

extension Casework {
  /// The topics an actor oversees and how their applications stand.
  /// - Complexity: four queries, whatever the number of topics.
  package func standing(for actor: Actor) async throws -> CallStanding {
    let topics = rules.call.topics.filter { actor.oversees($0.id) }
    let call = rules.call.id
    return try await store.read { connection in
      let procedure = try Procedure.read(connection)
      var counts: [String: [ApplicationState: Int]] = [:]
      for row in try connection.rows(
        """
        SELECT a.topic, a.state, COUNT(*) FROM application a
        WHERE a.call = $2 AND EXISTS (
          SELECT 1 FROM application_access x
          WHERE x.application = a.id AND x.account = $1 AND x.relation IN ('officer', 'auditor'))
        GROUP BY a.topic, a.state
        """, .text(actor.account), .text(call))
      {
        if let state = ApplicationState(rawValue: row.text(1)) {
          counts[row.text(0), default: [:]][state] = row.int(2)
        }
      }
      var extended: [String: Instant] = [:]
      for row in try connection.rows(
        """
        SELECT topic, MAX(until) FROM extension
        WHERE approved IS NOT NULL AND application IS NULL AND topic IS NOT NULL GROUP BY topic
        """)
      { extended[row.text(0)] = Instant(milliseconds: row.integer(1)) }
      let open = try connection.row(
        """
        SELECT
          (SELECT COUNT(*) FROM extension e LEFT JOIN application a ON a.id = e.application
           WHERE e.approved IS NULL AND EXISTS (
             SELECT 1 FROM office o WHERE o.account = $1 AND o.role IN ('officer', 'auditor')
               AND (o.scope = '' OR o.scope = COALESCE(e.topic, a.topic)))),
          (SELECT COUNT(*) FROM proposal WHERE approved IS NULL AND closed IS NULL)
        """, .text(actor.account))
      return CallStanding(
        procedure: procedure,
        topics: topics.map { topic in
          let own = procedure.deadline(of: topic.id)
          return TopicStanding(
            topic: topic, counts: counts[topic.id] ?? [:],
            deadline: own.map { max($0, extended[topic.id] ?? $0) })
        }, openExtensions: open?.int(0) ?? 0, openProposals: open?.int(1) ?? 0)
    }
  }

  /// A page of the applications an officer or auditor oversees, by number.
  /// - Complexity: one query.
  package func overseen(_ filter: ApplicationFilter, by actor: Actor) async throws -> ApplicationPage {
    let call = rules.call.id
    let limit = min(max(filter.limit, 1), 1000)
    let rows = try await store.read { connection in
      try connection.rows(
        """
        SELECT a.id, a.number, a.topic, a.submitted_title, o.name_zh, o.name_en, a.state,
          a.satisfied, a.violated, a.undetermined, a.submitted
        FROM application a JOIN organisation o ON o.id = a.organisation
        WHERE a.number > $2 AND a.call = $3
          AND ($4 = '' OR a.topic = $4) AND ($5 = '' OR a.state = $5)
          AND ($6 = '' OR lower(a.number) LIKE $6 ESCAPE '\\' OR lower(a.submitted_title) LIKE $6 ESCAPE '\\'
            OR lower(o.name_zh) LIKE $6 ESCAPE '\\' OR lower(o.name_en) LIKE $6 ESCAPE '\\')
          AND EXISTS (
            SELECT 1 FROM application_access x
            WHERE x.application = a.id AND x.account = $1 AND x.relation IN ('officer', 'auditor'))
        ORDER BY a.number LIMIT $7
        """, .text(actor.account), .text(filter.after), .text(call), .text(filter.topic),
        .text(filter.state?.rawValue ?? ""), .text(Self.pattern(filter.text)), .int(limit + 1))
    }
    return ApplicationPage(lines: rows.prefix(limit).map(ApplicationLine.init), hasMore: rows.count > limit)
  }

  /// A `LIKE` pattern for texts that contain `text`, in any case; empty for no text.
  static func pattern(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased().prefix(100)
    guard !words.isEmpty else { return "" }
    var out = "%"
    for character in words {
      if character == "%" || character == "_" || character == "\\" { out.append("\\") }
      out.append(character)
    }
    return out + "%"
  }
}

extension ApplicationLine {
  init(_ row: SQLRow) {
    id = row.text(0)
    number = row.text(1)
    topic = row.text(2)
    title = row.text(3)
    organisation = BilingualText(zh: row.text(4), en: row.text(5))
    state = ApplicationState(rawValue: row.text(6)) ?? .submitted
    counts = Application.Counts(satisfied: row.int(7), violated: row.int(8), undetermined: row.int(9))
    submitted = Instant(milliseconds: row.integer(10))
  }
}
