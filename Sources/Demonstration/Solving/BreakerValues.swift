internal import CallGuide
internal import Eligibility

// Single values that a requirement refuses.
extension Breaker {
  /// Plans with one value changed so that a requirement on it does not hold.
  func changes(_ requirement: Requirement, _ plan: Plan, row: Int?) -> [Plan] {
    func set(_ slot: FieldSlot, _ pieces: [Piece?]) -> [Plan] {
      pieces.map { piece in
        var plan = plan
        plan[Spot(slot: slot, row: slot.isMember ? row : nil)] = piece
        return plan
      }
    }
    switch requirement {
    case .member(let membership):
      let wrong =
        membership.isAmong
        ? other(than: membership.codes, membership.field) : membership.codes.prefix(2).map { .text($0) }
      return set(membership.field, Array(wrong.prefix(5)) + [nil])
    case .area: return set(solver.rules.dictionary.field("app.topic")?.slot ?? zero, [.words("船舶动力装置"), nil])
    case .compare(let comparison):
      return set(
        comparison.field, outside(comparison.bounds, like: piece(comparison.field, plan, row)) + [nil])
    case .compareFields(let comparison):
      let zero = Piece.fixed(Amount(comparison.relation == .atLeast ? 0 : 9_000), currency: "CNY")
      let far = Piece.fixed(Amount(comparison.relation == .atLeast ? 9_000 : 0), currency: "CNY")
      return comparison.left.flatMap { set($0, [zero]) } + comparison.right.flatMap { set($0, [far]) }
    case .date(let test): return test.field.flatMap { set($0, beyond(test) + [nil]) }
    case .elapsed(let elapsed): return set(elapsed.since, [recent, nil])
    case .age(let age):
      let limit = solver.composer.today.adding(months: -12 * (age.years + 5))
      return set(age.born, [.day(limit.adding(days: -300), limit), nil])
    case .duration(let bounds): return durations(bounds, plan)
    case .stated(let slots): return slots.flatMap { set($0, [nil]) } + slots.flatMap { emptied($0, plan) }
    case .truth(let slot, let flag): return set(slot, [.text(flag ? "false" : "true"), nil])
    case .titleFormat(let format): return titles(format, plan)
    case .yearOf(let year): return years(year, plan)
    case .attached(let slot, _): return set(slot, [nil])
    case .attestation(let slot): return set(slot, [refused(slot, plan), nil])
    case .states(let slot, let items):
      guard case .items(let marks) = piece(slot, plan, row) else { return set(slot, [nil]) }
      return set(slot, items.map { .items(marks.merging([$0: false]) { $1 }) })
    case .signed(let slot, _):
      let signed = plan.lists[slot.slot] ?? []
      return signed.indices.map { index in
        var plan = plan
        plan.lists[slot.slot]?.remove(at: index)
        return plan
      }
    case .issuerIndependent(let issuer):
      return set(
        issuer, [.part(.organisation(Seat(isForeign: true, kind: foreignKind, ordinal: 0), .name)), nil])
    case .sameAs(let slot, _): return set(slot, other(than: [], slot) + [nil])
    case .linked(let link):
      var plan = plan
      let wanted = piece(link.to, plan, row)
      plan.lists[link.list.slot]?.removeAll { $0[link.by] == wanted }
      return [plan]
    case .listed(let slot, _):
      return set(
        slot, [.part(.organisation(Seat(isForeign: false, kind: .institute, ordinal: 9), .name)), nil])
    default: return []
    }
  }

  /// A slot of nothing, for calls whose dictionary lacks a field.
  private var zero: FieldSlot { solver.rules.dictionary.fields[0].slot }

  /// The kind of the leading foreign organisation in the composer's plans.
  private var foreignKind: InventedOrganisation.Kind {
    solver.composer.team == .consortium ? .institute : .university
  }

  private func piece(_ slot: FieldSlot, _ plan: Plan, _ row: Int?) -> Piece? {
    plan[Spot(slot: slot, row: slot.isMember ? row : nil)]
  }

  /// Registered a few months ago.
  private var recent: Piece {
    .day(solver.composer.today.adding(months: -11), solver.composer.today.adding(months: -3))
  }

  private func refused(_ slot: FieldSlot, _ plan: Plan) -> Piece? {
    if case .declared(_, let isAddressed) = plan[Spot(slot: slot, row: nil)] {
      return .declared(false, isAddressed: isAddressed)
    }
    return nil
  }

  private func emptied(_ slot: FieldSlot, _ plan: Plan) -> [Plan] {
    guard !slot.isMember, plan.lists[slot.slot] != nil else { return [] }
    var plan = plan
    plan.lists[slot.slot] = []
    return [plan]
  }

  /// Numbers beyond the limits, no further than they need be.
  private func outside(_ bounds: Bounds, like piece: Piece?) -> [Piece?] {
    let one = Amount(1)
    let limits = [
      bounds.equals.map { $0 + one }, bounds.atMost.map { $0 + one }, bounds.lessThan,
      bounds.atLeast.map { $0 - one }, bounds.moreThan,
    ]
    return limits.compactMap(\.self).filter { $0 >= Amount(0) }.map { amount in
      switch piece {
      case .scaled(_, let currency), .fixed(_, let currency): .fixed(amount, currency: currency)
      default: .text(amount.description)
      }
    }
  }

  private func beyond(_ test: DateTest) -> [Piece?] {
    let limit: Day
    switch test.limit {
    case .day(let day): limit = day
    case .field: limit = solver.composer.today
    }
    switch test.order {
    case .before: return [.day(limit, limit.adding(days: 200))]
    case .onOrBefore: return [.day(limit.adding(days: 1), limit.adding(days: 200))]
    case .after: return [.day(limit.adding(days: -200), limit)]
    case .onOrAfter: return [.day(limit.adding(days: -200), limit.adding(days: -1))]
    }
  }

  private func durations(_ bounds: Bounds, _ plan: Plan) -> [Plan] {
    let most = (bounds.equals ?? bounds.atMost)?.whole
    let least = (bounds.equals ?? bounds.atLeast)?.whole
    var plans: [Plan] = [most.map { $0 + 12 }, least.map { $0 - 12 }, most.map { $0 + 1 }]
      .compactMap(\.self).filter { (1...60).contains($0) }.map { months in
        var plan = plan
        plan.months = months
        return plan
      }
    // A stated length that is not what lies between first and last day.
    if let field = solver.rules.dictionary.field("app.durationMonths"), plan.single[field.slot] != nil {
      var contradicting = plan
      contradicting.single[field.slot] = .text(String(plan.months + 12))
      plans.append(contradicting)
    }
    return plans
  }

  private func titles(_ format: TitleFormat, _ plan: Plan) -> [Plan] {
    var plain = plan
    plain.laboratory = nil
    var other = plan
    other.laboratory?.suffix = "研究中心"
    return [plain, other]
  }

  private func years(_ year: YearOf, _ plan: Plan) -> [Plan] {
    var plan = plan
    let wrong = (year.years.min() ?? 2022) - 1
    plan.single[year.year] = .text(String(wrong))
    plan.single[year.identifier] = .text("HORIZON-CL6-\(wrong)-FARM2FORK-01-1")
    return [plan]
  }
}
