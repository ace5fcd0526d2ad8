import CallGuide
import Eligibility

/// Prints a report for a person: what is wrong first, then what is missing, then what waits, each with the guide's words.
struct ReportPrinter {
  var rules: Rulebook
  var console: Console

  func print(_ report: Report, facts: Facts) {
    let messages = Messages(rules)
    guard let topic = rules.call.topic(report.topic) else { return }
    console.line(
      console.paint("\(topic.id) \(topic.title[console.language])", .bold)
        + console.paint("  \(stageName(report.stage)) · \(report.day)", .faint))
    console.line(summary(report))
    let groups: [(title: String, colour: Console.Colour, sign: String, results: [ClauseResult])] = [
      (console.say("不符合", "Violated"), .cinnabar, "✗", report.results.filter { $0.verdict == .violated }),
      (
        console.say("待您补充", "For you to fill in"), .amber, "?",
        report.results.filter { isOpen($0) && isMissing($0) }
      ),
      (
        console.say("待他人、指南或后续阶段确定", "Waiting for others, the guide or a later stage"), .amber, "?",
        report.results.filter { isOpen($0) && !isMissing($0) }
      ),
    ]
    for group in groups where !group.results.isEmpty {
      console.line("\n" + console.paint("\(group.title)\(count(group.results.count))", .bold))
      for result in group.results { show(result, facts, messages, sign: group.sign, colour: group.colour) }
    }
    let satisfied = report.results.filter { $0.verdict == .satisfied }
    if !satisfied.isEmpty {
      console.line("\n" + console.paint(console.say("符合", "Satisfied") + count(satisfied.count), .bold))
      console.line("  " + console.paint("✓ ", .jade) + satisfied.map(\.clause).joined(separator: "  "))
      for result in satisfied where !result.notes.isEmpty {
        show(result, facts, messages, sign: "✓", colour: .jade)
      }
    }
    let flags = report.results.filter { $0.flag != nil }
    if !flags.isEmpty {
      console.line(
        "\n" + console.paint(console.say("鼓励性条款（不影响资格）", "Encouraged, no effect on eligibility"), .bold))
      for result in flags {
        show(result, facts, messages, sign: result.flag == .set ? "✓" : "·", colour: .faint)
      }
    }
  }

  private func count(_ count: Int) -> String { console.say("（\(count)）", " (\(count))") }

  private func isOpen(_ result: ClauseResult) -> Bool { result.verdict == .undetermined }

  private func isMissing(_ result: ClauseResult) -> Bool { result.reasons.contains { $0.kind == .missing } }

  private func summary(_ report: Report) -> String {
    [
      console.paint(console.say("✓ 符合 ", "✓ satisfied ") + "\(report.count(.satisfied))", .jade),
      console.paint(console.say("✗ 不符合 ", "✗ violated ") + "\(report.count(.violated))", .cinnabar),
      console.paint(console.say("? 待定 ", "? undetermined ") + "\(report.count(.undetermined))", .amber),
    ].joined(separator: "   ")
  }

  private func show(
    _ result: ClauseResult, _ facts: Facts, _ messages: Messages, sign: String, colour: Console.Colour
  ) {
    guard let clause = rules.rules[result.clause]?.clause else { return }
    let message =
      messages.message(for: result, facts: facts)?[console.language] ?? clause.summary[console.language]
    console.line("  " + console.paint("\(sign) \(clause.id)", colour) + "  " + message)
    console.line("      " + console.paint("「\(clause.quote)」", .faint))
  }

  private func stageName(_ stage: Stage) -> String {
    switch stage {
    case .guide: console.say("指南自查", "guide")
    case .draft: console.say("填报", "draft")
    case .submit: console.say("提交", "submission")
    case .formal: console.say("形式审查", "formal review")
    case .cross: console.say("双方匹配", "pairing")
    case .review: console.say("专家评审", "expert review")
    case .selection: console.say("立项遴选", "selection")
    case .contract: console.say("任务书", "contract")
    case .execution: console.say("执行", "execution")
    case .acceptance: console.say("综合绩效评价", "acceptance")
    }
  }
}
