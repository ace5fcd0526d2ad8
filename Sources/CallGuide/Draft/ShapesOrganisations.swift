/// What the organisations and people of a project must be.
extension Recogniser {
  private static let equal = DraftPattern("{等额|不低于|不少于|至少|1:1|同等}")
  private static let enterprise = DraftPattern("{须|应|需|必须|要|至少}*{有|包括|包含|含}?*企业{参加|参与|牵头}?|企业*{牵头|参加|参与}")
  private static let years = DraftPattern("{注册|成立|设立|运行|建立}*#年{以上|及以上}?")
  private static let balance = DraftPattern("{投入|贡献|分工|力量|经费}*{平衡|对等|均衡|相当}")
  private static let history = DraftPattern("{长期|稳定|良好|前期|一定|扎实}*合作{基础|关系|成果|经历}")
  private static let quality = DraftPattern("{运行管理规范|优势资源|{研发|科研|科技研发}能力}")

  /// 企业应提供至少与其获得的政府资助等额的配套出资
  func matching(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("企业"), sentence.words.has("配套", "自筹", "匹配"),
      sentence.words.has("出资", "资金", "经费", "投入"),
      Self.equal.first(in: sentence.words) != nil, isMatching(sentence.words)
    else { return nil }
    let isEnterprise = Self.member("org.type", "enterprise")
    let leads = Self.leads.first(in: sentence.words) != nil
    let chinese =
      leads
      ? Self.organisations(Self.member("org.role", "lead"), isEnterprise)
      : Self.organisations(Self.member("org.side", "CN"), isEnterprise)
    let all = Self.organisations(isEnterprise)
    func rule(_ selection: Sketch) -> Sketch {
      guard case .map(var entries) = selection else { return selection }
      entries.append(
        (key: "satisfy", value: ["compareFields": ["left": "org.matching", "atLeast": "org.grantShare"]]))
      return ["forEach": .map(entries)]
    }
    let ours = sentence.words.has("中方") || leads
    var finding = Recognition(
      kind: "forEach", require: rule(ours ? chinese : all), classes: [.auto, .evid, .oblig], force: .must,
      stages: [.draft, .submit, .contract, .acceptance], by: [.system, .officer],
      summary: BilingualText(
        zh: "\(ours ? "中方" : "参与")企业的配套出资不低于其获得的政府资助",
        en:
          "Each \(ours ? "Chinese" : "participating") enterprise matches the government funding it receives."),
      evidence: BilingualText(zh: "企业配套出资承诺书", en: "Matching-fund commitment letter"))
    if !ours {
      finding.readings = [
        ("R1", "仅指中方企业", "Chinese enterprises only", rule(chinese)),
        ("R2", "双方企业", "enterprises of both sides", rule(all)),
      ]
    }
    return finding
  }

  private static let matchingSubject = DraftPattern("企业{申报的,|牵头{申报}?的,|参与的,}?{应|须|需|必须|要|自筹|配套|提供|出资}")
  private static let leads = DraftPattern("企业{牵头}?{申报}的")
  private static let ratio = DraftPattern("#:#")

  /// The enterprise itself matches what it gets, one to one or more; other sums and shares are left to a person.
  private func isMatching(_ words: [Unicode.Scalar]) -> Bool {
    guard let subject = Self.matchingSubject.first(in: words)?.range.lowerBound,
      !words[..<subject].contains(where: { "(".unicodeScalars.contains($0) }),
      !words.has("%", "百分之", "不超过", "不高于", "或"), Limits.money(words) == nil
    else { return false }
    // 中方单位投入与国拨经费比例 has another subject.
    if words[..<subject].count > 0, Array(words[..<subject]).has("单位投入", "单位自筹", "比例") { return false }
    guard let match = Self.ratio.first(in: words), match.captures.count == 2 else { return true }
    guard let left = words.number(match.captures[0]), let right = words.number(match.captures[1]) else {
      return false
    }
    guard let own = left.whole(timesTenTo: 4), let granted = right.whole(timesTenTo: 4) else { return false }
    return own >= granted
  }

