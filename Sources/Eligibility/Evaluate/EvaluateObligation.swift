internal import CallGuide

extension Evaluator {
  /// Counts a promise inside the project period: running until it is reached or can no longer be reached.
  mutating func obligation(_ obligation: Obligation) -> Outcome {
    guard stage >= .execution else { return planned(obligation) }
    guard let list = rows(of: obligation.rows.list) else {
      return stage == .acceptance
        ? missing(obligation.rows.list)
        : progress(obligation, sure: 0, possible: 0, open: [])
    }
    var sure = 0, possible = 0
    var open: [Reason] = []
    var counted: Set<Value> = []
    var waitingPersons: Set<Value> = []
    var lengths = Lengths()
    for (index, row) in list.enumerated() {
      let outcome = within(obligation.rows.list, index, row) { $0.qualifies(obligation, &lengths) }
      let identity = obligation.distinct.flatMap { row.values[Int($0.slot)] }
      if let identity, counted.contains(identity) { continue }
      switch outcome {
      case .satisfied:
        if let identity {
          counted.insert(identity)
          if waitingPersons.remove(identity) != nil { possible -= 1 }
        }
        sure += 1
      case .undetermined(let reasons):
        if let identity, !waitingPersons.insert(identity).inserted { continue }
        possible += 1
        open += reasons
      case .violated: continue
      }
    }
    if let stay = obligation.stay, stay.total, sure >= obligation.atLeast, !lengths.reach(stay) {
      let cannot = projectEnd.map { day > $0 } ?? false
      return stage == .acceptance || cannot
        ? .violated(.promised(count: 0, possible: 0, needed: obligation.atLeast), field: obligation.rows.list)
        : .waiting(.time, .running(count: 0, needed: obligation.atLeast, days: daysLeft))
    }
    return progress(obligation, sure: sure, possible: possible, open: open)
  }

  private var daysLeft: Int? { projectEnd.map { max(0, day.days(to: $0)) } }

  private func progress(
    _ obligation: Obligation, sure: Int, possible: Int, open: [Reason]
  ) -> Outcome {
    let needed = obligation.atLeast
    let list = obligation.rows.list
    if sure >= needed { return .satisfied }
    if stage == .acceptance {
      if sure + possible < needed {
        return .violated(.promised(count: sure, possible: possible, needed: needed), field: list)
      }
      return .undetermined(open)
    }
    guard let end = projectEnd else {
      return .waiting(.time, .running(count: sure, needed: needed, days: nil), field: list)
    }
    // Can another one still begin today and be complete by the end? Where stays add up, several may run side by side.
    let begins = max(day, projectStart ?? day)
    let single = obligation.stay.flatMap { $0.total ? nil : $0 }
    let canBegin = single.map { Self.reaches($0, from: begins, to: end) } ?? (begins <= end)
    if !canBegin, sure + possible < needed {
      return .violated(.unreachable(count: sure, needed: needed), field: list)
    }
    let running = Reason(
      .waiting(.time), .running(count: sure, needed: needed, days: max(0, day.days(to: end))), field: list)
    return .undetermined([running] + open)
  }

  var projectStart: Day? { day(rules.slots.start) }

  /// The last day of the project, stated or from start and length.
  var projectEnd: Day? {
    if let end = day(rules.slots.end) { return end }
    guard let start = projectStart, let months = amount(rules.slots.months)?.whole else { return nil }
    return start.adding(months: months).adding(days: -1)
  }

  /// The stays of an obligation taken together.
  struct Lengths {
    var first: Day?
    var nights = 0
    var days = 0

    mutating func add(_ from: Day, _ to: Day) {
      first = min(first ?? from, from)
      nights += from.days(to: to)
      days += from.days(to: to) + 1
    }

    func reach(_ stay: Obligation.Stay) -> Bool {
      guard let first else { return false }
      switch stay.counting {
      case .days90: return days >= 30 * stay.months
      case .civil: return Evaluator.reaches(stay, from: first, to: first.adding(days: nights))
      case .inclusive: return Evaluator.reaches(stay, from: first, to: first.adding(days: days - 1))
      }
    }
  }

