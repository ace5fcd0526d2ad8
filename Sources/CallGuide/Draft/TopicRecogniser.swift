/// From the entries of a topic to its clauses and to what the topic as a whole says.
extension Recogniser {
  private static let kinds: [(words: String, en: String)] = [
    ("联合研究旗舰项目", "joint research flagship projects"), ("联合实验室", "joint laboratory projects"),
    ("联合研发", "joint R&D projects"),
    ("联合研究", "joint research projects"), ("科技创新合作", "S&T innovation cooperation projects"),
    ("科技合作", "S&T cooperation projects"),
    ("联合资助", "jointly funded projects"), ("旗舰", "flagship projects"), ("研究", "research projects"),
  ]

  /// Reads every entry of the topic.
  mutating func readTopic(_ text: CleanText) {
    for entry in topic.entries {
      let words = text.slice(min(entry.words, entry.range.upperBound)..<entry.range.upperBound)
      let item = entry.item.count <= 4 * Self.longest ? text.slice(entry.item) : words
      let sentence = Sentence(words: words, item: item, id: entry.id)
      let label = text.slice(entry.range.lowerBound..<min(entry.words, entry.range.upperBound))
      let finding = finding(entry, sentence, label: label, text: text)
      topic.clauses.append(DraftedClause(entry: entry, finding: finding))
    }
  }

  private mutating func finding(
    _ entry: DraftedEntry, _ sentence: Sentence, label: [Unicode.Scalar], text: CleanText
  ) -> Recognition {
    switch entry.role {
    case .title: return title(sentence, text)
    case .basis:
      let isCommitment = label.has("承诺", "倡议") || (!label.has("协议", "协定") && sentence.words.has("重要倡议", "承诺"))
      topic.basis = isCommitment ? "commitment" : "agreement"
      return information(
        sentence,
        en: isCommitment ? "The diplomatic commitment behind the topic." : "The agreement behind the topic.")
    case .areas:
      let list = AreaList(sentence.words)
      if topic.areas.isEmpty {
        topic.areas = list.areas
        topic.areasOpen = list.isOpen
      }
      return Limits.areas(isOpen: list.isOpen && list.areas.isEmpty)
    case .quota: return quota(sentence)
    case .share: return share(sentence)
    case .money:
      if label.has("单个", "每个", "每项", "单项"), let finding = Limits.ceiling(sentence.words) { return finding }
      guard let limit = Limits.money(sentence.words) ?? Limits.cell(sentence.words, behind: label) else {
        return unknown(sentence)
      }
      if topic.envelope == nil { topic.envelope = limit.sketch }
      return Limits.envelope(limit, sentence)
    case .ceiling: return Limits.ceiling(sentence.words) ?? unknown(sentence)
    case .period:
      guard let months = Self.months(in: sentence.words) else { return unknown(sentence) }
      return periodFinding(months, sentence)
    case .partner: return partnerFinding(sentence.words, sentence) ?? information(sentence)
    case .contact:
      if topic.agencyName == nil { topic.agencyName = agencyName(sentence.words) }
      return contact(sentence) ?? information(sentence)
    case .stray: return information(sentence, stages: [.guide], en: "A stray line of the text; no clause.")
    case .heading: return information(sentence, en: "Heading.")
    case .foreign: return information(sentence, en: "What the other side pays.")
    case .label: return information(sentence)
    case .preamble, .sentence: return self.finding(sentence)
    }
  }

  private mutating func quota(_ sentence: Sentence) -> Recognition {
    guard let limit = Limits.count(sentence.words) else { return unknown(sentence) }
    if topic.quota == nil { topic.quota = limit.sketch }
    return Limits.quota(limit, sentence)
  }

  private mutating func share(_ sentence: Sentence) -> Recognition {
    guard let share = Limits.share(sentence.words) else { return unknown(sentence) }
    let byArea = sentence.words.has("领域", "方向") && !sentence.words.has("国")
    if byArea {
      topic.perArea = share.sketch(sentence.force)
    } else {
      topic.perCountry = share.sketch(sentence.force)
    }
    return Limits.shareFinding(share, by: byArea ? "area" : "country", sentence)
  }

