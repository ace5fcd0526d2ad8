/// Who the partner is, how the project is called, and which other routes are closed.
extension Recogniser {
  private static let partner = DraftPattern(
    "{合作国别|合作国家|合作国|合作方|外方合作单位|合作伙伴|合作对象|外方|参与国|国别}{范围|所在国|所属国家}?{应|须|必须|需|仅|只|原则上|主要}?{为|限于|限|来自|是|包括|:|{应|须|需}{为|来自}}"
  )
  private static let oneRoute = DraftPattern(
    "{只能|仅能|仅可|只可|只得}*{一个|其中一|一种|一类|一项|之一}*{途径|渠道|方向|类|项目|指南}*{申报|申请}?|不{得|能|可}{同时|重复}*{申报|申请|提交}")

  /// Partners as codes with regions; the country of a named region goes along.
  static func units(of mentions: [CountryNames.Mention]) -> (
    units: [String], countries: [String], regions: [String]
  ) {
    let regions = mentions.filter { $0.entry.country != nil }
    let covered = Set(regions.compactMap(\.entry.country))
    var units: [String] = []
    var countries: [String] = []
    for mention in mentions {
      if let country = mention.entry.country {
        if !countries.contains(country) { countries.append(country) }
      } else if !countries.contains(mention.entry.code) {
        countries.append(mention.entry.code)
      }
      if !covered.contains(mention.entry.code), !units.contains(mention.entry.code) {
        units.append(mention.entry.code)
      }
    }
    return (
      units, countries, regions.map(\.entry.code).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    )
  }

  /// 合作国应为…, 合作国别仅限…
  mutating func partnerRule(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.partner.first(in: sentence.words), match.range.lowerBound <= 12,
      !sentence.words.has("注册", "法人")
    else { return nil }
    let rest = Array(sentence.words[match.range.upperBound...])
    // 外方合作单位须为美国政府部门资助的研究机构 speaks of the organisation, not of the country.
    if names.mentions(in: rest).count == 1, rest.has("机构", "院所", "高校", "企业", "部门", "大学") { return nil }
    return partnerFinding(rest, sentence)
  }

  mutating func partnerFinding(_ rest: [Unicode.Scalar], _ sentence: Sentence) -> Recognition? {
    let mentions = names.mentions(in: rest)
    let group = names.group(in: rest)
    guard !mentions.isEmpty || group != nil || Self.bloc(in: rest) != nil else { return nil }
    let (units, countries, regions) = Self.units(of: mentions)
    var require: Sketch
    if mentions.count >= 2 || (group == nil && !mentions.isEmpty) {
      require = membership(units, countries, regions, title: rest)
    } else if let group {
      let name = named(group)
      topic.partners = [name]
      require = ["member": ["field": "partner.country", "of": .text(name)]]
    } else {
      var finding = unknown(sentence)
      finding.require = Self.question(
        "partner", "officer", zh: "合作国别是否符合：\(sentence.gist)",
        en: "Is the partner country among those the guide names?")
      finding.summary.en = "The partner comes from the group of countries the guide names."
      return finding
    }
    let list = countries.isEmpty ? (group.map { [$0.en] } ?? []) : countries.map { names[$0]?.en ?? $0 }
    return Recognition(
      kind: "member", require: require, classes: [.auto],
      force: sentence.force == .encourage ? .must : sentence.force,
      stages: [.draft, .submit], by: [.system],
      summary: BilingualText(
        zh: sentence.gist, en: "The partner country is one of: \(list.joined(separator: ", "))."))
  }

  private mutating func membership(
    _ units: [String], _ countries: [String], _ regions: [String], title: [Unicode.Scalar]
  ) -> Sketch {
    topic.partnerCountries = countries
    let plain = units.filter { names[$0]?.country == nil }
    guard regions.isEmpty else {
      topic.partners = units
      let parts: [Sketch] = regions.reduce(into: [String]()) { found, region in
        if let country = names[region]?.country, !found.contains(country) { found.append(country) }
      }.map { country in
        let own = regions.filter { names[$0]?.country == country }
        return [
          "all": [
            Self.member("partner.country", country),
            ["member": ["field": "partner.region", "of": .words(own)]],
          ]
        ]
      }
      let whole: [Sketch] =
        plain.isEmpty ? [] : [["member": ["field": "partner.country", "of": .words(plain)]]]
      let all = whole + parts
      return all.count == 1 ? all[0] : ["any": .list(all)]
    }
    if plain.count > 8 {
      let name = set(
        plain, zh: Self.bloc(in: title)?.zh ?? "指南列出的国家",
        en: Self.bloc(in: title)?.en ?? "Countries listed in the guide")
      topic.partners = [name]
      return ["member": ["field": "partner.country", "of": .text(name)]]
    }
    topic.partners = plain
    return ["member": ["field": "partner.country", "of": .words(plain)]]
  }

  mutating func named(_ group: CountryNames.Group) -> String {
    if !sets.contains(where: { $0.name == group.code }) {
      sets.append((group.code, group.zh, group.en, group.codes))
    }
    return group.code
  }

