import ArgumentParser
import CallGuide
import Foundation
import Ledger
import Storage

/// A witness, such as a partner agency: remembers the last checkpoint it saw and signs only what continues it. Works with
/// files alone; nothing of the store is needed.
struct WitnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "见证方：核对检查点并附加签名，离线进行 · A witness: check checkpoints and cosign them, offline.",
    discussion: """
      示例 / Example:
        hefu witness init agency.example --journal 'hefu.example/2024-2+91ffec43+AV…'
        hefu witness sign checkpoint.txt > cosigned.txt
        hefu witness sign newer.txt --proof proof.txt > cosigned.txt
        hefu witness verify cosigned.txt --key 'hefu.example/…' --witness 'agency.example+…'
      退出码：0 完成，1 拒绝签名或验证未通过，2 用法或输入有误。
      Exit code: 0 done, 1 refused, 2 bad usage or input.
      """,
    subcommands: [Start.self, Sign.self, Verify.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "生成见证密钥 · Make the witness's key.")
    @Argument(help: ArgumentHelp("见证方名称 · the witness's name", valueName: "NAME")) var name: String
    @Option(help: ArgumentHelp("日志公钥，或存有它的文件 · the journal's key, or a file with it", valueName: "KEY"))
    var journal: String
    @Option(name: .customLong("in"), help: ArgumentHelp("见证方文件夹 · the witness's folder", valueName: "DIR"))
    var folder = "witness"
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let key = try Keys.read(journal, option: "--journal", speech.language)
      let files = WitnessFiles(folder: folder)
      let signer: SignerKey
      do { signer = try JournalKey.createWitness(path: files.key, name: name) } catch {
        throw Failure(code: 2, lines: [error.words[speech.language]])
      }
      try files.write("\(key)\n", to: files.journal, speech.language)
      speech.console.line(signer.verifier.description)
    }
  }

  struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "核对检查点是否延续上次所见，然后附加签名 · Check that a checkpoint continues the last one; then cosign it.")
    @Argument(help: ArgumentHelp("检查点文件 · checkpoint", valueName: "FILE")) var file: String
    @Option(help: ArgumentHelp("一致性证明文件 · consistency proof", valueName: "FILE")) var proof: String?
    @Option(name: .customLong("in"), help: ArgumentHelp("见证方文件夹 · the witness's folder", valueName: "DIR"))
    var folder = "witness"
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let files = WitnessFiles(folder: folder)
      let signer: SignerKey
      do { signer = try JournalKey.loadWitness(path: files.key) } catch {
        throw Failure(code: 2, lines: [error.words[speech.language]])
      }
      let journal = try Keys.read(files.journal, option: files.journal, speech.language)
      let note = try WitnessFiles.note(file, speech.language)
      let seen = try files.seen(speech.language)
      let hashes = try proof.map { try WitnessFiles.proof($0, speech.language) } ?? []
      let witness = Witness(journal: journal, signer: signer)
      let shown: Checkpoint
      do throws(Witness.Refusal) {
        shown = try witness.check(note, after: seen, proof: hashes)
      } catch { throw Failure(code: 1, lines: WitnessWords.of(error, speech.language)) }
      // Remembered before it is signed: a crash in between must not let another history be signed next time.
      try files.write(shown.text, to: files.last, speech.language)
      let cosigned = try witness.cosigned(note, at: UInt64(Date().timeIntervalSince1970))
      Output.write(cosigned.description)
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "验证检查点的签名 · Verify the signatures under a checkpoint.")
    @Argument(help: ArgumentHelp("检查点文件 · checkpoint", valueName: "FILE")) var file: String
    @Option(help: ArgumentHelp("日志公钥，或存有它的文件 · the journal's key, or a file with it", valueName: "KEY"))
    var key: String
    @Option(help: ArgumentHelp("见证方公钥，可多次 · keys of witnesses, may be repeated", valueName: "KEY"))
    var witness: [String] = []
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let language = speech.language
      let note = try WitnessFiles.note(file, language)
      let journal = try Keys.read(key, option: "--key", language)
      let witnesses = try witness.map { try Keys.read($0, option: "--witness", language) }
      let console = speech.console
      do throws(LedgerFailure) {
        try note.verify(journal)
        let checkpoint = try Checkpoint(reading: note.text)
        guard checkpoint.origin == journal.name, journal.algorithm == 0x01 else {
          throw .notSigned(by: checkpoint.origin)
        }
        var times: [String] = []
        for witness in witnesses {
          let time = Int64(clamping: try note.verify(witness) ?? 0)
          times.append("\(witness.name)  \(Instant(milliseconds: min(time, 1 << 40) * 1000))")
        }
        console.line(console.paint(console.say("✓ 签名有效", "✓ The signatures are valid"), .jade))
        console.line(
          console.say(
            "日志 \(checkpoint.origin)，共 \(checkpoint.size) 条，树根 \(checkpoint.root.base64)",
            "journal \(checkpoint.origin), \(checkpoint.size) entries, root \(checkpoint.root.base64)"))
        for time in times { console.line(time) }
      } catch {
        throw Failure(code: 1, lines: WitnessWords.of(.checkpoint(error), language))
      }
    }
  }
}

