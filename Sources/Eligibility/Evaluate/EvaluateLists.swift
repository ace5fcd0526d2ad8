internal import CallGuide

extension Evaluator {
  /// The rows of a list, or `nil` when the list is not stated.
  func rows(of list: FieldSlot) -> [Row]? {
    if let rows = facts.rows(at: list) { return rows }
    if case .rows(let rows) = rules.settings.value(at: list) { return rows }
    return dictionary.field(at: list).absentMeansEmpty ? [] : nil
  }

  mutating func within<T>(_ list: FieldSlot, _ index: Int, _ row: Row, _ body: (inout Evaluator) -> T) -> T {
    rows.append((RowReference(list: list, index: index), row))
    defer { rows.removeLast() }
    return body(&self)
  }

  mutating func forEach(_ selection: Rows, _ satisfy: Requirement, required: Bool) -> Outcome {
    guard let list = rows(of: selection.list) else { return missing(selection.list) }
    var outcomes: [Outcome] = []
    var chosen = 0
    for (index, row) in list.enumerated() {
      let outcome = within(selection.list, index, row) { evaluator -> Outcome? in
        let applies = selection.condition.map { evaluator.condition($0) } ?? .satisfied
        if applies.isViolated { return nil }
        let outcome = evaluator.evaluate(satisfy)
        if applies.isSatisfied || outcome.isSatisfied { return outcome }
        return evaluator.settled(.undetermined(applies.reasons + (outcome.isViolated ? [] : outcome.reasons)))
      }
      guard let outcome else { continue }
      chosen += 1
      outcomes.append(outcome)
    }
    if chosen == 0, required {
      if list.isEmpty { return missing(selection.list) }
      return settled(.undetermined([Reason(.missing, .tooFew(count: 0, needed: 1), field: selection.list)]))
    }
    return .and(outcomes)
  }

  /// How many rows meet the condition surely, and which might.
  private mutating func tally(
    _ selection: Rows, distinct: FieldSlot?
  ) -> (sure: Int, possible: Int, open: [Reason])? {
    guard let list = rows(of: selection.list) else { return nil }
    var sure = 0, possible = 0
    var open: [Reason] = []
    var seen: Set<Value> = []
    for (index, row) in list.enumerated() {
      let outcome = within(selection.list, index, row) { evaluator -> Outcome in
        selection.condition.map { evaluator.condition($0) } ?? .satisfied
      }
      switch outcome {
      case .satisfied:
        if let distinct, let identity = row.values[Int(distinct.slot)], !seen.insert(identity).inserted {
          continue
        }
        sure += 1
      case .undetermined(let reasons):
        possible += 1
        open += reasons
      case .violated: continue
      }
    }
    return (sure, possible, open)
  }

  mutating func count(_ selection: Rows, _ bounds: Bounds, distinct: FieldSlot?) -> Outcome {
    guard let (sure, possible, open) = tally(selection, distinct: distinct) else {
      return missing(selection.list)
    }
    let low = bounds.contain(Amount(sure))
    if low, possible == 0 { return .satisfied }
    // With only a lower bound, more rows can only help; otherwise every possible count must agree.
    let verdicts = Set((sure...sure + possible).map { bounds.contain(Amount($0)) })
    if verdicts == [true] { return .satisfied }
    if verdicts == [false] {
      let needed = bounds.atLeast ?? bounds.equals ?? bounds.moreThan.map { $0 + Amount(1) }
      if let needed, Amount(sure) < needed {
        // Nothing entered yet in an applicant's list is missing, not wrong.
        if sure == 0, rows(of: selection.list)?.isEmpty == true { return missing(selection.list) }
        return .violated(.tooFew(count: sure, needed: needed.whole ?? 0), field: selection.list)
      }
      let allowed = bounds.atMost ?? bounds.equals ?? bounds.lessThan.map { $0 - Amount(1) }
      return .violated(.tooMany(count: sure, allowed: allowed?.whole ?? 0), field: selection.list)
    }
    return settled(.undetermined(open))
  }

  mutating func sums(_ selection: Rows, left: FieldSlot, atLeast right: FieldSlot) -> Outcome {
    guard let list = rows(of: selection.list) else { return missing(selection.list) }
    var sums = (left: Amount(0), right: Amount(0))
    var open: [Outcome] = []
    for (index, row) in list.enumerated() {
      let part = within(selection.list, index, row) { evaluator -> (Outcome, Amount, Amount) in
        let applies = selection.condition.map { evaluator.condition($0) } ?? .satisfied
        if applies.isViolated { return (.satisfied, Amount(0), Amount(0)) }
        guard applies.isSatisfied else { return (evaluator.settled(applies), Amount(0), Amount(0)) }
        guard let a = evaluator.money(left) else { return (evaluator.missing(left), Amount(0), Amount(0)) }
        guard let b = evaluator.money(right) else { return (evaluator.missing(right), Amount(0), Amount(0)) }
        guard a.currency == b.currency, a.currency == "CNY" else {
          return (.waiting(.officer, .currencies(a.currency, b.currency), field: left), Amount(0), Amount(0))
        }
        return (.satisfied, a.amount, b.amount)
      }
      open.append(part.0)
      sums = (sums.left + part.1, sums.right + part.2)
    }
    let outcome = Outcome.and(open)
    guard outcome.isSatisfied else { return outcome }
    if sums.left >= sums.right { return .satisfied }
    return .violated(
      .sum(left: Money(sums.left), right: Money(sums.right), gap: sums.right - sums.left), field: left)
  }

  func linked(_ link: Link) -> Outcome {
    guard let own = value(link.to) else { return missing(link.to) }
    guard let list = rows(of: link.list) else { return missing(link.list) }
    let others = list.map { $0.values[Int(link.by.slot)] }
    if others.contains(own) { return .satisfied }
    if others.contains(nil) { return unknown(link.by) }
    return .violated(.noLink, field: link.to, row: reference(for: link.to))
  }

  func listed(_ slot: FieldSlot, in other: FieldSlot) -> Outcome {
    guard let name = text(slot) else { return missing(slot) }
    guard let list = facts.rows(at: FieldSlot(list: -1, slot: other.list)) else {
      return missing(FieldSlot(list: -1, slot: other.list))
    }
    let key = Normalised.key(name)
    for row in list {
      if case .text(let text) = row.values[Int(other.slot)], Normalised.key(text) == key { return .satisfied }
    }
    return .violated(.notListed(name), field: slot, row: reference(for: slot))
  }
}
