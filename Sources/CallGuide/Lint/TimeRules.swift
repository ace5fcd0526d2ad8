extension Lint {
  /// Days, years and periods.
  static let time: [Rule] = [
    Rule(
      "no-reference-day", .high, zh: "年限、年龄没有计算基准日",
      en: "a test of elapsed time or age without a reference day",
      checkReference),
    Rule("period-terms", .low, zh: "执行期的称谓和写法不统一", en: "the period goes by several names", checkPeriodTerms),
    Rule(
      "period-outside-general", .medium, zh: "方向的执行期超出总述的一般规定",
      en: "a topic's period lies outside the general one",
      checkPeriodRange),
    Rule(
      "period-no-minimum", .low, zh: "执行期只有上限没有下限", en: "a period without a lower bound", checkPeriodMinimum),
    Rule(
      "agreement-ends", .low, zh: "合作协议的年限早于项目可能结束的时间", en: "an agreement ends before its projects may",
      checkAgreements),
    Rule(
      "year-other", .medium, zh: "总述中的年度与本批次不符", en: "a year in the preamble that is not the call's",
      checkYears),
    Rule(
      "year-own", .low, zh: "以本年度为已完成事项的年度，疑为沿用旧文时改动年份",
      en: "something already done is dated to the call's own year",
      checkOwnYear),
    Rule(
      "stay-counting", .medium, zh: "在对方工作时间的计算方法不一或未写明",
      en: "how stays abroad are counted differs or is not said",
      checkStays),
  ]

  private static func checkReference(_ subject: Subject, _ report: Report) -> [Finding] {
    let elapsed =
      /(?:注册|成立|登记|设立|运营|合作(?!单位|机构|方|伙伴|国|研究|项目)|从事|工作|任职)[^。；，、0-9]{0,6}?(?:满|不少于|至少|超过)?[0-9一二三四五六七八九十两]{1,3}个?(?:年|月)(?:以上|及以上|以下|以内)/
    let elapsedOther = /(?:注册|成立|登记|设立)(?:时间)?[^。；，、0-9]{0,4}(?:满|不少于|至少|超过)[0-9一二三四五六七八九十两]{1,3}个?(?:年|月)/
    let age = /(?:(?:未满|不满|不超过|不大于|年龄在?)?[0-9]{2}周?岁(?:及?以下|以上|以内|及以下)?|[一二三四五六七八九]十[一二三四五六七八九]?周?岁(?:以下|以上))/
    let day =
      /截至|截止|为准|之日|之时|起算|申报时|申请时|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|基准日|[0-9]月[0-9]{1,2}日(?:前|之前|时)/
    let fixed = subject.call.settings.contains { $0.field == "call.referenceDate" }
    var places: (elapsed: [(String, Stretch)], age: [(String, Stretch)]) = ([], [])
    for section in subject.sections {
      let text = section.clean
      for hit in text.hits(elapsed) where !text.sentence(around: hit.range.lowerBound).has(day) {
        places.elapsed.append((hit.words, text.part(hit.range)))
      }
      for hit in text.hits(elapsedOther) where !text.sentence(around: hit.range.lowerBound).has(day) {
        let covered = places.elapsed.contains { $0.1.positions.first == text.positions[hit.range.lowerBound] }
        if !covered { places.elapsed.append((hit.words, text.part(hit.range))) }
      }
      for hit in text.hits(age) where !text.sentence(around: hit.range.lowerBound).has(day) {
        places.age.append((hit.words, text.part(hit.range)))
      }
    }
    func finding(_ found: [(String, Stretch)], _ weight: Weight, zh: String, en: String) -> [Finding] {
      guard !found.isEmpty else { return [] }
      let words = unique(found.map(\.0)).map { "“\($0)”" }
      let ids = unique(found.map { subject.clause(of: $0.1) })
      let settled = fixed ? "（本系统设置中已给出基准日，但指南原文没有。）" : ""
      let settledEn = fixed ? " (The settings of this call give a day; the guide's words do not.)" : ""
      return [
        report.at(
          found.map(\.1), weight: fixed ? .low : weight,
          zh: "\(Lint.zh(words))（\(Lint.zh(ids))）\(zh)\(settled)",
          en: "\(Lint.en(words)) (\(Lint.en(ids))) \(en)\(settledEn)")
      ]
    }
    return finding(
      places.elapsed, .high, zh: "没有写明截至哪一天计算（指南发布日、申报截止日还是提交日）。",
      en: "does not say on which day the time is counted: publication, deadline or submission.")
      + finding(
        places.age, .medium, zh: "没有写明以哪一天的年龄为准；“以上/以下”是否含本数也宜写明（《民法典》第1259条：含本数）。",
        en:
          "does not say on which day the age counts; nor whether the number itself is included (Civil Code art. 1259: it is)."
      )
  }

  /// What a topic calls the period, with the words of its clause.
  private static func period(_ section: Section) -> (term: String, words: Stretch)? {
    guard let hit = section.clean.hits(periodClause).first,
      let term = hit.words.firstMatch(
        of: /实施周期|执行周期|项目周期|执行期限|执行期|实施期限|实施期|研究期限|研究周期|项目期限|支持年限|支持期限|资助期限|资助期|建设期/)
    else { return nil }
    return (String(term.output), section.clean.part(hit.range))
  }

  private static func checkPeriodTerms(_ subject: Subject, _ report: Report) -> [Finding] {
    var order: [String] = []
    var topics: [String: [String]] = [:]
    var places: [Stretch] = []
    func note(_ term: String, _ id: String, _ stretch: Stretch) {
      if topics[term] == nil { order.append(term) }
      topics[term, default: []].append(id)
      places.append(stretch)
    }
    if let hit = subject.preamble.hits(/实施周期|执行期限|执行期|实施期限|实施期/).first {
      note(hit.words, "总述", subject.preamble.part(hit.range))
    }
    var bare: [(String, Stretch)] = []
    for section in subject.sections {
      guard let found = period(section) else { continue }
      note(found.term, section.id, found.words)
      if found.words.text.contains(/[期限](?:[0-9]|[一二三四五两]年)/) { bare.append((section.id, found.words)) }
    }
    var findings: [Finding] = []
    if order.count > 1 {
      let chinese = order.map { "“\($0)”（\(zh(topics[$0] ?? []))）" }
      let english = order.map { "“\($0)” (\(en(topics[$0] ?? []).replacing("总述", with: "preamble")))" }
      findings.append(
        report.at(
          places, zh: "同一期限有 \(order.count) 种称谓：\(zh(chinese))。请统一，或说明区别。",
          en: "The same period has \(order.count) names: \(en(english)). Use one, or say how they differ."))
    }
    if !bare.isEmpty {
      let words = bare.map { "\($0.0)“\($0.1.text)”" }
      findings.append(
        report.at(
          bare.map(\.1), zh: "期限与数字之间缺“为”：\(zh(words))。",
          en: "“为” is missing between the period and its number: \(en(words))."))
    }
    return findings
  }

  /// The general period of the preamble, in years.
  private static func general(_ subject: Subject) -> (range: ClosedRange<Int>, stretch: Stretch)? {
    let pattern = /(?:实施周期|执行期限?|实施期限?|研究期限|周期)[^，。；0-9]{0,8}([0-9]+)(?:[~～\-—–至到]+([0-9]+))?年/
    guard let hit = subject.preamble.hits(pattern).first, let low = number(hit.output.1) else { return nil }
    let high = hit.output.2.flatMap { number($0) } ?? low
    return low <= high ? (low...high, subject.preamble.part(hit.range)) : nil
  }

  /// The years a topic gives a project at most, from the call file or the text.
  private static func months(_ section: Section) -> (atLeast: Int?, atMost: Int?)? {
    if let period = section.topic.period { return (period.atLeast, period.atMost) }
    guard let words = period(section)?.words.text,
      let match = words.firstMatch(of: /([0-9]+|[一二三四五六七八九十两]+)(?:[~～\-—–至到]+([0-9]+))?(年|个月)/),
      let low = number(match.output.1)
    else { return nil }
    let unit = match.output.3 == "年" ? 12 : 1
    let high = (match.output.2.flatMap { number($0) } ?? low) * unit
    if words.contains(/不超过|至多|以内/) { return (nil, high) }
    return words.contains(/不少于|至少/) ? (low * unit, nil) : (low * unit, high)
  }

  private static func checkPeriodRange(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let general = general(subject) else { return [] }
    let (low, high) = (general.range.lowerBound, general.range.upperBound)
    return subject.sections.compactMap { section in
      guard let months = months(section), let words = period(section)?.words else { return nil }
      let above = months.atMost.map { $0 > high * 12 } ?? false
      let below = months.atMost.map { $0 < low * 12 } ?? false
      guard above || below else { return nil }
      let span = low == high ? "\(low)" : "\(low)～\(high)"
      return report(
        [words, general.stretch], topics: [section.id],
        zh: "\(section.id)“\(words.text)”\(above ? "超出" : "短于")总述“一般为 \(span) 年”，且未写明为例外。",
        en:
          "\(section.id) (“\(words.text)”) is \(above ? "longer" : "shorter") than the general period of the preamble "
          + "(\(span) years) and is not stated as an exception.")
    }
  }

  private static func checkPeriodMinimum(_ subject: Subject, _ report: Report) -> [Finding] {
    let found = subject.sections.compactMap { section -> (String, Stretch)? in
      guard let words = period(section)?.words, words.text.contains(/不超过|至多|以内|不长于/) else { return nil }
      return (section.id, words)
    }
    guard !found.isEmpty else { return [] }
    let general =
      general(subject).map { "（总述一般为 \($0.range.lowerBound)～\($0.range.upperBound) 年，是否仍适用不明）" } ?? ""
    let generalEn =
      self.general(subject) == nil
      ? "" : "; whether the lower bound of the preamble's general period still holds is not said"
    return [
      report.at(
        found.map(\.1), zh: "\(zh(found.map { "\($0.0)“\($0.1.text)”" }))只有上限，没有下限\(general)。",
        en:
          "\(en(found.map { "\($0.0) (“\($0.1.text)”)" })) \(verb(found, "gives", "give")) an upper bound only\(generalEn)."
      )
    ]
  }

  private static func checkAgreements(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let year = subject.year else { return [] }
    let generalMonths = general(subject).map { $0.range.upperBound * 12 }
    return subject.sections.compactMap { section in
      let basis = section.part(.basis)
      let ends = basis.hits(/(20[0-9]{2})年?[-—–~～至到]+(20[0-9]{2})/).compactMap { number($0.output.2) }
      guard let end = ends.max(), let months = months(section)?.atMost ?? generalMonths else { return nil }
      let last = year + (months + 11) / 12
      guard end < last else { return nil }
      return report(
        [basis], topics: [section.id],
        zh: "\(section.id) 的合作协议截至 \(end) 年，而项目自 \(year) 年起可执行 \(months) 个月，将到 \(last) 年或以后；请确认协议续签或写明依据。",
        en:
          "The agreement of \(section.id) covers the years to \(end), but projects of \(months) months from \(year) run "
          + "to \(last) or later. Confirm its renewal or state the basis.")
    }
  }

  private static func checkYears(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let year = subject.year else { return [] }
    let found = subject.preamble.hits(/(20[0-9]{2})年(?!以来|以前|前|底前|[0-9])/).filter {
      number($0.output.1).map { $0 != year } ?? false
    }
    guard !found.isEmpty else { return [] }
    let years = unique(found.map { String($0.output.1) })
    return [
      report(
        found.map { subject.preamble.part($0.range) }, zh: "总述出现 \(zh(years)) 年，本批次为 \(year) 年；请核对是否沿用旧文未改。",
        en:
          "The preamble names \(en(years)); the call is of \(year). Check whether an older text was carried over."
      )
    ]
  }

  private static func checkOwnYear(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let year = subject.year else { return [] }
    let pattern = /(20[0-9]{2})年度?(?:已|新|所)?(?:签署|签订|达成|通过|商定)/
    let whole = [subject.preamble] + subject.sections.map(\.clean)
    let found = whole.flatMap { stretch in
      stretch.hits(pattern).filter { number($0.output.1) == year }.map { stretch.part($0.range) }
    }
    guard !found.isEmpty else { return [] }
    let words = found.map { "“\($0.text)”" }
    return [
      report(
        found, zh: "\(zh(words))用的是本批次自己的年度（\(year)），该年度的协议在指南发布时尚未签完；请与上一份指南对照，确认是有意如此，还是逐年改年份所致。",
        en:
          "\(en(words)) names the call's own year (\(year)), whose agreements were not all signed when the guide came out. "
          + "Compare with the guide before: intended, or a year rolled forward?")
    ]
  }

  private static func checkStays(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /[0-9一二三四五六七八九十两]+个月(?:以上|及以上)?(?=[^。；]{0,12}(?:交流|访问|工作|研修|合作研究))|(?:工作|访问|交流|在华)[^。；，]{0,8}时间[^。；，]{0,4}[0-9]+个月/
    var said: [(String, Stretch)] = []
    var unsaid: [(String, Stretch)] = []
    for section in subject.sections {
      for hit in section.demands.hits(pattern) {
        let sentence = section.demands.sentence(around: hit.range.lowerBound)
        // A ceiling, and a leader's months in office, are no stays.
        if sentence.text.contains(/负责人|主任|申请人|在岗|用于项目|不超过[0-9]+个月|全职/) { continue }
        let entry = (section.id, section.demands.part(hit.range))
        if sentence.text.contains(/连续|累计|合计|总计/) { said.append(entry) } else { unsaid.append(entry) }
      }
    }
    guard !unsaid.isEmpty else { return [] }
    let ids = unique(unsaid.map(\.0))
    let others = unique(said.map(\.0))
    let contrast = others.isEmpty ? "" : "（\(zh(others)) 写明了“连续”或“累计”）"
    let contrastEn = others.isEmpty ? "" : " (\(en(others)) \(verb(others, "does", "do")))"
    return [
      report.at(
        unsaid.map(\.1),
        zh: "\(zh(ids)) 要求在对方停留数月，但未写明是每人次还是合计、连续还是累计\(contrast)；按月还是按 90 天计也未写明。",
        en:
          "\(en(ids)) \(verb(ids, "asks", "ask")) for stays of months without saying whether per visit or in total, in one "
          + "piece or added up\(contrastEn), nor whether a month is 30 days.")
    ]
  }
}
