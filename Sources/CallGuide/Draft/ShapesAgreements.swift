/// Intellectual property, signatures, dates, one application for one agreement, Horizon Europe, readiness, contacts.
extension Recogniser {
  private static let day = DraftPattern("#年#月#日{之|以}?{前|后|起}?")
  private static let deadline = DraftPattern("日{16|17|#}?{时|点|:#}?{以|之}?前*{提交|报送|寄|提供|上传|发送|填报|报名|递交}")
  private static let one = DraftPattern(
    "{单个|同一|每个|每一|每位|每名|每人|负责人|申请人|申报人|#{份|个|项}|一}{个|份|名|家}?*{只|仅|限|只能|仅能|仅限}{能|可|支持|对应|允许|限}?*{#|单}{个|项|份}")
  private static let level = DraftPattern("{技术成熟度|成熟度|TRL}*#级?")
  private static let levels = DraftPattern("#级?{~|-|至|到}#级")
  private static let fourDigits = DraftPattern("[12][0123456789][0123456789][0123456789]")

  /// What an IP document must be.
  func agreement(_ sentence: Sentence) -> [Sketch] {
    var all: [Sketch] = []
    if sentence.words.has("知识产权协议"), !sentence.words.has("意向", "备忘录") {
      all.append(Self.member("doc.ip.form", "agreement"))
    }
    if sentence.words.has("明确") { all.append(Self.member("ip.arrangement", "clear")) }
    all.append(["signed": ["field": "doc.ip.signatories", "by": "hosts"]])
    if sentence.words.has("明确") {
      all.append(
        Self.question(
          "explicit", "officer", zh: "知识产权等约定是否明确？", en: "Are the terms on intellectual property explicit?"))
    }
    return all
  }

  /// 合作各方对知识产权归属有明确约定
  mutating func arrangement(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("知识产权"), sentence.force != .encourage else { return nil }
    if sentence.words.has("意向性协议", "备忘录、证明信", "证明信"), sentence.words.has("附", "提供") {
      return ipEvidence(sentence)
    }
    guard sentence.words.has("约定"), !sentence.words.has("可以在", "可在") else { return nil }
    let intended = sentence.words.has("意向")
    var all: [Sketch] = [
      ["member": ["field": "ip.arrangement", "of": .words(intended ? ["clear", "intended"] : ["clear"])]]
    ]
    if sentence.words.has("法律", "法规") { all.append(["yes": "ip.lawful"]) }
    if !intended {
      all.append(["any": [["attached": ["document": "doc.ip"]], ["stated": "doc.ip.page"]]])
      all.append(
        Self.question(
          "explicit", "officer", zh: "知识产权等约定是否明确？", en: "Are the terms on intellectual property explicit?"))
    }
    return Recognition(
      kind: "member", require: all.count == 1 ? all[0] : ["all": .list(all)],
      classes: intended ? [.judge] : [.judge, .evid],
      force: .must, stages: intended ? [.formal, .contract] : [.submit, .formal, .contract], by: [.officer],
      summary: BilingualText(
        zh: "合作各方对知识产权归属有\(intended ? "明确或意向性" : "明确")约定",
        en:
          "The parties have \(intended ? "a clear or intended" : "a clear") arrangement on intellectual property."
      ))
  }

  private func ipEvidence(_ sentence: Sentence) -> Recognition {
    Recognition(
      kind: "attached",
      require: [
        "any": [
          [
            "all": [
              Self.member("doc.ip.form", "agreement", "intent", "memorandum", "letter"),
              ["attached": ["document": "doc.ip"]],
            ]
          ],
          ["all": [Self.member("doc.ip.form", "clause"), ["stated": "doc.ip.page"]]],
        ]
      ],
      classes: [.evid], force: .must, stages: [.submit], by: [.system],
      summary: BilingualText(
        zh: "须附知识产权协议、意向性协议、备忘录、证明信，或在合作协议中明确",
        en:
          "Evidence on intellectual property is attached, or its clauses stand in the cooperation agreement.")
    )
  }