  private static let alternative = DraftPattern("{企业{或|、}|{或|、}企业}")

  /// 双方均必须有企业参加
  func enterprises(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("企业"), sentence.force != .encourage, sentence.demands,
      !sentence.words.has("如有", "注册", "法人", "企业参与的", "企业申报的", "配套", "自筹"),
      !Self.isConditional(sentence), Self.alternative.first(in: sentence.words) == nil,
      Self.enterprise.first(in: sentence.words) != nil, sentence.words.has("参加", "参与", "牵头", "联合")
    else { return nil }
    let isEnterprise = Self.member("org.type", "enterprise")
    let research = Self.member("org.type", "university", "institute")
    let both = Self.together.first(in: sentence.words) != nil
    func exists(_ condition: Sketch) -> Sketch {
      let enterprise: Sketch = ["exists": Self.organisations(condition, isEnterprise)]
      return both ? ["all": [enterprise, ["exists": Self.organisations(condition, research)]]] : enterprise
    }
    let require: Sketch
    let en: String
    if sentence.words.has("牵头") {
      require = exists(Self.member("org.role", "lead"))
      en = "The lead organisation is an enterprise."
    } else if sentence.words.has("双方", "各方", "均") {
      let partner = topic.partnerCountries.first.map {
        topic.partnerCountries.count == 1 ? [$0, "foreign"] : ["foreign"]
      }
      let foreign: Sketch =
        partner.map { $0.count == 2 ? ["member": ["field": "org.side", "of": .words($0)]] : Self.foreign }
        ?? Self.foreign
      require = ["all": [exists(Self.member("org.side", "CN")), exists(foreign)]]
      en = "An enterprise takes part on both sides."
    } else if sentence.words.has("外方") {
      require = exists(Self.foreign)
      en = "An enterprise takes part on the foreign side."
    } else {
      require = exists(Self.member("org.side", "CN"))
      en = "An enterprise takes part on the Chinese side."
    }
    return Recognition(
      kind: "exists", require: require, classes: [.auto], force: sentence.force, stages: [.submit, .formal],
      by: [.system, .officer], summary: BilingualText(zh: sentence.gist, en: en))
  }

  private static let together = DraftPattern("企业{和|与|及}{#{家|个}}?{科研单位|科研院所|科研机构|高校|高等学校|研究机构}{参}?")

  /// 双方投入力量要基本平衡
  func effort(_ sentence: Sentence) -> Recognition? {
    guard Self.balance.first(in: sentence.words) != nil else { return nil }
    let stated: [Sketch] = [
      "effort.personMonths.cn", "effort.personMonths.foreign", "effort.budget.cn", "effort.budget.foreign",
    ]
    .map { ["stated": .text($0)] }
    return Recognition(
      kind: "question",
      require: [
        "all": .list(
          stated + [
            Self.question(
              "balanced", "expert", zh: "双方投入是否基本平衡？", en: "Are the efforts of both sides basically balanced?"
            )
          ])
      ],
      classes: [.judge], force: .must, stages: [.review], by: [.expert],
      summary: BilingualText(zh: "双方投入应基本平衡", en: "The efforts of both sides are basically balanced."))
  }

