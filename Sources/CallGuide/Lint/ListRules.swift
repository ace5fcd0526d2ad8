extension Lint {
  /// Lists and measures that cannot refuse anything.
  static let lists: [Rule] = [
    Rule("open-areas", .low, zh: "领域清单开放，无法据以否定", en: "a list of areas that can refuse nothing", checkAreas),
    Rule(
      "open-organisations", .low, zh: "单位类型清单开放", en: "a list of organisation types that can refuse nothing",
      checkOrganisations),
    Rule(
      "illustrative-issuer", .medium, zh: "文件出具方只举例，未定义",
      en: "who may issue a document is shown by examples only",
      checkIssuers),
    Rule("vague-measure", .low, zh: "要求没有可衡量的标准", en: "a requirement without a measure", checkVague),
  ]

  private static func checkAreas(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /等(?:相关|有关|其他)?(?:研究)?(?:领域|方向)|及(?:与此|其)?相关(?:的)?(?:领域|方向|技术)+(?:方向)?|及?与此相关的?领域(?:方向)?|包括但不限于|不限(?:定)?领域|等(?=[。；]$)|等(?=[。；])/
    var found: [(id: String, words: [String], stretches: [Stretch])] = []
    for section in subject.sections {
      let areas = section.part(.areas)
      let hits = areas.hits(pattern)
      guard !hits.isEmpty else { continue }
      found.append((section.id, unique(hits.map(\.words)), hits.map { areas.part($0.range) }))
    }
    guard !found.isEmpty else { return [] }
    let chinese = found.map { "\($0.id)“\($0.words.joined(separator: "”“"))”" }
    let english = found.map { "\($0.id) (“\($0.words.joined(separator: "”, “"))”)" }
    return [
      report(
        found.flatMap(\.stretches), zh: "领域清单以开放用语结尾或限定：\(zh(chinese))；任何题目都不能据此判为不符，清单不能作形式审查依据。",
        en:
          "Lists of areas left open: \(en(english)). No subject can be refused by them; they are no test for formal review."
      )
    ]
  }

  private static func checkOrganisations(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /(?:应|须|需|必须|应当)为[^。；，]{0,30}?(?:院所|高校|学校|企业|机构|单位)等(?=[，。；）])/
    let found = subject.sections.flatMap { section in
      section.demands.hits(pattern).map { (section.id, section.demands.part($0.range)) }
    }
    guard !found.isEmpty else { return [] }
    let words = unique(found.map { short($0.1.text) })
    return [
      report(
        found.map(\.1),
        zh: "\(zh(unique(found.map(\.0))))“\(words.joined(separator: "”“"))”以“等”结尾，其他类型的单位能否参加无从判断。",
        en:
          "\(en(unique(found.map(\.0)))): “\(words.joined(separator: "”, “"))” ends in “等” (and so on); whether other kinds of "
          + "organisation qualify is open.")
    ]
  }

  private static func checkIssuers(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /[（(]如[^）)]{4,60}等[）)]/
    let found = subject.sections.flatMap { section in
      section.demands.hits(pattern).compactMap { hit -> (String, Stretch)? in
        let before = section.demands.part(max(0, hit.range.lowerBound - 24)..<hit.range.lowerBound).text
        return before.contains(/出具|签章|签发|认可|证明/) ? (section.id, section.demands.part(hit.range)) : nil
      }
    }
    guard !found.isEmpty else { return [] }
    return [
      report(
        found.map(\.1),
        zh:
          "\(zh(unique(found.map(\.0)))) 文件的出具方只以“\(short(found[0].1.text, 60))”举例，未定义；例外的机构（如地方政府）是否认可无从判断。",
        en:
          "\(en(unique(found.map(\.0)))) \(verb(unique(found.map(\.0)), "shows", "show")) by examples only who may issue the document (“\(short(found[0].1.text, 60))”); "
          + "whether others, a regional government for one, are accepted is open.")
    ]
  }

  private static func checkVague(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /高水平|长期稳定|优势资源|较强的?|基本平衡|运行管理规范|实质性|良好的?|较高的?|具有一定|先进水平|有影响力|基础研究类项目|青年学者|低技术成熟度/
    var topics: [String: [String]] = [:]
    var order: [String] = []
    var places: [Stretch] = []
    for section in subject.sections {
      for hit in section.demands.hits(pattern) {
        if topics[hit.words] == nil { order.append(hit.words) }
        if topics[hit.words]?.contains(section.id) != true {
          topics[hit.words, default: []].append(section.id)
        }
        places.append(section.demands.part(hit.range))
      }
    }
    guard !order.isEmpty else { return [] }
    return [
      report.at(
        places, zh: "下列用语没有衡量标准，只能由专家或主管人员逐个判断：\(zh(order.map { "“\($0)”（\(zh(topics[$0] ?? []))）" }))。",
        en: "Words without a measure, left to an expert or officer case by case: "
          + "\(en(order.map { "“\($0)” (\(en(topics[$0] ?? [])))" })).")
    ]
  }
}
