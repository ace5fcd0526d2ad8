package import CallGuide
package import Eligibility
package import Ledger
internal import Foundation
internal import Storage

/// A version as it was submitted: what officers and auditors look at. The draft behind it is not part of it.
package struct StatedVersion: Sendable {
  package var application: ApplicationLine
  /// What the actor is to the application.
  package var roles: Set<CaseRole>
  package var number: Int
  package var submitted: Instant
  /// Position of its entry in the journal.
  package var entry: Int
  package var hash: Hash
  /// The application file, canonical JSON.
  package var json: String
  /// The documents that were submitted with it.
  package var documents: [Document]
  package var messages: [CaseMessage]
  /// What happened to it, the first thing first.
  package var happenings: [Happening]
  /// The deadline that holds for it, extensions included.
  package var deadline: Instant?
  package var procedure: Procedure
  /// The leader's name; `nil` when the actor may not see what is personal.
  package var leader: BilingualText?

  /// A document of the version.
  package struct Document: Sendable, Hashable, Codable {
    package var field: String
    package var name: String
    /// SHA-256 in hexadecimal.
    package var sha256: String
    package var media: String
    package var bytes: Int { Int(size) ?? 0 }
    private var size: String
  }

  /// An entry of the journal about the application.
  package struct Happening: Sendable, Hashable {
    /// The journal's word, such as `submitted`.
    package var event: String
    package var at: Instant
    /// Who did it: the name, or the account's pseudonym for who may not see what is personal.
    package var by: BilingualText
  }
}

extension Casework {
  /// The version of an application that stands, for its officers and auditors.
  /// - Throws: `notFound` when there is none for this actor.
  /// - Complexity: seven queries.
  package func statedVersion(of id: String, for actor: Actor) async throws -> StatedVersion {
    try await store.read { connection in
      let (application, all) = try Self.application(id, for: actor, connection)
      let roles = all.intersection([.officer, .auditor])
      guard !roles.isEmpty, application.version > 0,
        let row = try connection.row(
          """
          SELECT a.submitted_title, v.submitted, v.entry, v.hash, v.facts, v.manifest, c.name_zh, c.name_en
          FROM application a JOIN version v ON v.application = a.id AND v.number = a.version
          JOIN account c ON c.id = a.leader WHERE a.id = $1
          """, .text(id)), let hash = Hash(bytes: row.blob(3))
      else { throw CaseFailure.noApplication }
      let procedure = try Procedure.read(connection)
      let submitted = Instant(milliseconds: row.integer(1))
      let seesNames = roles.may(.readPersonal)
      return StatedVersion(
        application: ApplicationLine(
          id: application.id, number: application.number, topic: application.topic, title: row.text(0),
          organisation: application.organisationName, state: application.state, counts: application.counts,
          submitted: submitted), roles: roles, number: application.version, submitted: submitted,
        entry: row.int(2),
        hash: hash, json: row.text(4),
        documents: (try? JSONDecoder().decode([StatedVersion.Document].self, from: Data(row.text(5).utf8)))
          ?? [],
        messages: try Self.messages(about: id, connection),
        happenings: try Self.happenings(about: id, withNames: seesNames, connection),
        deadline: try Self.deadline(of: application, procedure, connection), procedure: procedure,
        leader: seesNames ? BilingualText(zh: row.text(6), en: row.text(7)) : nil)
    }
  }

  /// What happened from the first submission on; what was done to drafts is the applicant's own business.
  private static func happenings(about id: String, withNames: Bool, _ connection: any Connection) throws
    -> [StatedVersion.Happening]
  {
    try connection.rows(
      """
      SELECT j.event, j.made, c.name_zh, c.name_en, j.actor FROM journal j LEFT JOIN account c ON c.id = j.actor
      WHERE j.subject = $1 AND j.event IN ('submitted', 'confirmed', 'endorsed', 'givenBack', 'withdrawn', 'reopened',
        'messageSent', 'correctionOpened', 'extensionProposed', 'extensionApproved')
      ORDER BY j.position LIMIT 1000
      """, .text(id)
    ).map { row in
      let pseudonym = String(row.text(4).prefix(8))
      return StatedVersion.Happening(
        event: row.text(0), at: Instant(milliseconds: row.integer(1)),
        by: withNames && row.textIfAny(2) != nil
          ? BilingualText(zh: row.text(2), en: row.text(3)) : BilingualText(zh: pseudonym, en: pseudonym))
    }
  }

  /// Judges a version as it was submitted, on the day it was.
  package func assess(_ version: StatedVersion) -> (facts: Facts, report: Report)? {
    guard let topic = rules.call.topic(version.application.topic),
      let tree = try? JSONReader.read(Array(version.json.utf8), file: version.application.number),
      let facts = try? rules.reader.read(tree), let day = Day(Beijing.day(version.submitted))
    else { return nil }
    return (facts, rules.check(facts, topic: topic, stage: .submit, on: day))
  }
}