  /// 外方合作单位应为在…注册 3 年以上的科研院所、高等学校和企业等
  func registered(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.years.first(in: sentence.words), let range = match.captures.first,
      let years = sentence.words.count(range), years <= 50,
      sentence.words.has("单位", "机构", "企业", "院所", "高校", "法人", "合作方")
    else { return nil }
    guard let foreign = isForeign(sentence.words) ?? isForeign(sentence.item), !Self.isConditional(sentence),
      !sentence.words.has("合作经历", "合作基础", "协议", "学位", "工作")
    else { return nil }
    let ours = !foreign
    var conditions: [Sketch] = []
    if sentence.words.has("境外") {
      conditions.append(["notMember": ["field": "org.registeredCountry", "of": ["CN"]]])
    } else if !ours {
      conditions.append(["sameAs": ["field": "org.registeredCountry", "as": "partner.country"]])
    }
    conditions.append([
      "elapsed": ["since": "org.registeredOn", "years": .number(years), "until": "call.referenceDate"]
    ])
    let types = [
      ("科研院所", "institute"), ("科研机构", "institute"), ("研究机构", "institute"), ("高校", "university"),
      ("高等学校", "university"), ("大学", "university"), ("企业", "enterprise"),
    ]
    .filter { sentence.words.position(of: $0.0) != nil }.map(\.1).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if !types.isEmpty { conditions.append(typed(types, isOpen: sentence.words.has("等"))) }
    let satisfy: Sketch = conditions.count == 1 ? conditions[0] : ["all": .list(conditions)]
    return Recognition(
      kind: "forEach", require: Self.each(ours: ours, satisfy), classes: [.auto, .evid], force: .must,
      stages: [.submit, .formal], by: [.system, .officer],
      summary: BilingualText(
        zh: "\(ours ? "申报单位" : "外方合作单位")注册满 \(years) 年",
        en:
          "\(ours ? "The applicant" : "The foreign partner") has been registered for \(years) years or more."),
      evidence: BilingualText(zh: "注册证书及译文", en: "Registration certificate and translation"))
  }

  private func typed(_ types: [String], isOpen: Bool) -> Sketch {
    let listed: Sketch = ["member": ["field": "org.type", "of": .words(types)]]
    guard isOpen else { return listed }
    return [
      "any": [
        listed,
        [
          "all": [
            Self.member("org.type", "other"),
            Self.question(
              "otherType", "officer", zh: "是否属于“等”所指的单位？",
              en: "Is it an organisation of the kind the guide means by “and the like”?"),
          ]
        ],
      ]
    ]
  }

  static func each(ours: Bool, _ satisfy: Sketch) -> Sketch {
    [
      "forEach": [
        "of": "org", "where": ours ? member("org.role", "lead") : foreign, "required": true,
        "satisfy": satisfy,
      ]
    ]
  }

  /// 具有独立法人资格
  func legalPerson(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("独立法人", "法人资格") else { return nil }
    let ours = isForeign(sentence.item) != true
    return Recognition(
      kind: "forEach", require: Self.each(ours: ours, ["yes": "org.legalPerson"]), classes: [.auto, .evid],
      force: .must,
      stages: [.submit, .formal], by: [.applicant, .officer],
      summary: BilingualText(
        zh: "\(ours ? "申报单位" : "外方合作单位")具有独立法人资格",
        en: "\(ours ? "The applicant" : "The foreign partner") is a legal person in its own right."),
      evidence: BilingualText(zh: "注册证书", en: "Registration certificate"))
  }

  /// 运行管理规范，是本领域掌握相关优势资源的机构，具有较强的科技研发能力和条件
  func strength(_ sentence: Sentence) -> Recognition? {
    guard Self.quality.first(in: sentence.words) != nil, sentence.item.has("单位", "机构") else { return nil }
    let asked: [(String, String, String, String)] = [
      ("运行管理", "management", "运行管理是否规范？", "Is it well managed?"),
      ("优势资源", "resources", "是否掌握本领域相关优势资源？", "Does it hold strong resources in the field?"),
      ("能力", "ability", "是否具有较强的研发能力和条件？", "Has it strong R&D ability and conditions?"),
    ]
    let questions = asked.filter { sentence.words.position(of: $0.0) != nil }
      .map { Self.question($0.1, "expert", zh: $0.2, en: $0.3) }
    let profile = Self.each(ours: isForeign(sentence.item) != true, ["stated": "org.profile"])
    return Recognition(
      kind: "question", require: ["all": .list([profile] + questions)], classes: [.judge], force: .must,
      stages: [.review],
      by: [.expert],
      summary: BilingualText(
        zh: sentence.gist, en: "Experts judge the management, resources and ability of the organisation."),
      evidence: BilingualText(zh: "单位情况介绍", en: "Organisation profile"))
  }

