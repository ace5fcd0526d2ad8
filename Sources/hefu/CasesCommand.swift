import ArgumentParser
import CallGuide
import Eligibility
import Foundation

struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "运行批次的情景并列出覆盖情况 · Run a call’s scenarios and list how they cover its clauses.",
    discussion: """
      每条给出：编号、类别、由谁判定、何时、情景数（符合/不符合/待定）。
      For each clause: id, class, who decides, when, number of scenarios (satisfied/violated/undetermined).

      示例 / Example:
        hefu cases Calls/2024-2
      """)

  @Argument(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let rules = try Files.rulebook(call, speech.language)
    let console = speech.console
    let folder = call + "/scenarios"
    let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    var scenarios: [Scenario] = []
    for file in files where file.hasSuffix(".yaml") {
      let path = folder + "/" + file
      do {
        scenarios += try Scenario.read(try YAMLReader.read(try Files.read(path, speech.language), file: path))
      } catch let problem as Problem {
        throw Failure(problem, speech.language)
      } catch let problems as Problems {
        throw Failure(problems, speech.language)
      }
    }
    var failures: [String] = []
    for scenario in scenarios {
      let found: String?
      do { found = try scenario.failure(in: rules) } catch {
        found = error.all.map { $0.line(in: speech.language) }.joined(separator: "; ")
      }
      if let found {
        failures.append(
          "\(scenario.place.file):\(scenario.place.line): \(scenario.clause) “\(scenario.name)”: \(found)")
      }
    }
    let coverage = ScenarioCoverage(scenarios, of: rules)
    for line in coverage.lines { console.line(row(line, console)) }
    let lacking = coverage.lines.filter { !$0.lacking.isEmpty }
    console.line(
      console.say(
        "\(rules.call.clauses.count) 条款，\(scenarios.count) 个情景：\(failures.count) 个未通过，\(lacking.count) 条款缺少情景",
        "\(rules.call.clauses.count) clauses, \(scenarios.count) scenarios: \(failures.count) failed, \(lacking.count) clauses lack a case"
      ))
    if !failures.isEmpty || !lacking.isEmpty { throw Failure(code: 1, lines: failures) }
  }

  private func row(_ line: ScenarioCoverage.Line, _ console: Console) -> String {
    let clause = line.clause
    let counts = Verdict.allCases.map { String(line.cases[$0] ?? 0) }.joined(separator: "/")
    let lacking = line.lacking.map(\.rawValue).joined(separator: ", ")
    return [
      clause.id, clause.classes.map { $0.rawValue.uppercased() }.joined(separator: "+"),
      clause.deciders.map(\.rawValue).joined(separator: ","),
      clause.stages.map(\.rawValue).joined(separator: ","),
      counts + (line.others > 0 ? " +\(line.others)" : ""),
      lacking.isEmpty ? "" : console.paint(console.say("缺：", "lacks: ") + lacking, .cinnabar),
    ].joined(separator: "\t")
  }
}
