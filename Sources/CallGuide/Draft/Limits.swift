/// Reads numbers of projects and sums of money.
enum Limits {
  /// A limit with its number; `nil` for 待定.
  struct Value {
    var key: String
    var number: Int?

    var sketch: Sketch {
      guard let number else { return ["undecided": true] }
      return .map([(key: key, value: .number(number))])
    }

    /// In words.
    func words(_ unit: String, _ unitEn: String) -> BilingualText {
      guard let number else { return BilingualText(zh: "待定", en: "to be determined") }
      switch key {
      case "atMost": return BilingualText(zh: "不超过 \(number) \(unit)", en: "at most \(number) \(unitEn)")
      case "about": return BilingualText(zh: "约 \(number) \(unit)", en: "about \(number) \(unitEn)")
      default: return BilingualText(zh: "\(number) \(unit)", en: "\(number) \(unitEn)")
      }
    }
  }

  /// At most so many for each country or area.
  struct Share {
    var number: Int
    func sketch(_ force: Force) -> Sketch { ["atMost": .number(number), "force": .text(force.rawValue)] }
  }

  private static let total = DraftPattern("{共|总数|合计|总计|共计}{支持|资助|为|约|不超过}?<#>{个|项}")
  private static let open = DraftPattern("{待定|另定|未定|另行|视情|TBD|tbd|xxx|XXX}")
  private static let upTo = DraftPattern("{不超过|不多于|不高于|不得超过|至多|最多|以内|以下|不大于|上限}")
  private static let about = DraftPattern("{约|左右|上下|大约}")
  private static let range = DraftPattern("#{个|项|万元|亿元|万}?{~|-|至|到}<#>")

  /// How the first number is qualified; what stands in brackets or after a comma speaks of something else.
  private static func key(_ all: [Unicode.Scalar]) -> String {
    let start = all.firstIndex { GuideNumber.isDigit($0) || GuideNumber.isChineseDigit($0) } ?? 0
    let end = all[start...].firstIndex { "(;。".unicodeScalars.contains($0) } ?? all.count
    let words = Array(all[..<end])
    if upTo.first(in: words) != nil { return "atMost" }
    return about.first(in: words) != nil ? "about" : "exactly"
  }

  /// A number of projects.
  static func count(_ words: [Unicode.Scalar]) -> Value? {
    if let match = range.first(in: words), let last = match.captures.last, let number = words.count(last),
      match.range.lowerBound < 12
    {
      return Value(key: "atMost", number: number)
    }
    if let range = total.first(in: words)?.captures.last, let number = words.count(range), number > 0 {
      return Value(key: key(Array(words[range.lowerBound...])), number: number)
    }
    if let match = anyNumber.first(in: words), let first = match.captures.first,
      let number = words.count(first), number > 0
    {
      return Value(key: key(words), number: number)
    }
    return open.first(in: words) != nil ? Value(key: "undecided", number: nil) : nil
  }

  private static let anyNumber = DraftPattern("#")

  /// A bare number in a column of a table; such columns are in 万元.
  static func cell(_ words: [Unicode.Scalar], behind label: [Unicode.Scalar]) -> Value? {
    guard label.isEmpty, words.count <= 12 else { return nil }
    return money(
      words.filter { !"左右".unicodeScalars.contains($0) } + Array("万元".unicodeScalars)
        + (words.has("左右") ? Array("左右".unicodeScalars) : []))
  }

  /// A sum of money in 万元.
  static func money(_ words: [Unicode.Scalar]) -> Value? {
    var best: Int?
    var position = 0
    while let match = anyNumber.first(in: words, from: position) {
      position = max(match.range.upperBound, position + 1)
      guard let range = match.captures.first, let number = words.number(range) else { continue }
      let unit = Array(words[match.range.upperBound...].prefix(5))
      guard !isForeignUnit(unit), let value = tenThousands(number, unit: unit) else { continue }
      best = value
      // A range ends with its larger number.
      if match.range.upperBound + 2 < words.count,
        words[match.range.upperBound..<match.range.upperBound + 3].contains(where: {
          "~-至到".unicodeScalars.contains($0)
        })
      {
        continue
      }
      break
    }
    if let best { return Value(key: isRange(words) ? "atMost" : key(words), number: best) }
    return open.first(in: words) != nil ? Value(key: "undecided", number: nil) : nil
  }

  private static let currency = DraftPattern(
    "^{万|亿|千万|百万|十万}?{欧元|美元|英镑|日元|卢布|澳元|澳大利亚元|加元|港元|港币|澳门元|澳门币|新元|新西兰元|新加坡元|新台币|台币|韩元|卢比|兰特|瑞郎|瑞士法郎|瑞典克朗|挪威克朗|丹麦克朗|克朗|法郎|雷亚尔|谢克尔|新谢克尔|福林|兹罗提|里拉|泰铢|林吉特|比索|第纳尔|EUR|USD|GBP}"
  )

  private static func isForeignUnit(_ unit: [Unicode.Scalar]) -> Bool {
    currency.match(in: unit, at: 0) != nil
  }

