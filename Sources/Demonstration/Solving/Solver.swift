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
      if owed.isEmpty { return keepPartners(balanced(plan)) }
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

  /// The plan with budgets that add up: grant and total from what each organisation receives and brings, the years from both.
  /// As it was where the clauses do not let it.
  private func balanced(_ plan: Plan) -> Plan {
    func slot(_ name: String) -> FieldSlot? { rules.dictionary.field(name)?.slot }
    guard let share = slot("org.grantShare"), let matching = slot("org.matching"),
      let grant = slot("app.budget.grant"), let total = slot("app.budget.total")
    else { return plan }
    func sum(_ member: FieldSlot) -> Amount {
      (plan.lists[member.list] ?? []).reduce(Amount(0)) { sum, row in
        if case .scaled(let amount, "CNY") = row[member] { return sum + amount }
        return sum
      }
    }
    var balanced = plan
    let (received, own) = (sum(share), sum(matching))
    guard received > Amount(0) else { return plan }
    for (slot, amount) in [(grant, received), (total, received + own)] where plan.single[slot] != nil {
      balanced.single[slot] = .scaled(amount, currency: "CNY")
    }
    if let list = rules.dictionary.field("app.budget.years"), plan.lists[list.slot.slot] != nil {
      var rows = composer.rows(of: list, in: plan)
      for (name, amount) in [("app.budget.years.grant", received), ("app.budget.years.own", own)] {
        guard let member = slot(name), let whole = amount.whole else { continue }
        for index in rows.indices {
          // The first year has what does not divide.
          let part = whole / rows.count + (index == 0 ? whole % rows.count : 0)
          rows[index][member] = .scaled(Amount(part), currency: "CNY")
        }
      }
      balanced.lists[list.slot.slot] = rows
    }
    return judge.report(balanced)?.owed(rules.dictionary).isEmpty == true ? balanced : plan
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
