extension Lint {
  /// Figures inside one topic that do not go together, and figures that are not given.
  static let arithmetic: [Rule] = [
    Rule(
      "undecided", .high, zh: "项目数或经费待定", en: "places or money to be determined", checkUndecided),
    Rule(
      "share-arithmetic", .high, zh: "按领域或国别的限额与项目数不符", en: "places per area or country do not fit the quota",
      checkShares),
    Rule(
      "share-promise", .low, zh: "“每个领域支持 N 个”与“不超过”并用",
      en: "a share that reads as a promise beside a ceiling",
      checkSharePromise),
    Rule(
      "project-ceiling", .low, zh: "未规定单个项目的经费上限", en: "no ceiling for one project", checkCeiling),
    Rule(
      "ceiling-arithmetic", .high, zh: "单项经费、项目数与总经费不符",
      en: "money per project, places and envelope do not fit", checkCeilingArithmetic),
    Rule(
      "money-units", .low, zh: "经费单位不统一", en: "money in different units", checkUnits),
    Rule(
      "figure-not-in-text", .high, zh: "结构化数据与指南原文的数字不符",
      en: "a figure of the call file is not in the guide's words",
      checkFigures),
  ]

  private static func checkUndecided(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /待定|待商定|另行(?:通知|确定|商定)|待确定|视情(?:况)?(?:而|确)定|TBD|tbd/
    var places: [Stretch] = []
    var chinese: [String] = []
    var english: [String] = []
    for section in subject.sections {
      var parts: [(String, String)] = []
      for (part, limit, zh, en) in [
        (Part.quota, subject.quota(section), "项目数", "places"),
        (.envelope, subject.envelope(section), "经费", "money"),
      ] where limit == .undecided || section.part(part).has(pattern) {
        parts.append((zh, en))
        places.append(section.labels[part] ?? section.part(part))
      }
      guard !parts.isEmpty else { continue }
      chinese.append("\(section.id) 的\(parts.map(\.0).joined(separator: "和"))")
      english.append("\(section.id): \(parts.map(\.1).joined(separator: " and "))")
    }
    guard !chinese.isEmpty else { return [] }
    return [
      report(
        places, zh: "\(zh(chinese))待定：申报人无法判断机会，遴选无上限可依，总数也无法核对。发布前须确定，或写明由谁在何时公布。",
        en:
          "To be determined: \(english.joined(separator: "; ")). Applicants cannot judge their chances, the selection has no "
          + "limit and the totals cannot be checked. Decide before publication, or say who announces it and when."
      )
    ]
  }

  private static func checkShares(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.compactMap { section in
      guard let quota = subject.quota(section), let places = quota.number else { return nil }
      if let share = perArea(section), !section.topic.areas.isEmpty, !section.topic.areasOpen {
        let areas = section.topic.areas.count
        let most = areas * share
        if places > most {
          return report(
            [section.part(.quota)], topics: [section.id],
            zh: "\(section.id) 拟支持 \(places) 个，但 \(areas) 个领域方向各 \(share) 个，最多 \(most) 个，名额无法用满。",
            en:
              "\(section.id) offers \(places) places, but \(areas) areas with \(share) each give at most \(most): the quota "
              + "cannot be filled.")
        }
        if places < most, !section.part(.quota).text.contains(/每个[^，。）]{0,10}(?:不超过|至多|最多)/) {
          return report(
            [section.part(.quota)], weight: .medium, topics: [section.id],
            zh: "\(section.id) 每个领域方向支持 \(share) 个，\(areas) 个领域方向需 \(most) 个，而拟支持项目数只有 \(places) 个。",
            en:
              "\(section.id) promises \(share) for each of \(areas) areas, \(most) in all, but offers \(places) places."
          )
        }
      }
      if let share = section.topic.perCountry {
        let countries = subject.countries(of: section.topic).count
        if countries > 0, countries * share.atMost < places {
          return report(
            [section.part(.quota)], topics: [section.id],
            zh: "\(section.id) 拟支持 \(places) 个，但 \(countries) 个合作国每国不超过 \(share.atMost) 个，名额无法用满。",
            en:
              "\(section.id) offers \(places) places, but \(countries) countries with at most \(share.atMost) each cannot "
              + "fill them.")
        }
      }
      return nil
    }
  }

