/// What a project promises for the time after the award: visits, stays, events, patents, young scholars.
extension Recogniser {
  private static let visit = DraftPattern("{各派|互派|派出|派遣|互访}*#{人次|人|名}")
  private static let visitMonths = DraftPattern("#个月")
  private static let stay = DraftPattern("{来华|来中国|赴华}*{不少于|至少|不低于}?#{人次|人|名}")
  private static let eventNoun = DraftPattern("{学术交流|学术会议|研讨会|国际会议|论坛|交流活动|培训班|学术活动|会议}")
  private static let eventCount = DraftPattern("{不少于|至少|不低于}?#{次|场|届|期}")
  private static let eventPeople = DraftPattern("#{人|名}{以上|及以上|规模|参加}")
  private static let patent = DraftPattern("{申请|获得|取得}{国际|国内|发明}?{发明}?专利*#{项|件|个}|专利{申请|授权}?*#{项|件|个}")
  private static let scholar = DraftPattern("{培养|培训}*{青年|学者|人才|研究生|博士|科研人员|科技人员}*{不少于|至少}?#{人|名}")
  private static let scholarAge = DraftPattern("#{周}?岁{以下|及以下|以内}?")
  private static let paper = DraftPattern("{发表|合作发表|联合发表}*{论文|文章}*#篇|论文*#篇")

  /// A ceiling, a yearly number or a thing of the past is no promise that can be counted.
  private static func obliged(_ sentence: Sentence) -> Bool {
    if sentence.words.has("不超过", "不多于", "至多", "最多", "以内", "每年", "年均", "拥有", "已获", "已发表", "已取得", "代表性", "代表作")
    {
      return false
    }
    return sentence.demands || sentence.item.has("以上", "不少于", "考核指标")
  }

  private static let afterAward: [Stage] = [.draft, .execution, .acceptance]
  private static let promised: [Stage] = [.draft, .submit, .contract, .execution, .acceptance]

  /// 须各派 2 人次以上赴对方单位进行 3 个月以上的交流访问
  func visits(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.visit.first(in: sentence.words), let range = match.captures.first,
      let times = sentence.words.count(range), sentence.words.has("访问", "交流", "互访", "赴"),
      Self.obliged(sentence)
    else { return nil }
    let months = Self.visitMonths.first(in: sentence.words, from: match.range.upperBound)
      .flatMap { $0.captures.first }.flatMap { sentence.words.count($0) }
    let mutual = sentence.words.has("各派", "互派", "互访", "双方", "分别")
    let sides = mutual ? ["CN", "foreign"] : [sentence.words.has("中方") ? "CN" : "foreign"]
    let rule: (String, Bool) -> Sketch = { counting, total in
      let each: [Sketch] = sides.map { side in
        var entries: [(key: String, value: Sketch)] = [
          (key: "of", value: "visit"), (key: "plan", value: "plan.visits"),
          (key: "where", value: Self.member("visit.side", side)), (key: "atLeast", value: .number(times)),
        ]
        if let months {
          entries.append(
            (
              key: "stay",
              value: [
                "from": "visit.arrival", "to": "visit.departure", "months": .number(months),
                "counting": .text(counting),
                "total": .text(total ? "true" : "false"),
              ]
            ))
        }
        return ["obligation": .map(entries)]
      }
      return each.count == 1 ? each[0] : ["all": .list(each)]
    }
    var finding = Recognition(
      kind: "obligation", require: rule("civil", false), classes: [.oblig], force: .must,
      stages: Self.afterAward,
      by: [.system, .officer],
      summary: BilingualText(
        zh: "执行期内\(mutual ? "双方各" : "")派不少于 \(times) 人次交流访问\(months.map { "，时长 \($0) 个月以上" } ?? "")",
        en: "During the project \(mutual ? "each side makes" : "there are") at least \(times) exchange visits"
          + (months.map { " of \($0) months or more." } ?? ".")),
      evidence: BilingualText(
        zh: "签证、出入境记录或接待单位证明，访问报告", en: "Visa and entry stamps or host confirmation, visit report"))
    if months != nil, !sentence.words.has("每人", "连续", "每次") {
      finding.readings = [
        ("R1", "每人次分别满足时长", "each visit lasts that long", rule("civil", false)),
        ("R2", "各人次合计满足时长", "the visits of a side add up to it", rule("civil", true)),
      ]
    }
    return finding
  }