  /// A group that has a name even where its members are unknown.
  static func bloc(in text: [Unicode.Scalar]) -> BilingualText? {
    let blocs = [
      ("阿拉伯国家", "Arab states"), ("非洲国家", "African states"), ("欧洲国家", "European countries"), ("东盟", "ASEAN"),
      ("中亚", "Central Asian states"), ("中东欧", "Central and Eastern European countries"),
      ("拉美", "Latin America"),
      ("金砖", "BRICS"), ("上海合作组织", "Shanghai Cooperation Organisation"), ("太平洋岛国", "Pacific island states"),
      ("“一带一路”", "Belt and Road countries"),
    ]
    return blocs.first { text.position(of: $0.0) != nil }.map { BilingualText(zh: $0.0, en: $0.1) }
  }

  /// 项目名称格式为“中+合作国家简称+研究领域+联合实验室”
  func titleFormat(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("名称", "题目", "标题"), sentence.words.has("中+", "中国+"),
      let plus = sentence.words.firstIndex(of: "+")
    else { return nil }
    let start = sentence.words[..<plus].lastIndex { !$0.properties.isAlphabetic }.map { $0 + 1 } ?? 0
    let end =
      sentence.words[plus...].firstIndex { "”\"。;』」".unicodeScalars.contains($0) } ?? sentence.words.count
    let parts = sentence.words[start..<end].split(separator: "+").map { Array($0).string }
    guard parts.count >= 3, let first = parts.first, let last = parts.last else { return nil }
    return Recognition(
      kind: "titleFormat",
      require: [
        "titleFormat": [
          "field": "app.titleZh", "prefix": .text(first), "country": "partner.country", "suffix": .text(last),
        ]
      ],
      classes: [.auto], force: .must, stages: [.draft, .submit], by: [.system, .officer],
      summary: BilingualText(
        zh: "项目名称格式为“\(parts.joined(separator: "+"))”",
        en: "The project title follows the format “\(parts.joined(separator: " + "))”."))
  }

  /// 只能通过一个途径申报
  mutating func route(_ sentence: Sentence) -> Recognition? {
    guard Self.oneRoute.first(in: sentence.words) != nil else { return nil }
    var routes = [topic.id]
    for other in titles where other.id != topic.id && Self.speaks(sentence.words, of: other.words) {
      routes.append(other.id)
    }
    guard routes.count > 1 else { return nil }
    routes.sort { left, right in
      (titles.firstIndex { $0.id == left } ?? 0) < (titles.firstIndex { $0.id == right } ?? 0)
    }
    let countries = Self.units(of: names.mentions(in: sentence.words)).countries
    let either =
      countries.isEmpty ? nil : set(countries, zh: "可走两个途径的国家", en: "Countries that may use either route")
    func rule(_ subject: String) -> Sketch {
      var entries: [(key: String, value: Sketch)] = [(key: "topics", value: .words(routes))]
      if let either { entries.append((key: "countries", value: .text(either))) }
      entries.append((key: "subject", value: .text(subject)))
      return ["exclusiveRoutes": .map(entries)]
    }
    return Recognition(
      kind: "exclusiveRoutes", require: rule("laboratory"),
      readings: [
        ("R1", "同一实验室", "the same laboratory", rule("laboratory")),
        ("R2", "同一牵头申报单位", "the same lead organisation", rule("lead")),
      ],
      classes: [.auto], force: .must, stages: [.submit, .cross], by: [.system, .officer],
      summary: BilingualText(
        zh: "只能通过 \(routes.joined(separator: "、")) 中的一个方向申报",
        en: "An application may use only one of the topics \(routes.joined(separator: ", "))."))
  }

  /// Whether a sentence names another topic by the last words of its title.
  private static func speaks(_ words: [Unicode.Scalar], of title: [Unicode.Scalar]) -> Bool {
    for bloc in [("阿拉伯", "中阿"), ("非洲", "中非"), ("欧洲", "中欧"), ("东盟", "中国-东盟")] where title.has(bloc.0) {
      if words.position(of: bloc.1) != nil { return true }
    }
    return title.count >= 8 && words.position(of: title.string) != nil
  }

  /// 已批准建设的……不再重复支持
  func register(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("重复支持", "重复资助", "不再支持", "不再资助", "重复立项") else { return nil }
    var registers: [String] = []
    if sentence.words.has("“一带一路”联合实验室", "\"一带一路\"联合实验室", "一带一路联合实验室") {
      registers.append("registry.beltRoadLabs")
    }
    if sentence.words.has("尚未结题", "在研", "未结题", "正在执行"), sentence.words.has("联合实验室") {
      registers.append("registry.ongoingJointLabs")
    }
    guard !registers.isEmpty else { return nil }
    return Recognition(
      kind: "notInRegister", require: ["notInRegister": ["registers": .words(registers)]],
      classes: [.auto, .judge],
      force: .must, stages: [.submit, .formal, .cross], by: [.system, .officer],
      summary: BilingualText(
        zh: "已支持的联合实验室不再重复支持", en: "Laboratories that are supported already are not supported again."))
  }
}