  private static func perArea(_ section: Section) -> Int? {
    if let share = section.topic.perArea { return share.atMost }
    let match = section.part(.quota).text.firstMatch(of: /每个?(?:领域|方向)[^0-9，。]{0,10}([0-9]+)个/)
    return match.flatMap { number($0.output.1) }
  }

  private static func checkSharePromise(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /每个[^，。；）0-9]{0,8}支持([0-9]+)个/
    let found = subject.sections.filter { section in
      section.part(.quota).text.contains(pattern) && subject.quota(section)?.number != nil
    }
    let ceiling = found.filter { if case .atMost = subject.quota($0) { true } else { false } }
    guard !found.isEmpty else { return [] }
    let ids = found.map(\.id)
    var chinese = "\(zh(ids)) 写“每个领域方向支持 N 个”，未说明是上限还是必须支持，空缺名额能否调剂到其他领域也未规定"
    var english =
      "\(en(ids)) \(verb(ids, "says", "say")) “N for each area” without telling whether that is a ceiling or a promise, or whether an unused "
      + "place may move to another area"
    if !ceiling.isEmpty {
      chinese += "；其中 \(zh(ceiling.map(\.id))) 的总数又为“不超过”，两者口径不一"
      english += "; in \(en(ceiling.map(\.id))) the total is a ceiling, so the two disagree"
    }
    return [report(found.map { $0.part(.quota) }, zh: chinese + "。", en: english + ".")]
  }

  /// What one project may get, in yuan, and whether that is a ceiling.
  static func perProject(_ stretch: Stretch) -> (yuan: Int, isCeiling: Bool, stretch: Stretch)? {
    let pattern =
      /(?:每个|每项|每家|每名|单个|单项)(?:[^，。；、0-9]{0,6}项目)?[^。；0-9]{0,20}?([0-9.]+)(亿|万)元|(?:不超过|不高于)([0-9.]+)(亿|万)元(?:人民币)?[\/／每](?:项|个)/
    guard let hit = stretch.hits(pattern).first else { return nil }
    let amount = hit.output.1.flatMap { amount in hit.output.2.flatMap { yuan(amount, unit: $0) } }
    let other = hit.output.3.flatMap { amount in hit.output.4.flatMap { yuan(amount, unit: $0) } }
    guard let value = amount ?? other else { return nil }
    return (value, hit.words.contains(/不超过|不高于|最高|上限|以内|至多/), stretch.part(hit.range))
  }

  private static func checkCeiling(_ subject: Subject, _ report: Report) -> [Finding] {
    if perProject(subject.preamble) != nil { return [] }
    let without = subject.sections.filter { perProject($0.clean) == nil }
    let averages = without.compactMap { section -> (id: String, yuan: Int)? in
      guard let money = subject.envelope(section)?.number, let places = subject.quota(section)?.number,
        places > 0
      else { return nil }
      return (section.id, money * 10_000 / places)
    }
    guard let least = averages.map(\.yuan).min(), let most = averages.map(\.yuan).max(), averages.count > 1
    else { return [] }
    func ids(_ yuan: Int) -> [String] { averages.filter { $0.yuan == yuan }.map(\.id) }
    let scope = without.count == subject.sections.count ? "各方向均" : "\(zh(without.map(\.id))) "
    let scopeEn =
      without.count == subject.sections.count ? "No topic" : "Of the topics, \(en(without.map(\.id)))"
    let not = without.count == subject.sections.count ? "sets" : "do not set"
    return [
      report(
        without.map { $0.labels[.envelope] ?? $0.part(.envelope) },
        zh: "\(scope)未规定单个项目的经费上限；按总经费除以项目数，平均每项从 \(tenThousands(least)) 万元（\(zh(ids(least)))）到 "
          + "\(tenThousands(most)) 万元（\(zh(ids(most)))），申报人无从确定申请额度。",
        en: "\(scopeEn) \(not) a ceiling for one project; envelope divided by places gives averages from "
          + "\(tenThousands(least)) (\(en(ids(least)))) to \(tenThousands(most)) ×10,000 RMB (\(en(ids(most)))). Applicants "
          + "cannot know what to ask for.")
    ]
  }