  /// 牵头申报单位须为……协议中的签约方
  func signatory(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("签约方", "签署方", "签约单位"), sentence.words.has("牵头", "申报单位"), let document else {
      return nil
    }
    return Recognition(
      kind: "signed", require: ["signed": ["field": .text(document + ".signatories"), "by": "lead"]],
      classes: [.auto],
      force: .must, stages: [.draft, .submit, .formal], by: [.system, .officer],
      summary: BilingualText(
        zh: "牵头申报单位须为协议签约方", en: "The lead organisation is a signatory of the agreement."))
  }

  /// 协议签署日期须早于 2023年1月1日; 2023年1月1日前已建立的联合实验室
  func dated(_ sentence: Sentence) -> Recognition? {
    let words = sentence.words
    guard let match = Self.day.first(in: words), match.captures.count >= 3,
      let year = words.count(match.captures[0]),
      let month = words.count(match.captures[1]), let day = words.count(match.captures[2]),
      (1900...2100).contains(year),
      (1...12).contains(month), (1...31).contains(day), Self.deadline.first(in: words) == nil,
      !Self.isConditional(sentence)
    else { return nil }
    let after = words[match.range].last
    let key: String
    if words.has("早于") || after == "前" {
      key = words.has("含当日", "含当天", "及以前") ? "onOrBefore" : "before"
    } else if words.has("晚于") || after == "后" {
      key = words.has("不晚于") ? "onOrBefore" : (words[match.range].contains("以") ? "onOrAfter" : "after")
    } else if after == "起" || words.has("出生") {
      key = "onOrAfter"
    } else {
      return nil
    }
    let field: Sketch
    var readings: [(id: String, zh: String, en: String, require: Sketch)] = []
    let value = Self.date(year, month, day)
    func rule(_ field: Sketch) -> Sketch {
      ["date": .map([(key: "field", value: field), (key: key, value: .text(value))])]
    }
    if words.has("协议", "合同"), words.has("签署", "签订") {
      field = .text(
        (document.map { $0.hasSuffix("greement") ? $0 : "doc.projectAgreement" } ?? "doc.projectAgreement")
          + ".signedOn")
    } else if words.has("实验室"), words.has("建立", "成立", "建设") {
      field = ["doc.labAgreement.signedOn", "lab.establishedOn"]
      readings = [
        ("R1", "以共建协议签署日期为建立日期", "the day of the agreement counts", rule(field)),
        ("R2", "以实验室实际建立日期为准", "the day of establishment counts", rule("lab.establishedOn")),
      ]
    } else if words.has("出生") {
      guard sentence.item.has("负责人", "申请人", "申报人", "首席"), isForeign(words) != true else { return nil }
      field = "leader.birthDate"
    } else if words.has("注册", "成立") {
      field = "org.registeredOn"
      return Recognition(
        kind: "date", require: registration(rule(field), words), classes: [.auto, .evid, .judge],
        force: .must,
        stages: [.submit, .formal], by: [.system, .officer], summary: Self.dateSummary(value, sentence))
    } else {
      return nil
    }
    return Recognition(
      kind: "date", require: rule(field), readings: readings, classes: [.auto, .evid], force: .must,
      stages: [.draft, .submit, .formal], by: [.system, .officer], summary: Self.dateSummary(value, sentence))
  }

  /// What a sentence about the day of registration asks of the organisation besides.
  private func registration(_ rule: Sketch, _ words: [Unicode.Scalar]) -> Sketch {
    var all = [rule]
    if words.has("独立法人", "法人资格") { all.append(["yes": "org.legalPerson"]) }
    let each = Self.each(ours: isForeign(words) != true, all.count == 1 ? all[0] : ["all": .list(all)])
    guard words.has("能力", "条件", "省", "市", "企业", "高校", "院所", "规范"), words.has("应为", "须为", "有较强", "具有较强", "规范")
    else {
      return each
    }
    return [
      "all": [
        each,
        Self.question(
          "kind", "officer", zh: "单位的性质、所在地和条件是否符合？",
          en: "Are the kind, place and conditions of the organisation as asked?",
          from: "formal"),
      ]
    ]
  }

