/// The heading of a topic: its number, if it has one, and where its title stands.
struct TopicHeading {
  /// The numbers as written; two or more for a joint heading (“1.2 和 1.3 …”).
  var numbers: [String]
  /// From the heading's first character to the topic's first label, item or sentence.
  var range: Range<Int>
  /// Where the words of the title begin, after the number.
  var words: Int

  /// The words of the title.
  func title(in text: CleanText) -> [Unicode.Scalar] {
    text.slice(min(words, range.upperBound)..<range.upperBound)
  }
}

/// A place where a heading could begin, judged by its mark alone.
struct HeadingMark {
  var numbers: [String]
  var start: Int
  var words: Int
  /// Whether such a mark also heads items, so that the words after it must speak for a topic.
  var isWeak: Bool

  private static let number =
    "[0123456789][0123456789]?{.[0123456789][0123456789]?{.[0123456789][0123456789]?}?}"
  private static let dotted = DraftPattern("{指南}?{方向}?<\(number)>")
  private static let more = DraftPattern("{和|、|与|及|,|/|-|~|至}<\(number)>")
  private static let named = DraftPattern(
    "{指南方向|指南|方向|专题|主题|项目|任务|Topic|TOPIC|Area}<#>{:|.|、|,| }?")
  private static let bare = DraftPattern("<[0123456789][0123456789]?>中国{和|与|-|同}")
  private static let punctuation = Set<Unicode.Scalar>([".", "、", ":", ")", "-", ",", "】", "]"])

  /// The mark at the start of a line, if there is one.
  static func match(in text: CleanText, at position: Int) -> HeadingMark? {
    let scalars = text.scalars
    var start = position
    if ["【", "[", "§"].contains(scalars[position]), position + 1 < scalars.count { start += 1 }
    if let first = dotted.match(in: scalars, at: start), let range = first.captures.first {
      var numbers = [Array(scalars[range]).string]
      var end = first.range.upperBound
      while let next = more.match(in: scalars, at: end), let range = next.captures.first {
        numbers.append(Array(scalars[range]).string)
        end = next.range.upperBound
      }
      if end < scalars.count,
        GuideNumber.isDigit(scalars[end]) || "年个万亿%元人次项月页".unicodeScalars.contains(scalars[end])
      {
        return nil
      }
      while end < scalars.count, punctuation.contains(scalars[end]) { end += 1 }
      return HeadingMark(numbers: numbers, start: position, words: end, isWeak: false)
    }
    if let match = named.match(in: scalars, at: start), let range = match.captures.first,
      let number = scalars.count(range)
    {
      return HeadingMark(
        numbers: [String(number)], start: position, words: match.range.upperBound, isWeak: false)
    }
    if let range = bare.match(in: scalars, at: start)?.captures.first {
      return HeadingMark(
        numbers: [Array(scalars[range]).string], start: position, words: range.upperBound, isWeak: true)
    }
    if let mark = ItemMark.match(in: scalars, at: start), mark.style != .firstly, mark.style != .circled {
      return HeadingMark(numbers: [String(mark.number)], start: position, words: mark.end, isWeak: true)
    }
    if let value = roman(scalars[start]), start + 1 < scalars.count, punctuation.contains(scalars[start + 1])
    {
      return HeadingMark(numbers: [String(value)], start: position, words: start + 2, isWeak: true)
    }
    return nil
  }

  private static func roman(_ scalar: Unicode.Scalar) -> Int? {
    (0x2160...0x216B).contains(scalar.value) ? Int(scalar.value - 0x215F) : nil
  }
}

