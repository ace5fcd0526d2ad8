/// How long a project lasts, and that both sides apply.
extension Recogniser {
  private static let period = DraftPattern(
    "{执行期限|执行期|执行周期|执行时间|实施周期|实施期限|实施期|实施时间|研究周期|研究期限|项目周期|项目期限|资助期限|资助周期|资助期|支持期限|支持年限|合作期限|建设期|建设周期|为期}")
  private static let span = DraftPattern("#{个月|月|年}?{~|-|至|到|或}#{个月|月|年}")
  private static let single = DraftPattern("#{个月|月|年}")
  private static let pairs = DraftPattern(
    "{双方|合作伙伴|中外|合作单位|合作团队|合作者|申请人|中.}*{分别|各自|同时|均|同步}*{提交|申报|申请|报送|递交}|{单方|单边|单独|仅一方}{面}?*{申报|申请|提交}*{无效|不予|不接受|不受理}"
  )

  /// The months a sentence gives for a project.
  struct Months: Equatable {
    var least: Int?
    var most: Int?
    var isExact: Bool { least == most }

    var sketch: [(key: String, value: Sketch)] {
      if let least, isExact { return [(key: "equals", value: .number(least))] }
      return [("atLeast", least), ("atMost", most)].compactMap { key, months in
        months.map { (key: key, value: .number($0)) }
      }
    }
  }

  static func months(in words: [Unicode.Scalar]) -> Months? {
    func months(_ range: Range<Int>, _ unit: Unicode.Scalar) -> Int? {
      guard let count = words.count(range), count > 0, count <= 120 else { return nil }
      return unit == "年" ? count * 12 : count
    }
    if let match = span.first(in: words), match.captures.count == 2 {
      let unit = words[match.range.upperBound - 1]
      let own = words[match.captures[0].upperBound]
      guard let most = months(match.captures[1], unit),
        let least = months(
          match.captures[0], "年个月".unicodeScalars.contains(own) ? (own == "年" ? own : "月") : unit)
      else { return nil }
      return least <= most ? Months(least: least, most: most) : nil
    }
    guard let match = single.first(in: words), let number = match.captures.first,
      let count = months(number, words[match.range.upperBound - 1])
    else { return nil }
    let before = Array(words[..<number.lowerBound])
    let after = Array(words[match.range.upperBound..<min(words.count, match.range.upperBound + 4)])
    if before.has("不超过", "不多于", "最长", "不长于", "不得超过", "至多", "不大于") || after.has("以内", "以下", "内") {
      return Months(least: nil, most: count)
    }
    if before.has("不少于", "至少", "不低于", "不短于") || after.has("以上") { return Months(least: count, most: nil) }
    return Months(least: count, most: count)
  }

  mutating func projectPeriod(_ sentence: Sentence) -> Recognition? {
    var found: [Months] = []
    var start = 0
    while let match = Self.period.first(in: sentence.words, from: start) {
      start = match.range.upperBound
      // 合作协议的合作期限 is the agreement's, not the project's.
      if sentence.words[match.range].starts(with: "合作".unicodeScalars), sentence.words.has("协议") { continue }
      let rest = sentence.words[start...].prefix { !"。;,".unicodeScalars.contains($0) }
      guard let first = rest.first, !"内间届中满结".unicodeScalars.contains(first), rest.count <= 30,
        let months = Self.months(in: Array(rest))
      else { continue }
      found.append(months)
    }
    guard let first = found.first else { return nil }
    guard found.contains(where: { $0 != first }) else { return periodFinding(first, sentence) }
    // Several kinds of projects, several periods: any of them will do.
    let most = found.compactMap(\.most).max()
    let least = found.allSatisfy { $0.least != nil } ? found.compactMap(\.least).min() : nil
    var finding = periodFinding(Months(least: least, most: most), sentence)
    finding.require = ["any": .list(found.map { ["duration": .map($0.sketch)] })]
    return finding
  }

  mutating func periodFinding(_ months: Months, _ sentence: Sentence) -> Recognition {
    var entries: [(key: String, value: Sketch)] =
      months.isExact ? [(key: "exactly", value: .number(months.least ?? 0))] : months.sketch
    entries.append((key: "force", value: .text(sentence.force.rawValue)))
    if topic.period == nil { topic.period = .map(entries) }
    let soft = sentence.force.isSoft
    return Recognition(
      kind: "duration", require: ["duration": .map(months.sketch)], classes: [.auto], force: sentence.force,
      stages: [.draft, .submit, .contract], by: soft ? [.system, .officer] : [.system],
      summary: Self.periodSummary(months, soft: soft), justification: soft ? "app.durationJustification" : nil
    )
  }

  private static func periodSummary(_ months: Months, soft: Bool) -> BilingualText {
    let zh = soft ? "执行期一般" : "执行期"
    let en = soft ? "The project period is as a rule" : "The project period is"
    if let least = months.least, months.isExact {
      return BilingualText(zh: "\(zh)为 \(least) 个月", en: "\(en) \(least) months.")
    }
    switch (months.least, months.most) {
    case (let least?, let most?):
      return BilingualText(zh: "\(zh)为 \(least)–\(most) 个月", en: "\(en) \(least) to \(most) months.")
    case (nil, let most?):
      return BilingualText(zh: "\(zh)不超过 \(most) 个月", en: "\(en) at most \(most) months.")
    case (let least?, nil):
      return BilingualText(zh: "\(zh)不少于 \(least) 个月", en: "\(en) at least \(least) months.")
    case (nil, nil): return BilingualText(zh: zh, en: en)
    }
  }

  private static let abroad = DraftPattern(
    "方{合作}?{单位|申请人|伙伴|团队|机构}?{须|应|需|必须}{同时|同步|另行}?{按照*}?向*{提交|递交|申报|申请}")

  /// 以方须向以色列创新署同步递交申请
  private func appliesAbroad(_ words: [Unicode.Scalar]) -> Bool {
    guard let match = Self.abroad.first(in: words), let side = words[..<match.range.lowerBound].last else {
      return false
    }
    return !"中我地双各两".unicodeScalars.contains(side)
  }

  /// Both sides apply, each to its own agency.
  func pairing(_ sentence: Sentence) -> Recognition? {
    guard Self.pairs.first(in: sentence.words) != nil || appliesAbroad(sentence.words),
      !sentence.words.has("企业", "配套", "签署", "论文", "不得同时", "不能同时", "不可同时", "不得重复", "限报", "多头")
    else { return nil }
    let void = sentence.words.has("无效", "不予受理", "不予支持", "不予资助", "不受理", "不接受", "不予立项")
    return Recognition(
      kind: "counterpart", require: ["counterpart": ["voidIfOneSided": .text(void ? "true" : "false")]],
      classes: [.auto, .evid], force: .must, stages: [.submit, .formal, .cross],
      by: [.system, .counterpart, .officer],
      summary: BilingualText(
        zh: void ? "双方须分别向本国主管部门申报，单方申报无效" : "双方须分别向本国主管部门申报",
        en: void
          ? "Both partners must each apply to their own authority; one-sided applications are invalid."
          : "Both partners must each apply to their own authority."),
      evidence: BilingualText(zh: "外方受理回执（可选）", en: "Receipt of the foreign submission (optional)"))
  }
}
