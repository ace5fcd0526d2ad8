import ArgumentParser
import CallGuide
import Casework
import Foundation
import Ledger
import Storage

/// The journal from the operator's side: what it publishes, and whether the database still agrees with it.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "日志：检查点、一致性证明、核对、见证方 · The journal: checkpoints, proofs, audit, witnesses.",
    discussion: """
      示例 / Examples:
        hefu log verify --store var
        hefu log checkpoint --store var > checkpoint.txt
        hefu log consistency --store var --from 41 --to 57 > proof.txt
        hefu log witness add agency.example 'agency.example+3f1c09d2+BA…' --store var
        hefu log accept cosigned.txt --store var
      """,
    subcommands: [
      Key.self, CheckpointOf.self, Consistency.self, Verify.self, Accept.self, LogWitnessCommand.self,
    ])

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示日志公钥 · Print the journal's public key.")
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      try await OpenJournal.with(place, speech.language) { journal in
        speech.console.line(journal.key.description)
      }
    }
  }

  struct CheckpointOf: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint", abstract: "显示已签署的检查点 · Print a signed checkpoint.")
    @Option(help: ArgumentHelp("条数，默认最新 · number of entries; the latest by default", valueName: "SIZE"))
    var size: Int?
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      try await OpenJournal.with(place, speech.language) { journal in
        let note: SignedNote?
        if let size {
          note = try await journal.checkpoint(size: size)
        } else {
          note = try await journal.latest()
        }
        guard let note else {
          throw Failure(
            code: 1,
            lines: [
              speech.console.say(
                "没有这样的检查点：日志为空，或没有在这个条数签署过",
                "There is no such checkpoint: the journal is empty, or none was signed at this size")
            ])
        }
        Output.write(note.description)
      }
    }
  }

  struct Consistency: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示一致性证明，每行一个散列 · Print a consistency proof, one hash a line.")
    @Option(help: ArgumentHelp("较早的条数 · entries before", valueName: "M")) var from: Int
    @Option(help: ArgumentHelp("较晚的条数 · entries after", valueName: "N")) var to: Int
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func validate() throws {
      guard from >= 0, from <= to else {
        throw ValidationError(
          "--from \(from) --to \(to): 应为 0 ≤ from ≤ to · must be 0 ≤ from ≤ to")
      }
    }

    func run() async throws {
      try await OpenJournal.with(place, speech.language) { journal in
        guard let proof = try await journal.consistency(from: from, to: to) else {
          throw Failure(
            code: 1,
            lines: [speech.console.say("日志没有 \(to) 条记录", "The journal does not have \(to) entries")])
        }
        Output.write(proof.map { $0.base64 + "\n" }.joined())
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "重新计算整棵树，与每个检查点和每个提交版本核对 · Recompute the tree; compare it with every checkpoint and version.",
      discussion: "退出码：0 一致，1 不一致 · Exit code: 0 agrees, 1 does not.")
    @Option(
      help: ArgumentHelp(
        "用这个公钥核对签名，而不用数据文件夹里的 · check signatures with this key, not the folder's own",
        valueName: "KEY"))
    var key: String?
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      let trusted = try key.map { try Keys.read($0, option: "--key", speech.language) }
      try await OpenJournal.with(place, speech.language) { journal in
        let audit = try await journal.audit(key: trusted)
        let console = speech.console
        guard audit.faultCount > 0 else {
          console.line(
            console.paint(console.say("✓ 日志与检查点一致", "✓ The journal agrees with its checkpoints"), .jade))
          console.line(
            console.say(
              "\(audit.entries) 条记录（其中 \(audit.erased) 条内容已删除），\(audit.checkpoints) 个检查点，\(audit.versions) 个提交版本",
              "\(audit.entries) entries (\(audit.erased) of them erased), \(audit.checkpoints) checkpoints, \(audit.versions) submitted versions"
            ))
          console.line(console.say("树根 ", "root ") + audit.root.base64)
          return
        }
        var lines = [console.say("✗ 不一致：\(audit.faultCount) 处", "✗ \(audit.faultCount) faults")]
        lines += audit.faults.map { AuditWords.of($0)[speech.language] }
        let more = audit.faultCount - audit.faults.count
        if more > 0 { lines.append(console.say("……另有 \(more) 处", "… and \(more) more")) }
        throw Failure(code: 1, lines: lines)
      }
    }
  }

  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "收下见证方签过的检查点 · Take a checkpoint that a witness has cosigned.")
    @Argument(help: ArgumentHelp("见证方交回的文件 · the witness's file", valueName: "FILE")) var file: String
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      let text = try Files.text(file, speech.language)
      try await OpenJournal.with(place, speech.language) { journal in
        let result = try await journal.accept(cosigned: text, at: Premises.now())
        let names = result.witnesses.joined(separator: ", ")
        speech.console.line(
          speech.console.say(
            "✓ 已收下 \(names) 对检查点 \(result.size) 的见证",
            "✓ Kept the cosignature of \(names) under checkpoint \(result.size)"
          ))
      }
    }
  }
}

