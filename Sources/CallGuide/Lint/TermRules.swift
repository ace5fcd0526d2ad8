extension Lint {
  /// One thing under several names.
  static let terms: [Rule] = [
    Rule("modal-verbs", .low, zh: "同一义务的情态动词不一", en: "one duty, several modal verbs", checkModals),
    Rule("area-names", .low, zh: "近似的领域名称写法不一", en: "near-identical names of areas", checkAreaNames),
    Rule(
      "property-wording", .low, zh: "知识产权证明的要求说法不一",
      en: "evidence on intellectual property worded differently",
      checkProperty),
  ]

  private static let modals = ["必须", "应当", "须", "需", "应", "要"]

  /// The modal verbs of a text, leaving out words that only contain their characters.
  static func modals(in stretch: Stretch) -> [String] {
    stretch.hits(modalWords).map(\.words).filter(modals.contains)
  }

  private static var modalWords: Regex<Substring> {
    /必须|应当|无须|无需|需求|需要|必需|急需|所需|按需|军需|应用|应对|相应|适应|响应|反应|效应|供应|应急|应力|感应|对应|主要|重要|要求|纪要|概要|要素|要点|要领|摘要|首要|只要|必要|简要|扼要|要务|要闻|要道|须|需|应|要/
  }

  private static func checkModals(_ subject: Subject, _ report: Report) -> [Finding] {
    var groups: [(verb: String, places: [(id: String, stretch: Stretch)])] = []
    for section in subject.sections {
      guard let sentence = jointRule(section), let verb = modals(in: sentence).first else { continue }
      if let index = groups.firstIndex(where: { $0.verb == verb }) {
        groups[index].places.append((section.id, sentence))
      } else {
        groups.append((verb, [(section.id, sentence)]))
      }
    }
    var counts: [String: Int] = [:]
    for section in subject.sections {
      for verb in modals(in: section.demands) { counts[verb, default: 0] += 1 }
    }
    let used = modals.filter { counts[$0] != nil }.map { "\($0) \(counts[$0] ?? 0) 处" }
    guard counts.count > 2 || groups.count > 1 else { return [] }
    var chinese: [String] = []
    var english: [String] = []
    if groups.count > 1 {
      chinese.append(
        "双方分别申报的同一义务，" + groups.map { "\(zh($0.places.map(\.id))) 用“\($0.verb)”" }.joined(separator: "，"))
      english.append(
        "for the duty of both sides to apply "
          + groups.map { "\(en($0.places.map(\.id))) say “\($0.verb)”" }.joined(separator: ", "))
    }
    chinese.append("各方向共用 \(used.count) 种情态动词（\(zh(used))）")
    english.append(
      "the topics use \(used.count) modal verbs (\(en(modals.filter { counts[$0] != nil }.map { "\($0) \(counts[$0] ?? 0)×" })))"
    )
    return [
      report.at(
        groups.flatMap(\.places).map(\.stretch), zh: "\(chinese.joined(separator: "；"))。请统一，或定义强弱。",
        en: "Modal verbs vary: \(english.joined(separator: "; ")). Use one, or define their strength.")
    ]
  }

  /// The names of a topic's areas, from the call file or, where it has none, from the text.
  private static func areaNames(_ section: Section) -> [String] {
    func flat(_ areas: [Area]) -> [String] { areas.flatMap { [$0.name.zh] + flat($0.areas) } }
    let named = flat(section.topic.areas)
    let text = named.isEmpty ? section.part(.areas).text : named.joined(separator: "、")
    let folded = GuideText.fold(text).reduce(into: "") { $0.unicodeScalars.append($1) }
    return folded.replacing(/[（(][0-9]{1,2}[）)]/, with: "、").split(whereSeparator: {
      "、，。；：;,（）()".contains($0)
    })
    .map(String.init)
  }

  private static func checkAreaNames(_ subject: Subject, _ report: Report) -> [Finding] {
    var order: [String] = []
    var topics: [String: [String]] = [:]
    for section in subject.sections {
      for name in areaNames(section) {
        // 信息通信技术和微电子 is two names; 信息和通信技术 is one: both forms are looked at.
        for form in unique([name] + name.split(whereSeparator: { "和与及".contains($0) }).map(String.init)) {
          guard form.count >= 2, form.count <= 10, !form.hasPrefix("不限"), form != "全领域" else { continue }
          if topics[form] == nil { order.append(form) }
          if topics[form]?.contains(section.id) != true { topics[form, default: []].append(section.id) }
        }
      }
    }
    let cores = order.map(core)
    let alike = Dictionary(grouping: order.indices) { cores[$0] }.values.sorted { $0[0] < $1[0] }
    let groups = alike.map { $0.map { order[$0] } }.filter { group in
      group.count > 1 && Set(group.flatMap { topics[$0] ?? [] }).count > 1
    }
    guard !groups.isEmpty else { return [] }
    let chinese = groups.map { $0.map { "\($0)（\(zh(topics[$0] ?? []))）" }.joined(separator: " / ") }
    let english = groups.map { $0.map { "\($0) (\(en(topics[$0] ?? [])))" }.joined(separator: " / ") }
    let ids = unique(groups.flatMap { $0.flatMap { topics[$0] ?? [] } })
    return [
      report(
        subject.sections.filter { ids.contains($0.id) }.compactMap { $0.labels[.areas] },
        zh: "近似的领域名称写法不一：\(chinese.joined(separator: "；"))。若同指一个领域请统一，以便统计和分组评审。",
        en:
          "Near-identical names of areas: \(english.joined(separator: "; ")). If one area is meant use one name, for statistics and "
          + "review panels.")
    ]
  }

  /// A name without connectives and general endings, synonyms made one. Characters alone would not do: 生物医学 and
  /// 生物化学 differ in one character, as 信息通讯 and 信息通信 do.
  private static func core(_ name: String) -> String {
    var core = name.filter { !"和与及的".contains($0) }
    for (word, usual) in [
      ("通讯", "通信"), ("医药", "医学"), ("生命健康", "健康"), ("卫生健康", "健康"), ("人口健康", "健康"),
      ("医疗健康", "健康"), ("公共卫生", "健康"), ("大健康", "健康"), ("航天航空", "航空航天"), ("可再生能源", "新能源"),
      ("海事", "海洋"), ("先进材料", "新材料"), ("先进制造技术", "先进制造"), ("生物工程", "生物技术"),
    ] { core = core.replacing(word, with: usual) }
    for ending in ["领域", "研究", "技术"] where core.hasSuffix(ending) && core.count >= 4 { core.removeLast(2) }
    return core
  }

  private static func checkProperty(_ subject: Subject, _ report: Report) -> [Finding] {
    let evidence =
      /知识产权等?(?:合作)?文件|知识产权协议|意向性约定|意向性协议|明确约定|知识产权(?:相关)?条款|知识产权证明|证明信/
    var groups: [(words: [String], ids: [String])] = []
    var places: [Stretch] = []
    for section in subject.sections {
      let sentences = section.demands.sentences.filter { $0.text.contains("知识产权") }
      let words = unique(sentences.flatMap { sentence in sentence.hits(evidence).map(\.words) })
      guard let first = sentences.first(where: { $0.has(evidence) }), !words.isEmpty else { continue }
      places.append(first)
      if let index = groups.firstIndex(where: { $0.words == words }) {
        groups[index].ids.append(section.id)
      } else {
        groups.append((words, [section.id]))
      }
    }
    guard groups.count > 1 else { return [] }
    return [
      report.at(
        places,
        zh: "知识产权的证明要求有 \(groups.count) 种说法："
          + groups.map { "\(zh($0.ids))“\($0.words.joined(separator: "、"))”" }.joined(separator: "；")
          + "。请统一须提交何种文件。",
        en: "Evidence on intellectual property has \(groups.count) wordings: "
          + groups.map { "\(en($0.ids)) “\($0.words.joined(separator: ", "))”" }.joined(separator: "; ")
          + ". Say which document is asked for.")
    ]
  }
}