/// Finds the topics of a guide.
///
/// A label such as 领域方向： is the surest sign: the heading is what stands before the first label of a group, and a
/// label that comes a second time opens a new topic. Headings without labels need a number and the words of a title.
struct TopicFinder {
  let text: CleanText
  let labels: [SectionLabel]
  private static let longestTitle = 140
  private static let titleWords = DraftPattern(
    "^{中国?{和|与|-|同|、|:}|中*{政府间|联合|双边|合作}|我国{和|与}|内地{和|与}|大陆{和|与}|金砖|上海合作|上合|东盟|欧盟|欧洲|亚洲|非洲|阿拉伯|中亚|拉美|联合国|国际|政府间|双边|多边|“|\"}"
  )
  private static let nouns = DraftPattern("{项目|计划|合作|实验室|研发|研究|专项|机制|倡议|工程|中心}")
  private static let running = DraftPattern("{须|应当|应在|无效|提交|不超过|不得|签署|需|如下|不予|参见|包括}")

  init(_ text: CleanText, labels: [SectionLabel]) {
    self.text = text
    self.labels = labels
  }

  func headings() -> [TopicHeading] {
    var found = labelled()
    for heading in unlabelled(besides: found) { found.append(heading) }
    if found.count <= 1 { found = announced() ?? found }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    // Titles never overlap: where two claims meet, the first one stands.
    var apart: [TopicHeading] = []
    for heading in found where heading.range.lowerBound >= (apart.last?.range.upperBound ?? 0) {
      apart.append(heading)
    }
    return withoutContents(apart)
  }

  private func labelled() -> [TopicHeading] {
    var headings: [TopicHeading] = []
    var seen: Set<SectionLabel.Kind> = []
    var from = 0
    for label in labels where label.kind.isStructural {
      if let heading = heading(
        before: label.start, from: from, restarts: seen.isEmpty || seen.contains(label.kind))
      {
        headings.append(heading)
        seen = [label.kind]
      } else if opensTopic(label, seen: seen) {
        headings.append(lineHeading(before: label.start, from: from))
        seen = [label.kind]
      } else if !seen.isEmpty {
        seen.insert(label.kind)
      }
      from = label.end
    }
    return headings
  }

  /// The marked or unmarked heading whose title runs up to `end`.
  private func heading(before end: Int, from: Int, restarts: Bool) -> TopicHeading? {
    var plain: TopicHeading?
    var position = end - 1
    while position >= from, end - position <= Self.longestTitle {
      if "。;".unicodeScalars.contains(text.scalars[position]) { break }
      guard text.startsLine[position] else {
        position -= 1
        continue
      }
      let mark = HeadingMark.match(in: text, at: position)
      let words = mark?.words ?? position
      let title = text.slice(min(words, end)..<end)
      let speaks = isTitle(title)
      if let mark, speaks || (restarts && !mark.isWeak), Self.running.first(in: title) == nil || !mark.isWeak
      {
        return TopicHeading(numbers: mark.numbers, range: position..<end, words: min(words, end))
      }
      if mark == nil, speaks, title.count <= 90,
        text.endsSentence(before: position) || headingLine(before: position)
      {
        plain = TopicHeading(numbers: [], range: position..<end, words: position)
      }
      position -= 1
    }
    return plain
  }

  private func headingLine(before position: Int) -> Bool {
    guard position > 0 else { return true }
    var start = position - 1
    while start > 0, !text.startsLine[start] { start -= 1 }
    return text.lineLength[position - 1] * 3 < text.width * 2 && HeadingMark.match(in: text, at: start) != nil
  }

  func isTitle(_ title: [Unicode.Scalar]) -> Bool {
    title.count >= 4 && Self.titleWords.match(in: title, at: 0) != nil && Self.nouns.first(in: title) != nil
      && !title.contains("。") && Self.running.first(in: title) == nil
  }

  /// A label that comes again where there is no heading: the heading is missing.
  private func opensTopic(_ label: SectionLabel, seen: Set<SectionLabel.Kind>) -> Bool {
    switch label.kind {
    case .basis, .areas, .quota:
      seen.isEmpty || (seen.contains(label.kind) && (seen.contains(.other) || seen.contains(.money)))
    case .money, .period, .partner, .contact, .other, .mixed, .goals: false
    }
  }

