extension Lint {
  /// Which countries may take part, and where.
  static let partners: [Rule] = [
    Rule(
      "partner-overlap", .medium, zh: "同一合作国可在多个方向申报，而重复申报未作规定",
      en: "one country may be the partner in several topics", checkOverlap),
    Rule(
      "route-one-sided", .high, zh: "择一申报的规定只写在一个方向，或主体不明",
      en: "an exclusive route stated in one topic only, or without a subject", checkRoutes),
    Rule("set-undefined", .medium, zh: "国家集合未列举", en: "a group of countries that is not listed", checkSets),
    Rule("list-then-etc", .low, zh: "已列全的名单后加“等”", en: "a complete list followed by “等”", checkComplete),
    Rule(
      "region-differs", .high, zh: "同一国家的地区限定前后不一", en: "one country with different regions in two places",
      checkRegions),
    Rule(
      "abroad-undefined", .medium, zh: "“境外”是否含港澳台、是否须为合作国不明",
      en: "“境外” includes more than the partner country",
      checkAbroad),
  ]

  private static var exclusive: Regex<Substring> {
    /(?:只能|仅能|仅可|限)(?:通过|选择|申报|参加|从)?[^，。；）]{0,6}(?:一个|一种|其一|其中一|1个|一项)(?:途径|方向|渠道|类|项目)?/
  }

  private static func checkOverlap(_ subject: Subject, _ report: Report) -> [Finding] {
    var topics: [String: [Section]] = [:]
    var order: [String] = []
    for section in subject.sections {
      for country in subject.countries(of: section.topic) {
        if topics[country] == nil { order.append(country) }
        topics[country, default: []].append(section)
      }
    }
    let shared = order.filter { (topics[$0]?.count ?? 0) > 1 }
    guard !shared.isEmpty else { return [] }
    var groups: [(ids: [String], countries: [String])] = []
    for country in shared {
      let ids = (topics[country] ?? []).map(\.id)
      if let index = groups.firstIndex(where: { $0.ids == ids }) {
        groups[index].countries.append(country)
      } else {
        groups.append((ids, [country]))
      }
    }
    let chinese = groups.sorted { $0.ids.count > $1.ids.count }.map { group in
      let names = group.countries.map(subject.name)
      let head = names.count > 12 ? zh(Array(names.prefix(12))) + "等" : zh(names)
      return "\(head)（\(names.count > 1 ? "\(names.count) 国，" : "")\(zh(group.ids))）"
    }
    let english = groups.sorted { $0.ids.count > $1.ids.count }.map { group in
      "\(en(group.countries)) in \(en(group.ids))"
    }
    let concerned = subject.sections.filter { section in groups.contains { $0.ids.contains(section.id) } }
    let regulated = concerned.filter { $0.clean.has(exclusive) }
    let rule =
      regulated.isEmpty
      ? "能否由同一团队在几个方向申报，指南没有规定" : "只有 \(zh(regulated.map(\.id))) 对择一申报作了规定，其余没有"
    let ruleEn =
      regulated.isEmpty
      ? "the guide does not say whether one team may apply in several"
      : "only \(en(regulated.map(\.id))) \(verb(regulated, "regulates", "regulate")) it"
    return [
      report(
        [], topics: concerned.map(\.id), zh: "同一合作国可在多个方向申报：\(chinese.joined(separator: "；"))。\(rule)。",
        en: "One country may be the partner in several topics: \(english.joined(separator: "; ")); \(ruleEn)."
      )
    ].map { finding in
      var finding = finding
      finding.lines = concerned.compactMap { $0.whole.positions.first.map(subject.line) }
      return finding
    }
  }

