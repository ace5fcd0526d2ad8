public import CallGuide

extension Rulebook {
  /// A report as the JSON answer of `hefu check --json` and of the HTTP interface.
  public func tree(of report: Report, facts: Facts) -> Tree {
    let messages = Messages(self)
    var clauses: [Tree] = []
    var flags: [Tree] = []
    for result in report.results {
      guard let clause = rules[result.clause]?.clause else { continue }
      let message = messages.message(for: result, facts: facts).map(Tree.bilingual)
      if let flag = result.flag {
        flags.append(
          .map([
            ("clause", .text(clause.id)), ("flag", flag == .unknown ? .word("null") : .word(flag.rawValue)),
            ("message", message), ("quote", .text(clause.quote)),
          ]))
      } else if let verdict = result.verdict {
        clauses.append(
          .map([
            ("clause", .text(clause.id)), ("verdict", .text(verdict.rawValue)),
            ("force", .text(clause.force.rawValue)),
            ("reasons", .list(result.reasons.map { tree(of: $0, messages, facts) })), ("message", message),
            (
              "notes",
              result.notes.isEmpty ? nil : .list(result.notes.map { .bilingual(messages.text(of: $0)) })
            ),
            ("quote", .text(clause.quote)),
          ]))
      }
    }
    return .map([
      ("call", .text(call.id)), ("topic", .text(report.topic)), ("stage", .text(report.stage.rawValue)),
      ("on", .text(report.day.description)), ("clauses", .list(clauses)), ("flags", .list(flags)),
      (
        "summary",
        .map(Verdict.allCases.map { ($0.rawValue, .number(report.count($0))) })
      ),
    ])
  }

  private func tree(of reason: Reason, _ messages: Messages, _ facts: Facts) -> Tree {
    var on: Tree?
    if case .waiting(let waiting) = reason.kind { on = .text(waiting.rawValue) }
    return .map([
      ("kind", .text(reason.kind.name)), ("on", on),
      ("field", reason.field.map { .text(dictionary.field(at: $0).id) }),
      ("row", reason.row.map { .number($0.index) }),
      ("reading", reason.reading.map { .text($0) }),
      ("text", .bilingual(messages.text(of: reason, in: facts))),
    ])
  }
}