  private static func dateSummary(_ value: String, _ sentence: Sentence) -> BilingualText {
    BilingualText(zh: sentence.gist, en: "The day the guide names is held against \(value).")
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// 限报2项 is no uniqueness.
  private static func isOne(_ words: [Unicode.Scalar]) -> Bool {
    guard let match = one.first(in: words), let range = match.captures.last else { return true }
    return words.count(range) == 1
  }

  /// 1 份协议仅支持申报 1 个项目; 单个地平线欧洲项目只支持对应单个中方项目申请
  func oneApplication(_ sentence: Sentence) -> Recognition? {
    guard Self.one.first(in: sentence.words) != nil, sentence.words.has("申报", "申请", "支持"),
      !sentence.words.has("国别", "领域", "不限"), Self.isOne(sentence.words)
    else { return nil }
    let key: [String]
    let also: [String]
    if sentence.words.has("地平线") {
      (key, also) = (["he.projectId"], ["he.acronym"])
    } else if sentence.words.has("协议") {
      let name =
        document.map { $0.hasSuffix("greement") ? $0 : "doc.projectAgreement" } ?? "doc.projectAgreement"
      (key, also) = (
        [name + ".signatories", name + ".signedOn"], name == "doc.labAgreement" ? [name + ".fileHash"] : []
      )
    } else if sentence.words.has("负责人", "申请人", "申报人"), !sentence.words.has("在研", "和课题", "参加人") {
      (key, also) = (["leader.idNumber"], [])
    } else {
      return nil
    }
    var entries: [(key: String, value: Sketch)] = [(key: "key", value: .words(key))]
    if !also.isEmpty { entries.append((key: "also", value: .words(also))) }
    return Recognition(
      kind: "unique", require: ["unique": .map(entries)], classes: [.auto], force: .must,
      stages: [.submit, .cross],
      by: [.system, .officer],
      summary: BilingualText(zh: sentence.gist, en: "Only one application is accepted for each of these."))
  }

  /// Sentences about Horizon Europe calls, budgets and roles.
  func horizon(_ sentence: Sentence) -> Recognition? {
    let words = sentence.words
    let speaks = sentence.item.has("地平线", "Horizon", "HORIZON")
    guard speaks else { return nil }
    if words.has("年度"), words.has("指南") || words.has("其他年度"), let years = Self.callYears(sentence.item) {
      let rule: Sketch = [
        "yearOf": ["year": "he.callYear", "identifier": "he.callId", "of": .list(years.map { .number($0) })]
      ]
      let positive = words.has("申请", "申报")
      return Recognition(
        kind: "yearOf", require: positive ? ["all": [rule, ["stated": "he.submittedOn"]]] : rule,
        classes: positive ? [.auto, .evid] : [.auto], force: .must,
        stages: positive ? [.draft, .submit, .formal] : [.draft, .submit],
        by: positive ? [.system, .officer] : [.system],
        summary: BilingualText(
          zh: sentence.gist,
          en:
            "The proposal answers a Horizon Europe call of \(years.map(String.init).joined(separator: ", "))."
        ))
    }
    if words.has("AssociatedPartner", "正式合作伙伴", "参与方名单") {
      return found(
        "member", Self.member("he.leadRole", "associatedPartner"), sentence,
        en: "The lead is an Associated Partner of the Horizon Europe project.")
    }
    if words.has("一家单位牵头", "一家牵头", "一个单位牵头") { return oneLead(sentence) }
    if words.has("预算") {
      if words.has("不超过", "不得超过", "不高于") {
        return found(
          "compareFields",
          [
            "compareFields": [
              "left": "app.budget.total", "atMost": "he.budgetChinese", "rate": "call.exchangeRate",
            ]
          ], sentence,
          en: "The budget does not exceed the Chinese budget in the Horizon Europe project.")
      }
      if words.has("包括", "包含", "列有"), !words.has("翻译") {
        return found(
          "compare", ["compare": ["field": "he.budgetChinese", "moreThan": 0]], sentence,
          en: "The Horizon Europe budget includes the Chinese organisations.")
      }
    }
    return nil
  }

  /// 应通过协商确定一家单位牵头
  private func oneLead(_ sentence: Sentence) -> Recognition {
    let listed: Sketch = [
      "forEach": [
        "of": "he.chinesePartners", "required": true,
        "satisfy": [
          "any": [
            ["listed": ["name": "he.chinesePartners.name", "in": "org.name"]],
            ["yes": "he.chinesePartners.declined"],
          ]
        ],
      ]
    ]
    let one: Sketch = ["count": ["of": "org", "where": Self.member("org.role", "lead"), "equals": 1]]
    var finding = found(
      "forEach", ["all": [listed, one]], sentence,
      en: "One Chinese organisation leads; the others take part or decline.")
    (finding.classes, finding.stages, finding.by) = (
      [.auto, .evid], [.submit, .formal], [.system, .officer]
    )
    return finding
  }

  private static func callYears(_ words: [Unicode.Scalar]) -> [Int]? {
    var years: [Int] = []
    var position = 0
    while let match = fourDigits.first(in: words, from: position) {
      if let year = words.count(match.range), (2000...2100).contains(year), !years.contains(year) {
        years.append(year)
      }
      position = match.range.upperBound
    }
    return years.isEmpty ? nil : years
  }

  /// 不超过技术成熟度 4 级
  func readiness(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.level.first(in: sentence.words), let range = match.captures.first,
      let level = sentence.words.count(range), (1...9).contains(level)
    else { return nil }
    var limits: [(key: String, value: Sketch)] = [
      (key: sentence.words.has("不低于", "至少", "以上", "不少于") ? "atLeast" : "atMost", value: .number(level))
    ]
    if let last = Self.levels.first(in: sentence.words)?.captures.last,
      let upper = sentence.words.count(last), upper > level,
      upper <= 9
    {
      limits = [(key: "atLeast", value: .number(level)), (key: "atMost", value: .number(upper))]
    }
    func rule(_ field: String) -> Sketch {
      ["compare": .map([(key: "field", value: .text(field))] + limits)]
    }
    let question = Self.question(
      "trl", "expert", zh: "申报的技术成熟度是否属实？", en: "Is the stated technology readiness level true?",
      from: "review")
    return Recognition(
      kind: "compare", require: ["all": [rule("app.trlEnd"), question]],
      readings: [
        ("R1", "按项目结束时的成熟度", "the level at the end of the project", ["all": [rule("app.trlEnd"), question]]),
        (
          "R2", "按项目开始时的成熟度", "the level at the start of the project",
          ["all": [rule("app.trlStart"), question]]
        ),
      ],
      classes: [.auto, .judge], force: .must, stages: [.draft, .submit, .review], by: [.system, .expert],
      summary: BilingualText(
        zh: sentence.gist, en: "The technology readiness level is within the bound of the guide."))
  }

  /// 应明确两方面的任务以及相应的考核指标
  func tasks(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("任务"), sentence.words.has("考核指标"), sentence.demands else { return nil }
    var all: [Sketch] = []
    for (words, kind) in [(["科研合作", "研究任务", "科研任务"], "research"), (["实验室建设", "平台建设"], "labBuilding")]
    where words.contains(where: { sentence.words.position(of: $0) != nil }) {
      all.append(["count": ["of": "app.tasks", "where": Self.member("app.tasks.kind", kind), "atLeast": 1]])
    }
    all.append([
      "forEach": [
        "of": "app.tasks", "required": true,
        "satisfy": ["linked": ["of": "app.indicators", "by": "app.indicators.task", "to": "app.tasks.id"]],
      ]
    ])
    all.append(
      Self.question(
        "substance", "expert", zh: "任务和考核指标是否实质、相称？",
        en: "Are the tasks and indicators substantial and matching?", from: "review"))
    return Recognition(
      kind: "forEach", require: ["all": .list(all)], classes: [.auto, .judge], force: .must,
      stages: [.draft, .submit, .review], by: [.system, .expert],
      summary: BilingualText(zh: sentence.gist, en: "The tasks and their indicators are stated."))
  }
}
