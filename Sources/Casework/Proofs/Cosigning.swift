internal import CallGuide
package import Ledger
internal import Storage

/// What came of a cosigned checkpoint.
package struct Cosigning: Sendable, Hashable {
  /// The checkpoint's size.
  package var size: Int
  /// The witnesses whose signatures were verified and kept.
  package var witnesses: [String]
}

extension OpenJournal {
  /// A note with more signatures than this is not read.
  private static let signatureLimit = 32

  /// Registers a witness: its cosignatures are accepted from now on. Registering the same key again changes nothing.
  /// - Parameters:
  ///   - account: who registers it; `nil` on the command line.
  ///   - salt: at least 16 random bytes for the journal's entry.
  /// - Throws: `invalid` for a key that does not cosign, `conflict` when the name has another key.
  package func register(_ key: VerifierKey, by account: String?, at now: Instant, salt: [UInt8]) async throws
  {
    guard key.algorithm == 0x04 else { throw CaseFailure.notAWitnessKey }
    guard key.name != self.key.name else { throw CaseFailure.witnessOfItself }
    let details = JSONWriter.write(.map([("key", .text(key.description))]), pretty: false)
    try await store.write { transaction in
      if let row = try transaction.row("SELECT key FROM witness WHERE name = $1", .text(key.name)) {
        guard row.text(0) == key.description else { throw CaseFailure.witnessHasAnotherKey(key.name) }
        return
      }
      try transaction.run(
        "INSERT INTO witness (name, key, added, added_by) VALUES ($1, $2, $3, $4)", .text(key.name),
        .text(key.description), .integer(now.milliseconds), .optional(account))
      try transaction.record(
        JournalEvent(
          event: "witnessRegistered", call: "", guide: "", subject: key.name, facts: .of(Array(details.utf8)),
          time: now, actor: account ?? "operator", details: details, salt: salt))
    }
  }

  /// Takes a checkpoint that registered witnesses signed and keeps their signatures.
  ///
  /// Not an event of its own: it says nothing about an application, and an entry for it would ask to be cosigned in turn.
  /// - Parameter text: the note as the witness sends it.
  /// - Throws: `invalid` with what is wrong; `conflict` when it is another history than ours.
  package func accept(cosigned text: String, at now: Instant) async throws -> Cosigning {
    let note: SignedNote
    let checkpoint: Checkpoint
    do throws(LedgerFailure) {
      note = try SignedNote(reading: text)
      checkpoint = try Checkpoint(reading: note.text)
    } catch { throw CaseFailure.noCheckpoint(error) }
    guard note.signatures.count <= Self.signatureLimit else { throw CaseFailure.tooManySignatures }
    guard checkpoint.origin == key.name else { throw CaseFailure.otherJournal(checkpoint.origin, key.name) }
    let (ours, keys) = try await store.read { connection in
      (
        try connection.row("SELECT note FROM checkpoint WHERE size = $1", .int(checkpoint.size))?.text(0),
        try Self.witnesses(connection)
      )
    }
    guard let ours else { throw CaseFailure.unknownSize(checkpoint.size) }
    guard try SignedNote(reading: ours).text == note.text else {
      throw CaseFailure.otherRoot(checkpoint.size)
    }
    let signed = try Self.verified(note, keys)
    guard !signed.isEmpty else { throw CaseFailure.noWitness(note.signatures.map(\.name)) }
    try await store.write { transaction in
      for (witness, line, time) in signed {
        try transaction.run(
          """
          INSERT INTO cosignature (size, witness, line, made) VALUES ($1, $2, $3, $4)
          ON CONFLICT (size, witness) DO NOTHING
          """, .int(checkpoint.size), .text(witness), .text(line), .integer(time.milliseconds))
      }
    }
    return Cosigning(size: checkpoint.size, witnesses: signed.map(\.witness))
  }