  private static func checkRoutes(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.compactMap { section -> Finding? in
      guard let hit = section.demands.hits(exclusive).first(where: { $0.words.contains(/途径|方向|渠道/) }) else {
        return nil
      }
      let mine = Set(subject.countries(of: section.topic))
      let silent = subject.sections.filter { other in
        other.id != section.id && !mine.isDisjoint(with: subject.countries(of: other.topic))
          && !other.clean.has(exclusive)
          && other.topic.partners.contains { subject.call.sets[$0] != nil }
      }
      let before = section.demands.part(0..<hit.range.lowerBound).text
      let subjectWords = before.split(whereSeparator: { "，。；（".contains($0) }).last.map(String.init) ?? ""
      let named = subjectWords.contains(/单位|负责人|申请人|申报人|团队|实验室|机构|合作国/)
      guard !silent.isEmpty || !named else { return nil }
      var chinese = "\(section.id)“\(hit.words)”"
      var english = "\(section.id) (“\(hit.words)”)"
      if !named {
        chinese += "没有写明主体（国家、实验室、申报单位还是合作团队）"
        english += " does not say who: the country, the laboratory, the applicant or the team"
      }
      if !silent.isEmpty {
        let both = silent.map { other in
          let count = mine.intersection(subject.countries(of: other.topic)).count
          return "\(other.id)（共有 \(count) 国）"
        }
        chinese += "\(named ? "" : "；")与之重叠的 \(zh(both))未作同样规定"
        english +=
          "\(named ? " is" : "; it is") not repeated in \(en(silent.map(\.id))), which \(verb(silent, "shares", "share")) countries with it"
        if section.topic.perCountry != nil, silent.contains(where: { $0.topic.perCountry != nil }) {
          chinese += "，两方向各自的每国限额是否合并计算也未写明"
          english += ", nor is it said whether the limits per country count together"
        }
      }
      return report(
        [section.demands.part(hit.range)], topics: silent.map(\.id), zh: chinese + "。", en: english + ".")
    }
  }

  /// Sentences that say which countries are meant.
  private static func eligibility(_ section: Section) -> [Stretch] {
    let pattern = /合作(?:国别|国家|国|方|伙伴)[^，。；]{0,4}(?:应|须|需|限|为|包括)|国别(?:仅|限|为)/
    return section.demands.sentences.filter { $0.has(pattern) }
  }

  private static func checkSets(_ subject: Subject, _ report: Report) -> [Finding] {
    let group = /(?:“?[\p{Han}]{2,6}?”?(?:沿线|共建|成员|参与)?国家(?:和地区)?|[\p{Han}]{2,6}成员国)/
    let list =
      /(?:包括|仅限|限于|限|分别为|即|指|为)[：:]?[\p{Han}]{2,8}(?:（[^）]*）)?、[\p{Han}]{2,8}(?:（[^）]*）)?、[\p{Han}]{2}/
    let known =
      /(?:亚洲|非洲|欧洲|中东欧|东欧|拉美|拉丁美洲|加勒比|阿拉伯|东盟|中亚|南亚|东南亚|西亚|北欧|欧盟|金砖|上合组织|上海合作组织|太平洋岛|大洋洲|海湾|北非|周边|发展中|发达|“?一带一路”?|“?共建[^”]{0,8}”?|葡语|法语|湄公河|澜湄|中南半岛|岛屿|亚太)[\p{Han}”]{0,4}国(?:家|(?!际))/
    let defined = subject.sections.filter { section in eligibility(section).contains { $0.has(list) } }
    return subject.sections.compactMap { section in
      let sentences = eligibility(section)
      guard !sentences.contains(where: { $0.has(list) }) else { return nil }
      // A call file that names the countries one by one found them in the guide.
      let units = section.topic.partners
      if units.count > 1, units.allSatisfy({ subject.call.sets[$0] == nil }) { return nil }
      let title = section.part(.title)
      let places = sentences.filter { $0.has(known) } + (title.has(known) ? [title] : [])
      guard let place = places.first, let words = place.hits(known).first?.words,
        place.has(group) || place.has(known)
      else { return nil }
      let contrast = defined.isEmpty ? "" : "（\(zh(defined.map(\.id))) 则逐一列举）"
      let contrastEn =
        defined.isEmpty
        ? "" : ", while \(en(defined.map(\.id))) \(verb(defined, "lists its own", "list theirs"))"
      let sets = section.topic.partners.compactMap { unit in
        subject.call.sets[unit].map { (unit, $0.codes.count) }
      }
      let assumed = sets.first.map { "本系统暂按 \($0.1) 国处理。" } ?? ""
      return report.at(
        [place], zh: "\(section.id) 的“\(words)”未列举包括哪些国家\(contrast)，界限有争议时无从判断。\(assumed)",
        en:
          "\(section.id) does not list the countries “\(words)” means\(contrastEn); in a doubtful case nothing decides."
      )
    }
  }

