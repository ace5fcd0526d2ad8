internal import CallGuide
internal import Eligibility

/// Has plans judged by the clauses, with one application made of each.
struct Judge {
  let casting: Casting
  var rules: Rulebook { casting.rules }
  var topic: Topic { casting.topic }

  /// The facts of one application made of a plan.
  func facts(_ plan: Plan, number: Int = 1, partner: Plan.Partner? = nil) -> Facts? {
    let template = Template(plan, rules)
    let cast = casting.cast(plan, number: number, partner: partner)
    let tree = template.tree(
      template.fill(cast), topic: topic.id, extra: [("app.submittedOn", casting.today.description)])
    return try? rules.reader.read(tree)
  }

  /// What the clauses say of one application made of a plan; `nil` when it cannot even be read.
  func report(_ plan: Plan, partner: Plan.Partner? = nil) -> Report? {
    facts(plan, partner: partner).map {
      rules.check($0, topic: topic, stage: .submit, on: casting.today)
    }
  }

  /// Whether one clause is violated, without judging the others.
  func violates(_ plan: Plan, _ clause: String) -> Bool {
    guard let facts = facts(plan) else { return false }
    return rules.check(clause: clause, facts, topic: topic, stage: .submit, on: casting.today)?.verdict
      == .violated
  }
}

extension Report {
  /// The clauses violated.
  var violated: [String] { results.filter { $0.verdict == .violated }.map(\.clause) }

  /// What the applicant could still do: everything violated, and everything missing that is the applicant's to state.
  func owed(_ dictionary: FactDictionary) -> [(clause: String, reason: Reason)] {
    results.filter { $0.flag == nil }.flatMap { result in
      result.reasons.filter { reason in
        switch reason.kind {
        case .missing: reason.field.map { dictionary.field(at: $0).supplier == .applicant } ?? true
        case .violated: true
        case .ambiguous: reason.field != nil
        case .waiting, .guide: false
        }
      }.map { (result.clause, $0) }
    }
  }
}
