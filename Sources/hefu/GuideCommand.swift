import ArgumentParser
import CallGuide
import Eligibility
import Foundation

struct GuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "指南：覆盖、检查、起草、比较 · A guide: coverage, lint, drafting, comparison.",
    discussion: """
      示例 / Examples:
        hefu guide cover Calls/2024-2
        hefu guide lint Calls/2024-2
        hefu guide draft guide.pdf -o Calls/next
        hefu guide diff Calls/2024-2 Calls/next
      """,
    subcommands: [Cover.self, LintCommand.self, DraftCommand.self, Diff.self])
}

extension GuideCommand {
  struct Cover: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "证明每个字符恰被一条引用 · Prove that every character is quoted by exactly one clause.",
      discussion: "示例 / Example:\n  hefu guide cover Calls/2024-2")

    @Argument(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let language = speech.language
      let files = try Files.call(call, language)
      let loaded: Call
      do { loaded = try Call.read(files) } catch {
        let gaps: Set<Problem.Code> = [.anchorNotFound, .anchorOutOfOrder, .uncovered]
        var failure = Failure(error, language)
        if error.all.allSatisfy({ gaps.contains($0.code) }) { failure.code = 1 }
        throw failure
      }
      // A clause that quotes the text but whose requirement cannot be read is no clause yet.
      do { _ = try Rulebook(loaded) } catch { throw Failure(error, language) }
      for document in loaded.documents {
        let total = document.text.folded.count
        let example = document.isOfficial ? "" : speech.console.say("（示例，非官方文件）", " (example, not official)")
        speech.console.line(
          speech.console.say(
            "\(document.text.file)：\(document.clauseCount) 条款，覆盖 \(document.coveredCharacters) / \(total) 字符",
            "\(document.text.file): \(document.clauseCount) clauses, \(document.coveredCharacters) of \(total) characters"
          )
            + example)
      }
    }
  }

  struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "检查指南的疏漏和矛盾 · Find gaps and contradictions in a guide.",
      discussion: """
        退出码：0 无高权重问题，1 有高权重问题，2 用法或输入有误。
        Exit code: 0 no finding of high weight, 1 some, 2 bad usage or input.

        示例 / Examples:
          hefu guide lint Calls/2024-2
          hefu guide lint Calls/2024-2 --json
        """)

    @Argument(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
    @Flag(help: "输出 JSON · print JSON") var json = false
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let files = try Files.call(call, speech.language)
      let loaded: Call
      do { loaded = try Call.read(files) } catch { throw Failure(error, speech.language) }
      let names = Vocabulary.standard.countries.all.mapValues(\.name.zh)
      let findings = Lint.findings(in: loaded, countryNames: names)
      if json {
        Output.write(
          JSONWriter.write(.map([("call", .text(loaded.id)), ("findings", .list(findings.map(tree)))])) + "\n"
        )
      } else {
        for finding in findings { print(finding) }
        let counts = Weight.allCases.map { weight in
          "\(weight.name[speech.language]) \(findings.count { $0.weight == weight })"
        }
        speech.console.line(counts.joined(separator: speech.console.say("，", ", ")))
      }
      if findings.contains(where: { $0.weight == .high }) { throw Failure.answerIsNo }
    }

    private func print(_ finding: Finding) {
      let console = speech.console
      let colour: Console.Colour =
        switch finding.weight {
        case .high: .cinnabar
        case .medium: .amber
        case .low: .faint
        }
      let lines = finding.lines.prefix(8).map(String.init).joined(separator: ", ")
      let place =
        finding.clauses.prefix(12).joined(separator: " ")
        + (lines.isEmpty ? "" : console.say("（第 \(lines) 行）", " (line \(lines))"))
      console.line(
        console.paint("[\(finding.weight.name[console.language])] \(finding.rule)", colour) + "  " + place)
      console.line("    " + finding.text[console.language])
    }

    private func tree(_ finding: Finding) -> Tree {
      .map([
        ("rule", .text(finding.rule)), ("weight", .text(finding.weight.rawValue)),
        ("clauses", .list(finding.clauses.map { .text($0) })),
        ("lines", .list(finding.lines.map { .number($0) })),
        ("text", .bilingual(finding.text)),
      ])
    }
  }

  struct DraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "draft",
      abstract: "由指南文本起草批次文件夹 · Draft a call folder from a guide’s text.",
      discussion: """
        PDF 由 pdftotext 转为文本（Debian 软件包 poppler-utils）。
        A PDF is turned into text by pdftotext (Debian package poppler-utils).

        示例 / Examples:
          hefu guide draft guide.txt -o Calls/next
          hefu guide draft guide.pdf -o Calls/next
        """)

    @Argument(help: ArgumentHelp("指南文本或 PDF · plain text or PDF", valueName: "TEXT")) var text: String
    @Option(name: [.short, .long], help: ArgumentHelp("输出的批次文件夹 · folder to write", valueName: "CALL"))
    var output: String
    @Flag(help: "覆盖已有的 call.yaml · overwrite an existing call.yaml") var force = false
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let language = speech.language
      let target = output + "/call.yaml"
      if !force, FileManager.default.fileExists(atPath: target) {
        throw Failure(
          Problem(
            .unreadable, at: nil, subject: target, zh: "已存在；如要覆盖请加 --force",
            en: "exists already; add --force to overwrite it"),
          language)
      }
      var bytes = try Files.read(text, language)
      if bytes.starts(with: Array("%PDF-".utf8)) { bytes = try PDFText.read(text, language) }
      let id = output.split(separator: "/").last.map(String.init) ?? "draft"
      let drafted: DraftedCall
      do {
        drafted = try Draft.draft(
          text: try GuideText(bytes: bytes, file: text), id: id,
          countries: Vocabulary.standard.countries.names)
      } catch { throw Failure(error, language) }
      let files = CallFiles(
        folder: output, contents: ["guide.txt": bytes, "call.yaml": Array(drafted.callYAML.utf8)])
      do { _ = try Rulebook(try Call.read(files)) } catch { throw Failure(error, language) }
      do {
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        for (name, content) in files.contents {
          try Data(content).write(to: URL(filePath: output + "/" + name), options: .atomic)
        }
      } catch {
        throw Failure(
          Problem(
            .unreadable, at: nil, subject: output, zh: "无法写入：\(error.localizedDescription)",
            en: "cannot be written: \(error.localizedDescription)"),
          language)
      }
      let recognised = drafted.recognised.values.reduce(0, +)
      speech.console.line(
        speech.console.say(
          "\(output)：\(drafted.topics) 个方向，\(drafted.clauses) 条款；\(recognised) 条已识别为要求，\(drafted.questions) 条列为待管理人员回答的问题，均待人工确认",
          "\(output): \(drafted.topics) topics, \(drafted.clauses) clauses; \(recognised) recognised as requirements, \(drafted.questions) left as questions to an officer; all await a person’s confirmation"
        ))
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "比较两个批次 · Compare two calls, clause by clause.",
      discussion:
        "退出码 1：有差异。Exit code 1: they differ.\n\n示例 / Example:\n  hefu guide diff Calls/2024-1 Calls/2024-2")

    @Argument(help: ArgumentHelp("旧 · old", valueName: "OLD")) var old: String
    @Argument(help: ArgumentHelp("新 · new", valueName: "NEW")) var new: String
    @Flag(help: "输出 JSON · print JSON") var json = false
    @OptionGroup var speech: SpeechOptions

    func run() throws {
      let language = speech.language
      func load(_ folder: String) throws -> Call {
        do { return try Call.read(try Files.call(folder, language)) } catch let problems as Problems {
          throw Failure(problems, language)
        }
      }
      let changes = CallDiff.between(try load(old), try load(new))
      if json {
        let list = changes.map { change -> Tree in
          .map([
            ("kind", .text(change.kind.rawValue)), ("subject", .text(change.subject)),
            ("old", change.old.map { .text($0) }), ("new", change.new.map { .text($0) }),
            ("text", .bilingual(change.text)),
          ])
        }
        Output.write(JSONWriter.write(.map([("changes", .list(list))])) + "\n")
      } else {
        for change in changes { speech.console.line("\(change.subject)  \(change.text[language])") }
        speech.console.line(
          speech.console.say(
            "共 \(changes.count) 处差异", changes.count == 1 ? "1 change" : "\(changes.count) changes"))
      }
      if !changes.isEmpty { throw Failure.answerIsNo }
    }
  }
}

/// Text of a PDF, by pdftotext.
enum PDFText {
  static func read(_ path: String, _ language: Language) throws(Failure) -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-enc", "UTF-8", path, "-"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let failure = Failure(
      Problem(
        .unreadable, at: nil, subject: path, zh: "pdftotext 无法读取这份 PDF；请安装 poppler-utils，或先另存为文本",
        en: "pdftotext cannot read this PDF; install poppler-utils, or save it as text first"), language)
    do { try process.run() } catch { throw failure }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, !data.isEmpty else { throw failure }
    return Array(data)
  }
}
