extension Lint {
  /// What is left out.
  static let gaps: [Rule] = [
    Rule("placeholder", .high, zh: "占位符未替换", en: "placeholders left in the text", checkPlaceholders),
    Rule("document-title", .low, zh: "文件标题缺失", en: "the document has no title", checkTitle),
    Rule(
      "topic-part-missing", .medium, zh: "方向缺少依据、领域、项目数、经费或执行期",
      en: "a topic without basis, areas, places, money or period", checkParts),
    Rule(
      "agency-missing", .medium, zh: "要求双方分别申报，但未写明外方受理部门或联系方式",
      en: "both sides must apply, but the partner agency or its contact is not given", checkAgencies),
    Rule(
      "standard-parts", .medium, zh: "缺少申报须知的通常内容", en: "standard parts of a call are missing",
      checkStandardParts),
  ]

  private static func checkPlaceholders(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern =
      /[xXｘＸ×✕]{2,}|[＿_]{2,}|[○〇]{2,}|(?:链接|网址|邮箱|电话|网站|联系人)[：:](?:空|无|略|待补充?)?(?=[，。；）)、])|待补充|待完善|待填写|此处(?:填写|插入|补充)|TODO|【\s*】/
    let all = Stretch(subject.guide.text, Array(subject.guide.text.folded.indices))
    var groups: [(name: String, places: [Stretch])] = []
    for hit in all.hits(pattern) {
      // “XXI” and words with a double x are no placeholders.
      let around = all.part(
        max(0, hit.range.lowerBound - 1)..<min(all.positions.count, hit.range.upperBound + 1)
      ).text
      if around.dropFirst().dropLast().contains(/^[xX]+$/),
        around.contains(/^[A-Za-z]{3,}[^xX]|^[^xX][A-Za-z]{3,}$/),
        around.contains(/^[A-WYZa-wyz]|[A-WYZa-wyz]$/)
      {
        continue
      }
      // What it stands for: the two to four characters of the label before it.
      let before = all.part(max(0, hit.range.lowerBound - 12)..<hit.range.lowerBound).text
      let label = (before + hit.words).matches(of: /(下载链接|链接|网址|网站|邮箱|电话|传真|联系人|地址)[：:]?/).last
      let name = label.map { String($0.output.1) } ?? "其他"
      let stretch = all.part(hit.range)
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].places.append(stretch)
      } else {
        groups.append((name, [stretch]))
      }
    }
    guard !groups.isEmpty else { return [] }
    let count = groups.reduce(0) { $0 + $1.places.count }
    let parts = groups.map { group in
      "\(group.name) \(group.places.count) 处（\(zh(group.places.map { subject.clause(of: $0) }))）"
    }
    let english = groups.map { group in
      "\(group.places.count) × \(placeholderNames[group.name] ?? "other") (\(en(group.places.map { subject.clause(of: $0) })))"
    }
    return [
      report(
        groups.flatMap(\.places), zh: "占位符 \(count) 处未替换：\(parts.joined(separator: "，"))。",
        en: "\(count) placeholder\(count == 1 ? "" : "s") left: \(english.joined(separator: "; ")).")
    ]
  }

  private static let placeholderNames = [
    "下载链接": "download link", "链接": "link", "网址": "website", "网站": "website", "邮箱": "e-mail",
    "电话": "telephone",
    "传真": "fax", "联系人": "contact", "地址": "address",
  ]

  private static func checkTitle(_ subject: Subject, _ report: Report) -> [Finding] {
    let head = subject.preamble.part(0..<min(60, subject.preamble.positions.count))
    let mark = head.hits(/^[（(](?:征求意见稿|讨论稿|草案|送审稿|初稿|试行|修订稿)[）)]/).first
    guard let mark else { return [] }
    return [
      report(
        [head.part(mark.range)], zh: "文件以“\(mark.words)”开头，其前缺少文件标题。",
        en: "The document opens with “\(mark.words)”; its title is missing before it.")
    ]
  }

  private static func checkParts(_ subject: Subject, _ report: Report) -> [Finding] {
    let general = subject.preamble.has(/(?:实施周期|执行期限?|实施期限?|研究期限)[^，。；]{0,6}[0-9]/)
    let grounds = /(?:根据|依据|按照)[^。；]{0,40}(?:协议|协定|备忘录|纪要|共识|声明)/
    // A guide whose topics all lack a basis is of another kind; one word for all will do.
    let lacksBasis = subject.sections.filter {
      $0.topic.basis == nil && $0.labels[.basis] == nil && !$0.clean.has(grounds)
    }
    let noneHasBasis = lacksBasis.count == subject.sections.count && lacksBasis.count > 1
    var findings: [Finding] = []
    if noneHasBasis, !subject.preamble.has(grounds) {
      findings.append(
        report.at(
          lacksBasis.map(\.whole), weight: .low, zh: "各方向均未写明合作依据（协议、承诺或会议纪要）。",
          en: "No topic names its basis (agreement, commitment or minutes)."))
    }
    return findings
      + subject.sections.compactMap { section in
        let topic = section.topic
        var missing: [(zh: String, en: String)] = []
        if !noneHasBasis, lacksBasis.contains(where: { $0.id == section.id }) {
          missing.append(("合作依据", "basis"))
        }
        let anyArea = section.clean.text.contains("不限领域")
        if topic.areas.isEmpty, !topic.areasOpen, section.labels[.areas] == nil, !anyArea {
          missing.append(("领域方向", "areas"))
        }
        if subject.quota(section) == nil { missing.append(("拟支持项目数", "places")) }
        if subject.envelope(section) == nil { missing.append(("拟支持经费", "money")) }
        let hasPeriod = section.clean.has(periodClause)
        if !hasPeriod { missing.append(("执行期", "period")) }
        guard !missing.isEmpty else { return nil }
        let onlyPeriod = missing.count == 1 && !hasPeriod && general
        let note = !hasPeriod && general ? "（执行期只能适用总述的一般规定）" : ""
        let noteEn =
          !hasPeriod && general ? " (for the period only the general rule of the preamble is left)" : ""
        return report(
          [section.part(.title).part(0..<min(1, section.part(.title).positions.count))],
          weight: onlyPeriod ? .low : .medium, topics: [section.id],
          zh: "\(section.id) 未规定\(zh(missing.map(\.zh)))\(note)。",
          en: "\(section.id) does not give: \(en(missing.map(\.en)))\(noteEn).")
      }
  }

  static var periodClause: Regex<Substring> {
    /(?:实施周期|执行周期|项目周期|执行期限|执行期|实施期限|实施期|研究期限|研究周期|项目期限|支持年限|支持期限|资助期限|资助期|建设期)[^，。；]{0,8}?[0-9一二三四五六七八九十两][^，。；]{0,4}(?:年|个月)/
  }

  /// The sentence that asks both sides to apply, each at home.
  static func jointRule(_ section: Section) -> Stretch? {
    let pattern = /(?:分别向|向各自|各自向|分别在|双方同时|同时向)[^。；]{0,30}?(?:申报|申请|提交)/
    return section.demands.hits(pattern).first.map { section.demands.sentence(around: $0.range.lowerBound) }
  }

  private static func checkAgencies(_ subject: Subject, _ report: Report) -> [Finding] {
    let named =
      /(?:征集|受理|资助|主管|合作|申报)(?:部门|机构|单位)(?:为|是|：|:|联系)|联系(?:人|方式|邮箱|电话)|邮箱[：:]|网址[：:]|网站[：:]/
    let contact = /[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|(?:https?:\/\/|www\.)[A-Za-z0-9]|[0-9-]{7,}/
    let bodies = /向[^。；本各]{2,30}(?:部|署|会|局|基金|院|机构|中心|（[A-Za-z ]{2,}）)/
    var silent: [Section] = []
    var bare: [Section] = []
    for section in subject.sections where jointRule(section) != nil {
      if !section.demands.has(named), !(jointRule(section)?.has(bodies) ?? false) {
        silent.append(section)
      } else if !section.demands.has(contact) {
        bare.append(section)
      }
    }
    let concerned = silent + bare
    guard !concerned.isEmpty else { return [] }
    var chinese: [String] = []
    var english: [String] = []
    if !silent.isEmpty {
      chinese.append("\(zh(silent.map(\.id))) 未写明外方受理部门")
      english.append("\(en(silent.map(\.id))) \(verb(silent, "does", "do")) not name the partner agency")
    }
    if !bare.isEmpty {
      chinese.append("\(zh(bare.map(\.id))) 写明了部门而无可用的联系方式")
      english.append("\(en(bare.map(\.id))) \(verb(bare, "names", "name")) it without a usable contact")
    }
    let rules = concerned.compactMap(jointRule)
    return [
      report.at(
        rules, zh: "要求双方分别申报的方向中，\(chinese.joined(separator: "；"))；申报人无法确认外方向何处提交，却要承担单方申报的后果。",
        en:
          "Of the topics in which both sides must apply, \(english.joined(separator: "; ")). Applicants cannot tell where "
          + "their partner applies, yet bear the consequence of a one-sided application.")
    ]
  }

  /// What applicants need to know in any call.
  private static var standardParts: [(zh: String, en: String, pattern: Regex<Substring>)] {
    [
      (
        "申报截止时间", "deadline",
        /截止(?:时间|日期|日)|申报时间|受理时间|网上填报.{0,12}时间|[0-9]日(?:[0-9]{1,2}[时:：]|前)[^。]{0,24}(?:提交|填报|报送)/
      ),
      ("申报系统或报送方式", "portal", /信息系统|申报系统|管理系统|公共服务平台|网上(?:填报|申报)|报送(?:方式|地址)/),
      (
        "中方申报单位条件", "conditions for the Chinese applicant",
        /(?:申报|牵头|承担|依托)单位[^。；]{0,40}(?:注册|法人)|申报(?:资格|条件)|申报单位(?:资格|条件)/
      ),
      ("项目负责人条件", "conditions for the leader", /(?:项目)?(?:负责人|申请人)[^。；]{0,30}(?:职称|学位|年龄|出生|周岁|[0-9]个月)/),
      (
        "限项规定", "limits on numbers",
        /限项|限报|限申|只能(?:申报|牵头|参加)[^。；]{0,10}[1一]项|不得(?:重复|多头|同时)申报|(?:牵头|在研)[^。；]{0,20}不(?:得)?超过/
      ),
      ("科研诚信要求", "integrity rules", /诚信|失信|科研伦理|学术不端/),
    ]
  }

  private static func checkStandardParts(_ subject: Subject, _ report: Report) -> [Finding] {
    let others = subject.call.documents.filter { $0.id != subject.guide.id }
    func says(_ document: Document, _ pattern: Regex<Substring>) -> Bool {
      Stretch(document.text, Array(document.text.folded.indices)).has(pattern)
    }
    var missing: [(zh: String, en: String)] = []
    var example: [(zh: String, en: String)] = []
    // In a guide of one topic everything stands in the topic.
    let only = subject.sections.count == 1 ? subject.sections.first?.whole : nil
    for part in standardParts where !subject.preamble.has(part.pattern) && !(only?.has(part.pattern) ?? false)
    {
      let elsewhere = others.filter { says($0, part.pattern) }
      if elsewhere.contains(where: \.isOfficial) { continue }
      if elsewhere.isEmpty { missing.append((part.zh, part.en)) } else { example.append((part.zh, part.en)) }
    }
    guard !missing.isEmpty || !example.isEmpty else { return [] }
    var chinese: [String] = []
    var english: [String] = []
    if !missing.isEmpty {
      chinese.append("指南及所附文件未载：\(zh(missing.map(\.zh)))")
      english.append("Neither the guide nor a document with it gives: \(en(missing.map(\.en)))")
    }
    if !example.isEmpty {
      chinese.append("仅见于非官方示例文件：\(zh(example.map(\.zh)))")
      english.append(
        "\(missing.isEmpty ? "Only" : "only") a document marked as an unofficial example gives: \(en(example.map(\.en)))"
      )
    }
    return [
      report(
        [(only ?? subject.preamble).part(0..<min(1, (only ?? subject.preamble).positions.count))],
        zh: chinese.joined(separator: "；") + "。请在指南或正式通知中写明。",
        en: english.joined(separator: "; ") + ". State them in the guide or in an official notice.")
    ]
  }
}
