internal import CallGuide

extension Evaluator {
  /// The day of an operand, or the outcome of its being unknown.
  private func resolve(_ operand: DayOperand) -> (day: Day?, open: Outcome) {
    switch operand {
    case .day(let day): return (day, .satisfied)
    case .field(let slot):
      if let day = day(slot) { return (day, .satisfied) }
      return (nil, missing(slot))
    }
  }

  func date(_ test: DateTest) -> Outcome {
    let slot = firstStated(test.field)
    guard let found = day(slot) else { return missing(slot) }
    let (limit, open) = resolve(test.limit)
    guard let limit else { return open }
    let holds =
      switch test.order {
      case .before: found < limit
      case .onOrBefore: found <= limit
      case .after: found > limit
      case .onOrAfter: found >= limit
      }
    return holds
      ? .satisfied
      : .violated(.day(found: found, order: test.order, limit: limit), field: slot, row: reference(for: slot))
  }

  func elapsed(_ test: Elapsed) -> Outcome {
    let (until, open) = resolve(test.until)
    guard let since = day(test.since) else {
      return until == nil ? .and([missing(test.since), open]) : missing(test.since)
    }
    guard let until else { return open }
    if since.adding(months: test.months) <= until { return .satisfied }
    return .violated(
      .tooRecent(since: since, months: test.months, until: until), field: test.since,
      row: reference(for: test.since))
  }

  func age(_ test: Age) -> Outcome {
    guard let born = day(test.born) else { return missing(test.born) }
    let (on, open) = resolve(test.on)
    guard let on else { return open }
    var years = on.parts.year - born.parts.year
    if born.adding(months: years * 12) > on { years -= 1 }
    // “40 岁以下” with the number included: not yet 41.
    let holds = test.inclusive ? years <= test.years : years < test.years
    return holds
      ? .satisfied
      : .violated(
        .age(found: years, years: test.years, inclusive: test.inclusive), field: test.born,
        row: reference(for: test.born))
  }

  /// The length of the project in months. When start and end are given too they must agree: end = start + n months − 1 day.
  func duration(_ bounds: Bounds) -> Outcome {
    let slots = rules.slots
    let stated = amount(slots.months)?.whole
    let start = day(slots.start)
    let end = day(slots.end)
    guard let months = stated ?? Self.months(from: start, to: end) else {
      guard let start, let end else { return missing(slots.months) }
      guard end >= start else { return .violated(.endsBeforeStart(start: start, end: end), field: slots.end) }
      if Self.holds(bounds, from: start, to: end) { return .satisfied }
      var months = (end.parts.year - start.parts.year) * 12 + end.parts.month - start.parts.month
      if start.adding(months: months).adding(days: -1) > end { months -= 1 }
      let days = start.adding(months: months).adding(days: -1).days(to: end)
      return .violated(.durationInDays(months: months, days: days, bounds: bounds), field: slots.end)
    }
    if let start, let end, start.adding(months: months).adding(days: -1) != end {
      return .violated(.durationContradicts(months: months, start: start, end: end), field: slots.months)
    }
    if bounds.contain(Amount(months)) { return .satisfied }
    return .violated(.duration(months: months, bounds: bounds), field: slots.months)
  }

  /// Whole months between two days, both counted; `nil` when it is not a whole number.
  static func months(from start: Day?, to end: Day?) -> Int? {
    guard let start, let end, end >= start else { return nil }
    let guess = (end.parts.year - start.parts.year) * 12 + end.parts.month - start.parts.month
    return [guess, guess + 1].first { $0 > 0 && start.adding(months: $0).adding(days: -1) == end }
  }

  /// A period that is no whole number of months, against the limits by its days.
  private static func holds(_ bounds: Bounds, from start: Day, to end: Day) -> Bool {
    func lastDay(_ amount: Amount?) -> Day? {
      amount?.whole.map { start.adding(months: $0).adding(days: -1) }
    }
    let shortEnough = lastDay(bounds.atMost).map { end <= $0 } ?? true
    let longEnough = lastDay(bounds.atLeast).map { end >= $0 } ?? true
    return bounds.equals == nil && shortEnough && longEnough
  }

  /// Whether a length is within limits, given both days.
  static func durationHolds(_ bounds: Bounds, stated: Int?, from start: Day, to end: Day) -> Bool? {
    if let months = stated ?? months(from: start, to: end) {
      return start.adding(months: months).adding(days: -1) == end && bounds.contain(Amount(months))
    }
    return end >= start && holds(bounds, from: start, to: end)
  }
}
