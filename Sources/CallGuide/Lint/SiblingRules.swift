extension Lint {
  /// Topics that say the same thing in different words.
  static let siblings: [Rule] = [
    Rule(
      "near-duplicate", .medium, zh: "各方向相同的条款措辞不一", en: "one rule worded differently in sibling topics",
      checkDrift),
    Rule(
      "near-duplicate-punctuation", .low, zh: "各方向相同的条款仅标点不同",
      en: "sibling clauses that differ in punctuation only",
      checkPunctuation),
    Rule(
      "sanction-missing", .medium, zh: "多数方向写明后果，个别方向没有",
      en: "a sanction present in most siblings but not all",
      checkSanctions),
    Rule(
      "joint-rule-missing", .medium, zh: "部分方向不要求外方申报", en: "topics that do not ask the partner to apply",
      checkJointRule),
    Rule("label-drift", .low, zh: "栏目名称不一", en: "one part under different labels", checkLabels),
  ]

  /// The wording most members share; the first of equals.
  private static func model(_ cluster: [Unit]) -> Unit {
    var counts: [[Unicode.Scalar]: Int] = [:]
    for unit in cluster { counts[unit.bare, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return cluster.first { counts[$0.bare] == most } ?? cluster[0]
  }

  /// Changes that say more than “this is another partner”.
  private static func telling(_ changes: [WordDiff.Change], _ one: Section, _ other: Section) -> [WordDiff
    .Change]
  {
    let names = [titlePartner(one)?.name, titlePartner(other)?.name]
    return changes.filter { change in
      if (change.old + change.new).unicodeScalars.allSatisfy(marks.contains) { return false }
      let single =
        change.old.count <= 1 && change.new.count <= 1 && !change.old.isEmpty && !change.new.isEmpty
      if single, change.before == "中" || change.after == "方" { return false }
      return !(change.old == names[0] && change.new == names[1])
    }
  }

  private static func describe(_ change: WordDiff.Change) -> BilingualText {
    if change.old.isEmpty { return BilingualText(zh: "多“\(change.new)”", en: "adds “\(change.new)”") }
    if change.new.isEmpty { return BilingualText(zh: "缺“\(change.old)”", en: "lacks “\(change.old)”") }
    return BilingualText(
      zh: "“\(change.old)”作“\(change.new)”", en: "has “\(change.new)” for “\(change.old)”")
  }

  private static func checkDrift(_ subject: Subject, _ report: Report) -> [Finding] {
    subject.clusters.compactMap { cluster in
      let model = model(cluster)
      var chinese: [String] = []
      var english: [String] = []
      var longest = 0
      var deviating: [Stretch] = []
      for unit in cluster where unit.bare != model.bare {
        let diff = WordDiff(model.words, unit.words)
        let changes = telling(diff.changes, subject.sections[model.section], subject.sections[unit.section])
        guard !changes.isEmpty else { continue }
        let id = subject.clause(of: unit.stretch, or: subject.sections[unit.section].id)
        deviating.append(unit.stretch)
        longest = max(longest, changes.map { max($0.old.count, $0.new.count) }.max() ?? 0)
        if changes.count > 3 {
          chinese.append("\(id) 为“\(short(unit.stretch.text, 60))”")
          english.append("\(id) reads “\(short(unit.stretch.text, 60))”")
        } else {
          let texts = changes.map(describe)
          chinese.append("\(id) \(texts.map(\.zh).joined(separator: "、"))")
          english.append("\(id) \(texts.map(\.en).joined(separator: ", "))")
        }
      }
      guard !deviating.isEmpty else { return nil }
      let same = cluster.filter { $0.bare == model.bare }
      let ids = same.map { subject.clause(of: $0.stretch, or: subject.sections[$0.section].id) }
      return report.at(
        same.prefix(1).map(\.stretch) + deviating, weight: longest >= 8 ? .medium : .low,
        zh:
          "同类条款措辞不一：\(zh(ids))“\(short(model.stretch.text, 48))”；而 \(chinese.joined(separator: "；"))。是否有意区别？",
        en:
          "One rule in different words: \(en(ids)) “\(short(model.stretch.text, 48))”; but \(english.joined(separator: "; ")). "
          + "Is a difference meant?")
    }
  }

  private static func checkPunctuation(_ subject: Subject, _ report: Report) -> [Finding] {
    var pairs: [String] = []
    var places: [Stretch] = []
    for cluster in subject.clusters {
      let model = model(cluster)
      for unit in cluster where unit.bare == model.bare {
        let ends = [model.end, unit.end].compactMap(\.self)
        let endDiffers = ends.count == 2 && ends[0] != ends[1] && ends.allSatisfy(Stretch.ends.contains)
        guard endDiffers || unit.words != model.words else { continue }
        let (one, other) = (subject.clause(of: model.stretch), subject.clause(of: unit.stretch))
        let what =
          endDiffers
          ? "“\(ends[0])”/“\(ends[1])”"
          : WordDiff(model.words, unit.words).changes.map { "“\($0.old)”/“\($0.new)”" }.joined()
        pairs.append("\(one) 与 \(other) \(what)")
        places += [model.stretch, unit.stretch]
      }
    }
    guard !pairs.isEmpty else { return [] }
    return [
      report.at(
        places, zh: "同样的条款仅标点不同：\(pairs.joined(separator: "；"))。",
        en:
          "Clauses alike but for punctuation: \(pairs.joined(separator: "; ").replacing(" 与 ", with: " and "))."
      )
    ]
  }

  private static var sanction: Regex<Substring> {
    /无效|不予受理|不予支持|不予立项|不受理|取消(?:资格|申报)|视为放弃|一票否决/
  }

  private static func checkSanctions(_ subject: Subject, _ report: Report) -> [Finding] {
    let joint = subject.sections.compactMap { section in jointRule(section).map { (section, $0) } }
    func sanctioned(_ section: Section, _ sentence: Stretch) -> Bool {
      // In the sentence or the one after it, and about applying on one side.
      sentence.has(sanction) || section.demands.has(/单方[^。；]{0,12}(?:无效|不予|不受理)/)
    }
    var findings: [Finding] = []
    let without = joint.filter { !sanctioned($0.0, $0.1) }
    if !without.isEmpty, without.count * 2 < joint.count {
      let ids = without.map(\.0.id)
      findings.append(
        report(
          without.map(\.1),
          zh: "要求双方分别申报的 \(joint.count) 个方向中，\(joint.count - without.count) 个写明“单方申报无效”，\(zh(ids)) 没有写明后果。",
          en:
            "Of the \(joint.count) topics in which both sides must apply, \(joint.count - without.count) declare a one-sided "
            + "application void; \(en(ids)) \(verb(ids, "names", "name")) no consequence."))
    }
    for cluster in subject.clusters where cluster.count >= 3 {
      let lacking = cluster.filter { !$0.stretch.has(sanction) }
      guard !lacking.isEmpty, lacking.count * 2 < cluster.count else { continue }
      let ids = lacking.filter { unit in !without.contains { $0.0.id == subject.sections[unit.section].id } }
      // The consequence may stand in a sentence of its own.
      let open = ids.filter { !subject.sections[$0.section].demands.has(sanction) }
      guard !open.isEmpty else { continue }
      findings.append(
        report(
          open.map(\.stretch),
          zh:
            "同类条款 \(cluster.count) 处中 \(cluster.count - lacking.count) 处写明后果，\(zh(open.map { subject.clause(of: $0.stretch) })) 没有。",
          en: "Of \(cluster.count) like clauses \(cluster.count - lacking.count) name a consequence; "
            + "\(en(open.map { subject.clause(of: $0.stretch) })) \(verb(open, "does", "do")) not."))
    }
    return findings
  }

  private static func checkJointRule(_ subject: Subject, _ report: Report) -> [Finding] {
    let without = subject.sections.filter {
      jointRule($0) == nil && !$0.demands.has(/共同(?:申请|申报)|联合申报[^。；]{0,6}外方/)
    }
    let count = subject.sections.count - without.count
    guard !without.isEmpty, without.count < count else { return [] }
    return [
      report(
        without.map { $0.part(.title) },
        zh: "\(count) 个方向要求外方也向本国部门申报，\(zh(without.map(\.id))) 没有此要求；外方是否须申报、如何核对，请写明。",
        en:
          "In \(count) topics the partner applies at home too; \(en(without.map(\.id))) \(verb(without, "does", "do")) not ask for it. Say whether the partner "
          + "must apply, and how that is checked.")
    ]
  }

  private static func checkLabels(_ subject: Subject, _ report: Report) -> [Finding] {
    [Part.areas, .quota, .envelope, .requirements].flatMap { part -> [Finding] in
      let labelled = subject.sections.compactMap { section in
        section.labels[part].map { (section, $0, $0.text.filter { !"：:".contains($0) }) }
      }
      let groups = Dictionary(grouping: labelled, by: \.2)
      guard groups.count > 1,
        let usual = groups.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
      else { return [] }
      return groups.filter { $0.key != usual.key }.sorted { $0.key < $1.key }.map { label, members in
        let ids = members.map(\.0.id)
        let average = members.compactMap { section, _, _ -> String? in
          guard part == .envelope, let money = subject.envelope(section)?.number,
            let places = subject.quota(section)?.number, places > 0
          else { return nil }
          return "\(section.id)：\(money) ÷ \(places) = \(tenThousands(money * 10_000 / places))"
        }
        let note = average.isEmpty ? "" : "；是总额还是单项不明（\(zh(average)) 万元，似为总额）"
        let noteEn =
          average.isEmpty ? "" : "; whether that is the total or per project is not clear (\(en(average)))"
        return report(
          members.map(\.1), zh: "\(usual.value.count) 个方向写“\(usual.key)”，\(zh(ids)) 写“\(label)”\(note)。",
          en: "\(usual.value.count) topics write “\(usual.key)”, \(en(ids)) “\(label)”\(noteEn).")
      }
    }
  }
}