  /// The signatures of witnesses that are right.
  /// - Throws: when one is there and is not.
  private static func verified(_ note: SignedNote, _ keys: [VerifierKey]) throws -> [(
    witness: String, line: String, time: Instant
  )] {
    var signed: [(String, String, Instant)] = []
    for key in keys {
      guard let line = note.lines(by: key).first else { continue }
      guard let alone = try? SignedNote(text: note.text, lines: [line]), let time = try? alone.verify(key),
        let seconds = Int64(exactly: time), seconds < 1 << 40
      else { throw CaseFailure.wrongCosignature(key.name) }
      signed.append((key.name, line, Instant(milliseconds: seconds * 1000)))
    }
    return signed
  }
}

extension CaseFailure {
  private static func refused(_ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String)
    -> CaseFailure
  {
    CaseFailure(
      .invalid, BilingualText(zh: zh, en: en), remedy: BilingualText(zh: remedyZh, en: remedyEn))
  }

  static let notAWitnessKey = refused(
    "这不是见证方的公钥", "This is no witness’s key", "请使用 hefu witness init 显示的公钥（签名类型为 04）。",
    "Use the key that hefu witness init shows (signature type 04).")

  static let witnessOfItself = refused(
    "见证方不能与日志同名", "A witness cannot have the journal’s own name", "请让见证方换一个名称重新生成密钥。",
    "Have the witness make a key under another name.")

  static func witnessHasAnotherKey(_ name: String) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(zh: "见证方 \(name) 已登记了另一个公钥", en: "The witness \(name) is registered with another key"),
      remedy: BilingualText(zh: "更换密钥时请使用新的名称登记。", en: "Register a new key under a new name."))
  }

  static func noCheckpoint(_ failure: LedgerFailure) -> CaseFailure {
    var line = 1
    if case .malformed(let found) = failure { line = found }
    return refused(
      "第 \(line) 行不是检查点应有的内容", "Line \(line) is not what a checkpoint has there",
      "请发送由 /log/checkpoint 取得并附加了见证签名的完整文本（UTF-8，换行为 LF）。",
      "Send the whole text of /log/checkpoint with the cosignature added (UTF-8, lines end with LF).")
  }

  static let tooManySignatures = refused(
    "签名过多", "There are too many signatures", "只需附上日志和见证方自己的签名。",
    "Send only the journal’s signature and the witness’s own.")

  static func otherJournal(_ found: String, _ own: String) -> CaseFailure {
    refused(
      "这是 \(found) 的检查点，不是 \(own) 的", "This is a checkpoint of \(found), not of \(own)",
      "请核对日志名称后重新取得检查点。", "Check the journal’s name and get the checkpoint again.")
  }

  static func unknownSize(_ size: Int) -> CaseFailure {
    refused(
      "本日志没有签署过条数为 \(size) 的检查点", "This journal never signed a checkpoint of \(size) entries",
      "请见证 /log/checkpoint 当前的检查点。", "Witness the checkpoint now at /log/checkpoint.")
  }

  static func otherRoot(_ size: Int) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(
        zh: "条数为 \(size) 的检查点与本日志签署的不同",
        en: "The checkpoint of \(size) entries is not the one this journal signed"),
      remedy: BilingualText(
        zh: "若它带有本日志的有效签名，说明出现了两份历史：请保留两份检查点并立即通知管理员。",
        en:
          "If it carries this journal’s valid signature there are two histories: keep both checkpoints and tell the office at once."
      ))
  }

  static func noWitness(_ names: [String]) -> CaseFailure {
    let list = names.prefix(8).joined(separator: ", ")
    return refused(
      "没有已登记见证方的签名（所见签名：\(list)）", "No registered witness has signed it (signatures seen: \(list))",
      "请先把见证方公钥交给管理员登记，再提交。", "Have the office register the witness’s key first, then send it again.")
  }

  static func wrongCosignature(_ name: String) -> CaseFailure {
    refused(
      "\(name) 的见证签名与检查点不符", "The cosignature of \(name) does not fit the checkpoint",
      "请用登记的密钥对原文重新签名，不要改动文本。", "Sign the unaltered text again with the registered key.")
  }
}
