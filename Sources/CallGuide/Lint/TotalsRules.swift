extension Lint {
  /// What the preamble announces against what the topics hold.
  static let totals: [Rule] = [
    Rule(
      "totals-topics", .high, zh: "总述的指南方向数与正文不符",
      en: "the announced number of topics is not the number listed",
      checkTopicCount),
    Rule(
      "totals-partners", .high, zh: "总述的合作方数与正文不符，或计数口径未写明",
      en: "the announced number of partners does not follow from the topics, or only under an unstated rule",
      checkPartnerCount),
    Rule(
      "totals-projects", .high, zh: "各方向项目数与总述不符",
      en: "the topics' places do not add up to the announced number",
      checkProjects),
    Rule(
      "totals-money", .high, zh: "各方向经费与总概算不符",
      en: "the topics' money does not add up to the announced total",
      checkMoney),
  ]

  /// A figure of the preamble.
  struct Announced {
    var value: Int
    var words: String
    var stretch: Stretch
    /// Whether 约 or 左右 stands with it.
    var isAbout: Bool
  }

  static func announcedTopics(_ subject: Subject) -> Announced? {
    announced(subject, /([0-9０-９]+|[一二三四五六七八九十]+)个(?:指南|研究|合作|申报|重点)*(?:方向|任务方向)/)
  }

  static func announcedProjects(_ subject: Subject) -> Announced? {
    announced(subject, /支持项目(?:总?数量?)?[为共：]?(?:约|不超过)?([0-9０-９]+)[个项]/)
      ?? announced(subject, /支持(?:约|不超过|共)?([0-9０-９]+)[个项](?:左右)?(?:的)?(?:合作|研究)?项目/)
      ?? announced(subject, /(?:拟|择优|共|计划)支持(?:约|不超过|共)?([0-9０-９]+)[个项](?:左右)?(?=[。；，])/)
  }

  private static func announced(_ subject: Subject, _ pattern: Regex<(Substring, Substring)>) -> Announced? {
    guard let hit = subject.preamble.hits(pattern).first, let value = number(hit.output.1) else { return nil }
    let tail = subject.preamble.scalars[hit.range.upperBound...].prefix(2)
    return Announced(
      value: value, words: hit.words, stretch: subject.preamble.part(hit.range),
      isAbout: hit.words.contains("约") || hit.words.contains("左右") || tail.first == "左" || tail.first == "余")
  }

  /// In yuan.
  static func announcedMoney(_ subject: Subject) -> Announced? {
    let pattern = /(?:经费|概算|资助)[^，。；0-9]{0,12}?([0-9.]+)(亿|万)元/
    for hit in subject.preamble.hits(pattern) {
      // A ceiling for one project is no total.
      let before = subject.preamble.sentence(around: hit.range.lowerBound).text
      if before.contains(/每[个项][^，。]{0,8}项目[^，。]{0,12}经费/) { continue }
      guard let value = yuan(hit.output.1, unit: hit.output.2) else { continue }
      let words = hit.output.1 + hit.output.2 + "元"
      return Announced(
        value: value, words: String(words), stretch: subject.preamble.part(hit.range),
        isAbout: hit.words.contains("约"))
    }
    return nil
  }

  private static func checkTopicCount(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let announced = announcedTopics(subject), announced.value != subject.sections.count else {
      return []
    }
    let count = subject.sections.count
    let ids = subject.sections.map(\.id)
    return [
      report(
        [announced.stretch],
        zh:
          "总述称设立 \(announced.value) 个指南方向，正文列出 \(count) 个（\(zh(ids))），相差 \(abs(announced.value - count)) 个。请核对总数或增删方向。",
        en:
          "The preamble announces \(announced.value) topics; the guide lists \(count) (\(en(ids))), a difference of "
          + "\(abs(announced.value - count)). Correct the number or the list.")
    ]
  }

  /// Places or money of the topics, by how firmly the guide states them.
  struct Sum {
    var exact = 0
    var atMost = 0
    var about = 0
    var undecided: [Section] = []
    var silent: [Section] = []
    var stated = 0

    var total: Int { exact + atMost + about }

    init(_ subject: Subject, _ limit: (Section) -> Limit?) {
      for section in subject.sections {
        switch limit(section) {
        case .exactly(let number): exact += number
        case .atMost(let number): atMost += number
        case .about(let number): about += number
        case .undecided: undecided.append(section)
        case nil: silent.append(section)
        }
      }
      let known = Set((undecided + silent).map(\.id))
      open = subject.sections.map(\.id).filter(known.contains)
      stated = subject.sections.count - undecided.count - silent.count
    }

    /// 确定 89、“不超过” 27、“左右” 10
    var shares: BilingualText {
      var chinese: [String] = []
      var english: [String] = []
      if exact > 0 {
        chinese.append("确定 \(exact)")
        english.append("\(exact) fixed")
      }
      if atMost > 0 {
        chinese.append("“不超过” \(atMost)")
        english.append("\(atMost) “up to”")
      }
      if about > 0 {
        chinese.append("“左右” \(about)")
        english.append("\(about) “about”")
      }
      return BilingualText(zh: zh(chinese), en: en(english))
    }

    /// The topics without a figure, in the order of the guide.
    let open: [String]
  }

  private static func checkProjects(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let announced = announcedProjects(subject) else { return [] }
    let sum = Sum(subject, subject.quota)
    let difference = announced.value - sum.total
    let shares = sum.shares
    guard difference != 0 || !sum.open.isEmpty else { return [] }
    let about = announced.isAbout ? "约 " : ""
    var chinese =
      "总述称拟支持项目数\(about)\(announced.value) 个；已给出数字的 \(sum.stated) 个方向合计 \(sum.total) 个（\(shares.zh)）"
    var english =
      "The preamble announces \(announced.isAbout ? "about " : "")\(announced.value) projects; the \(sum.stated) topics "
      + "with a figure add up to \(sum.total) (\(shares.en))"
    var weight = Weight.high
    if sum.open.isEmpty {
      chinese += "，相差 \(abs(difference)) 个。请核对。"
      english += ", a difference of \(abs(difference)). Correct one of them."
      if announced.isAbout, abs(difference) * 20 <= announced.value { weight = .low }
    } else if difference <= 0 {
      chinese += "，尚不含数量未定的 \(zh(sum.open))：该方向只要支持项目，合计即超过总述数。"
      english +=
        " without \(en(sum.open)), undecided: any project there takes the sum above the announced number."
      if sum.exact < sum.total { chinese += "按字面只有 \(sum.exact) 个是确定的。" }
      if sum.exact < sum.total { english += " Only \(sum.exact) are promised by the words." }
    } else {
      chinese += "，余 \(difference) 个；数量未定的 \(zh(sum.open)) 应据此写明。"
      english += ", leaving \(difference) for \(en(sum.open)), undecided; say so there."
      weight = .medium
    }
    if let topics = announcedTopics(subject), topics.value == subject.sections.count {
      chinese += "（指南方向总述 \(topics.value) 个，正文 \(topics.value) 个，相符。）"
      english += " (Topics: \(topics.value) announced, \(topics.value) listed, in agreement.)"
    }
    let places = [announced.stretch] + (sum.undecided + sum.silent).map { $0.part(.quota) }
    return [report(places, weight: weight, topics: sum.silent.map(\.id), zh: chinese, en: english)]
  }

  private static func checkMoney(_ subject: Subject, _ report: Report) -> [Finding] {
    guard let announced = announcedMoney(subject) else { return [] }
    let sum = Sum(subject, subject.envelope)
    guard sum.stated > 0 else { return [] }
    let difference = announced.value - sum.total * 10_000
    guard difference != 0 || !sum.open.isEmpty else { return [] }
    let total = tenThousands(announced.value)
    let gap = tenThousands(abs(difference))
    let share = percent(abs(difference), of: announced.value)
    var chinese =
      "总述称国拨经费总概算 \(announced.words)（\(total) 万元）；已给出数字的 \(sum.stated) 个方向合计 \(sum.total) 万元（\(sum.shares.zh)）"
    var english =
      "The preamble announces a total of \(total) ×10,000 RMB (\(announced.words)); the \(sum.stated) topics with a figure "
      + "add up to \(sum.total) (\(sum.shares.en))"
    var weight = Weight.high
    if difference < 0 {
      chinese += "，超出总概算 \(gap) 万元（\(share)）。请核对。"
      english += ", \(gap) (\(share)) above the total. Correct one of them."
    } else if difference == 0 {
      chinese += "，已用完总概算，而 \(zh(sum.open)) 的经费未定。"
      english += ", all of the total, while the money of \(en(sum.open)) is undecided."
    } else {
      chinese += "，尚有 \(gap) 万元（占 \(share)）未说明"
      english += "; \(gap) (\(share) of the total) is unexplained"
      if sum.open.isEmpty {
        chinese += "。请核对。"
        english += ". Correct one of them."
        if announced.isAbout, difference * 20 <= announced.value { weight = .low }
      } else {
        chinese += "，可能属经费未定的 \(zh(sum.open))；若是，其项目应计入总项目数，请写明。"
        english +=
          ", perhaps meant for \(en(sum.open)), undecided; if so its projects belong in the announced number too."
      }
    }
    let places = [announced.stretch] + (sum.undecided + sum.silent).map { $0.part(.envelope) }
    return [report(places, weight: weight, topics: sum.silent.map(\.id), zh: chinese, en: english)]
  }

  /// Two decimals, half up.
  private static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let hundredths = (part * 10_000 + whole / 2) / whole
    let decimals = String(hundredths % 100 + 100).dropFirst()
    return "\(hundredths / 100).\(decimals)%"
  }
}
