public import CallGuide

/// Checks one application after another against the same clauses, for one topic, at one stage, on one day.
///
/// ```swift
/// var checker = rules.checker(for: topic, clauses: ["1.2(1)"], stage: .draft, on: day)
/// var remarks: [ClauseResult] = []
/// for facts in applications { checker.check(facts, into: &remarks) }
/// ```
public struct Checker: Sendable {
  private var evaluator: Evaluator
  let rules: [Rule]

  init(_ evaluator: Evaluator, _ rules: [Rule]) {
    self.evaluator = evaluator
    self.rules = rules
  }

  /// Replaces `remarks` by what there is to say of one application, in the order of the clauses.
  ///
  /// A clause without a remark is satisfied: most are, so nothing is made for them.
  public mutating func check(_ facts: Facts, into remarks: inout [ClauseResult]) {
    load(facts)
    remarks.removeAll(keepingCapacity: true)
    for rule in rules.indices {
      if let remark = remark(rule) { remarks.append(remark) }
    }
  }

  /// Takes up an application.
  mutating func load(_ facts: Facts) { evaluator.facts = facts }

  /// What there is to say of one clause for the application taken up last.
  mutating func remark(_ rule: Int) -> ClauseResult? { evaluator.remark(rules[rule]) }
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