  private static func checkCeilingArithmetic(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.compactMap { section in
      guard let one = perProject(section.clean), let places = subject.quota(section)?.number,
        let money = subject.envelope(section)?.number
      else { return nil }
      let product = one.yuan * places
      let envelope = money * 10_000
      let sum = "\(places) × \(tenThousands(one.yuan)) = \(tenThousands(product))"
      guard product < envelope || (!one.isCeiling && product > envelope) else { return nil }
      let zh =
        product < envelope
        ? "总经费 \(money) 万元无法用完" : "超过总经费 \(money) 万元"
      let en =
        product < envelope ? "the envelope of \(money) cannot be spent" : "more than the envelope of \(money)"
      return report(
        [one.stretch, section.labels[.envelope] ?? section.part(.envelope)], topics: [section.id],
        zh: "\(section.id)：项目数 × 单项经费 \(sum) 万元，\(zh)。请核对。",
        en: "\(section.id): places × money per project is \(sum) ×10,000 RMB, \(en). Correct one of them.")
    }
  }

  private static func checkUnits(_ subject: Subject, _ report: Report) -> [Finding] {
    var forms: [String: [Section]] = [:]
    for section in subject.sections {
      let text = section.part(.envelope).text
      guard let match = text.firstMatch(of: /[0-9.]+(亿元|万元|元|万)(人民币|欧元|美元|英镑)?/) else { continue }
      forms[String(match.output.1) + (match.output.2.map(String.init) ?? ""), default: []].append(section)
    }
    guard forms.count > 1,
      let usual = forms.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })?.key
    else { return [] }
    let odd = forms.filter { $0.key != usual }.sorted { $0.key < $1.key }
    let chinese = odd.map { "\(zh($0.value.map(\.id))) 用“\($0.key)”" }.joined(separator: "，")
    let english = odd.map { "\(en($0.value.map(\.id))): “\($0.key)”" }.joined(separator: "; ")
    return [
      report(
        odd.flatMap(\.value).map { $0.part(.envelope) },
        zh: "经费单位不统一：多数方向用“\(usual)”，\(chinese)。", en: "Money is mostly in “\(usual)”, but \(english).")
    ]
  }

  private static func checkFigures(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.sections.flatMap { section -> [Finding] in
      let figures: [(Part, Limit?, String, String)] = [
        (.quota, section.topic.quota, "项目数", "places"), (.envelope, section.topic.envelope, "经费", "money"),
      ]
      return figures.compactMap { part, limit, zh, en in
        let text = section.part(part).text
        guard let number = limit?.number, !text.isEmpty else { return nil }
        let written = text.matches(of: /([0-9.]+)(亿|万)?/).compactMap { match in
          part == .quota
            ? Lint.number(match.output.1)
            : yuan(match.output.1, unit: match.output.2 ?? "万").map { $0 / 10_000 }
        }
        guard !written.isEmpty, !written.contains(number) else { return nil }
        return report(
          [section.part(part)], topics: [section.id],
          zh: "\(section.id)：call.yaml 的\(zh)为 \(number)，而指南原文为“\(short(text))”。",
          en: "\(section.id): the call file says \(number) (\(en)), the guide says “\(short(text))”.")
      }
    }
  }
}