/// What a witness keeps in its folder.
struct WitnessFiles {
  let folder: String

  var key: String { folder + "/witness.key" }
  var journal: String { folder + "/journal.pub" }
  var last: String { folder + "/last.checkpoint" }

  /// The checkpoint signed last; `nil` before the first.
  func seen(_ language: Language) throws(Failure) -> Checkpoint? {
    guard FileManager.default.fileExists(atPath: last) else { return nil }
    let text = try Files.text(last, language)
    do { return try Checkpoint(reading: text) } catch { throw Self.unreadable(last, error, language) }
  }

  func write(_ text: String, to path: String, _ language: Language) throws(Failure) {
    do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: path, zh: "无法写入（权限？）", en: "it cannot be written (permissions?)"),
        language)
    }
  }

  static func note(_ path: String, _ language: Language) throws(Failure) -> SignedNote {
    let text = try Files.text(path, language)
    do { return try SignedNote(reading: text) } catch { throw unreadable(path, error, language) }
  }

  /// A consistency proof as the journal gives it: one hash a line.
  static func proof(_ path: String, _ language: Language) throws(Failure) -> [Hash] {
    var hashes: [Hash] = []
    for (index, line) in try Files.text(path, language).split(separator: "\n").enumerated() {
      guard let hash = Hash(base64: String(line)) else {
        throw unreadable(path, .malformed(line: index + 1), language)
      }
      hashes.append(hash)
    }
    return hashes
  }

  private static func unreadable(_ path: String, _ failure: LedgerFailure, _ language: Language) -> Failure {
    var line = 1
    if case .malformed(let found) = failure { line = found }
    return Failure(
      Problem(
        .syntax, at: Place(file: path, line: line, column: 1), zh: "此行不是检查点或证明应有的内容",
        en: "this line is not what a checkpoint or a proof has here"), language)
  }
}

/// Why a witness does not sign, for people; two checkpoints that contradict each other are both shown.
enum WitnessWords {
  static func of(_ refusal: Witness.Refusal, _ language: Language) -> [String] {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    func both(_ seen: Checkpoint, _ shown: Checkpoint) -> [String] {
      [
        say("上次所见：", "seen before:"), seen.text, say("此次出示：", "shown now:"), shown.text,
      ]
    }
    switch refusal {
    case .checkpoint(.notSigned(let name)):
      return [say("✗ 没有 \(name) 用此公钥的签名", "✗ not signed by \(name) with this key")]
    case .checkpoint(.wrongSignature(let name)):
      return [say("✗ \(name) 的签名与内容不符", "✗ the signature of \(name) does not fit")]
    case .checkpoint:
      return [say("✗ 检查点无法读取", "✗ the checkpoint is unreadable")]
    case .older(let seen, let shown):
      return [
        say("✗ 不签名：比上次所见的旧，请索取最新的检查点", "✗ not signed: it is older than what was seen; ask for the latest")
      ]
        + both(seen, shown)
    case .fork(let seen, let shown):
      return [
        say(
          "✗ 不签名：同样的条数、不同的树根，日志出现了两份历史。请保留两份检查点并公布",
          "✗ not signed: the same size with another root. The journal has two histories; keep both checkpoints and make them known"
        )
      ] + both(seen, shown)
    case .notContinued(let seen, let shown):
      return [
        say(
          "✗ 不签名：证明不能说明它延续了上次所见。请用 --proof 提供 /log/consistency?from=\(seen.size)&to=\(shown.size)；若证明无误，则历史已被改动",
          "✗ not signed: nothing shows that it continues what was seen. Give /log/consistency?from=\(seen.size)&to=\(shown.size) with --proof; if that is the proof, the history was altered"
        )
      ] + both(seen, shown)
    }
  }
}

extension JournalKey.Failure {
  /// What is wrong with a key file, for people.
  var words: BilingualText {
    switch self {
    case .unreachable(let path, let reason):
      BilingualText(
        zh: "\(path): 密钥文件无法读写：\(reason)", en: "\(path): the key's file cannot be used: \(reason)")
    case .malformed(let path):
      BilingualText(zh: "\(path): 不是所需的私钥", en: "\(path): this is not the private key needed")
    case .exposed(let path):
      BilingualText(
        zh: "\(path): 其他用户可以读取私钥；请先执行 chmod 600",
        en: "\(path): others may read the private key; chmod 600 it first")
    case .otherOrigin(let path, let found, let asked):
      BilingualText(
        zh: "\(path): 这份日志名为 \(found)，不是 \(asked)；名称在首次启动时定下",
        en: "\(path): this journal is named \(found), not \(asked); the name is fixed at the first start")
    case .unusableOrigin(let name):
      BilingualText(
        zh: "「\(name)」不能用作名称：不得为空、超过 200 字节或含空白与 +",
        en: "“\(name)” cannot be a name: not empty, at most 200 bytes, no white space, no +")
    }
  }
}
