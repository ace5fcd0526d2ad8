internal import CallGuide
internal import Eligibility

/// Breaks complete plans: for a clause, the change that violates it and moves the fewest others along.
struct Breaker {
  let solver: Solver

  /// A plan that violates one clause.
  struct Break: Sendable {
    var plan: Plan
    /// Everything it violates, the clause it was made for included, in the order of the guide.
    var violated: [String]
  }

  private var rules: Rulebook { solver.rules }

  /// A broken plan for a clause; `nil` when nothing an applicant states can violate it.
  func violate(_ clause: String, from plan: Plan) -> Break? {
    guard let rule = rules.rules[clause], rule.clause.force == .must || rule.options.count == 1 else {
      return nil
    }
    var best: Break?
    for candidate in candidates(rule, plan).prefix(40) where solver.judge.violates(candidate, clause) {
      guard let report = solver.judge.report(candidate) else { continue }
      let violated = report.violated
      if violated.count < best?.violated.count ?? .max { best = Break(plan: candidate, violated: violated) }
      if violated.count == 1 { break }
    }
    return best
  }

  /// Plans that may violate the clause: with several readings, each change is made for all of them.
  private func candidates(_ rule: Rule, _ plan: Plan) -> [Plan] {
    var plans = breaks(rule.options[0].requirement, plan, row: nil)
    for option in rule.options.dropFirst() {
      plans += plans.prefix(6).flatMap { breaks(option.requirement, $0, row: nil).prefix(2) }
    }
    return plans
  }

  /// Plans in which a requirement may not hold.
  func breaks(_ requirement: Requirement, _ plan: Plan, row: Int?) -> [Plan] {
    switch requirement {
    case .all(let parts): return parts.flatMap { breaks($0, plan, row: row) }
    case .any(let parts):
      // None may hold.
      return parts.reduce([plan]) { plans, part in
        plans.prefix(4).flatMap { plan in Array((breaks(part, plan, row: row) + [plan]).prefix(3)) }
      }
    case .unless(let exception, let then):
      let broken = breaks(then, plan, row: row)
      return broken + broken.prefix(3).flatMap { breaks(exception, $0, row: row).prefix(2) }
    case .when(let condition, let then):
      var met = plan
      impose(condition, on: &met, row: row)
      return (met == plan ? [] : breaks(then, met, row: row) + [met]) + breaks(then, plan, row: row)
    case .promise(let target, _): return breaks(target, plan, row: row)
    case .forEach(let rows, let satisfy, let isRequired): return each(rows, satisfy, isRequired, plan)
    case .count(let rows, let bounds, _): return counts(rows, bounds, plan)
    case .sums(let rows, let left, let right):
      var plan = plan
      solver.add(&plan, rows, until: 1)
      for index in (plan.lists[rows.list.slot] ?? []).indices {
        plan[Spot(slot: left, row: index)] = .fixed(Amount(0), currency: "CNY")
        plan[Spot(slot: right, row: index)] = .fixed(Amount(30), currency: "CNY")
      }
      return [plan]
    default: return changes(requirement, plan, row: row)
    }
  }

  private func each(_ rows: Rows, _ satisfy: Requirement, _ isRequired: Bool, _ plan: Plan) -> [Plan] {
    var plan = plan
    solver.add(&plan, rows, until: 1)
    var plans: [Plan] = []
    for (index, row) in (plan.lists[rows.list.slot] ?? []).enumerated()
    where solver.holds(rows.condition, row) {
      plans += breaks(satisfy, plan, row: index)
    }
    if isRequired {
      var none = plan
      none.lists[rows.list.slot]?.removeAll { solver.holds(rows.condition, $0) }
      plans.append(none)
    }
    return plans
  }

  private func counts(_ rows: Rows, _ bounds: Bounds, _ plan: Plan) -> [Plan] {
    var fewer = plan
    fewer.lists[rows.list.slot]?.removeAll { solver.holds(rows.condition, $0) }
    var more = plan
    let now = (plan.lists[rows.list.slot] ?? []).count { solver.holds(rows.condition, $0) }
    let most = (bounds.equals ?? bounds.atMost ?? bounds.lessThan)?.whole ?? 0
    solver.add(&more, rows, until: max(now, most) + 1)
    return [fewer, more].filter { $0 != plan }
  }

  private func impose(_ condition: Requirement, on plan: inout Plan, row: Int?) {
    switch condition {
    case .count(let rows, let bounds, _):
      solver.add(&plan, rows, until: (bounds.atLeast ?? bounds.equals)?.whole ?? 1)
    case .all(let parts): for part in parts { impose(part, on: &plan, row: row) }
    case .any(let parts): if let part = parts.first { impose(part, on: &plan, row: row) }
    case .member(let membership):
      let spot = Spot(slot: membership.field, row: membership.field.isMember ? row : nil)
      if membership.isAmong {
        if plan[spot] != .part(.country) { plan[spot] = membership.codes.first.map { .text($0) } }
      } else {
        plan[spot] = other(than: membership.codes, spot.slot).first
      }
    case .compare(let comparison):
      let spot = Spot(slot: comparison.field, row: comparison.field.isMember ? row : nil)
      plan[spot] = Solver.number(within: comparison.bounds, like: plan[spot])
    case .truth(let slot, let flag):
      plan[Spot(slot: slot, row: slot.isMember ? row : nil)] = .text(flag ? "true" : "false")
    default: break
    }
  }

  /// Values of a field other than these codes.
  func other(than codes: [String], _ slot: FieldSlot) -> [Piece] {
    switch rules.dictionary.field(at: slot).type {
    case .choice(let choices): return choices.filter { !codes.contains($0.code) }.map { .text($0.code) }
    case .country:
      return ["JP", "HK", "CN", "SG", "CA"].filter { !codes.contains($0) }.map { .text($0) }
    case .region: return ["BE-VLG", "BE-BRU", "BE-WAL"].filter { !codes.contains($0) }.map { .text($0) }
    case .text: return [.text("示范其他")]
    default: return []
    }
  }
}
