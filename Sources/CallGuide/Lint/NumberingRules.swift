extension Lint {
  /// Numbers of topics and items.
  static let numbering: [Rule] = [
    Rule(
      "topic-numbering", .medium, zh: "指南方向编号不连续", en: "topic numbers do not follow one another", checkTopics),
    Rule("topic-duplicate", .high, zh: "指南方向编号重复", en: "two topics with one number", checkDuplicates),
    Rule("item-numbering", .medium, zh: "条目编号缺号或重号", en: "item numbers missing or repeated", checkItems),
    Rule("item-style", .low, zh: "条目编号样式混用", en: "item numbers in different styles", checkStyles),
    Rule("heading-space", .low, zh: "标题编号后空格不一致", en: "headings with and without a space", checkHeadings),
  ]

  /// The number a topic's heading shows, else its id.
  private static func heading(_ section: Section) -> String {
    let match = section.whole.text.prefixMatch(of: /[0-9]+(?:[.．][0-9]+)*/)
    guard let match else { return section.id }
    // “2.12021年…” runs into the title: trust the id where it is a part of what stands there.
    return match.output.hasPrefix(section.id) ? section.id : String(match.output)
  }

  private static func numbers(_ heading: String) -> [Int]? {
    let parts = heading.split(whereSeparator: { $0 == "." || $0 == "．" }).map { number($0) }
    return parts.contains(nil) || parts.isEmpty ? nil : parts.compactMap(\.self)
  }

  private static func checkTopics(_ subject: Subject, _ report: Report) -> [Finding] {
    var findings: [Finding] = []
    let sections = subject.sections
    for (previous, next) in zip(sections, sections.dropFirst()) {
      let (from, to) = (heading(previous), heading(next))
      guard from != to, let left = numbers(from), let right = numbers(to), left.count == right.count,
        let last = left.last, let first = right.last
      else { continue }
      let sameChapter = left.dropLast() == right.dropLast()
      let nextChapter = left.count == 2 && right[0] == left[0] + 1 && first == 1
      guard !(sameChapter && first == last + 1), !nextChapter else { continue }
      let expected = (left.dropLast() + [last + 1]).map(String.init).joined(separator: ".")
      let run = sections.drop { $0.id != next.id }.map(heading)
      let through = run.count > 1 ? "（后续 \(run[0])…\(run[run.count - 1]) 应顺延）" : ""
      let throughEn = run.count > 1 ? " (\(run[0])…\(run[run.count - 1]) continue from there)" : ""
      var chinese = "方向编号由 \(from) 跳到 \(to)，应为 \(expected)\(through)"
      var english = "Topic numbers go from \(from) to \(to); \(expected) is expected\(throughEn)"
      if !sameChapter {
        chinese += "；\(right[0]).x 会被误认为新的一章"
        english += "; \(right[0]).x reads as a new chapter"
      }
      findings.append(
        report(
          [previous.part(.title), next.part(.title)], topics: [previous.id, next.id], zh: chinese + "。",
          en: english + "."))
    }
    return findings
  }

  private static func checkDuplicates(_ subject: Subject, _ report: Report) -> [Finding] {
    let groups = Dictionary(grouping: subject.sections, by: heading).filter { $0.value.count > 1 }
    return groups.sorted { $0.key < $1.key }.map { number, sections in
      report(
        sections.map { $0.part(.title) },
        zh:
          "编号 \(number) 用于 \(sections.count) 个方向：\(zh(sections.map { "“" + short($0.topic.title.zh) + "”" }))。",
        en: "The number \(number) stands before \(sections.count) topics.")
    }
  }

  private static func checkItems(_ subject: Subject, _ report: Report) -> [Finding] {
    var findings: [Finding] = []
    for section in subject.sections {
      for list in section.lists {
        var expected = 1
        for item in list {
          defer { expected = item.number + 1 }
          guard item.number != expected else { continue }
          let missing = item.number > expected
          let range = item.number - 1 > expected ? "（\(expected)）至（\(item.number - 1)）" : "（\(expected)）"
          findings.append(
            report.at(
              [item.stretch],
              zh: missing
                ? "\(section.id) 的条目缺\(range)，直接到（\(item.number)）。"
                : "\(section.id) 的条目（\(item.number)）重复或倒序，此处应为（\(expected)）。",
              en: missing
                ? "In \(section.id) item \(expected) is missing before item \(item.number)."
                : "In \(section.id) item \(item.number) is repeated or out of order; \(expected) is expected."
            ))
        }
      }
    }
    return findings
  }

  private static func checkStyles(_ subject: Subject, _ report: Report) -> [Finding] {
    let lists = subject.sections.flatMap { section in section.lists.map { (section, $0) } }
    let counts = Dictionary(grouping: lists.flatMap { $0.1.map(\.style) }, by: \.self).mapValues(\.count)
    guard counts.count > 1,
      let usual = counts.max(by: { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) })?.key
    else { return [] }
    let odd = lists.flatMap { section, items in
      // A second level in another style is a second level, not a slip.
      items.filter { $0.style != usual && $0.style != .circle }.map { (section, $0) }
    }
    guard !odd.isEmpty else { return [] }
    let ids = unique(odd.map(\.0.id))
    let styles = unique(odd.map(\.1.style.rawValue))
    return [
      report.at(
        odd.map(\.1.stretch),
        zh: "条目编号多数写作“\(usual.rawValue)”，\(zh(ids)) 写作“\(zh(styles))”。请统一。",
        en:
          "Items are mostly numbered “\(usual.rawValue)”; \(en(ids)) \(verb(ids, "writes", "write")) “\(en(styles))”. Use one style."
      )
    ]
  }

  private static func checkHeadings(_ subject: Subject, _ report: Report) -> [Finding] {
    let headed = subject.sections.compactMap { section -> (Section, Bool)? in
      guard let first = section.topic.clauses.first, first.quote.hasPrefix(section.id) else { return nil }
      let rest = first.quote.dropFirst(section.id.count)
      guard let next = rest.first else { return nil }
      return (section, next.isWhitespace)
    }
    let spaced = headed.filter(\.1)
    let bare = headed.filter { !$0.1 }
    guard !spaced.isEmpty, !bare.isEmpty else { return [] }
    let (odd, usual) = spaced.count >= bare.count ? (bare, "有空格") : (spaced, "无空格")
    return [
      report(
        odd.map { $0.0.part(.title) }, topics: odd.map(\.0.id),
        zh: "标题编号与名称之间多数\(usual)，\(zh(odd.map(\.0.id))) 不同。",
        en: "Most headings are written \(usual == "有空格" ? "with" : "without") a space after the number; "
          + "\(en(odd.map(\.0.id))) \(verb(odd, "differs", "differ")).")
    ]
  }
}
