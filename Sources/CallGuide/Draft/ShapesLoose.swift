/// Contacts, encouragement, and limits that stand in running text instead of behind a label.
extension Recogniser {
  private static let agency = DraftPattern(
    "{征集部门|主管部门|资助机构|受理部门|申报受理机构}{联系方式|联系人}?{为|是|:}<*>{。|;|,|$}|方{项目}?由<*>{受理|征集|负责}")
  private static let contactLabel = DraftPattern("{联系人|联系方式|联系电话|邮箱|电子邮件|电子邮箱|网址|网站|电话|E-mail|Email|email}*:")
  private static let strong = DraftPattern("{须|应|必须}{为|具|提供|提交|有|在|于}")
  private static let ownMoney = [
    "自筹", "配套", "出资", "注册资", "收入", "产值", "销售", "投入", "至少", "不少于", "不低于", ",", ";", "企业",
  ]
  private static let places = DraftPattern(
    "{拟|计划|预计|共}?{支持|资助|立项}{项目}?{数}?{不超过|约|共|总数为}?{#{~|-|至|到}}?#{个|项}{左右}?{项目}?")
  private static let money = DraftPattern("{总|共|合计|国拨|拟支持|专项|支持}*{经费|资金|概算|预算}*#{万|亿}元?")
  private static let ceiling = DraftPattern("{每个|单个|每项|单项|每一|各}项?目?*{不超过|不高于|约|为|最高}?#{万|亿}元?")
  private static let areas = DraftPattern(
    "{优先|重点|主要}?{支持|合作|研究|资助}?{领域|方向}{及方向|和方向|方向}?{包括但不限于|主要包括|包括|为|是|涵盖|涉及|:}<*>{。|;|$}")

  /// Addresses and agencies: they inform, and the topic remembers them.
  mutating func contact(_ sentence: Sentence) -> Recognition? {
    let words = sentence.words
    let mail = Self.address(in: words) { $0.contains("@") }
    let site = Self.address(in: words) { text in
      !text.contains("@") && (text.hasPrefix("http") || text.hasPrefix("www."))
    }
    let agency = Self.agency.first(in: words)?.captures.first.map { Array(words[$0]) }
    guard mail != nil || site != nil || agency != nil || Self.contactLabel.first(in: words) != nil else {
      return nil
    }
    let demands = Self.strong.first(in: words) != nil
    if agency == nil, sentence.demands, !words.has("联系") { return nil }
    if topic.agencyEmail == nil { topic.agencyEmail = mail }
    if topic.agencyURL == nil { topic.agencyURL = site }
    if topic.agencyName == nil { topic.agencyName = name(agency, words) }
    // Who applies where, and a telephone number behind it, is still a demand.
    if demands { return nil }
    let en = topic.agencyEmail.map { "Contact: \($0)." } ?? "Contact of the partner agency."
    return information(sentence, en: en)
  }

  private func name(_ agency: [Unicode.Scalar]?, _ words: [Unicode.Scalar]) -> BilingualText? {
    var source = agency
    if source == nil, words.has("外方", "联系人:", "联系方式:"), let colon = words.firstIndex(of: ":"),
      colon + 1 < words.count
    {
      source = Array(words[(colon + 1)...].prefix { !",。;".unicodeScalars.contains($0) })
    }
    guard let source else { return nil }
    let part = source.prefix { !",。;:@".unicodeScalars.contains($0) }
    let hasChinese = part.contains { $0.value > 0x2E80 }
    guard part.count >= 4, part.count <= 40, hasChinese,
      Array(part).has("部", "署", "局", "会", "院", "中心", "基金", "司", "厅", "处", "委", "办", "机构", "财团", "大学", "所")
    else { return nil }
    let zh = AreaList.display(Array(part))
    return BilingualText(zh: zh, en: zh)
  }

  /// The body that a contact line begins with: 匈牙利国家研发创新署（NKFIH），电话…
  func agencyName(_ words: [Unicode.Scalar]) -> BilingualText? {
    let part = Array(words.prefix { !",。;:@".unicodeScalars.contains($0) })
    guard part.has("部", "署", "局", "会", "院", "中心", "基金") else { return nil }
    return name(part, words)
  }

  /// The run of address characters that passes a test.
  private static func address(in words: [Unicode.Scalar], _ test: (String) -> Bool) -> String? {
    let runs = words.split {
      !($0.isASCII
        && ($0.properties.isAlphabetic || GuideNumber.isDigit($0) || ".@-_/:+".unicodeScalars.contains($0)))
    }
    return runs.map { run in
      var run = run
      while let first = run.first, ":-.".unicodeScalars.contains(first) { run.removeFirst() }
      while let last = run.last, ".:-".unicodeScalars.contains(last) { run.removeLast() }
      return Array(run).string
    }.first { $0.count >= 6 && $0.contains(".") && test($0) }
  }

