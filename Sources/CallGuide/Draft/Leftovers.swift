/// What a shape did not understand of a sentence stays a question; only then is the rest safe to test.
extension Recogniser {
  private static let number = DraftPattern("#")
  private static let units = Set<Unicode.Scalar>("年个名人篇次万亿%岁周项家月天日件平倍级届场位种:".unicodeScalars)
  private static let complete: Set<String> = [
    "information", "question", "preference", "guideCount", "programmeQuota", "programmeEnvelope", "quota",
    "envelope",
    "quotaPer", "titleFormat",
  ]

  /// Adds a question where numbers of the sentence do not appear in the requirement.
  func completed(_ finding: Recognition, _ sentence: Sentence) -> Recognition {
    guard !Self.complete.contains(finding.kind) || hasOwnTests(finding), hasLeftover(finding, sentence) else {
      return finding
    }
    let rest = Self.question(
      "rest", "officer", zh: "条款其余要求是否满足：\(sentence.gist)",
      en: "Is what the clause asks beyond the automatic tests met?", from: "formal")
    func with(_ require: Sketch) -> Sketch {
      if case .map(let entries) = require, entries.count == 1, entries[0].key == "all",
        case .list(let parts) = entries[0].value
      {
        return ["all": .list(parts + [rest])]
      }
      return ["all": .list([require, rest])]
    }
    var finding = finding
    finding.require = with(finding.require)
    finding.readings = finding.readings.map { ($0.id, $0.zh, $0.en, with($0.require)) }
    if !finding.classes.contains(.judge) { finding.classes.append(.judge) }
    if !finding.stages.contains(.formal) {
      finding.stages = Stage.allCases.filter { finding.stages.contains($0) || $0 == .formal }
    }
    if !finding.by.contains(.officer) { finding.by.append(.officer) }
    return finding
  }

  /// A question may stand beside tests, as 双方投入基本平衡 beside the figures that are to be stated.
  private func hasOwnTests(_ finding: Recognition) -> Bool {
    guard finding.kind == "question", case .map(let entries) = finding.require else { return false }
    return entries.first?.key == "all"
  }

  private func hasLeftover(_ finding: Recognition, _ sentence: Sentence) -> Bool {
    let requirement = ([finding.require] + finding.readings.map(\.require)).map(\.yaml).joined(separator: " ")
    let used = Set(requirement.split { !$0.isNumber }.compactMap { Int($0) })
    let words = sentence.words
    var position = 0
    var depth = 0
    while let match = Self.number.first(in: words, from: position) {
      for scalar in words[position..<match.range.lowerBound] {
        if scalar == "《" { depth += 1 } else if scalar == "》" { depth -= 1 }
      }
      position = max(match.range.upperBound, position + 1)
      guard depth == 0, position < words.count, Self.units.contains(words[position]) else { continue }
      let before = match.range.lowerBound > 0 ? words[match.range.lowerBound - 1] : "。"
      if before == "第" || before == "(" && words[position] == ")" { continue }
      if words[position] == "年", position + 1 < words.count, words[position + 1] == "度" { continue }
      guard let value = words.number(match.range)?.whole() else {
        if requirement.contains(Array(words[match.range]).string) { continue }
        return true
      }
      if value <= 1 || used.contains(value) || (value < 1000 && used.contains(value * 12)) { continue }
      if value < 1_000_000, used.contains(value * 10_000) { continue }
      return true
    }
    return false
  }

  private static let condition = DraftPattern("^{(#)}?{如|若|涉及|凡|对于|属于|有*的,}")
  private static let clause = DraftPattern("的,{还|也|另|则|均}?{须|应|需|必须}")

  /// Whether a sentence speaks only of some applications: 涉及伦理审查的，须附……
  static func isConditional(_ sentence: Sentence) -> Bool {
    condition.match(in: sentence.words, at: 0) != nil || clause.first(in: sentence.words) != nil
  }

  private static let ours = DraftPattern("{中方|我方|内地方|申报单位|申报企业|申报主体|牵头单位|承担单位|依托单位|牵头申报单位|项目单位|内地{单位|申报单位}}")
  private static let theirs = DraftPattern(
    "{外方|外国|国外|境外|海外|合作方|合作国|合作单位|合作机构|[港澳台日韩德法英美俄新加欧以意印巴泰芬瑞荷比捷波匈奥西葡希埃南哈塔乌蒙克保塞罗]方}")

  /// Whether the first side a sentence names is the foreign one; `nil` when it names none.
  func isForeign(_ words: [Unicode.Scalar]) -> Bool? {
    let own = Self.ours.first(in: words)?.range.lowerBound
    let other = [
      Self.theirs.first(in: words)?.range.lowerBound, names.mentions(in: words).first?.range.lowerBound,
    ].compactMap { $0 }.min()
    switch (own, other) {
    case (nil, nil): return nil
    case (nil, .some): return true
    case (.some, nil): return false
    case (.some(let own), .some(let other)): return other < own
    }
  }
}