  /// 接收合作国人员来华工作不少于 5 人（每人连续在华工作时间不少于 3 个月）
  func stays(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.stay.first(in: sentence.words), let range = match.captures.first,
      let persons = sentence.words.count(range), Self.obliged(sentence), !sentence.words.has("会议", "研讨")
    else { return nil }
    let months = Self.visitMonths.first(in: sentence.words, from: range.upperBound)
      .flatMap { $0.captures.first }.flatMap { sentence.words.count($0) }
    let rule: (String) -> Sketch = { who in
      var entries: [(key: String, value: Sketch)] = [
        (key: "of", value: "stay"), (key: "plan", value: "plan.stays"),
        (key: "distinct", value: "stay.person"),
        (key: "where", value: ["sameAs": ["field": .text(who), "as": "partner.country"]]),
        (key: "atLeast", value: .number(persons)),
      ]
      if let months {
        entries.append(
          (
            key: "stay",
            value: [
              "from": "stay.arrival", "to": "stay.departure", "months": .number(months), "counting": "civil",
            ]
          ))
      }
      return ["obligation": .map(entries)]
    }
    return Recognition(
      kind: "obligation", require: rule("stay.nationality"),
      readings: [
        ("R1", "合作国人员按国籍认定", "persons by nationality", rule("stay.nationality")),
        ("R2", "合作国人员按所在单位国别认定", "persons by country of employer", rule("stay.organisationCountry")),
      ],
      classes: [.oblig], force: .must, stages: Self.afterAward, by: [.system, .officer],
      summary: BilingualText(
        zh: "执行期间接收不少于 \(persons) 名合作国人员来华工作\(months.map { "，每人不少于 \($0) 个月" } ?? "")",
        en: "During the project at least \(persons) persons from the partner country work in China"
          + (months.map { ", each at least \($0) months." } ?? ".")),
      evidence: BilingualText(zh: "签证或出入境记录、接收单位证明", en: "Visa or entry record, host confirmation"))
  }

  /// 组织 50 人以上的高水平国际学术交流活动 2 次以上
  func events(_ sentence: Sentence) -> Recognition? {
    guard let noun = Self.eventNoun.first(in: sentence.words),
      sentence.words.has("组织", "举办", "召开", "主办", "开展"),
      let count = Self.eventCount.first(in: sentence.words), let range = count.captures.first,
      let times = sentence.words.count(range), Self.obliged(sentence)
    else { return nil }
    let people = Self.eventPeople.first(in: Array(sentence.words[..<noun.range.lowerBound]))
      .flatMap { $0.captures.first }.flatMap { sentence.words.count($0) }
    let isPromise = sentence.item.has("考核指标")
    let high = sentence.words.has("高水平", "高层次", "国际")
    let rule: (Bool) -> Sketch = { onSite in
      var conditions: [Sketch] = []
      if let people {
        conditions.append(["compare": ["field": "event.participants", "atLeast": .number(people)]])
      }
      if onSite { conditions.append(Self.member("event.kind", "onSite", "hybrid")) }
      if high { conditions.append(["yes": "event.highLevel"]) }
      var entries: [(key: String, value: Sketch)] = [(key: "of", value: "event")]
      if !isPromise { entries.append((key: "plan", value: "plan.events")) }
      entries.append((key: "on", value: "event.date"))
      if !conditions.isEmpty {
        entries.append(
          (key: "where", value: conditions.count == 1 ? conditions[0] : ["all": .list(conditions)]))
      }
      entries.append((key: "atLeast", value: .number(times)))
      let obligation: Sketch = ["obligation": .map(entries)]
      return isPromise ? Self.promise("target.events", times, obligation) : obligation
    }
    return Recognition(
      kind: isPromise ? "promise" : "obligation", require: rule(false),
      readings: [
        ("R1", "须有线下环节", "the event is held on site at least in part", rule(true)),
        ("R2", "线上活动也计入", "an online event counts too", rule(false)),
      ],
      classes: isPromise ? [.auto, .oblig, .judge] : [.oblig, .judge], force: .must,
      stages: isPromise ? Self.promised : Self.afterAward, by: [.system, .officer],
      summary: BilingualText(
        zh: "组织\(people.map { " \($0) 人以上的" } ?? "")学术交流活动不少于 \(times) 次",
        en: "At least \(times) academic events" + (people.map { " with \($0) or more participants" } ?? "")
          + " are held."),
      evidence: BilingualText(zh: "会议议程、签到名单、照片", en: "Programme, signed attendance list, photographs"))
  }

  static func promise(_ target: String, _ number: Int, _ kept: Sketch) -> Sketch {
    ["promise": ["target": ["compare": ["field": .text(target), "atLeast": .number(number)]], "kept": kept]]
  }