  /// 鼓励产学研联合申报
  func encouragement(_ sentence: Sentence) -> Recognition? {
    guard sentence.force == .encourage else { return nil }
    func exists(_ types: String...) -> Sketch {
      ["exists": ["of": "org", "where": ["member": ["field": "org.type", "of": .words(types)]]]]
    }
    let when: Sketch
    if sentence.words.has("产学研") {
      when = ["all": [exists("enterprise"), exists("university", "institute")]]
    } else if sentence.words.has("企业") {
      when = exists("enterprise")
    } else if sentence.words.has("青年", "女性") {
      var all: [Sketch] = []
      if sentence.words.has("青年") {
        all.append([
          "exists": [
            "of": "person",
            "where": ["age": ["born": "person.birthDate", "atMost": 40, "on": "app.startDate"]],
          ]
        ])
      }
      if sentence.words.has("女性") {
        all.append(["exists": ["of": "person", "where": Self.member("person.gender", "female")]])
      }
      when = all.count == 1 ? all[0] : ["all": .list(all)]
    } else {
      return information(sentence, force: .encourage, stages: [.draft, .review])
    }
    return Recognition(
      kind: "preference", require: ["preference": ["when": when]], classes: [.info], force: .encourage,
      stages: [.draft, .review], by: [.system],
      summary: BilingualText(zh: sentence.gist, en: "Encouraged, without effect on eligibility."))
  }

  private static let rate = DraftPattern("{资助|支持|经费|直接费用}*#{万|亿}元{人民币}?{/|每}{项|个|年项}")

  /// 每个项目不超过 100 万元; 直接费用不超过 200 万元/项
  private func looseCeiling(_ words: [Unicode.Scalar]) -> Recognition? {
    for pattern in [Self.ceiling, Self.rate] {
      guard let match = pattern.first(in: words) else { continue }
      let part = Array(words[match.range.lowerBound...].prefix(match.range.count + 8))
      guard !Self.ownMoney.contains(where: { Array(words[match.range]).position(of: $0) != nil }),
        !Limits.isForeign(part)
      else { continue }
      if let finding = Limits.ceiling(part) { return finding }
    }
    return nil
  }

  /// Places, money and areas in running text of a topic that has no labels for them.
  mutating func looseLimits(_ sentence: Sentence) -> Recognition? {
    if topic.areas.isEmpty, !topic.areasOpen, sentence.words.has("领域不限", "不限领域", "领域方向不限") {
      topic.areasOpen = true
      return Limits.areas(isOpen: true)
    }
    if let match = Self.areas.first(in: sentence.words), topic.areas.isEmpty, !topic.areasOpen,
      let range = match.captures.first,
      sentence.words[..<match.range.lowerBound].count <= 8
    {
      let list = AreaList(Array(sentence.words[range]))
      if !list.areas.isEmpty || list.isOpen {
        topic.areas = list.areas
        topic.areasOpen = list.isOpen || sentence.words.has("包括但不限于")
        return Limits.areas(isOpen: list.isOpen && list.areas.isEmpty)
      }
    }
    if let finding = looseCeiling(sentence.words) { return finding }
    if topic.envelope == nil, let match = Self.money.first(in: sentence.words),
      !Self.ownMoney.contains(where: { Array(sentence.words[match.range]).position(of: $0) != nil }),
      let limit = Limits.money(Array(sentence.words[match.range.lowerBound...]))
    {
      topic.envelope = limit.sketch
      return Limits.envelope(limit, sentence)
    }
    if topic.quota == nil, let match = Self.places.first(in: sentence.words),
      match.range.upperBound >= sentence.words.count || sentence.words[match.range.upperBound] != "月",
      !Array(sentence.words[..<match.range.lowerBound]).has("每", "单个"),
      let limit = Limits.count(Array(sentence.words[match.range]))
    {
      topic.quota = limit.sketch
      return Limits.quota(limit, sentence)
    }
    if !sentence.words.has("负责人", "协调人", "单位", "人次"),
      sentence.words.has("每国", "每个国", "每个合作国", "每个领域", "每个方向", "各国", "每一国", "各领域")
    {
      let area = sentence.words.has("领域", "方向")
      if let share = Limits.share(sentence.words) {
        if area {
          topic.perArea = share.sketch(sentence.force)
        } else {
          topic.perCountry = share.sketch(sentence.force)
        }
        return Limits.shareFinding(share, by: area ? "area" : "country", sentence)
      }
    }
    return nil
  }
}