/// Registering witnesses.
struct LogWitnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness", abstract: "登记或列出见证方 · Register witnesses, list them.",
    subcommands: [Add.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记见证方公钥 · Register a witness's key.")
    @Argument(help: ArgumentHelp("名称，与公钥中的相同 · its name, as in the key", valueName: "NAME")) var name: String
    @Argument(help: ArgumentHelp("公钥，或存有它的文件 · its key, or a file with it", valueName: "KEY")) var key: String
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      let read = try Keys.read(key, option: "KEY", speech.language)
      guard read.name == name else {
        throw Failure(
          Problem(
            .wrongType, at: nil, subject: "NAME", zh: "公钥的名称是 \(read.name)，不是 \(name)",
            en: "the key is named \(read.name), not \(name)"), speech.language)
      }
      try await OpenJournal.with(place, speech.language, founding: true) { journal in
        try await journal.register(read, by: nil, at: Premises.now(), salt: Premises.random(16))
        speech.console.line(speech.console.say("✓ 已登记 \(name)", "✓ \(name) is registered"))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出见证方公钥 · List the keys of witnesses.")
    @OptionGroup var place: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func run() async throws {
      try await OpenJournal.with(place, speech.language) { journal in
        for key in try await journal.witnesses() { speech.console.line(key.description) }
      }
    }
  }
}

extension OpenJournal {
  /// Opens the journal of a store and closes it again; what a use case refuses becomes words.
  /// - Parameter founding: whether the store is made where there is none.
  static func with(
    _ place: StoreOptions, _ language: Language, founding: Bool = false,
    _ body: (OpenJournal) async throws -> Void
  ) async throws {
    let folder = place.store ?? "var"
    guard
      founding || place.database != nil || FileManager.default.fileExists(atPath: Premises.file(in: folder))
    else {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: folder, zh: "这里没有数据库；请用 --store 指明数据文件夹",
          en: "there is no store here; name its folder with --store"), language)
    }
    let premises = try await Premises.open(place, language)
    do {
      try await body(OpenJournal(premises.store))
      await premises.store.close()
    } catch let failure as CaseFailure {
      await premises.store.close()
      throw Failure(code: 1, lines: ["✗ " + failure.what[language], failure.remedy[language]])
    } catch {
      await premises.store.close()
      throw error
    }
  }
}

/// Public keys as they come on the command line.
enum Keys {
  /// A key, or the key in the file of that name.
  static func read(_ text: String, option: String, _ language: Language) throws(Failure) -> VerifierKey {
    var key = text
    if FileManager.default.fileExists(atPath: text) { key = try Files.text(text, language) }
    do { return try VerifierKey(key) } catch {
      throw Failure(
        Problem(
          .wrongType, at: nil, subject: option, zh: "不是验证公钥；应为 名称+校验+Base64，或存有它的文件",
          en: "no verifier key; it is name+hash+base64, or a file with it"), language)
    }
  }
}

/// What an audit found, for people.
enum AuditWords {
  static func of(_ fault: JournalAudit.Fault) -> BilingualText {
    switch fault {
    case .missingEntry(let position):
      BilingualText(zh: "缺少第 \(position) 条记录", en: "entry \(position) is missing")
    case .alteredEntry(let position):
      BilingualText(
        zh: "第 \(position) 条记录的内容或盐值被改动", en: "entry \(position) or its salt was altered")
    case .unreadableLeaf(let position):
      BilingualText(zh: "第 \(position) 条记录没有叶散列", en: "entry \(position) has no leaf hash")
    case .unsignedCheckpoint(let size):
      BilingualText(
        zh: "条数为 \(size) 的检查点没有日志的有效签名",
        en: "the checkpoint of \(size) entries has no valid signature of the journal")
    case .otherRoot(let signed, let found):
      BilingualText(
        zh: "条数为 \(signed.size) 时签署的树根是 \(signed.root.base64)，现在算得 \(found.base64)",
        en:
          "at \(signed.size) entries the signed root is \(signed.root.base64), the entries give \(found.base64)"
      )
    case .shortened(let signed, let entries):
      BilingualText(
        zh: "曾签署 \(signed.size) 条，现在只有 \(entries) 条",
        en: "\(signed.size) entries were signed, only \(entries) are there")
    case .uncovered(let entries, let covered):
      BilingualText(
        zh: "共 \(entries) 条，检查点只覆盖 \(covered) 条",
        en: "\(entries) entries, but checkpoints cover only \(covered)")
    case .alteredVersion(let application, let number):
      BilingualText(
        zh: "申报书 \(application) 第 \(number) 版与日志记载的散列不符",
        en: "version \(number) of application \(application) is not what the journal recorded")
    }
  }
}
