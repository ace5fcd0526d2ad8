package import CallGuide
package import Ledger
internal import Storage

/// Something that happened to an application, as its journal tells it.
package struct Milestone: Sendable, Hashable, Identifiable {
  /// Who did it, as far as the reader may know.
  package enum Doer: Sendable, Hashable {
    /// The reader.
    case oneself
    /// Somebody with this name and these relations to the application now.
    case person(BilingualText, Set<CaseRole>)
    /// The programme office; who there is not for applicants to know.
    case programmeOffice
    /// Somebody who has nothing to do with the application any more, or whose name the reader may not see.
    case unnamed(Set<CaseRole>)
  }

  /// Its place in the journal.
  package var position: Int
  /// What happened, in the past tense: `submitted`, `confirmed` …
  package var event: String
  package var moment: Instant
  package var doer: Doer
  /// What belongs to it, such as `version` or `reason`.
  package var details: [String: String]

  package var id: Int { position }
}

extension Casework {
  /// Everything that happened to an application, the earliest first; what was erased is not there.
  /// - Throws: `notFound` when there is no such application for this actor.
  /// - Complexity: three queries.
  package func timeline(of application: String, for actor: Actor) async throws -> [Milestone] {
    try await store.read { connection in
      let (_, roles) = try Self.application(application, for: actor, connection)
      try roles.require(.read)
      let relations = try Self.relations(to: application, connection)
      return try connection.rows(
        """
        SELECT j.position, j.event, j.made, j.actor, j.details, c.name_zh, c.name_en
        FROM journal j LEFT JOIN account c ON c.id = j.actor
        WHERE j.subject = $1 ORDER BY j.position
        """, .text(application)
      ).map { row in
        let account = row.text(3)
        let name = row.textIfAny(5).map { BilingualText(zh: $0, en: row.text(6)) }
        return Milestone(
          position: row.int(0), event: row.text(1), moment: Instant(milliseconds: row.integer(2)),
          doer: account == actor.account
            ? .oneself : Self.doer(name, relations[account] ?? [], seenBy: roles),
          details: Self.details(row.text(4)))
      }
    }
  }

  /// What each account is to an application.
  private static func relations(to application: String, _ connection: any Connection) throws -> [String: Set<
    CaseRole
  >] {
    let rows = try connection.rows(
      "SELECT account, relation FROM application_access WHERE application = $1", .text(application))
    return rows.reduce(into: [:]) { relations, row in
      if let role = CaseRole(rawValue: row.text(1)) { relations[row.text(0), default: []].insert(role) }
    }
  }

  /// Names go to those who may see what is personal; the office's people are named only to each other.
  private static func doer(_ name: BilingualText?, _ relations: Set<CaseRole>, seenBy reader: Set<CaseRole>)
    -> Milestone.Doer
  {
    let isOffice = relations.contains(.officer) || relations.contains(.auditor)
    let isReaderOffice = reader.contains(.officer)
    if isOffice, !isReaderOffice { return .programmeOffice }
    guard let name, reader.may(.readPersonal), !relations.isEmpty || isReaderOffice else {
      return .unnamed(relations)
    }
    return .person(name, relations)
  }

  /// The plain values of a details object.
  private static func details(_ json: String) -> [String: String] {
    guard case .map(let entries)? = (try? JSONReader.read(Array(json.utf8), file: ""))?.content else {
      return [:]
    }
    return entries.reduce(into: [:]) { details, entry in
      if let value = entry.value.scalar { details[entry.key] = value }
    }
  }
}
