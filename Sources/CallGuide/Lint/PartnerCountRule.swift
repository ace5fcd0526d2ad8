extension Lint {
  /// The ways an office may count partners; a guide should say which it means.
  private struct Counting {
    var zh: String
    var en: String
    var count: Int
    /// Some sets as one and others by member: a way to explain the figure, hardly the way it was meant.
    var isPartial = false
  }

  static func checkPartnerCount(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /([0-9０-９]+|[一二三四五六七八九十]+)个(?:合作)?(?:国家|国别|地区|国际组织|合作方|合作伙伴|伙伴|经济体)(?:[、和与及或]*(?:国家|国别|地区|国际组织|多边合作机制|多边机制|合作机制|机制))*/
    guard let hit = subject.preamble.hits(pattern).first, let announced = number(hit.output.1) else {
      return []
    }
    let units = unique(subject.sections.flatMap(subject.units).map(unitKey(subject)))
    guard !units.isEmpty else { return [] }
    let stretch = subject.preamble.part(hit.range)
    let countings = countings(subject, units: units)
    guard let matching = countings.first(where: { $0.count == announced }) else {
      let whole = countings.filter { !$0.isPartial }
      let counts = whole.map { "\($0.zh) \($0.count) 个" }.joined(separator: "；")
      let english = whole.map { "\($0.count) (\($0.en))" }.joined(separator: "; ")
      return [
        report(
          [stretch], zh: "总述称合作方 \(announced) 个，按正文各种口径均不相符：\(counts)。请核对并写明计数口径。",
          en:
            "The preamble announces \(announced) partners; no way of counting the topics gives that: \(english). Correct "
            + "the number and state the counting rule.")
      ]
    }
    let others = countings.filter { $0.count != announced && !$0.isPartial }
    guard !others.isEmpty else { return [] }
    if subject.preamble.has(/(?:各|均)?(?:计|视)(?:为|作)?(?:一个|1个)|计数口径|不重复计/) { return [] }
    let other = others.map { "\($0.zh)，则为 \($0.count) 个" }.joined(separator: "；")
    let english = others.map { "\($0.count) (\($0.en))" }.joined(separator: ", ")
    let repeated = repeatedPartners(subject)
    return [
      report(
        [stretch], weight: .medium,
        zh: "总述称合作方 \(announced) 个，仅在以下口径下成立：\(matching.zh)\(repeated.zh)；如\(other)。指南未写明计数口径，请补充。",
        en:
          "The preamble announces \(announced) partners; that holds only when counting: \(matching.en)\(repeated.en). "
          + "Otherwise: \(english). The guide does not state the rule; add it.")
    ]
  }

  private static func unitKey(_ subject: Subject) -> (String) -> String {
    { unit in subject.call.sets[unit] == nil ? country(unit) : unit }
  }

  private static func countings(_ subject: Subject, units: [String]) -> [Counting] {
    let topics = subject.sections.map(subject.units)
    let sets = units.filter { subject.call.sets[$0] != nil }
    var countings: [Counting] = []
    // A set counts once, or each of its members; with several sets each may be taken its own way.
    for mask in 0..<(1 << min(sets.count, 5)) {
      let spelt = sets.indices.filter { mask >> $0 & 1 == 1 }.map { sets[$0] }
      let grouped = sets.filter { !spelt.contains($0) }
      let members = units.flatMap { spelt.contains($0) ? subject.call.codes(of: $0).map(country) : [$0] }
      var chinese: [String] = []
      var english: [String] = []
      if !grouped.isEmpty {
        chinese.append("\(zh(grouped.map(subject.name)))各计一个")
        english.append("\(en(grouped.map { subject.call.sets[$0]?.name.en ?? $0 })) as one each")
      }
      if !spelt.isEmpty {
        chinese.append("\(zh(spelt.map(subject.name)))按成员逐一计")
        english.append("the members of \(en(spelt.map { subject.call.sets[$0]?.name.en ?? $0 })) one by one")
      }
      chinese.append("同一合作方只计一次")
      english.append("each partner once")
      countings.append(
        Counting(
          zh: chinese.joined(separator: "，"), en: english.joined(separator: ", "),
          count: unique(members).count,
          isPartial: !grouped.isEmpty && !spelt.isEmpty))
    }
    let regions = unique(topics.flatMap(\.self)).count
    if regions != units.count {
      countings.append(Counting(zh: "同一国家的各地区分别计", en: "regions of one country apart", count: regions))
    }
    let perTopic = topics.reduce(0) { $0 + unique($1.map(unitKey(subject))).count }
    if perTopic != units.count {
      countings.append(Counting(zh: "在各方向重复出现的合作方重复计", en: "a partner once in every topic", count: perTopic))
    }
    return countings
  }

  /// Partners that stand in several topics, as counted once.
  private static func repeatedPartners(_ subject: Subject) -> BilingualText {
    var topics: [String: [String]] = [:]
    var order: [String] = []
    for section in subject.sections {
      for unit in unique(subject.units(of: section).map(unitKey(subject))) {
        if topics[unit] == nil { order.append(unit) }
        topics[unit, default: []].append(section.id)
      }
    }
    let repeated = order.filter { (topics[$0]?.count ?? 0) > 1 }
    guard !repeated.isEmpty else { return BilingualText(same: "") }
    return BilingualText(
      zh: "（" + zh(repeated.map { "\(subject.name($0)) \((topics[$0] ?? []).joined(separator: "/"))" })
        + " 计一次）",
      en: " (" + en(repeated.map { "\($0) in \((topics[$0] ?? []).joined(separator: "/"))" })
        + " counted once)")
  }
}
