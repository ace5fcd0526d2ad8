public import CallGuide

/// What a check found, clause by clause.
public struct Report: Sendable {
  /// The topic applied for.
  public var topic: String
  /// The stage it was checked at.
  public var stage: Stage
  /// The day it was checked on.
  public var day: Day
  /// One result a clause, in the order of the guide; information clauses are left out.
  public var results: [ClauseResult]

  /// How many clauses have this verdict.
  public func count(_ verdict: Verdict) -> Int { results.count { $0.verdict == verdict } }
}

extension Rulebook {
  /// Checks an application against every clause of its topic.
  public func check(
    _ facts: Facts, topic: Topic, stage: Stage, on day: Day, context: Context = Context()
  ) -> Report {
    var evaluator = Evaluator(
      rules: self, topic: topic, facts: facts, context: context, stage: stage, day: day)
    let results = call.clauses(for: topic).compactMap { clause -> ClauseResult? in
      guard let rule = rules[clause.id], !clause.isInformation, rule.isAsked(at: stage) else { return nil }
      return evaluator.check(rule)
    }
    return Report(topic: topic.id, stage: stage, day: day, results: results)
  }

  /// Checks one clause only.
  public func check(
    clause id: String, _ facts: Facts, topic: Topic, stage: Stage, on day: Day, context: Context = Context()
  ) -> ClauseResult? {
    var evaluator = Evaluator(
      rules: self, topic: topic, facts: facts, context: context, stage: stage, day: day)
    return rules[id].map { evaluator.check($0) }
  }

  /// The topic an application names, or a problem that lists the topics.
  public func topic(of facts: Facts, file: String, line: Int = 1) throws(Problem) -> Topic {
    let place = Place(file: file, line: line, column: 1)
    let known = call.topics.map(\.id).joined(separator: ", ")
    guard case .text(let id) = facts.value(at: slots.direction) else {
      throw Problem(
        .missingKey, at: place, subject: "app.direction", zh: "未填申报方向；可选：\(known)",
        en: "the topic is not stated; use one of: \(known)")
    }
    guard let topic = call.topic(id) else {
      throw Problem(
        .unknownTopic, at: place, subject: "app.direction", zh: "没有方向「\(id.prefix(40))」；可选：\(known)",
        en: "there is no topic “\(id.prefix(40))”; use one of: \(known)")
    }
    return topic
  }
}

extension Rule {
  /// Whether the clause speaks of applications at `stage`: the guide's checks of itself do so only at stage `guide`.
  func isAsked(at stage: Stage) -> Bool {
    stage == .guide ? clause.stages.contains(.guide) : clause.stages.contains { $0 != .guide }
  }

  /// Whether the applicant owes its facts by the deadline; what only reviewers look at later stays open.
  var isOwedAtSubmission: Bool {
    clause.stages.contains { $0 > .guide && $0 < .review } || clause.classes.contains(.oblig)
  }

  /// Whether at `stage` a missing fact counts as violated.
  func settles(at stage: Stage) -> Bool { stage >= .submit && clause.force == .must && isOwedAtSubmission }
}

extension Evaluator {
  /// Judges one clause.
  mutating func check(_ rule: Rule) -> ClauseResult {
    remark(rule)
      ?? ClauseResult(clause: rule.clause.id, verdict: .satisfied, flag: nil, reasons: [], notes: [])
  }

  /// What there is to say of a clause: every open reading, then what its force makes of the outcome; `nil` when it is
  /// simply satisfied.
  mutating func remark(_ rule: Rule) -> ClauseResult? {
    clause = rule.clause.id
    if !notes.isEmpty { notes = [] }
    settles = rule.settles(at: stage)
    if rule.isInformation {
      return ClauseResult(clause: clause, verdict: nil, flag: nil, reasons: [], notes: [])
    }
    var outcome = read(rule)
    if rule.isPreference {
      let flag: PreferenceFlag =
        switch outcome {
        case .satisfied: .set
        case .violated: .notSet
        case .undetermined: .unknown
        }
      return ClauseResult(clause: clause, verdict: nil, flag: flag, reasons: outcome.reasons, notes: notes)
    }
    if case .satisfied = outcome {
      return notes.isEmpty
        ? nil : ClauseResult(clause: clause, verdict: .satisfied, flag: nil, reasons: [], notes: notes)
    }
    if rule.isSoft { outcome = softened(outcome, rule) }
    let verdict: Verdict =
      switch outcome {
      case .satisfied: .satisfied
      case .violated: .violated
      case .undetermined: .undetermined
      }
    return ClauseResult(
      clause: clause, verdict: verdict, flag: nil, reasons: unique(outcome.reasons), notes: notes)
  }

