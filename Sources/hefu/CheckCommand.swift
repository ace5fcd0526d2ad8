import ArgumentParser
import CallGuide
import Eligibility
import Foundation

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "逐条核对申报书 · Check an application, clause by clause.",
    discussion: """
      退出码：0 无不符合项，1 有不符合项，2 用法或输入有误。
      Exit code: 0 nothing violated, 1 something violated, 2 bad usage or input.

      示例 / Examples:
        hefu check --call Calls/2024-2 application.json
        hefu check --call Calls/2024-2 --stage submit --on 2024-06-03 --json application.json
        hefu check --call Calls/2024-2 --many applications.ndjson
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @Option(help: "阶段 · stage") var stage: Stage = .draft
  @Option(
    help: ArgumentHelp("按哪一天判断 · the day to judge by (default: today in Beijing)", valueName: "YYYY-MM-DD"))
  var on: Day?
  @Option(
    help: ArgumentHelp("裁定、审核意见、其他申报、外方清单 · rulings, answers, other applications, lists", valueName: "FILE"))
  var context: String?
  @Option(help: ArgumentHelp("只看一条 · one clause only", valueName: "ID")) var clause: String?
  @Flag(help: "输出 JSON · print JSON") var json = false
  @Flag(help: "一行一份申报书（NDJSON）· one application a line") var many = false
  @OptionGroup var speech: SpeechOptions
  @Argument(
    help: ArgumentHelp("申报书 JSON，- 为标准输入 · application, - for standard input", valueName: "APPLICATION.json"))
  var application: String

  /// The input's name in messages.
  private var source: String { application == "-" ? "stdin" : application }

  func run() throws {
    let rules = try Files.rulebook(call, speech.language)
    var context = Context()
    if let path = self.context {
      let bytes = try Files.read(path, speech.language)
      do {
        let tree =
          path.hasSuffix(".json")
          ? try JSONReader.read(bytes, file: path) : try YAMLReader.read(bytes, file: path)
        context = try Context.read(tree, for: rules)
      } catch let problem as Problem {
        throw Failure(problem, speech.language)
      } catch let problems as Problems {
        throw Failure(problems, speech.language)
      }
    }
    if let clause, rules.rules[clause] == nil {
      throw Failure(
        Problem(
          .unknownClause, at: nil, subject: clause, zh: "本批次没有这一条款", en: "this call has no such clause"),
        speech.language)
    }
    let session = CheckSession(
      rules: rules, stage: stage, day: on ?? CheckCommand.today, context: context, clause: clause)
    let bytes = try Files.read(application, speech.language)
    let violated =
      many ? try checkMany(bytes, session) : try checkOne(bytes, session)
    if violated { throw Failure.answerIsNo }
  }

  private func checkOne(_ bytes: [UInt8], _ session: CheckSession) throws -> Bool {
    let (facts, report) = try session.check(bytes, file: source, line: 1, speech.language)
    if json {
      Output.write(JSONWriter.write(session.rules.tree(of: report, facts: facts)) + "\n")
    } else {
      ReportPrinter(rules: session.rules, console: speech.console).print(report, facts: facts)
    }
    return report.count(.violated) > 0
  }

  /// Reads every line before anything is written, so that bad input leaves no partial output; then judges line by line.
  private func checkMany(_ bytes: [UInt8], _ session: CheckSession) throws -> Bool {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    var progress = Progress(total: lines.count * 2)
    var problems: [Problem] = []
    for (index, line) in lines.enumerated() {
      progress.step()
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(Problems) {
        _ = try session.facts(Array(line), file: source, line: index + 1)
      } catch { problems += error.all }
    }
    guard problems.isEmpty else { throw Failure(Problems(problems), speech.language) }
    var violated = false
    for (index, line) in lines.enumerated() {
      progress.step()
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let (facts, report) = try session.check(Array(line), file: source, line: index + 1, speech.language)
      violated = violated || report.count(.violated) > 0
      if json {
        Output.write(JSONWriter.write(session.rules.tree(of: report, facts: facts), pretty: false) + "\n")
      } else {
        Output.write(
          "\(index + 1)\t\(report.topic)\t"
            + Verdict.allCases.map { "\($0.rawValue) \(report.count($0))" }.joined(separator: "\t") + "\n")
      }
    }
    progress.finish()
    return violated
  }

  /// Today in Beijing, whose days are the days of a call.
  static var today: Day {
    let seconds = Int(Date().timeIntervalSince1970) + 8 * 3600
    return Day(number: Int32(seconds / 86_400))
  }
}

/// What stays the same while applications are checked.
struct CheckSession {
  var rules: Rulebook
  var stage: Stage
  var day: Day
  var context: Context
  var clause: String?

  func facts(_ bytes: [UInt8], file: String, line: Int) throws(Problems) -> (Facts, Topic) {
    let tree: Tree
    do { tree = try JSONReader.read(bytes, file: file, line: line) } catch { throw Problems(error) }
    let facts = try rules.reader.read(tree)
    do { return (facts, try rules.topic(of: facts, file: file, line: line)) } catch { throw Problems(error) }
  }

  func check(
    _ bytes: [UInt8], file: String, line: Int, _ language: Language
  ) throws(Failure) -> (Facts, Report) {
    do {
      let (facts, topic) = try facts(bytes, file: file, line: line)
      var report = rules.check(facts, topic: topic, stage: stage, on: day, context: context)
      if let clause { report.results.removeAll { $0.clause != clause } }
      return (facts, report)
    } catch { throw Failure(error, language) }
  }
}

/// A progress bar on standard error, only on a terminal and only for long work.
struct Progress {
  private let total: Int
  private var done = 0
  private let shows = isatty(STDERR_FILENO) == 1

  init(total: Int) { self.total = total }

  mutating func step() {
    done += 1
    guard shows, total > 2000, done % (total / 200) == 0 else { return }
    let filled = done * 30 / total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    FileHandle.standardError.write(Data("\r\(bar) \(done * 100 / total) %".utf8))
  }

  func finish() {
    if shows, total > 2000 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
