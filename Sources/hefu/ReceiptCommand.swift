import ArgumentParser
import CallGuide
import Foundation
import Ledger

struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "回执 · Receipts.",
    subcommands: [Verify.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "离线验证回执 · Verify a receipt offline.",
      discussion: """
        只需日志的公钥，无需联网。退出码：0 验证通过，1 未通过，2 用法或输入有误。
        Needs the journal's public key and no network. Exit code: 0 verified, 1 refused, 2 bad usage or input.

        示例 / Example:
          hefu receipt verify receipt.txt --key 'hefu.example/2024-2+3f1c09d2+AQ…'
        """)

    @Argument(help: ArgumentHelp("回执文件 · receipt", valueName: "FILE")) var file: String
    @Option(help: ArgumentHelp("日志公钥，或存有它的文件 · the journal's key, or a file with it", valueName: "KEY"))
    var key: String
    @Option(help: ArgumentHelp("见证方公钥，可多次 · keys of witnesses, may be repeated", valueName: "KEY"))
    var witness: [String] = []
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let language = speech.language
      let text = try Files.text(file, language)
      let receipt: Receipt
      do { receipt = try Receipt(reading: text) } catch { throw unreadable(error) }
      let journal = try Keys.read(key, option: "--key", language)
      let witnesses = try witness.map { try Keys.read($0, option: "--witness", language) }
      do throws(Receipt.Refusal) {
        report(try receipt.verify(journal, witnesses: witnesses))
      } catch {
        throw Failure(code: 1, lines: [words(error)[language]])
      }
    }

    private func unreadable(_ failure: LedgerFailure) -> Failure {
      var line = 1
      if case .malformed(let found) = failure { line = found }
      return Failure(
        Problem(
          .syntax, at: Place(file: file, line: line, column: 1), zh: "此行不是回执应有的内容",
          en: "this line is not what a receipt has here"),
        speech.language)
    }

    private func report(_ verified: Receipt.Verified) {
      let console = speech.console
      console.line(console.paint(console.say("✓ 回执有效", "✓ The receipt is valid"), .jade))
      console.line(verified.entry)
      console.line(
        console.say(
          "日志 \(verified.checkpoint.origin)，共 \(verified.checkpoint.size) 条",
          "journal \(verified.checkpoint.origin), \(verified.checkpoint.size) entries"))
      for (name, time) in verified.witnesses.sorted(by: { $0.key < $1.key }) {
        let day = ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: TimeInterval(time)))
        console.line(console.say("见证方 \(name)，\(day)", "witnessed by \(name) on \(day)"))
      }
    }

    private func words(_ refusal: Receipt.Refusal) -> BilingualText {
      switch refusal {
      case .notIncluded:
        BilingualText(
          zh: "✗ 未通过：该条目不在所签署的日志中（内容、盐值或证明被改动）",
          en: "✗ refused: the entry is not in the journal that was signed (entry, salt or proof was altered)")
      case .checkpoint(.notSigned(let name)):
        BilingualText(zh: "✗ 未通过：没有 \(name) 用此公钥的签名", en: "✗ refused: not signed by \(name) with this key")
      case .checkpoint(.wrongSignature(let name)):
        BilingualText(zh: "✗ 未通过：\(name) 的签名与内容不符", en: "✗ refused: the signature of \(name) does not fit")
      case .checkpoint:
        BilingualText(zh: "✗ 未通过：检查点无法读取", en: "✗ refused: the checkpoint is unreadable")
      }
    }
  }
}