  /// Whether a stay between two days has the minimum length.
  static func reaches(_ stay: Obligation.Stay, from: Day, to: Day) -> Bool {
    switch stay.counting {
    case .civil: from.adding(months: stay.months) <= to
    case .inclusive: from.adding(months: stay.months) <= to.adding(days: 1)
    case .days90: from.days(to: to) + 1 >= 30 * stay.months
    }
  }

  /// Whether the row at hand counts.
  private mutating func qualifies(_ obligation: Obligation, _ lengths: inout Lengths) -> Outcome {
    var outcomes: [Outcome] = []
    if let condition = obligation.rows.condition { outcomes.append(self.condition(condition)) }
    if let slot = obligation.on {
      guard let date = day(slot) else { return .and(outcomes + [unknown(slot)]) }
      outcomes.append(inPeriod(date, date))
    }
    guard let stay = obligation.stay else { return .and(outcomes) }
    // Rows of another side or kind do not lengthen what this one adds up to.
    var own = lengths
    outcomes.append(stayed(stay, &own))
    let outcome = Outcome.and(outcomes)
    if outcome.isSatisfied { lengths = own }
    return outcome
  }

  private func inPeriod(_ from: Day, _ to: Day) -> Outcome {
    if let start = projectStart, to < start { return .violated(.notYet) }
    if let end = projectEnd, from > end { return .violated(.notYet) }
    guard projectStart != nil else { return unknown(rules.slots.start) }
    guard projectEnd != nil else { return unknown(rules.slots.end) }
    return .satisfied
  }

  private func stayed(_ stay: Obligation.Stay, _ lengths: inout Lengths) -> Outcome {
    guard let arrival = day(stay.from) else { return unknown(stay.from) }
    guard let departure = day(stay.to) else {
      // Still there: may yet become long enough before the project ends.
      let last = projectEnd ?? day
      if stage == .execution,
        stay.total || Self.reaches(stay, from: max(arrival, projectStart ?? arrival), to: last)
      {
        return .undetermined([Reason(.waiting(.time), .notYet, field: stay.to, row: reference(for: stay.to))])
      }
      return stage == .execution ? .violated(.notYet) : unknown(stay.to)
    }
    let from = max(arrival, projectStart ?? arrival)
    let to = min(departure, projectEnd ?? departure)
    guard from <= to else { return .violated(.notYet) }
    lengths.add(from, to)
    guard stay.total || Self.reaches(stay, from: from, to: to) else { return .violated(.notYet) }
    return inPeriod(from, to)
  }

  /// Before the award only the plan can be looked at; it is no reason to refuse an application.
  private mutating func planned(_ obligation: Obligation) -> Outcome {
    let needed = obligation.atLeast
    let waiting = Outcome.waiting(
      .time, .running(count: 0, needed: needed, days: nil), field: obligation.rows.list)
    guard let plan = obligation.plan, let rows = facts.rows(at: plan) else { return waiting }
    let count = rows.count { row in
      let months = obligation.stay.flatMap { _ in rules.member("months", of: plan, in: row) }
      if let stay = obligation.stay, !stay.total, case .number(let planned) = months,
        planned < Amount(stay.months)
      {
        return false
      }
      return planFits(obligation.rows.condition, plan: plan, row: row)
    }
    guard count < needed else { return waiting }
    if stage == .contract { return .violated(.planShort(count: count, needed: needed), field: plan) }
    notes.append(.planShort(count: count, needed: needed))
    return waiting
  }

  /// Whether a planned row could meet the condition, as far as the plan has the same members (side, participants).
  private func planFits(_ condition: Requirement?, plan: FieldSlot, row: Row) -> Bool {
    func planned(_ slot: FieldSlot) -> Value? {
      let name = dictionary.field(at: slot).id.split(separator: ".").last.map(String.init) ?? ""
      return rules.member(name, of: plan, in: row)
    }
    switch condition {
    case .all(let parts): return parts.allSatisfy { planFits($0, plan: plan, row: row) }
    case .member(let membership):
      guard case .text(let code) = planned(membership.field) else { return true }
      return membership.codes.contains(code) == membership.isAmong
    case .compare(let comparison):
      guard case .number(let amount) = planned(comparison.field) else { return true }
      return comparison.bounds.contain(amount)
    default: return true
    }
  }
}
