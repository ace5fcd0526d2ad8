public import CallGuide

/// Checks one application after another against the same clauses, for one topic, at one stage, on one day.
///
/// ```swift
/// var checker = rules.checker(for: topic, clauses: ["1.2(1)"], stage: .draft, on: day)
/// var results: [ClauseResult] = []
/// for facts in applications { checker.check(facts, into: &results) }
/// ```
public struct Checker: Sendable {
  private var evaluator: Evaluator
  private let rules: [Rule]

  init(_ evaluator: Evaluator, _ rules: [Rule]) {
    self.evaluator = evaluator
    self.rules = rules
  }

  /// Replaces `results` by the results of one application, one a clause, in the order of the clauses.
  public mutating func check(_ facts: Facts, into results: inout [ClauseResult]) {
    evaluator.facts = facts
    results.removeAll(keepingCapacity: true)
    for index in rules.indices { results.append(evaluator.check(rules[index])) }
  }
}

extension Rulebook {
  /// A checker for these clauses; ids that are no clause of the call are left out.
  public func checker(
    for topic: Topic, clauses: [String], stage: Stage, on day: Day, context: Context = Context()
  ) -> Checker {
    let evaluator = Evaluator(
      rules: self, topic: topic, facts: Facts(for: dictionary), context: context, stage: stage, day: day)
    return Checker(evaluator, clauses.compactMap { rules[$0] })
  }
}