  /// Whether the words give money in another currency only: what the other side pays.
  static func isForeign(_ words: [Unicode.Scalar]) -> Bool {
    var position = 0
    var found = false
    while let match = anyNumber.first(in: words, from: position) {
      position = max(match.range.upperBound, position + 1)
      if isForeignUnit(Array(words[match.range.upperBound...].prefix(6))) { found = true }
    }
    return found && money(words) == nil
  }

  private static func isRange(_ words: [Unicode.Scalar]) -> Bool {
    range.first(in: words).map { $0.range.lowerBound < 14 } ?? false
  }

  private static func tenThousands(_ number: GuideNumber, unit: [Unicode.Scalar]) -> Int? {
    switch unit.first {
    case "亿": return number.whole(timesTenTo: 4)
    case "万": return number.whole()
    case "千" where unit.dropFirst().first == "万": return number.whole(timesTenTo: 3)
    case "百" where unit.dropFirst().first == "万": return number.whole(timesTenTo: 2)
    case "元": return number.whole(timesTenTo: -4)
    default: return nil
    }
  }

  private static let each = DraftPattern("{每个|每一|每|各|单个|同一|其中}*{国|领域|方向|类}*{不超过|不多于|支持|限|各|为|仅}*#{个|项}")

  /// 每个国别不超过 1 个
  static func share(_ words: [Unicode.Scalar]) -> Share? {
    guard let range = each.first(in: words)?.captures.last, let number = words.count(range), number > 0 else {
      return nil
    }
    return Share(number: number)
  }

  static func quota(_ limit: Value, _ sentence: Sentence) -> Recognition {
    let words = limit.words("个", "projects")
    let isOpen = limit.number == nil
    return Recognition(
      kind: "quota", require: ["quota": [:]], classes: [.select],
      force: isOpen ? .fact : (limit.key == "about" ? .general : .must),
      stages: isOpen ? [.guide, .selection] : [.selection],
      by: isOpen ? [.manager] : [.system, .manager],
      summary: BilingualText(zh: "拟支持项目数：\(words.zh)", en: "Projects to be supported: \(words.en)."))
  }

  static func envelope(_ limit: Value, _ sentence: Sentence) -> Recognition {
    let words = limit.words("万元", "× RMB 10,000")
    let isOpen = limit.number == nil
    return Recognition(
      kind: "envelope", require: ["envelope": [:]], classes: [.select],
      force: isOpen ? .fact : (limit.key == "about" ? .general : .must),
      stages: isOpen ? [.guide, .selection] : [.selection, .contract],
      by: isOpen ? [.manager] : [.system, .manager],
      summary: BilingualText(zh: "拟支持经费：\(words.zh)", en: "Money for the topic: \(words.en)."))
  }

  /// 每个项目不超过 100 万元
  static func ceiling(_ words: [Unicode.Scalar]) -> Recognition? {
    guard let limit = money(words), let number = limit.number else { return nil }
    let key = limit.key == "atLeast" ? "atLeast" : "atMost"
    let isGeneral = limit.key == "about" || words.has("一般", "左右", "约")
    return Recognition(
      kind: "compare",
      require: [
        "compare": .map([(key: "field", value: "app.budget.grant"), (key: key, value: .number(number))])
      ],
      classes: [.auto], force: words.has("原则上") ? .principle : isGeneral ? .general : .must,
      stages: [.draft, .submit, .contract], by: [.system],
      summary: BilingualText(zh: "每个项目不超过 \(number) 万元", en: "At most \(number) × RMB 10,000 for a project."))
  }

  static func shareFinding(_ share: Share, by what: String, _ sentence: Sentence) -> Recognition {
    Recognition(
      kind: "quotaPer", require: ["quotaPer": ["by": .text(what)]], classes: [.select], force: sentence.force,
      stages: [.selection], by: [.system, .manager],
      summary: BilingualText(
        zh: what == "area" ? "每个领域方向不超过 \(share.number) 个" : "每个国别不超过 \(share.number) 个",
        en: what == "area"
          ? "At most \(share.number) for each area." : "At most \(share.number) for each country."),
      justification: sentence.force.isSoft ? "selection.justification" : nil)
  }

  static func areas(isOpen: Bool) -> Recognition {
    guard !isOpen else {
      return Recognition(
        kind: "information", require: ["information": [:]], classes: [.info], force: .fact, stages: [.draft],
        by: [.system],
        summary: BilingualText(zh: "不限领域", en: "Any research area."))
    }
    return Recognition(
      kind: "area",
      require: [
        "all": [
          ["area": [:]],
          Recogniser.question(
            "fit", "expert", zh: "项目研究内容是否属于所选领域方向？", en: "Does the research belong to the chosen area?",
            from: "review"),
        ]
      ],
      classes: [.auto, .judge], force: .must, stages: [.draft, .submit, .review], by: [.system, .expert],
      summary: BilingualText(zh: "领域方向须在所列范围内", en: "The research area is one of those listed."))
  }
}
