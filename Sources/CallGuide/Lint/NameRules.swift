extension Lint {
  /// Names of countries in titles, bases and title formats.
  static let names: [Rule] = [
    Rule(
      "short-name", .high, zh: "国家简称未定义或有重名",
      en: "the country's short name is undefined, or stands for several",
      checkShortNames),
    Rule(
      "title-partner", .high, zh: "方向名称与合作方不符", en: "a topic's title names another partner than its data",
      checkTitles),
    Rule(
      "basis-partner", .medium, zh: "合作依据未提到本方向的合作方", en: "a basis that does not name the topic's partner",
      checkBases),
    Rule(
      "foreign-name", .medium, zh: "条款提到其他方向的合作方", en: "a clause speaks of another topic's partner",
      checkForeignNames),
    Rule(
      "dash-variants", .low, zh: "同一名称的连接号写法不一", en: "one name written with different dashes", checkDashes),
  ]

  private static func checkShortNames(_ subject: Subject, _ report: Report) -> [Finding] {
    let format = /(?:合作)?(?:国家|国别|国|伙伴国)(?:的)?(?:中文)?简称/
    let concerned = subject.sections.filter { $0.demands.has(format) }
    guard !concerned.isEmpty else { return [] }
    let all = Stretch(subject.guide.text, Array(subject.guide.text.folded.indices))
    if all.has(/简称(?:指|是指|采用|按照?|依照?|以|见|参照|执行)[^。；]{1,30}/) { return [] }
    let countries = unique(concerned.flatMap { subject.countries(of: $0.topic) })
    let names = countries.compactMap { subject.names[$0] } + listedNames(subject, concerned)
    var groups: [Character: [String]] = [:]
    for name in unique(names) {
      if let first = name.first { groups[first, default: []].append(name) }
    }
    let collisions = groups.filter { $0.value.count > 1 }.sorted {
      ($1.value.count, String($0.key)) < ($0.value.count, String($1.key))
    }
    let places = concerned.compactMap { section in
      section.demands.hits(format).first.map { section.demands.part($0.range) }
    }
    var chinese = "\(zh(concerned.map(\.id))) 要求名称用“合作国家简称”，但指南未定义简称（单字还是通用中文简称，依据何种标准）"
    var english =
      "\(en(concerned.map(\.id))) \(verb(concerned, "asks", "ask")) for the “合作国家简称” in the title, which the guide does not define: one character, or the "
      + "ordinary short name of a standard"
    if !collisions.isEmpty {
      let involved = collisions.reduce(0) { $0 + $1.value.count }
      let list = collisions.map { "中\($0.key)＝\($0.value.joined(separator: "/"))" }
      chinese += "。若用单字，可申报的 \(unique(names).count) 国中有 \(involved) 国重名：\(list.joined(separator: "；"))"
      english +=
        ". With one character \(involved) of the \(unique(names).count) eligible countries collide: "
        + list.joined(separator: "; ")
    }
    let blocs = unique(all.hits(/中([\p{Han}])联合实验室/).map(\.words)).filter { words in
      guard let character = words.dropFirst().first else { return false }
      return names.contains { $0.first == character || $0 == "中\(character)" }
    }
    if !blocs.isEmpty {
      let words = blocs.map { "“\($0.prefix(2))”" }
      chinese += "；\(words.joined())在指南中另有所指"
      english += "; \(en(words)) already mean something else in the guide"
    }
    return [report(places, zh: chinese + "。", en: english + ".")]
  }

  /// Names listed in the clauses themselves: 包括阿尔及利亚、阿联酋、… .
  private static func listedNames(_ subject: Subject, _ sections: [Section]) -> [String] {
    guard subject.names.isEmpty else { return [] }
    return sections.flatMap { section in
      section.demands.hits(/(?:包括|仅限|限于)((?:[\p{Han}]{2,8}、){2,}[\p{Han}]{2,8})/)
        .filter { hit in
          section.demands.sentence(around: hit.range.lowerBound).text.contains(/合作国|国别/)
        }
        .flatMap { $0.output.1.split(separator: "、").map(String.init) }
    }
  }

  private static func checkTitles(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.compactMap { section in
      let units = section.topic.partners
      guard let partner = titlePartner(section), units.count == 1, let unit = units.first,
        subject.call.sets[unit] == nil, let name = subject.names[country(unit)]
      else { return nil }
      let title = section.topic.title.zh
      if title.contains(name) || name.contains(partner.name) || title.contains(subject.names[unit] ?? name) {
        return nil
      }
      return report(
        [section.part(.title)], topics: [section.id],
        zh: "\(section.id) 的名称写“\(partner.name)”，登记的合作方为“\(name)”（\(unit)）。请核对。",
        en:
          "The title of \(section.id) says “\(partner.name)”, its partner is recorded as \(unit) (“\(name)”). Correct one."
      )
    }
  }

  private static func checkBases(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.compactMap { section in
      let basis = section.part(.basis)
      guard let partner = titlePartner(section), !basis.isEmpty, section.topic.basis != .commitment,
        !partner.name.contains("国家")
      else { return nil }
      let set =
        section.topic.partners.count > 1 || section.topic.partners.contains { subject.call.sets[$0] != nil }
      guard !set, !basis.text.contains(partner.name) else { return nil }
      let initials = partner.name.prefix(2).map { "中\($0)" }
      if let official = officialNames[partner.name], basis.text.contains(official) { return nil }
      guard !initials.contains(where: { basis.text.contains($0) }), !basis.text.contains(/多边|联合国|国际组织|科学基金/)
      else { return nil }
      return report(
        [basis], topics: [section.id],
        zh: "\(section.id) 的合作方为“\(partner.name)”，其依据“\(short(basis.text))”未提到该方，疑为误抄。",
        en:
          "\(section.id) is with “\(partner.name)”, but its basis (“\(short(basis.text))”) does not name it: copied from elsewhere?"
      )
    }
  }

  /// Official names that do not contain the usual one.
  private static let officialNames = [
    "美国": "美利坚", "英国": "大不列颠", "法国": "法兰西", "德国": "德意志", "韩国": "大韩民国", "朝鲜": "朝鲜民主主义", "阿联酋": "阿拉伯联合酋长国",
    "波黑": "波斯尼亚", "欧盟": "欧洲联盟", "希腊": "希腊共和国", "泰国": "泰王国", "约旦": "约旦哈希姆", "瑞士": "瑞士联邦", "老挝": "老挝人民",
  ]

  private static func checkForeignNames(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.flatMap { section -> [Finding] in
      guard let partner = titlePartner(section) else { return [] }
      let single = section.topic.partners.count == 1 && subject.call.sets[section.topic.partners[0]] == nil
      guard single else { return [] }
      return section.demands.hits(/中([\p{Han}])(?:双方|两国|合作(?:单位|伙伴|团队))/).compactMap { hit in
        guard let character = hit.output.1.first, !partner.name.contains(character),
          !"外方国".contains(character)
        else { return nil }
        return report(
          [section.demands.part(hit.range)], topics: [section.id],
          zh: "\(section.id) 的合作方为“\(partner.name)”，条款却写“\(hit.words)”，疑为从其他方向误抄。",
          en:
            "\(section.id) is with “\(partner.name)”, yet a clause says “\(hit.words)”: copied from another topic?"
        )
      }
    }
  }

  private static func checkDashes(_ subject: Subject, _ report: Report) -> [Finding] {
    let all = Stretch(subject.guide.text, Array(subject.guide.text.folded.indices))
    let clean = Stretch(
      subject.guide.text,
      all.positions.filter { position in !subject.strays.contains { $0.contains(position) } })
    var groups: [String: [(dash: String, stretch: Stretch)]] = [:]
    var order: [String] = []
    for hit in clean.hits(/([\p{Han}]{2})([-‐‑–—―－─]+)(?=([\p{Han}]{2}))/) {
      // 中国—新西兰 and 中国-欧盟 are one way of writing; 瓦隆-布鲁塞尔 is one name.
      let key = hit.output.1 == "中国" ? "中国" : "\(hit.output.1)·\(hit.output.3)"
      if groups[key] == nil { order.append(key) }
      let end = min(hit.range.upperBound + 2, clean.positions.count)
      groups[key, default: []].append((String(hit.output.2), clean.part(hit.range.lowerBound..<end)))
    }
    let mixed = order.compactMap { key -> (key: String, places: [(dash: String, stretch: Stretch)])? in
      guard let places = groups[key], Set(places.map(\.dash)).count > 1 else { return nil }
      return (key, places)
    }
    guard !mixed.isEmpty else { return [] }
    func forms(_ open: String, _ close: String, _ and: String, _ comma: String) -> [String] {
      mixed.map { group in
        unique(group.places.map(\.dash)).map { dash -> String in
          let places = group.places.filter { $0.dash == dash }
          let ids = unique(places.map { subject.clause(of: $0.stretch) }).joined(separator: comma)
          return "“\(places[0].stretch.text)…”\(open)\(ids)\(close)"
        }.joined(separator: and)
      }
    }
    return [
      report.at(
        mixed.flatMap(\.places).map(\.stretch),
        zh: "连接号写法不一：\(forms("（", "）", "与", "、").joined(separator: "；"))。请统一。",
        en:
          "Different dashes in one name: \(forms(" (", ")", " and ", ", ").joined(separator: "; ")). Use one."
      )
    ]
  }
}