  /// 有长期稳定合作基础
  func pastCooperation(_ sentence: Sentence) -> Recognition? {
    guard Self.history.first(in: sentence.words) != nil, sentence.force != .encourage,
      sentence.demands || sentence.item.has("应", "须") || sentence.words.has("具有", "有长期")
    else { return nil }
    let stable = sentence.words.has("长期", "稳定", "良好")
    let dated: Sketch = ["stated": "evidence.pastCooperation.date"]
    let count: Sketch =
      stable
      ? ["count": ["of": "evidence.pastCooperation", "where": dated, "atLeast": 1]]
      : ["count": ["of": "evidence.pastCooperation", "atLeast": 1]]
    let question =
      stable
      ? Self.question("stable", "officer", zh: "合作基础是否长期、稳定？", en: "Is the cooperation long-term and stable?")
      : Self.question(
        "results", "expert", zh: "前期合作基础是否能够支撑本项目？", en: "Do the earlier results support the project?",
        from: "review")
    return Recognition(
      kind: "count", require: ["all": [count, question]], classes: [.evid, .judge], force: .must,
      stages: [.submit, .review],
      by: stable ? [.officer, .expert] : [.system, .expert],
      summary: BilingualText(
        zh: stable ? "与中方申报单位有长期稳定合作基础" : "须提供双方前期合作成果",
        en: stable
          ? "The partners have worked together steadily for long."
          : "Earlier results of the cooperation are given."),
      evidence: BilingualText(zh: "合作论文、以往项目、交流记录等", en: "Joint papers, earlier projects, exchange records"))
  }

  /// 项目负责人应具有高级职称或博士学位；年龄不超过 60 岁；每年工作时间不少于 6 个月
  func leader(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("负责人", "申请人", "申报人", "首席科学家"), sentence.force != .encourage,
      Self.forbids.first(in: sentence.words) == nil, !sentence.words.has("在研", "附", "简历"),
      isForeign(sentence.words) != true,
      !Self.isConditional(sentence)
    else { return nil }
    var all: [(kind: String, require: Sketch)] = []
    if let born = birth(sentence.words) {
      all.append(("date", ["date": ["field": "leader.birthDate", "onOrAfter": .text(born)]]))
    } else if let years = leaderAge(sentence.words) {
      let key = sentence.words.has("未满", "不满", "小于") ? "below" : "atMost"
      all.append(
        (
          "age",
          [
            "age": .map([
              (key: "born", value: "leader.birthDate"), (key: key, value: .number(years)),
              (key: "on", value: "call.referenceDate"),
            ])
          ]
        ))
    }
    if sentence.words.has("工作时间", "每年用于"),
      let range = Self.leaderMonths.first(in: sentence.words)?.captures.first,
      let number = sentence.words.count(range)
    {
      all.append(("compare", ["compare": ["field": "leader.monthsPerYear", "atLeast": .number(number)]]))
    }
    if let rank = rank(sentence) { all.append(("member", rank)) }
    guard let first = all.first else { return nil }
    return found(
      first.kind, all.count == 1 ? first.require : ["all": .list(all.map(\.require))], sentence,
      en: "The leader has the age, title, degree or time that the guide asks for.")
  }

  private static let forbids = DraftPattern("不{得|能|可}{牵头|申|参|作为|担任|同时|有|为|再|超过#{个|项}}")
  private static let birthDay = DraftPattern("#年#月#日{之|以|及以}?{后|来}?*出生")