  /// The heading names the partner.
  private mutating func title(_ sentence: Sentence, _ text: CleanText) -> Recognition {
    let (units, countries, regions) = Self.units(of: partners(in: sentence.words))
    topic.partners = units
    topic.partnerCountries = countries
    let english = englishTitle(sentence.words)
    if units.isEmpty { topic.partners = contextPartners(sentence.words) }
    if units == ["EU"] {
      let horizon = topic.entries.last.map {
        text.slice(topic.heading.range.lowerBound..<$0.range.upperBound).has("地平线")
      }
      guard horizon == true else { return information(sentence, en: english) }
      return partnerFinding(["stated": "he.projectId"], "stated", sentence, english)
    }
    guard !units.isEmpty else {
      if topic.partners.isEmpty, let group = names.group(in: sentence.words) {
        topic.partners = [named(group)]
      }
      return information(sentence, en: english)
    }
    guard !regions.isEmpty, let country = countries.first, countries.count == 1 else {
      return partnerFinding(
        ["member": ["field": "partner.country", "of": .words(countries)]], "member", sentence, english)
    }
    let require: Sketch = [
      "all": [
        Self.member("partner.country", country),
        ["member": ["field": "partner.region", "of": .words(regions)]],
      ]
    ]
    return partnerFinding(require, "member", sentence, english)
  }

  /// Partners that only the words around a title name: a chapter above it, the founders of a multilateral call.
  private mutating func contextPartners(_ title: [Unicode.Scalar]) -> [String] {
    if title.has("海峡两岸", "两岸") { return ["TW"] }
    for words in [title, context] {
      if let short = bilateral(words) { return [short.code] }
    }
    guard !context.isEmpty else { return [] }
    let sentence = Array(context.prefix { !"。;".unicodeScalars.contains($0) })
    let units = Self.units(of: names.mentions(in: sentence)).units.filter { $0 != "CN" }
    topic.partnerCountries = units
    return units
  }

  /// 中德 in the midst of a title.
  private func bilateral(_ words: [Unicode.Scalar]) -> CountryNames.Entry? {
    for (index, scalar) in words.enumerated() where scalar == "中" && index + 2 < words.count {
      guard "科合联人双政交青两学创".unicodeScalars.contains(words[index + 2]),
        !"非欧阿拉国外方央心".unicodeScalars.contains(words[index + 1])
      else { continue }
      if let entry = names.country(short: words[index + 1]) { return entry }
    }
    return nil
  }

  private func partnerFinding(_ require: Sketch, _ kind: String, _ sentence: Sentence, _ english: String)
    -> Recognition
  {
    let list = topic.partners.map { names[$0] }
    return Recognition(
      kind: kind, require: require, classes: [.auto], force: .must, stages: [.draft, .submit], by: [.system],
      summary: BilingualText(
        zh: "合作方为\(list.map { $0?.zh ?? "" }.joined(separator: "、"))",
        en: "\(english): the partner is \(list.map { $0?.en ?? "" }.joined(separator: ", "))."))
  }

  /// Countries by name, or by the one character after 中.
  private func partners(in words: [Unicode.Scalar]) -> [CountryNames.Mention] {
    let mentions = names.mentions(in: words)
    guard mentions.isEmpty, words.first == "中" else { return mentions }
    let shorts = words.dropFirst().prefix { !"(政联双科合-、和与国".unicodeScalars.contains($0) }
    guard !shorts.isEmpty, shorts.count <= 4 else { return [] }
    return shorts.enumerated().compactMap { offset, short in
      guard !"非欧阿拉".unicodeScalars.contains(short), let entry = names.country(short: short) else {
        return nil
      }
      return CountryNames.Mention(entry: entry, range: offset + 1..<offset + 2)
    }
  }

