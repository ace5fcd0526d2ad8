internal import CallGuide

extension Evaluator {
  /// Numbers called “about” may be passed by a tenth with a reason.
  private static let tolerancePercent = 10

  private func selected() -> Int? {
    amount(rules.slots.selectionCount)?.whole ?? rows(of: rules.slots.selectionProjects)?.count
  }

  private mutating func within(_ limit: Limit, count: Int) -> Outcome {
    guard let number = limit.number else { return openQuota() }
    if count <= number {
      if count < number { notes.append(.placesFree(number - count)) }
      return .satisfied
    }
    var beyond = true
    if case .about = limit { beyond = count * 100 > number * (100 + Self.tolerancePercent) }
    return .violated(
      .quota(count: count, limit: limit, beyondTolerance: beyond), field: rules.slots.selectionCount)
  }

  private func openQuota() -> Outcome {
    .undetermined([Reason(.guide, .openInGuide, field: rules.slots.guideQuota)])
  }

  mutating func quota() -> Outcome {
    var limit = topic.quota ?? .undecided
    if limit == .undecided, let amended = amount(rules.slots.guideQuota)?.whole { limit = .atMost(amended) }
    if limit == .undecided { return openQuota() }
    guard let count = selected() else {
      return .waiting(.selection, .notYet, field: rules.slots.selectionCount)
    }
    return within(limit, count: count)
  }

  mutating func programmeQuota(_ limit: Limit) -> Outcome {
    guard let count = selected() else {
      let open = rules.call.topics.filter { $0.quota == .undecided }
      if open.isEmpty { return .waiting(.selection, .notYet, field: rules.slots.selectionCount) }
      let names = open.map(\.id).joined(separator: ", ")
      return .undetermined([
        Reason(.guide, .undecided(BilingualText(same: names)), field: rules.slots.guideQuota)
      ])
    }
    return within(limit, count: count)
  }

  mutating func envelope() -> Outcome {
    var limit = topic.envelope ?? .undecided
    if limit == .undecided, let amended = amount(rules.slots.guideEnvelope)?.whole {
      limit = .atMost(amended)
    }
    if limit == .undecided {
      return .undetermined([Reason(.guide, .openInGuide, field: rules.slots.guideEnvelope)])
    }
    return spent(limit)
  }

  mutating func programmeEnvelope(_ limit: Limit) -> Outcome { spent(limit) }

  private mutating func spent(_ limit: Limit) -> Outcome {
    let total: Amount
    if let stated = amount(rules.slots.grantTotal) {
      total = stated
    } else if let rows = rows(of: rules.slots.selectionProjects) {
      let grants = rows.map { rules.member("grant", of: rules.slots.selectionProjects, in: $0) }
      guard !grants.contains(nil) else { return .waiting(.selection, .notYet, field: rules.slots.grantTotal) }
      total = grants.reduce(Amount(0)) { sum, grant in
        if case .money(let money) = grant { return sum + money.amount }
        return sum
      }
    } else {
      return .waiting(.selection, .notYet, field: rules.slots.grantTotal)
    }
    let number = Amount(limit.number ?? 0)
    if total <= number {
      if total < number { notes.append(.moneyFree(number - total)) }
      return .satisfied
    }
    var beyond = true
    if case .about(let about) = limit {
      beyond = total > Amount(millionths: Int64(about) * Int64(100 + Self.tolerancePercent) * 10_000)
    }
    return .violated(
      .envelope(total: total, limit: limit, beyondTolerance: beyond), field: rules.slots.grantTotal)
  }

  /// At most so many projects per country or area; numbers come from the topic.
  mutating func quota(per share: Share, topics: [String]) -> Outcome {
    let allowed = (share == .country ? topic.perCountry : topic.perArea)?.atMost ?? 1
    let slots = rules.slots
    guard let rows = rows(of: slots.selectionProjects) else {
      // Without the list: the count is read as that of this application's own country or area.
      let own = share == .country ? slots.country : slots.area
      guard let count = amount(slots.selectionCount)?.whole else {
        return .waiting(.selection, .notYet, field: slots.selectionProjects)
      }
      guard let name = text(own) else { return .waiting(.selection, .notYet, field: slots.selectionProjects) }
      return count <= allowed ? .satisfied : exceeded(name, share, count, allowed)
    }
    var counts: [String: Int] = [:]
    var unknown = 0
    for row in rows {
      if case .text(let direction) = rules.member("direction", of: slots.selectionProjects, in: row) {
        guard topics.isEmpty ? direction == topic.id : topics.contains(direction) else { continue }
      }
      if case .text(let name) = rules.member(share.rawValue, of: slots.selectionProjects, in: row) {
        counts[areaKey(name, share), default: 0] += 1
      } else {
        unknown += 1
      }
    }
    let over = counts.filter { $0.value > allowed }.sorted { $0.key < $1.key }
    if let first = over.first { return exceeded(first.key, share, first.value, allowed) }
    return unknown == 0 ? .satisfied : .waiting(.selection, .notYet, field: slots.selectionProjects)
  }

  private func areaKey(_ name: String, _ share: Share) -> String {
    guard share == .area else { return name }
    return topic.leaves.first { $0.id == name || $0.name.zh == name || $0.name.en == name }?.id ?? name
  }

  private func exceeded(_ name: String, _ share: Share, _ count: Int, _ allowed: Int) -> Outcome {
    .violated(
      .share(of: name, share: share, count: count, allowed: allowed), field: rules.slots.selectionProjects)
  }

  /// The guide's own figures, as stated or as the call file counts them.
  func guideCount(_ counted: Counted, announced: Int) -> Outcome {
    let stated = facts.rows(at: rules.slots.guideTopics)
    let found: Int
    switch counted {
    case .topics: found = stated?.count ?? rules.call.topics.count
    case .partners:
      var units: Set<String> = []
      let partners: [[String]?] =
        stated.map { rows in
          rows.map { row in
            if case .marks(let marks) = rules.member("partners", of: rules.slots.guideTopics, in: row) {
              return Array(marks.keys)
            }
            return nil
          }
        } ?? rules.call.topics.map(\.partners)
      guard !partners.contains(nil) else { return missing(rules.slots.guideTopics) }
      // A region counts as its country, a set as one unit, each once.
      for unit in partners.compactMap({ $0 }).joined() {
        units.insert(rules.countries.regions[unit]?.country ?? unit)
      }
      found = units.count
    }
    return found == announced
      ? .satisfied
      : .violated(.guideCount(counted, found: found, announced: announced), field: rules.slots.guideTopics)
  }
}