  /// The short line before a label, or nothing, as the heading.
  private func lineHeading(before end: Int, from: Int) -> TopicHeading {
    var start = end - 1
    while start > from, !text.startsLine[start] { start -= 1 }
    if start >= from, start < end, text.startsLine[start], end - start <= 60 {
      let title = text.slice(start..<end)
      let closed = title.last.map { "。;:,、".unicodeScalars.contains($0) } ?? true
      if !closed, !title.contains("。"), Self.nouns.first(in: title) != nil,
        Self.running.first(in: title) == nil
      {
        return TopicHeading(numbers: [], range: start..<end, words: start)
      }
    }
    return TopicHeading(numbers: [], range: end..<end, words: end)
  }

  private static let announcement = DraftPattern("^{专题|方向|指南方向|主题|类别}#{:|.|、|,}?")

  /// 方向1、医疗科技: short lines that call themselves topics, where nothing else does.
  private func announced() -> [TopicHeading]? {
    var headings: [TopicHeading] = []
    for position in text.scalars.indices where text.startsLine[position] {
      let end = text.lineEnd(from: position)
      let line = text.slice(position..<end)
      guard line.count <= 45, let match = Self.announcement.match(in: line, at: 0),
        !line.contains(where: { "。;".unicodeScalars.contains($0) }), Self.running.first(in: line) == nil,
        match.range.upperBound + 2 <= line.count, let mark = HeadingMark.match(in: text, at: position)
      else { continue }
      headings.append(TopicHeading(numbers: mark.numbers, range: position..<end, words: min(mark.words, end)))
    }
    // 专题一 right above 方向1 is a chapter; GuideLayout finds it there.
    let kept = headings.enumerated().filter { index, heading in
      index + 1 == headings.count || headings[index + 1].range.lowerBound > heading.range.upperBound
    }.map(\.element)
    return kept.count >= 2 ? kept : nil
  }

  /// Numbered lines that read like titles but have no label near.
  private func unlabelled(besides found: [TopicHeading]) -> [TopicHeading] {
    var headings: [TopicHeading] = []
    for position in text.scalars.indices where text.startsLine[position] {
      guard text.endsSentence(before: position) || headingLine(before: position) || position == 0,
        !found.contains(where: { $0.range.contains(position) || $0.range.lowerBound == position }),
        let mark = HeadingMark.match(in: text, at: position), let end = titleEnd(from: mark.words),
        !found.contains(where: { $0.range.overlaps(position..<end) })
      else { continue }
      let title = text.slice(mark.words..<end)
      guard isTitle(title),
        !mark.isWeak || (found.isEmpty && title.starts(with: "中国".unicodeScalars))
      else { continue }
      headings.append(TopicHeading(numbers: mark.numbers, range: position..<end, words: mark.words))
    }
    return headings
  }

  /// The end of a title that no label closes: the line that ends with its noun, or the stop after it.
  private func titleEnd(from start: Int) -> Int? {
    var position = start
    while position < text.count, position - start <= 80 {
      if "。;,".unicodeScalars.contains(text.scalars[position]) {
        return text.scalars[position] == "。" && position - start >= 6 ? position + 1 : nil
      }
      if text.lineLength[position] > 0 {
        let tail = text.slice(max(start, position - 3)..<position + 1)
        if tail.has("项目", "计划", "专项", "实验室", "机制") || tail.last == ")" { return position + 1 }
      }
      position += 1
    }
    return nil
  }

  /// A number that stands in a table of contents first and over its topic later counts once.
  private func withoutContents(_ headings: [TopicHeading]) -> [TopicHeading] {
    headings.enumerated().filter { index, heading in
      guard !heading.numbers.isEmpty, index + 1 < headings.count else { return true }
      let next = headings[index + 1].range.lowerBound
      let hasBody = next - heading.range.upperBound > 8
      return hasBody || !headings[(index + 1)...].contains { $0.numbers == heading.numbers }
    }.map(\.element)
  }
}