  /// “China–Egypt joint research projects”
  func englishTitle(_ words: [Unicode.Scalar]) -> String {
    let kind = Self.kinds.first { words.position(of: $0.words) != nil }?.en ?? "cooperation projects"
    let between = words.has("政府间") ? "intergovernmental " : ""
    let partners = topic.partners.compactMap { names[$0]?.en }
    if !partners.isEmpty { return "China–\(partners.joined(separator: ", ")) \(between)\(kind)" }
    if let group = names.group(in: words) { return "China–\(group.en) \(between)\(kind)" }
    if let bloc = Self.bloc(in: words) { return "China–\(bloc.en) \(between)\(kind)" }
    return "Not yet translated (\(between)\(kind))"
  }
}

/// What the preamble says about the call as a whole.
extension Recogniser {
  private static let directions = DraftPattern("{设立|设置|部署|共设|设|包括|发布|启动}{了}?#个*{方向|专题|任务|领域方向}")
  private static let partnerCount = DraftPattern("#个{主要}?{合作}?{国家|国别|地区|国际组织|多边|合作方}")
  private static let allDirections = DraftPattern("{设立|设置|部署|共设|设|包括|发布|启动|、|和}{了}?#个{指南|研究|重点|支持|合作|申报}?方向")
  private static let projects = DraftPattern("{拟|共|计划|预计|择优|约}{共同|联合|择优}?{支持|资助|立项|遴选}*#{个|项}")
  private static let budget = DraftPattern("{概算|总经费|经费总额|总预算|国拨经费|拟安排}*#{万|亿}元?")
  private static let demand = DraftPattern("{须|必须|不得|应为|应当|应具|应提|应按|不超过|仅限|只能|不下设}")

  /// A sentence of the preamble.
  mutating func preamble(_ sentence: Sentence) -> Recognition {
    let words = sentence.words
    if let range = (Self.allDirections.first(in: words) ?? Self.directions.first(in: words))?.captures.first,
      let number = words.count(range),
      number > 0
    {
      return whole(
        "guideCount", ["guideCount": ["of": "topics", "equals": .number(number)]], sentence,
        en: "The guide announces \(number) topics.")
    }
    if let range = Self.partnerCount.first(in: words)?.captures.first, let number = words.count(range),
      number > 1
    {
      return whole(
        "guideCount", ["guideCount": ["of": "partners", "equals": .number(number)]], sentence,
        en: "The guide announces \(number) partners.")
    }
    if Self.budget.first(in: words) != nil, !words.has("每个项目", "单个项目"), let limit = Limits.money(words),
      let number = limit.number
    {
      var finding = whole(
        "programmeEnvelope", ["programmeEnvelope": ["atMost": .number(number)]], sentence,
        en: "The programme has \(number) × RMB 10,000 in all.")
      (finding.classes, finding.force, finding.by) = (
        [.select], limit.key == "about" ? .general : .must, [.system, .manager]
      )
      finding.stages = [.guide, .selection]
      return finding
    }
    if let match = Self.projects.first(in: words), let range = match.captures.last,
      let number = words.count(range), number > 0, !words.has("每个", "每项", "单个"),
      match.range.upperBound >= words.count || words[match.range.upperBound] != "月"
    {
      let key = words.has("约", "左右") ? "about" : "atMost"
      var finding = whole(
        "programmeQuota", ["programmeQuota": .map([(key: key, value: .number(number))])], sentence,
        en: "About \(number) projects are to be supported in all.")
      (finding.classes, finding.force, finding.by) = (
        [.select], key == "about" ? .general : .must, [.system, .manager]
      )
      finding.stages = [.guide, .selection]
      return finding
    }
    if let period = projectPeriod(sentence) { return period }
    if let count = counts(sentence) { return count }
    if Self.demand.first(in: words) != nil, words.count < 200 { return finding(sentence) }
    return information(sentence, force: sentence.force == .encourage ? .encourage : .fact)
  }

  private func whole(_ kind: String, _ require: Sketch, _ sentence: Sentence, en: String) -> Recognition {
    Recognition(
      kind: kind, require: require, classes: [.auto], force: .fact, stages: [.guide], by: [.system],
      summary: BilingualText(zh: sentence.gist, en: en))
  }
}
