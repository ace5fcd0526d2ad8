internal import CallGuide
internal import Foundation

extension Evaluator {
  func member(_ membership: Membership) -> Outcome {
    guard let code = text(membership.field) else { return missing(membership.field) }
    guard membership.codes.contains(code) != membership.isAmong else { return .satisfied }
    return .violated(
      .code(found: code, codes: membership.codes, set: membership.set, isAmong: membership.isAmong),
      field: membership.field, row: reference(for: membership.field))
  }

  /// app.topic against the topic's list: leaves only, open lists and open areas leave the rest to an officer or the experts.
  func area() -> Outcome {
    let slot = rules.slots.area
    guard let found = text(slot) else { return missing(slot) }
    let name = Normalised.key(found)
    func matches(_ area: Area) -> Bool {
      area.id == found || Normalised.key(area.name.zh) == name || Normalised.key(area.name.en) == name
    }
    /// An item the guide lists inside an area: 可再生能源 in “气候变化、可再生能源、可持续交通”.
    func lists(_ area: Area) -> Bool { Self.items(of: area.name.zh).contains { Normalised.key($0) == name } }
    // “id: own words” names an open area and says what is meant by it.
    if let colon = found.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      let head = Normalised.key(String(found[..<colon]))
      let chosen = topic.leaves.first { Normalised.key($0.id) == head || Normalised.key($0.name.zh) == head }
      if chosen?.isOpen == true { return .satisfied }
    }
    if topic.leaves.contains(where: matches) { return .satisfied }
    func inner(_ areas: [Area]) -> Area? {
      for area in areas where !area.areas.isEmpty {
        if matches(area) { return area }
        if let found = inner(area.areas) { return found }
      }
      return nil
    }
    if let group = inner(topic.areas) {
      let reason = Reason(.missing, .areaToBeChosen(found: group.name), field: slot)
      return settles ? .violated([reason]) : .undetermined([reason])
    }
    if topic.leaves.contains(where: lists) { return .satisfied }
    if topic.areasOpen { return answered(.waiting(.officer, .areaToBeJudged(found: found), field: slot)) }
    func nearness(_ area: Area) -> Double {
      max(Normalised.overlap(area.name.zh, found), Normalised.overlap(area.name.en, found))
    }
    let nearest = topic.leaves.map { (area: $0, nearness: nearness($0)) }
      .sorted { $0.nearness > $1.nearness }.map(\.area.name)
    return .violated(.area(found: found, nearest: Array(nearest.prefix(3))), field: slot)
  }

  /// The items an area's name enumerates, the words that only introduce or end a list left out.
  private static func items(of name: String) -> [String] {
    let words = ["（包括但不限于", "（包括", "（含", "及与此相关的领域方向", "等领域"]
    let plain = words.reduce(name) { $0.replacingOccurrences(of: $1, with: "、") }
    let parts = plain.split { "、，；（）()。".contains($0) }.map(String.init)
    // “食品、农业和生物技术及与此相关…” is also named as a whole without its ending.
    return parts + [String(plain.reversed().drop { $0 == "、" }.reversed())]
  }

  func compare(_ comparison: Comparison) -> Outcome {
    guard let amount = amount(comparison.field) else { return missing(comparison.field) }
    if comparison.bounds.contain(amount) { return .satisfied }
    return .violated(
      .number(found: amount, bounds: comparison.bounds), field: comparison.field,
      row: reference(for: comparison.field))
  }

  func compareFields(_ comparison: FieldComparison) -> Outcome {
    let leftSlot = firstStated(comparison.left)
    let rightSlot = firstStated(comparison.right)
    guard let left = money(leftSlot), let right = money(rightSlot) else {
      var open: [Outcome] = []
      if money(leftSlot) == nil { open.append(missing(leftSlot)) }
      if money(rightSlot) == nil { open.append(missing(rightSlot)) }
      return .and(open)
    }
    guard let (a, b) = sameCurrency(left, right, rate: comparison.rate) else {
      guard let rate = comparison.rate, value(rate) == nil else {
        return .waiting(.officer, .currencies(left.currency, right.currency), field: rightSlot)
      }
      return missing(rate)
    }
    let holds =
      switch comparison.relation {
      case .atMost: a.amount <= b.amount
      case .atLeast: a.amount >= b.amount
      case .equals: a.amount == b.amount
      }
    if holds { return .satisfied }
    let gap = a.amount > b.amount ? a.amount - b.amount : b.amount - a.amount
    return .violated(
      .amounts(left: a, right: b, relation: comparison.relation, gap: gap), field: leftSlot,
      row: reference(for: leftSlot))
  }

  /// Both amounts in one currency, converted once, rounded half up to the 分; `nil` without a rate for it.
  private func sameCurrency(_ left: Money, _ right: Money, rate slot: FieldSlot?) -> (Money, Money)? {
    if left.currency == right.currency { return (left, right) }
    guard let slot, case .rate(let rate) = value(slot) else { return nil }
    func inRMB(_ money: Money) -> Money? {
      if money.currency == "CNY" { return money }
      return money.currency == rate.currency ? Money(money.amount.times(rate.rate)) : nil
    }
    guard let a = inRMB(left), let b = inRMB(right) else { return nil }
    return (a, b)
  }

  func stated(_ slot: FieldSlot) -> Outcome {
    switch value(slot) {
    case nil: missing(slot)
    case .rows(let rows) where rows.isEmpty: missing(slot)
    case .marks(let marks) where marks.isEmpty: missing(slot)
    case .marks(let marks) where marks.values.allSatisfy { $0 == .absent }:
      .violated(.lacks(marks.keys.sorted()), field: slot)
    default: .satisfied
    }
  }

  func truth(_ slot: FieldSlot, _ expected: Bool) -> Outcome {
    guard let flag = flag(slot) else { return missing(slot) }
    return flag == expected ? .satisfied : .violated(.answer(flag), field: slot, row: reference(for: slot))
  }

  /// A yes or no; what an officer supplies may also stand among the officer's answers to the clause.
  private func flag(_ slot: FieldSlot) -> Bool? {
    if case .flag(let flag) = value(slot) { return flag }
    let field = dictionary.field(at: slot)
    guard field.supplier == .officer, let given = context.answers[clause],
      let answers = given[field.id] ?? given["*"]
    else { return nil }
    if answers.allSatisfy({ $0 == .yes }) { return true }
    return answers.allSatisfy { $0 == .no } ? false : nil
  }

  func attestation(_ slot: FieldSlot) -> Outcome {
    guard case .declaration(let declaration) = value(slot), let made = declaration.made else {
      return missing(slot)
    }
    // A box not ticked yet is a declaration still to be made; at the deadline it is refused.
    if made { return .satisfied }
    return settles ? .violated(.notDeclared, field: slot) : missing(slot)
  }

  func yearOf(_ test: YearOf) -> Outcome {
    let stated = amount(test.year)?.whole
    let identified = text(test.identifier).flatMap(Self.year(in:))
    if let stated, let identified, stated != identified {
      if !test.years.contains(stated), !test.years.contains(identified) {
        return .violated(.year(found: identified, years: test.years), field: test.year)
      }
      return .waiting(.officer, .yearsDiffer(stated: stated, identifier: identified), field: test.year)
    }
    guard let year = stated ?? identified else {
      return value(test.identifier) == nil ? missing(test.identifier) : missing(test.year)
    }
    return test.years.contains(year)
      ? .satisfied : .violated(.year(found: year, years: test.years), field: test.year)
  }

  /// The year in an identifier such as `HORIZON-CL6-2023-FARM2FORK-01-1`.
  static func year(in identifier: String) -> Int? {
    for part in identifier.split(whereSeparator: { !$0.isNumber }) where part.count == 4 {
      if let year = Int(part), (1990...2100).contains(year) { return year }
    }
    return nil
  }

  func ask(_ question: Question) -> Outcome {
    let waiting: Waiting =
      switch question.ask {
      case .expert: .expert
      case .manager: .manager
      default: .officer
      }
    let given = context.answers[clause]
    guard let answers = given?[question.id] ?? given?["*"], !answers.isEmpty, stage >= question.from else {
      return .waiting(waiting, .asked(question.text))
    }
    if answers.allSatisfy({ $0 == .yes }) { return .satisfied }
    if answers.allSatisfy({ $0 == .no }) { return .violated(.answeredNo(question.text)) }
    if answers.contains(.yes), answers.contains(.no) { return .waiting(.manager, .expertsDisagree) }
    return .waiting(waiting, .asked(question.text))
  }
}