  /// 1962年1月1日以后出生
  private func birth(_ words: [Unicode.Scalar]) -> String? {
    guard words.has("出生"), let match = Self.birthDay.first(in: words), match.captures.count >= 3,
      Array(words[match.range]).has("后", "来"), let year = words.count(match.captures[0]),
      let month = words.count(match.captures[1]), let day = words.count(match.captures[2]),
      (1900...2100).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return Self.date(year, month, day)
  }

  /// The highest age a sentence allows: 35 周岁，女性 38 周岁 is decided by a person between the two.
  private func leaderAge(_ words: [Unicode.Scalar]) -> Int? {
    var ages: [Int] = []
    var position = 0
    while let match = Self.leaderAge.first(in: words, from: position) {
      position = match.range.upperBound
      if let range = match.captures.first, let years = words.count(range), (18...90).contains(years) {
        ages.append(years)
      }
    }
    return words.has("以上") && !words.has("不超过") ? nil : ages.max()
  }

  private static let leaderAge = DraftPattern("{不超过|未满|不满|小于|不大于}?#{周}?岁")
  private static let leaderMonths = DraftPattern("#个月")

  /// 具有高级职称或博士学位
  private func rank(_ sentence: Sentence) -> Sketch? {
    var choices: [Sketch] = []
    // What the dictionary has no word for would be refused wrongly.
    if sentence.words.has("中级", "初级", "讲师", "助理", "推荐", "同等", "相当") { return nil }
    if sentence.words.has("正高级"), !sentence.words.has("副高级") {
      choices.append(Self.member("leader.title", "senior"))
    } else if sentence.words.has("高级职称", "高级专业技术职称", "副高级", "高级专业技术", "高级技术职称") {
      choices.append(Self.member("leader.title", "senior", "associateSenior"))
    }
    if sentence.words.has("博士学位", "博士研究生学历") { choices.append(Self.member("leader.degree", "doctor")) }
    guard let first = choices.first else { return nil }
    return choices.count == 1 ? first : [sentence.words.has("或") ? "any" : "all": .list(choices)]
  }

  func found(_ kind: String, _ require: Sketch, _ sentence: Sentence, en: String) -> Recognition {
    Recognition(
      kind: kind, require: require, classes: [.auto],
      force: sentence.force == .encourage ? .must : sentence.force,
      stages: [.draft, .submit], by: [.system], summary: BilingualText(zh: sentence.gist, en: en))
  }

  private static let limited: [(DraftPattern, String, String)] = [
    (DraftPattern("{参与|参加|承担}单位{总数|数|数量}?*{不超过|不多于|不得超过}#{家|个}"), "org", "organisations"),
    (DraftPattern("课题{数}?*{不超过|不多于|不得超过}#个"), "app.subprojects", "sub-projects"),
  ]

  /// A limit for one side is no limit for all.
  private static func theirs(_ words: [Unicode.Scalar], before end: Int) -> Int? {
    guard end > 0, "方港澳台外".unicodeScalars.contains(words[end - 1]) else { return nil }
    return end
  }

  /// 参加单位不超过 5 家；每个项目下设课题不超过 3 个；不下设课题
  func counts(_ sentence: Sentence) -> Recognition? {
    if sentence.words.has("不下设课题", "不设课题", "不得下设课题", "不再下设课题") {
      return found(
        "count", ["count": ["of": "app.subprojects", "equals": 0]], sentence,
        en: "The project has no sub-projects.")
    }
    for (pattern, list, en) in Self.limited {
      if let match = pattern.first(in: sentence.words), let range = match.captures.first,
        !Array(sentence.words[match.range]).has("申报", "限报", "推荐", ","),
        Self.theirs(sentence.words, before: match.range.lowerBound) == nil,
        let number = sentence.words.count(range)
      {
        return found(
          "count", ["count": ["of": .text(list), "atMost": .number(number)]], sentence,
          en: "At most \(number) \(en).")
      }
    }
    return nil
  }
}
