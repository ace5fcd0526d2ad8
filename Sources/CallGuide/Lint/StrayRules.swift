extension Lint {
  /// Text that does not belong where it stands.
  static let stray: [Rule] = [
    Rule(
      "stray-address", .medium, zh: "网址或邮箱游离于句外", en: "an address that stands in no sentence", checkAddresses),
    Rule("page-furniture", .low, zh: "页码或页眉混入正文", en: "page numbers in the text", checkPages),
    Rule("spaced-word", .low, zh: "字间夹空格", en: "spaces between the characters of a word", checkSpaces),
    Rule("doubled-word", .low, zh: "词语重复", en: "a word written twice", checkDoubled),
  ]

  private static func checkAddresses(_ subject: Subject, _ report: Report) -> [Finding] {
    let all = Stretch(subject.guide.text, Array(subject.guide.text.folded.indices))
    return subject.strays.map { range in
      let stray = all.part(range)
      let before = all.part(max(0, range.lowerBound - 8)..<range.lowerBound)
      let after = all.part(range.upperBound..<min(all.positions.count, range.upperBound + 6))
      let cuts = before.scalars.last.map { !Stretch.ends.contains($0) } ?? false
      let core = stray.text.replacing(/^https?:\/\//, with: "").replacing(/[。；]$/, with: "")
      let elsewhere = all.text.ranges(of: core).count > 1
      let origin = elsewhere ? "，同一地址另见他处，疑为页脚或脚注混入" : ""
      let originEn = elsewhere ? "; the same address stands elsewhere, so this is probably a footnote" : ""
      return report(
        [stray],
        zh: cuts
          ? "“\(stray.text)”插在“\(before.text)｜\(after.text)”之间，把一句话截断\(origin)。"
          : "“\(stray.text)”独立成句，与上下文无关\(origin)。",
        en: cuts
          ? "“\(stray.text)” cuts a sentence in two (“\(before.text) | \(after.text)”)\(originEn)."
          : "“\(stray.text)” stands as a sentence of its own\(originEn).")
    }
  }

  /// The lines of the guide with their numbers.
  private static func lines(_ subject: Subject) -> [(number: Int, text: Substring)] {
    subject.guide.text.raw.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }
    )
    .enumerated().map { ($0.offset + 1, $0.element) }
  }

  private static func checkPages(_ subject: Subject, _ report: Report) -> [Finding] {
    let page = /^\s*(?:[-—–－]\s*[0-9]{1,3}\s*[-—–－]|第\s*[0-9]{1,3}\s*页(?:.{0,3}共\s*[0-9]+\s*页)?)\s*$/
    let found = lines(subject).filter { $0.text.count < 20 && !$0.text.isEmpty && $0.text.contains(page) }
    guard !found.isEmpty else { return [] }
    var finding = report(
      [], zh: "页码混入正文：\(zh(found.map { "“\($0.text.withoutEdgeSpace)”" }))。",
      en: "Page numbers in the text: \(en(found.map { "“\($0.text.withoutEdgeSpace)”" })).")
    finding.lines = found.map(\.number)
    return [finding]
  }

  private static func checkSpaces(_ subject: Subject, _ report: Report) -> [Finding] {
    let pattern = /(?:\p{Han}[ \u{3000}]){3,}\p{Han}?/
    return lines(subject).filter { $0.text.contains(" ") || $0.text.contains("\u{3000}") }.flatMap {
      line -> [Finding] in
      line.text.matches(of: pattern).map { match in
        let spaced = String(match.output).withoutEdgeSpace
        let tight = spaced.filter { !$0.isWhitespace }
        var finding = report(
          [], zh: "“\(spaced)”字间夹空格，应为“\(tight)”，检索和复制时会出错。",
          en:
            "“\(spaced)” has spaces between its characters; write “\(tight)”: search and copying fail otherwise."
        )
        finding.lines = [line.number]
        let position = subject.guide.text.folded.indices.first { subject.line($0) == line.number }
        finding.clauses =
          position.flatMap { start in
            let offset = GuideText.fold(line.text[..<match.range.lowerBound]).count
            return subject.clause(at: start + offset)
          }.map { [$0] } ?? []
        return finding
      }
    }
  }

  /// 资助内容 as a heading, and again as the first words under it.
  private static func spansHeading(_ range: Range<Int>, _ stretch: Stretch, _ subject: Subject) -> Bool {
    let middle = (range.lowerBound + range.upperBound) / 2
    let (one, other) = (subject.line(stretch.positions[middle - 1]), subject.line(stretch.positions[middle]))
    guard one != other else { return false }
    let line = stretch.positions[..<middle].reversed().prefix { subject.line($0) == one }
    return line.count <= 12
  }

  private static func checkDoubled(_ subject: Subject, _ report: Report) -> [Finding] {
    let places = ([subject.preamble] + subject.sections.map(\.clean)).flatMap { stretch in
      stretch.hits(/(\p{Han}{2,5})\1/).filter { !spansHeading($0.range, stretch, subject) }.map {
        (words: String($0.output.1), stretch: stretch.part($0.range))
      }
    }
    guard !places.isEmpty else { return [] }
    let words = places.map { "“\($0.stretch.text)”（\(subject.clause(of: $0.stretch))）" }
    return [
      report(
        places.map(\.stretch), zh: "词语重复：\(zh(words))。", en: "A word written twice: \(en(words)).")
    ]
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var withoutEdgeSpace: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