  /// Supervaluation: definite only if every open reading agrees.
  private mutating func read(_ rule: Rule) -> Outcome {
    if rule.options.count == 1 { return evaluate(rule.requirement) }
    if let ruled = context.rulings[clause],
      let option = rule.options.first(where: { $0.reading?.id == ruled })
    {
      notes.append(.ruled(ruled, option.reading?.text ?? BilingualText(same: ruled)))
      return evaluate(option.requirement)
    }
    var satisfied: [String] = []
    var violated: [String] = []
    var violations: [Reason] = []
    var open: [Reason] = []
    for option in rule.options {
      let reading = option.reading?.id ?? ""
      func named(_ reasons: [Reason]) -> [Reason] {
        reasons.map { reason in
          var reason = reason
          reason.reading = reading
          reason.readingText = option.reading?.text
          return reason
        }
      }
      switch evaluate(option.requirement) {
      case .satisfied: satisfied.append(reading)
      case .violated(let reasons):
        violated.append(reading)
        violations += named(reasons)
      case .undetermined(let reasons): open += named(reasons)
      }
    }
    if violated.isEmpty, open.isEmpty { return .satisfied }
    if satisfied.isEmpty, open.isEmpty { return .violated(violations.map(Self.withoutReading)) }
    if satisfied.isEmpty, violated.isEmpty { return .undetermined(open.map(Self.withoutReading)) }
    if open.isEmpty || !(satisfied.isEmpty || violated.isEmpty) {
      let decided = rule.options.compactMap(\.reading).filter { (satisfied + violated).contains($0.id) }
      let disagreement = Reason(.ambiguous, .readingsDisagree(decided.map(\.id), decided.map(\.text)))
      return .undetermined(
        [disagreement]
          + violations.map { reason in
            var reason = reason
            reason.kind = .ambiguous
            return reason
          } + open)
    }
    return .undetermined(open)
  }

  private static func withoutReading(_ reason: Reason) -> Reason {
    var reason = reason
    reason.reading = nil
    reason.readingText = nil
    return reason
  }

  private func unique(_ reasons: [Reason]) -> [Reason] {
    if reasons.count < 2 { return reasons }
    var seen: Set<Reason> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  /// 原则上 and 一般 ask for a justification that an officer accepts or not.
  private mutating func softened(_ outcome: Outcome, _ rule: Rule) -> Outcome {
    guard case .violated(let reasons) = outcome, let slot = rule.justification else { return outcome }
    let isHard = reasons.contains { reason in
      switch reason.cause {
      case .quota(_, .about, true), .envelope(_, .about, true), .durationContradicts: true
      default: false
      }
    }
    if isHard { return outcome }
    let open = reasons.map { reason in
      var reason = reason
      reason.kind = .missing
      reason.field = slot
      return reason
    }
    guard value(slot) != nil else {
      // In selection the one who decides also writes the reason: a principle passed without one is a violation.
      if dictionary.supplier(at: slot) == .selection, rule.clause.force == .principle { return outcome }
      return .undetermined([Reason(.missing, .notStated, field: slot)] + open)
    }
    switch context.accepted[clause] {
    case true?:
      notes.append(.exception)
      return .satisfied
    case false?: return .violated(reasons + [Reason(.violated, .justificationNotAccepted, field: slot)])
    case nil:
      if dictionary.supplier(at: slot) == .selection, rule.clause.force == .principle {
        notes.append(.exception)
        return .satisfied
      }
      return .undetermined([Reason(.waiting(.officer), .justificationToBeAccepted, field: slot)])
    }
  }
}