  private static func checkComplete(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /((?:[\p{Han}]{2,8}、){3,}[\p{Han}]{2,8})等([\p{Han}]{2,6}国家)/
    let codes = Dictionary(subject.names.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    return subject.sections.compactMap { section in
      let sentences = section.demands.sentences.filter { $0.text.contains("等") && $0.text.contains("国家") }
      guard let sentence = sentences.first(where: { $0.has(pattern) }), let hit = sentence.hits(pattern).first
      else { return nil }
      let place = sentence.part(hit.range)
      let names = hit.output.1.split(separator: "、").map(String.init)
      let listed = Set(names.compactMap { codes[$0] })
      let mine = Set(subject.countries(of: section.topic))
      let sets = subject.call.sets.values.filter {
        hit.output.2.hasSuffix($0.name.zh) || $0.name.zh.contains(hit.output.2)
      }
      for set in sets where listed.count == names.count {
        let both = mine.intersection(set.codes)
        if both == listed {
          return report(
            [place],
            zh: "\(section.id) 所列 \(names.count) 国恰为“\(set.name.zh)”与本方向合作国的全部共有成员，其后的“等”多余，易使人以为还有其他国家。",
            en:
              "The \(names.count) countries named in \(section.id) are all that “\(set.name.zh)” and this topic share; the “等” "
              + "(and so on) after them suggests more.")
        }
      }
      return report(
        [place], zh: "\(section.id) 列出 \(names.count) 国后用“等\(hit.output.2)”，名单是否列全不明。",
        en:
          "\(section.id) names \(names.count) countries and goes on with “等\(hit.output.2)”: whether the list is complete is open."
      )
    }
  }

  private static func checkRegions(_ subject: Subject, _ report: Report) -> [Finding] {
    var brackets: [String: [(id: String, words: String, shown: String, stretch: Stretch)]] = [:]
    let countries = Set(subject.names.values).union(subject.sections.compactMap { titlePartner($0)?.name })
    for section in subject.sections {
      let places = [section.part(.title)] + eligibility(section)
      for place in places {
        for hit in place.hits(/([\p{Han}]{2,8})（((?:仅限|限|含)?[\p{Han}、—-]{2,16})）/) {
          guard let name = countries.first(where: { hit.output.1.hasSuffix($0) }),
            !hit.output.2.contains("包括")
          else { continue }
          let words = hit.output.2.replacing(/^(?:仅限|限)/, with: "").replacing(/(?:大区|地区)$/, with: "")
          brackets[name, default: []].append(
            (section.id, String(words), "\(name)（\(hit.output.2)）", place.part(hit.range)))
        }
      }
    }
    return brackets.sorted { $0.key < $1.key }.compactMap { name, places in
      guard Set(places.map(\.words)).count > 1 else { return nil }
      let forms = places.map { "\($0.id)“\($0.shown)”" }
      return report(
        places.map(\.stretch), zh: "同一国家的地区限定不一：\(zh(forms))。请明确各方向接受哪些地区的合作方。",
        en: "\(en(forms)): one country, different regions. Say which regions' partners each topic accepts.")
    }
  }

  private static func checkAbroad(_ subject: Subject, _ report: Report) -> [Finding] {
    var places: [(String, Stretch)] = []
    for section in subject.sections {
      for hit in section.demands.hits(/(?:中国|国)?(?:境外|大陆以外)[^。；，]{0,8}(?:注册|登记|设立)/) {
        if section.demands.sentence(around: hit.range.lowerBound).text.contains(/港澳台|香港/) { continue }
        places.append((section.id, section.demands.part(hit.range)))
      }
    }
    guard !places.isEmpty else { return [] }
    let ids = unique(places.map(\.0))
    let others = subject.sections.filter {
      !ids.contains($0.id) && $0.demands.has(/在(?:相关|合作|对方|所在)[^。；，]{0,6}国家?[^。；，]{0,4}(?:注册|登记|设立)/)
    }
    let contrast = others.isEmpty ? "" : "（\(zh(others.map(\.id))) 则要求在相关国家注册）"
    let contrastEn =
      others.isEmpty
      ? "" : "; \(en(others.map(\.id))) \(verb(others, "asks", "ask")) for registration in the country itself"
    return [
      report(
        places.map(\.1), zh: "\(zh(ids)) 的“境外注册”按字面包括港澳台和第三国，并不要求在合作国注册\(contrast)。请写明本意。",
        en:
          "“境外” in \(en(ids)) by its words includes Hong Kong, Macao, Taiwan and third countries and does not ask for "
          + "registration in the partner country\(contrastEn). Say which is meant.")
    ]
  }
}