  /// 申请专利 3 项以上（基础研究类项目除外）
  func patents(_ sentence: Sentence) -> Recognition? {
    guard let match = Self.patent.first(in: sentence.words), let range = match.captures.last,
      let number = sentence.words.count(range), Self.obliged(sentence)
    else { return nil }
    let kept: Sketch = [
      "obligation": [
        "of": "actual.patents", "on": "actual.patents.filedOn", "distinct": "actual.patents.number",
        "atLeast": .number(number),
      ]
    ]
    var require = Self.promise("target.patents", number, kept)
    let exempt = sentence.words.has("基础研究") && sentence.words.has("除外", "不作要求", "不要求")
    if exempt {
      require = [
        "unless": [
          "exception": [
            "all": [
              Self.member("app.researchType", "basic"),
              Self.question(
                "basic", "officer", zh: "是否同意认定为基础研究类项目？", en: "Is the project accepted as basic research?"),
            ]
          ], "then": require,
        ]
      ]
    }
    return Recognition(
      kind: "promise", require: require, classes: [.auto, .oblig, .judge], force: .must,
      stages: Self.promised,
      by: [.system, .officer],
      summary: BilingualText(
        zh: "申请专利不少于 \(number) 项\(exempt ? "（基础研究类项目除外）" : "")",
        en: "At least \(number) patent applications\(exempt ? " (not for basic research)" : "")."))
  }

  /// 培养青年学者（40 岁以下）5 人以上
  func scholars(_ sentence: Sentence) -> Recognition? {
    guard let start = Self.scholar.first(in: sentence.words), Self.obliged(sentence),
      let range = Self.lastCount(in: sentence.words, after: start.range.lowerBound),
      let number = sentence.words.count(range)
    else { return nil }
    let age = Self.scholarAge.first(in: sentence.words).flatMap { $0.captures.first }.flatMap {
      sentence.words.count($0)
    }
    let rule: (String) -> Sketch = { limit in
      var entries: [(key: String, value: Sketch)] = [
        (key: "of", value: "trainee"), (key: "distinct", value: "trainee.person"),
      ]
      if let age {
        entries.append(
          (
            key: "where",
            value: [
              "age": .map([
                (key: "born", value: "trainee.birthDate"), (key: limit, value: .number(age)),
                (key: "on", value: "trainee.from"),
              ])
            ]
          ))
      }
      entries.append((key: "atLeast", value: .number(number)))
      return Self.promise("target.youngScholars", number, ["obligation": .map(entries)])
    }
    return Recognition(
      kind: "promise", require: rule("atMost"),
      readings: age == nil
        ? []
        : [
          ("R1", "“以下”包括本数", "“or under” includes the number", rule("atMost")),
          ("R2", "“以下”不包括本数", "“under” excludes the number", rule("below")),
        ],
      classes: [.auto, .oblig, .judge], force: .must, stages: Self.promised, by: [.system, .officer],
      summary: BilingualText(
        zh: "培养青年人才不少于 \(number) 人\(age.map { "（\($0) 岁以下）" } ?? "")",
        en: "At least \(number) young scholars\(age.map { " (aged up to \($0))" } ?? "") are trained."))
  }

  private static let persons = DraftPattern("#{人|名}")

  /// The last number of persons, behind an age in brackets.
  private static func lastCount(in words: [Unicode.Scalar], after start: Int) -> Range<Int>? {
    var found: Range<Int>?
    var position = start
    while let match = persons.first(in: words, from: position) {
      found = match.captures.first
      position = match.range.upperBound
    }
    return found
  }

  /// 联合发表论文 3 篇以上: the dictionary has no target for papers, so a field is added.
  mutating func publications(_ sentence: Sentence) -> Recognition? {
    guard !sentence.words.has("申请人", "负责人", "简历", "目录", "近三年", "近五年", "近3年", "近5年", "附"),
      let match = Self.paper.first(in: sentence.words), let range = match.captures.last,
      let number = sentence.words.count(range), Self.obliged(sentence)
    else { return nil }
    add(
      field: "target.papers",
      [
        "type": "integer", "min": 0, "section": "plan", "zh": "论文发表指标", "en": "Target: publications",
      ])
    return Recognition(
      kind: "compare", require: ["compare": ["field": "target.papers", "atLeast": .number(number)]],
      classes: [.auto, .oblig], force: .must, stages: [.draft, .submit, .contract], by: [.system],
      summary: BilingualText(zh: "发表论文不少于 \(number) 篇", en: "At least \(number) papers are published."))
  }

  mutating func add(field name: String, _ sketch: Sketch) {
    if !fields.contains(where: { $0.name == name }) { fields.append((name, sketch)) }
  }
}
