internal import CallGuide
internal import Eligibility
internal import Ledger
internal import Storage

extension Casework {
  /// The receipt for a submitted version: the same every time it is asked for, because its checkpoint is the first one that
  /// covers the entry.
  /// - Throws: `notFound` when there is no such version for this actor, or its record was erased.
  /// - Complexity: five queries.
  package func receipt(of application: String, version: Int, for actor: Actor) async throws -> ReceiptSheet {
    try await store.read { connection in
      let (dossier, roles) = try Self.application(application, for: actor, connection)
      try roles.require(.read)
      guard let submitted = try SubmittedRow(application, version, connection) else {
        throw CaseFailure.noVersion
      }
      guard let record = try JournalRecord(submitted.entry, connection) else { throw CaseFailure.noReceipt }
      let proof = try OpenJournal(store).proof(of: submitted.entry, connection)
      let facts = try? JSONReader.read(Array(submitted.facts.utf8), file: "")
      func fact(_ name: String) -> String? { facts?["app"]?[name]?.scalar }
      return ReceiptSheet(
        number: dossier.number, version: version,
        title: BilingualText(zh: fact("titleZh") ?? dossier.title, en: fact("titleEn") ?? ""),
        topic: dossier.topic,
        topicTitle: rules.call.topic(dossier.topic)?.title ?? BilingualText(zh: "", en: ""),
        organisation: dossier.organisationName, submitted: submitted.moment, facts: submitted.hash,
        attachments: record.attachments(named: submitted.manifest, rules.dictionary),
        checkpoint: proof.checkpoint,
        key: store.journal.key,
        attestations: try Self.attestations(since: proof.checkpoint.size, connection),
        receipt: Receipt(
          canonical: record.entry, salt: record.salt, index: submitted.entry, proof: proof.path,
          checkpoint: proof.note),
        isDemonstration: try Procedure.read(connection).isDemonstration)
    }
  }

  /// The first cosignature of each witness under a journal that holds the entry.
  private static func attestations(since size: Int, _ connection: any Connection) throws
    -> [ReceiptSheet.Attestation]
  {
    try connection.rows(
      """
      SELECT c.witness, c.size, c.made FROM cosignature c
      WHERE c.size = (SELECT MIN(d.size) FROM cosignature d WHERE d.witness = c.witness AND d.size >= $1)
      ORDER BY c.witness
      """, .int(size)
    ).map { row in
      ReceiptSheet.Attestation(
        witness: row.text(0), time: Instant(milliseconds: row.integer(2)), size: row.int(1))
    }
  }
}

/// A row of `version`.
private struct SubmittedRow {
  let facts: String
  let hash: Hash
  let manifest: Tree?
  let moment: Instant
  let entry: Int

  init?(_ application: String, _ number: Int, _ connection: any Connection) throws {
    let row = try connection.row(
      "SELECT facts, hash, manifest, submitted, entry FROM version WHERE application = $1 AND number = $2",
      .text(application), .int(number))
    guard let row, let hash = Hash(bytes: row.blob(1)) else { return nil }
    facts = row.text(0)
    self.hash = hash
    manifest = try? JSONReader.read(Array(row.text(2).utf8), file: "")
    moment = Instant(milliseconds: row.integer(3))
    entry = row.int(4)
  }
}

/// What the journal keeps beside a leaf, where it was not erased.
private struct JournalRecord {
  let entry: String
  let salt: [UInt8]

  init?(_ position: Int, _ connection: any Connection) throws {
    let row = try connection.row("SELECT entry, salt FROM journal WHERE position = $1", .int(position))
    guard let row, let entry = row.textIfAny(0), let salt = row.blobIfAny(1) else { return nil }
    self.entry = entry
    self.salt = salt
  }

  /// The attachments as the journal has them, with the file names of the manifest.
  func attachments(named manifest: Tree?, _ dictionary: FactDictionary) -> [ReceiptSheet.Attachment] {
    guard
      case .map(let entries)? = (try? JSONReader.read(Array(entry.utf8), file: ""))?["attachments"]?.content
    else { return [] }
    var names: [String: String] = [:]
    for file in manifest?.list ?? [] {
      if let field = file["field"]?.scalar { names[field] = file["name"]?.scalar }
    }
    return entries.compactMap { entry in
      entry.value.scalar.flatMap(Hash.init(hexadecimal:)).map {
        ReceiptSheet.Attachment(
          field: entry.key, label: dictionary.field(entry.key)?.label ?? BilingualText(same: entry.key),
          name: names[entry.key] ?? "", hash: $0)
      }
    }
  }
}

extension CaseFailure {
  static let noVersion = CaseFailure(
    .notFound, BilingualText(zh: "没有提交过这一版", en: "No such version was submitted"),
    remedy: BilingualText(
      zh: "请从申报书的办理记录中选择已提交的版本。", en: "Choose a submitted version from the application’s history."))

  static let noReceipt = CaseFailure(
    .notFound,
    BilingualText(
      zh: "这一版的日志记录已依法删除，无法再出具回执",
      en:
        "This version’s record in the journal was erased as the law requires; no receipt can be made from it any more"
    ),
    remedy: BilingualText(
      zh: "此前下载的回执文件仍然有效，可离线验证。", en: "A receipt downloaded before is still valid and verifies offline."))
}
