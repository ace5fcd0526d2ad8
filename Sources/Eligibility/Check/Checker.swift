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
  private let rules: [Rule]

  init(_ evaluator: Evaluator, _ rules: [Rule]) {
    self.evaluator = evaluator
    self.rules = rules
  }

  /// Replaces `remarks` by what there is to say of one application, in the order of the clauses.
  ///
  /// A clause without a remark is satisfied: most are, so nothing is made for them.
  public mutating func check(_ facts: Facts, into remarks: inout [ClauseResult]) {
    evaluator.facts = facts
    remarks.removeAll(keepingCapacity: true)
    for rule in rules {
      if let remark = evaluator.remark(rule) { remarks.append(remark) }
    }
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
