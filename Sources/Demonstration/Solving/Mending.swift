internal import CallGuide
internal import Eligibility

// What each kind of reason asks to be changed.
extension Solver {
  /// Changes what one reason speaks of.
  func mend(_ plan: inout Plan, clause: String, _ reason: Reason) {
    guard let slot = reason.field else { return mendList(&plan, clause: clause, reason) }
    let spot = Spot(slot: slot, row: slot.isMember ? reason.row?.index : nil)
    switch reason.cause {
    case .notStated, .itemsNotMarked, .areaToBeChosen: state(&plan, spot)
    case .code(_, let codes, _, let isAmong): plan[spot] = code(spot, codes, isAmong: isAmong)
    case .area: plan[spot] = .part(.area)
    case .number(_, let bounds): plan[spot] = Self.number(within: bounds, like: plan[spot])
    case .duration(_, let bounds): plan.months = Self.whole(within: bounds)
    case .endsBeforeStart, .durationInDays, .durationContradicts: resetPeriod(&plan)
    case .amounts(_, let right, let relation, _):
      plan[spot] = .fixed(
        relation == .atLeast ? right.amount + Amount(1) : right.amount.times(Amount(millionths: 600_000)),
        currency: right.currency)
    case .currencies(_, let currency): plan[spot] = .fixed(Amount(10), currency: currency)
    case .sum(_, let right, _):
      plan[Spot(slot: slot, row: spot.row ?? 0)] = .fixed(right.amount, currency: "CNY")
    case .day(_, let order, let limit): plan[spot] = Self.day(order, limit)
    case .tooRecent(_, let months, let until):
      let last = until.adding(months: -months).adding(days: -30)
      plan[spot] = .day(last.adding(months: -120), last)
    case .age(_, let years, _): plan[spot] = .day(ageing(years - 8), ageing(years - 10))
    case .answer(let flag): plan[spot] = .text(flag ? "false" : "true")
    case .title: plan[spot] = .part(.title)
    case .year(_, let years): plan[spot] = years.last.map { .text(String($0)) }
    case .yearsDiffer(_, let identifier): plan[spot] = .text(String(identifier))
    case .attachedLate: plan[spot] = composer.piece(rules.dictionary.field(at: slot))
    case .lacks(let items): mark(&plan, spot, items)
    case .notSignedBy, .signatureToBeChecked: state(&plan, Spot(slot: slot, row: nil), again: true)
    case .issuedByPartner, .issuerRelated: plan[spot] = .part(.ministry)
    case .differs(_, let expected): plan[spot] = same(as: clause, slot, in: plan) ?? .text(expected)
    case .notDeclared: plan[spot] = composer.piece(rules.dictionary.field(at: slot))
    case .tooFew, .tooMany, .noLink: mendList(&plan, clause: clause, reason)
    case .notListed:
      plan[spot] = .part(.organisation(Seat(isForeign: false, kind: .university, ordinal: 0), .name))
    default: break
    }
  }

  /// States what is missing: a field, or the rows of a list; of a member without a row, in every row.
  func state(_ plan: inout Plan, _ spot: Spot, again: Bool = false) {
    let field = rules.dictionary.field(at: spot.slot)
    if field.type == .list {
      if again || plan.lists[field.slot.slot]?.isEmpty ?? true {
        plan.lists[field.slot.slot] = composer.rows(of: field, in: plan)
      }
      return
    }
    if field.slot.isMember, spot.row == nil {
      for row in (plan.lists[field.slot.list] ?? []).indices {
        let own = Spot(slot: spot.slot, row: row)
        if plan[own] == nil { plan[own] = composer.piece(field) }
      }
      return
    }
    plan[spot] = composer.piece(field)
  }

  private func resetPeriod(_ plan: inout Plan) {
    for (name, part) in [
      ("app.startDate", Part.start), ("app.endDate", .end), ("app.durationMonths", .months),
    ] {
      if let field = rules.dictionary.field(name), plan.single[field.slot] != nil {
        plan.single[field.slot] = .part(part)
      }
    }
  }

  private func mark(_ plan: inout Plan, _ spot: Spot, _ items: [String]) {
    if case .items(var marks) = plan[spot] {
      for item in items { marks[item] = true }
      plan[spot] = .items(marks)
    } else {
      plan[spot] = composer.piece(rules.dictionary.field(at: spot.slot))
    }
  }

  /// A code that a membership accepts; a country where the partner's does.
  func code(_ spot: Spot, _ codes: [String], isAmong: Bool) -> Piece? {
    let field = rules.dictionary.field(at: spot.slot)
    if isAmong {
      if case .country = field.type, composer.partners.contains(where: { codes.contains($0.country) }) {
        return .part(.country)
      }
      return codes.first.map { .text($0) }
    }
    switch field.type {
    case .choice(let choices): return choices.first { !codes.contains($0.code) }.map { .text($0.code) }
    case .country: return .part(.country)
    default: return nil
    }
  }

  /// What a `sameAs` of the clause points to.
  private func same(as clause: String, _ slot: FieldSlot, in plan: Plan) -> Piece? {
    for option in rules.rules[clause]?.options ?? [] {
      for case .sameAs(slot, let other) in RequirementWalk.parts(of: option.requirement) {
        return plan[Spot(slot: other, row: nil)]
      }
    }
    return nil
  }

  /// A birth date at which somebody is `years` old today.
  private func ageing(_ years: Int) -> Day { composer.today.adding(months: -12 * years) }

  static func number(within bounds: Bounds, like piece: Piece?) -> Piece {
    let amount =
      bounds.equals ?? bounds.atLeast ?? bounds.moreThan.map { $0 + Amount(1) } ?? bounds.atMost
      ?? bounds.lessThan.map { $0 - Amount(1) } ?? Amount(1)
    switch piece {
    case .scaled(_, let currency), .fixed(_, let currency): return .fixed(amount, currency: currency)
    default: return .text(amount.description)
    }
  }

  static func whole(within bounds: Bounds) -> Int {
    (bounds.equals ?? bounds.atLeast ?? bounds.atMost ?? bounds.moreThan.map { $0 + Amount(1) }
      ?? bounds.lessThan.map { $0 - Amount(1) })?.whole ?? 24
  }

  static func day(_ order: DateTest.Order, _ limit: Day) -> Piece {
    switch order {
    case .before, .onOrBefore: .day(limit.adding(days: -700), limit.adding(days: -30))
    case .after, .onOrAfter: .day(limit.adding(days: 30), limit.adding(days: 700))
    }
  }
}
