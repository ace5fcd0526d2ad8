internal import CallGuide
internal import Eligibility

/// Mends a plan until nothing is violated and nothing that the applicant owes is missing.
///
/// It knows no call: it reads what each reason found and what would satisfy, and changes that.
struct Solver {
  let judge: Judge
  let composer: Composer
  var rules: Rulebook { judge.rules }

  /// A complete plan; `nil` when the clauses cannot all be met by what the applicant states.
  func solve() -> Plan? {
    var plan = composer.plan()
    plan.months = bestMonths(plan)
    for _ in 0..<40 {
      guard let report = judge.report(plan) else { return nil }
      let owed = report.owed(rules.dictionary)
      if owed.isEmpty { return keepPartners(plan) }
      let before = plan
      // One thing a clause at a time: mending it may settle the rest.
      var clauses: Set<String> = []
      for (clause, reason) in owed where clauses.insert(clause).inserted {
        mend(&plan, clause: clause, reason)
      }
      if plan == before {
        for (clause, reason) in owed { mend(&plan, clause: clause, reason) }
        if plan == before { return nil }
      }
    }
    return nil
  }

  /// The length that departs from the fewest clauses on it.
  private func bestMonths(_ plan: Plan) -> Int {
    let bounds = RequirementWalk.all(of: judge.topic, rules).compactMap { requirement -> Bounds? in
      if case .duration(let bounds) = requirement { return bounds }
      return nil
    }
    let choices = [plan.months] + [24, 36, 12, 48, 6, 60, 18, 30]
    return choices.max { left, right in
      bounds.count { $0.contain(Amount(left)) } < bounds.count { $0.contain(Amount(right)) }
    } ?? plan.months
  }

  /// Only partners with whom nothing is violated or owed.
  private func keepPartners(_ plan: Plan) -> Plan? {
    var plan = plan
    plan.partners = plan.partners.filter { partner in
      judge.report(plan, partner: partner)?.owed(rules.dictionary).isEmpty ?? false
    }
    return plan.partners.isEmpty ? nil : plan
  }
}
