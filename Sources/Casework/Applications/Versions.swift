package import CallGuide
package import Ledger
internal import Storage

/// A version as it was submitted.
package struct KeptVersion: Sendable, Hashable, Identifiable {
  package var number: Int
  package var submitted: Instant
  /// SHA-256 of its facts; what the journal holds.
  package var hash: Hash
  /// Position of its entry in the journal.
  package var entry: Int
  /// The application file as canonical JSON; empty in lists.
  package var facts: String
  /// The documents that were attached then; empty in lists.
  package var attachments: [AttachedFile]
  package var id: Int { number }
}

extension Casework {
  /// The versions submitted so far, the latest first, without what they say.
  /// - Throws: `notFound` when the application is not there for this actor.
  package func versions(of id: String, for actor: Actor) async throws -> [KeptVersion] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT v.number, v.submitted, v.hash, v.entry FROM version v
        WHERE v.application = $1
          AND EXISTS (SELECT 1 FROM application_access x WHERE x.application = $1 AND x.account = $2)
        ORDER BY v.number DESC LIMIT 500
        """, .text(id), .text(actor.account)
      ).compactMap { row in
        Hash(bytes: row.blob(2)).map {
          KeptVersion(
            number: row.int(0), submitted: Instant(milliseconds: row.integer(1)), hash: $0, entry: row.int(3),
            facts: "", attachments: [])
        }
      }
    }
  }

  /// A version with everything it says.
  /// - Throws: `notFound` when there is none for this actor.
  package func version(_ number: Int, of id: String, for actor: Actor) async throws -> KeptVersion {
    try await store.read { connection in
      let row = try connection.row(
        """
        SELECT v.submitted, v.hash, v.entry, v.facts, v.manifest FROM version v
        WHERE v.application = $1 AND v.number = $2
          AND EXISTS (SELECT 1 FROM application_access x WHERE x.application = $1 AND x.account = $3)
        """, .text(id), .int(number), .text(actor.account))
      guard let row, let hash = Hash(bytes: row.blob(1)) else { throw CaseFailure.noApplication }
      let submitted = Instant(milliseconds: row.integer(0))
      return KeptVersion(
        number: number, submitted: submitted, hash: hash, entry: row.int(2), facts: row.text(3),
        attachments: Self.manifest(row.text(4), at: submitted))
    }
  }

  /// What those are called who wrote something in an application's draft, by account.
  package func authors(of id: String, for actor: Actor) async throws -> [String: BilingualText] {
    try await store.read { connection in
      let rows = try connection.rows(
        """
        SELECT c.id, c.name_zh, c.name_en FROM account c
        WHERE c.id IN (SELECT w.account FROM answer w WHERE w.application = $1)
          AND EXISTS (SELECT 1 FROM application_access x WHERE x.application = $1 AND x.account = $2)
        LIMIT 500
        """, .text(id), .text(actor.account))
      return Dictionary(
        rows.map { ($0.text(0), BilingualText(zh: $0.text(1), en: $0.text(2))) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The documents a version names.
  private static func manifest(_ text: String, at moment: Instant) -> [AttachedFile] {
    guard let listed = try? JSONReader.read(Array(text.utf8), file: "manifest").list else { return [] }
    return listed.compactMap { entry in
      guard let field = entry["field"]?.scalar, let name = entry["name"]?.scalar,
        let hash = entry["sha256"]?.scalar.flatMap(Hash.init(hexadecimal:))
      else { return nil }
      return AttachedFile(
        field: field, hash: hash, name: name, size: entry["size"]?.scalar.flatMap { Int($0) } ?? 0,
        media: entry["media"]?.scalar ?? "", pages: nil, scan: "", added: moment)
    }
  }
}
