/// How a guide is laid out: what comes before the topics, the topics, and what follows them for all.
struct GuideLayout {
  /// A topic and where it stands.
  struct Part {
    var id: String
    var heading: TopicHeading
    /// Lines of chapters right above the heading: 专题一：…
    var chapters: Range<Int>
    /// Chapters, heading and everything up to the next topic.
    var range: Range<Int>
    var title: [Unicode.Scalar]
    /// The row of a table that the topic is.
    var row: TableReader.Row?
    /// Words above the title, where the title itself names no partner.
    var context: [Unicode.Scalar] = []
  }

  private(set) var preamble: Range<Int>
  private(set) var topics: [Part] = []
  private(set) var closing: Range<Int>
  private(set) var labels: [SectionLabel]

  private static let chapter = DraftPattern("^{专题|任务|主题|板块|第[一二三四五六七八九十]{部分|章|类}}")
  private static let annex = DraftPattern("^附{件|表|录}{#|[ABC]}?{:|$|.|*$}")
  private static let administrative = DraftPattern(
    "{申报|申请|要求|条件|程序|方式|材料|联系|时间|受理|评审|管理|有关事项|说明|咨询|资格|限项|形式审查|进度|组织实施|其他|报送|推荐}")

  init(_ text: CleanText, head: CallHead) {
    labels = SectionLabel.all(in: text)
    let rows = TableReader(text).rows()
    if let first = rows.first {
      preamble = 0..<first.range.lowerBound
      closing = text.count..<text.count
      topics = rows.map { row in
        let words = min(row.title.lowerBound + String(row.number).count, row.title.upperBound)
        let heading = TopicHeading(numbers: [String(row.number)], range: row.title, words: words)
        return Part(
          id: String(row.number), heading: heading, chapters: 0..<0, range: row.range,
          title: heading.title(in: text), row: row)
      }
      return
    }
    let finder = TopicFinder(text, labels: labels)
    var headings = finder.headings()
    preamble = 0..<text.count
    closing = text.count..<text.count
    if headings.isEmpty || (headings.count == 1 && headings[0].range.isEmpty) {
      let chapters = SectionLabel.all(in: text, chapters: true)
      if let whole = Self.whole(text, labels: chapters, head: head) {
        labels = chapters
        topics = [whole]
        preamble = 0..<0
        return
      }
    }
    guard !headings.isEmpty else { return }
    var above: [Int: Range<Int>] = [:]
    headings = Self.nested(headings, above: &above)
    let tail = Self.tail(text, headings: headings, finder: finder)
    let ids = Self.ids(headings, in: text, above: &above)
    let starts = headings.map { above[$0.range.lowerBound]?.lowerBound ?? $0.range.lowerBound }
    preamble = 0..<(starts.first ?? 0)
    closing = tail..<text.count
    var context: [Unicode.Scalar] = []
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? starts[index + 1] : tail
      let chapters = starts[index]..<heading.range.lowerBound
      if !chapters.isEmpty { context = text.slice(chapters) }
      if chapters.isEmpty, Self.chapter.match(in: text.slice(heading.range), at: 0) != nil { context = [] }
      topics.append(
        Part(
          id: ids[index], heading: heading, chapters: chapters,
          range: starts[index]..<max(end, heading.range.upperBound),
          title: heading.title(in: text), context: context))
    }
  }

  /// A guide that is one topic from its title on.
  private static func whole(_ text: CleanText, labels: [SectionLabel], head: CallHead) -> Part? {
    guard !head.titleRange.isEmpty else { return nil }
    let kinds = Set(labels.map(\.kind)).intersection([.areas, .quota, .money, .mixed, .period, .basis])
    guard kinds.count >= 2 || (!kinds.isEmpty && text.slice(head.titleRange).has("合作", "联合", "国际", "交流"))
    else {
      return nil
    }
    let heading = TopicHeading(
      numbers: ["1"], range: 0..<head.titleRange.upperBound, words: head.titleRange.lowerBound)
    return Part(
      id: "1", heading: heading, chapters: 0..<0, range: 0..<text.count, title: text.slice(head.titleRange),
      context: text.slice(head.titleRange.upperBound..<min(text.count, head.titleRange.upperBound + 600)))
  }

  /// 1.3 right above 1.3.1 is a chapter, no topic.
  private static func nested(_ headings: [TopicHeading], above: inout [Int: Range<Int>]) -> [TopicHeading] {
    var kept: [TopicHeading] = []
    var pending: Range<Int>?
    for (index, heading) in headings.enumerated() {
      if index + 1 < headings.count, let number = heading.numbers.first, heading.numbers.count == 1,
        let next = headings[index + 1].numbers.first, next.hasPrefix(number + "."),
        headings[index + 1].range.lowerBound - heading.range.upperBound <= 2
      {
        pending = (pending?.lowerBound ?? heading.range.lowerBound)..<headings[index + 1].range.lowerBound
        continue
      }
      if let lines = pending { above[heading.range.lowerBound] = lines }
      pending = nil
      kept.append(heading)
    }
    return kept
  }

  /// Numbers as written; where they start anew under each 专题, with the number of the chapter before them.
  private static func ids(
    _ headings: [TopicHeading], in text: CleanText, above: inout [Int: Range<Int>]
  ) -> [String] {
    var chapters: [String?] = []
    var current: String?
    for (index, heading) in headings.enumerated() {
      let floor = index == 0 ? 0 : headings[index - 1].range.upperBound
      let start = heading.range.lowerBound
      if start > floor, start < text.count, text.startsLine[start] {
        let line = text.lineStart(before: start)
        let words = text.slice(line..<start)
        if line >= floor, words.count <= 40, chapter.match(in: words, at: 0) != nil,
          !words.contains(where: { "。;,".unicodeScalars.contains($0) }),
          let mark = HeadingMark.match(in: text, at: line)
        {
          current = mark.numbers.first
          above[start] = line..<start
        }
      }
      // A chapter that is a topic itself has a number of its own.
      let isChapter = chapter.match(in: text.slice(start..<heading.range.upperBound), at: 0) != nil
      if isChapter { current = nil }
      chapters.append(current)
    }
    let plain = headings.map { $0.numbers.joined(separator: "-") }.filter { !$0.isEmpty }
    guard Set(plain).count < plain.count, chapters.contains(where: { $0 != nil }) else {
      return TopicNumbers.assign(headings)
    }
    return TopicNumbers.assign(
      zip(headings, chapters).map { heading, chapter in
        guard let chapter, heading.numbers.count == 1 else { return heading }
        var heading = heading
        heading.numbers = ["\(chapter).\(heading.numbers[0])"]
        return heading
      })
  }

  /// Where the chapters begin that follow the last topic: 三、申报要求, 附件.
  private static func tail(_ text: CleanText, headings: [TopicHeading], finder: TopicFinder) -> Int {
    guard let first = headings.first, let last = headings.last else { return text.count }
    var chapter = 0
    for position in 0..<first.range.lowerBound where text.startsLine[position] {
      if let mark = chapterMark(text, at: position), mark.number == chapter + 1 { chapter = mark.number }
    }
    let own = ItemMark.match(in: text.scalars, at: min(last.range.lowerBound, max(0, text.count - 1)))
    var position = last.range.upperBound
    while position < text.count {
      defer { position = text.lineEnd(from: position) }
      guard text.startsLine[position], isClosed(text, before: position) else { continue }
      let line = text.slice(position..<text.lineEnd(from: position))
      if line.count <= 40, annex.match(in: line, at: 0) != nil { return position }
      guard let mark = chapterMark(text, at: position) else { continue }
      let words = text.slice(mark.end..<text.lineEnd(from: position))
      if finder.isTitle(words) { continue }
      if chapter > 0, mark.number == chapter + 1 { return position }
      if let own, own.style == .chinese, mark.number == own.number + 1 { return position }
      if chapter == 0, mark.number >= 2, administrative.first(in: words) != nil { return position }
    }
    return text.count
  }

  private static func isClosed(_ text: CleanText, before position: Int) -> Bool {
    text.endsSentence(before: position) || text.lineLength[max(0, position - 1)] * 5 < text.width * 4
  }

  private static func chapterMark(_ text: CleanText, at position: Int) -> ItemMark? {
    guard let mark = ItemMark.match(in: text.scalars, at: position), mark.style == .chinese else {
      return nil
    }
    let line = text.slice(position..<text.lineEnd(from: position))
    return line.count <= 30 && !line.contains(where: { "。;,".unicodeScalars.contains($0) }) ? mark : nil
  }
}
