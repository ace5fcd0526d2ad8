internal import CallGuide
internal import Foundation
internal import Ledger
package import Storage

// Reading applications. Each query joins `application_access`: what an actor may not see is not there.
extension Casework {
  /// An application with everything its pages need.
  /// - Throws: `notFound` when it is not there for this actor.
  /// - Complexity: seven queries, whatever its size.
  package func dossier(_ id: String, for actor: Actor) async throws -> Dossier {
    try await store.read { connection in try Self.dossier(id, for: actor, connection) }
  }

  static func dossier(_ id: String, for actor: Actor, _ connection: any Connection) throws -> Dossier {
    let (application, roles) = try Self.application(id, for: actor, connection)
    let submitted = try connection.row(
      "SELECT revision FROM version WHERE application = $1 AND number = $2", .text(id),
      .int(application.version))
    let procedure = try Procedure.read(connection)
    // The draft is the applicant's own; offices and officers look at versions.
    let isOwn = roles.readDraft
    return Dossier(
      application: application, roles: roles, answers: isOwn ? try answers(of: id, connection) : [:],
      attachments: isOwn ? try attachments(of: id, connection) : [],
      messages: try messages(about: id, connection),
      deadline: try deadline(of: application, procedure, connection), procedure: procedure,
      submittedRevision: submitted?.int(0))
  }

  /// The application's row and what the actor is to it: one query.
  static func application(_ id: String, for actor: Actor, _ connection: any Connection) throws
    -> (Application, Set<CaseRole>)
  {
    let rows = try connection.rows(
      """
      SELECT a.id, a.number, a.topic, a.leader, a.organisation, o.name_zh, o.name_en, a.endorser, a.state,
        CASE WHEN EXISTS (SELECT 1 FROM participant p WHERE p.application = a.id AND p.account = $2)
          THEN a.title ELSE a.submitted_title END,
        a.revision, a.version, a.satisfied, a.violated, a.undetermined, a.created, a.changed, v.relation
      FROM application a
      JOIN application_access v ON v.application = a.id
      JOIN organisation o ON o.id = a.organisation
      WHERE a.id = $1 AND v.account = $2
      """, .text(id), .text(actor.account))
    guard let first = rows.first else { throw CaseFailure.noApplication }
    return (Application(first), Set(rows.compactMap { CaseRole(rawValue: $0.text(17)) }))
  }

  /// The application's row, whoever asks: for what the system itself does with it.
  package static func application(_ id: String, _ connection: any Connection) throws -> Application? {
    try connection.row(
      """
      SELECT a.id, a.number, a.topic, a.leader, a.organisation, o.name_zh, o.name_en, a.endorser, a.state, a.title,
        a.revision, a.version, a.satisfied, a.violated, a.undetermined, a.created, a.changed
      FROM application a JOIN organisation o ON o.id = a.organisation WHERE a.id = $1
      """, .text(id)
    ).map(Application.init)
  }

  /// A page of the applications an actor may see, the latest first.
  /// - Parameter before: the last one of the page before, if any.
  package func applications(of actor: Actor, before: (changed: Int64, id: String)? = nil, limit: Int = 100)
    async throws
    -> [Application]
  {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT a.id, a.number, a.topic, a.leader, a.organisation, o.name_zh, o.name_en, a.endorser, a.state,
          CASE WHEN EXISTS (SELECT 1 FROM participant p WHERE p.application = a.id AND p.account = $1)
            THEN a.title ELSE a.submitted_title END,
          a.revision, a.version, a.satisfied, a.violated, a.undetermined, a.created, a.changed
        FROM application a
        JOIN organisation o ON o.id = a.organisation
        WHERE a.id IN (SELECT application FROM application_access WHERE account = $1)
          AND (a.changed < $2 OR (a.changed = $2 AND a.id < $3))
        ORDER BY a.changed DESC, a.id DESC LIMIT $4
        """, .text(actor.account), .integer(before?.changed ?? .max), .text(before?.id ?? ""), .int(limit)
      ).map(Application.init)
    }
  }

  static func answers(of id: String, _ connection: any Connection) throws -> [String: [String]] {
    let rows = try connection.rows("SELECT control, value FROM answer WHERE application = $1", .text(id))
    return Dictionary(rows.map { ($0.text(0), decode($0.text(1))) }, uniquingKeysWith: { _, last in last })
  }

  static func attachments(of id: String, _ connection: any Connection) throws -> [AttachedFile] {
    try connection.rows(
      """
      SELECT t.field, t.file, t.name, f.size, f.media, f.pages, f.scan, t.added
      FROM attachment t JOIN file f ON f.hash = t.file WHERE t.application = $1 ORDER BY t.field
      """, .text(id)
    ).compactMap { row in
      Hash(bytes: row.blob(1)).map {
        AttachedFile(
          field: row.text(0), hash: $0, name: row.text(2), size: row.int(3), media: row.text(4),
          pages: row.integerIfAny(5).map(Int.init), scan: row.text(6),
          added: Instant(milliseconds: row.integer(7)))
      }
    }
  }

  static func messages(about id: String, _ connection: any Connection) throws -> [CaseMessage] {
    try connection.rows(
      """
      SELECT m.id, c.name_zh, c.name_en, m.body, m.sent, m.correct_until, m.controls
      FROM message m JOIN account c ON c.id = m.author WHERE m.application = $1 ORDER BY m.sent
      """, .text(id)
    ).map { row in
      CaseMessage(
        id: row.text(0), author: BilingualText(zh: row.text(1), en: row.text(2)), body: row.text(3),
        sent: Instant(milliseconds: row.integer(4)),
        correctUntil: row.integerIfAny(5).map(Instant.init(milliseconds:)), fields: decode(row.text(6)))
    }
  }

  /// The deadline of an application: its topic's, or a later one granted to the topic or to it.
  static func deadline(of application: Application, _ procedure: Procedure, _ connection: any Connection)
    throws
    -> Instant?
  {
    guard let ordinary = procedure.deadline(of: application.topic) else { return nil }
    let extended = try connection.row(
      """
      SELECT MAX(until) FROM extension
      WHERE approved IS NOT NULL AND (application = $1 OR (application IS NULL AND topic = $2))
      """, .text(application.id), .text(application.topic))
    return max(ordinary, extended?.integerIfAny(0).map(Instant.init(milliseconds:)) ?? ordinary)
  }

  /// A control's values as the store keeps them.
  package static func encode(_ values: [String]) -> String {
    JSONWriter.write(.list(values.map { .text($0) }), pretty: false)
  }

  static func decode(_ text: String) -> [String] {
    // Nearly every control has one plain value: `["…"]` without escapes needs no parser.
    let bytes = text.utf8
    if bytes.count >= 4, text.hasPrefix("[\""), text.hasSuffix("\"]"), !bytes.contains(0x5C) {
      let inner = bytes.dropFirst(2).dropLast(2)
      if !inner.contains(0x22) { return [String(decoding: inner, as: UTF8.self)] }
    }
    return (try? JSONDecoder().decode([String].self, from: Data(bytes))) ?? []
  }
}

extension CaseFailure {
  /// The same whether there is none or it is somebody else's.
  package static let noApplication = CaseFailure(
    .notFound, BilingualText(zh: "没有这份申报书", en: "There is no such application"),
    remedy: BilingualText(
      zh: "地址可能有误，或您没有查看它的权限。请从“我的申报”重新进入。",
      en: "The address may be mistyped, or you have no access to it. Start again from “My applications”."))
}
