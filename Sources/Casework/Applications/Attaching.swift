internal import CallGuide
internal import Eligibility
package import Ledger
package import Storage

extension Casework {
  /// Names an uploaded document in an application; its bytes are on the disk already.
  ///
  /// What stood there before is replaced; earlier submitted versions keep theirs.
  /// - Throws: `invalid` for a field that takes no document in this topic.
  package func attach(_ file: AttachedFile, to id: String, by actor: Actor) async throws {
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(.edit)
      guard forms[application.topic]?.control(file.field)?.field.type == .file else {
        throw CaseFailure.noSuchDocument(file.field)
      }
      try Self.requireEditable(application, controls: [file.field], at: now, transaction)
      try place(file, in: application.id, by: actor.account, at: now, salt: salt, transaction)
    }
  }

  /// Writes an attachment: the file's row, its place in the application, a new revision and the journal's entry.
  package func place(
    _ file: AttachedFile, in id: String, by account: String, at now: Instant, salt: [UInt8],
    _ transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO file (hash, size, media, pages, scan, stored) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (hash) DO UPDATE SET scan = excluded.scan
      """, .blob(file.hash.bytes), .int(file.size), .text(file.media),
      .optional(file.pages.map(Int64.init)),
      .text(file.scan), .integer(now.milliseconds))
    try transaction.run(
      """
      INSERT INTO attachment (application, field, file, name, account, added) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (application, field) DO UPDATE
      SET file = excluded.file, name = excluded.name, account = excluded.account, added = excluded.added
      """, .text(id), .text(file.field), .blob(file.hash.bytes), .text(file.name), .text(account),
      .integer(now.milliseconds))
    try Self.revise(id, at: now, transaction)
    try transaction.record(
      event(
        "attached", subject: id, at: now, by: account,
        details: [("field", file.field), ("name", file.name), ("sha256", file.hash.description)], salt: salt
      ))
  }

  /// Takes a document out of the draft; submitted versions keep it.
  package func detach(_ field: String, from id: String, by actor: Actor) async throws {
    let now = clock.now()
    let salt = random(16)
    try await store.write { transaction in
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(.edit)
      try Self.requireEditable(application, controls: [field], at: now, transaction)
      guard
        try transaction.run(
          "DELETE FROM attachment WHERE application = $1 AND field = $2", .text(id), .text(field)) == 1
      else { return }
      try Self.revise(id, at: now, transaction)
      try transaction.record(
        event("detached", subject: id, at: now, by: actor.account, details: [("field", field)], salt: salt))
    }
  }

  /// Where a document of an application is, for who may see the application.
  /// - Parameter hash: the content, so that documents of earlier versions can be had too.
  package func document(_ hash: Hash, of id: String, for actor: Actor) async throws -> AttachedFile {
    try await store.read { connection in
      let (_, roles) = try Self.application(id, for: actor, connection)
      try roles.require(.read)
      if roles.readDraft,
        let current = try Self.attachments(of: id, connection).first(where: { $0.hash == hash })
      {
        return current
      }
      // Not in the draft any more: a submitted version may still name it.
      let needle = "\"" + hash.description + "\""
      let row = try connection.row(
        """
        SELECT f.size, f.media, f.pages, f.scan, f.stored FROM file f
        WHERE f.hash = $1 AND EXISTS (
          SELECT 1 FROM version v WHERE v.application = $2 AND v.manifest LIKE '%' || $3 || '%')
        """, .blob(hash.bytes), .text(id), .text(needle))
      guard let row else { throw CaseFailure.noApplication }
      return AttachedFile(
        field: "", hash: hash, name: String(hash.description.prefix(12)), size: row.int(0),
        media: row.text(1),
        pages: row.integerIfAny(2).map(Int.init), scan: row.text(3),
        added: Instant(milliseconds: row.integer(4)))
    }
  }

  /// Counts a change that is not an answer.
  private static func revise(_ id: String, at now: Instant, _ transaction: Transaction) throws {
    try transaction.run(
      "UPDATE application SET revision = revision + 1, changed = $2 WHERE id = $1", .text(id),
      .integer(now.milliseconds))
  }
}

extension CaseFailure {
  static func noSuchDocument(_ field: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "这个方向不收这份材料", en: "This topic asks for no such document"),
      remedy: BilingualText(zh: "请从“附件材料”页选择要上传的位置。", en: "Choose its place on the “Attachments” page."),
      field: field)
  }
}
