/// Cuts a topic into its title, labelled sections, items and clauses. The entries follow one another without a gap.
struct TopicStructure {
  let text: CleanText
  let topic: String
  private var entries: [DraftedEntry] = []
  private var used: [String: Int] = [:]
  private var letters = 0
  private var hasBody = false

  private static let share = DraftPattern("{每个|每一|每|各|其中|单个|原则上|同一}*{国|领域|方向|类|语种}")
  private static let ceiling = DraftPattern("{每个|单个|每项|单项|每一|各}项?目?")
  private static let demand = DraftPattern("{项目|申报|双方|须|应|执行期|单方|提交|鼓励|合作方}")

  init(text: CleanText, topic: String) {
    self.text = text
    self.topic = topic
  }

  /// The entries of a topic that fills `range`.
  mutating func read(_ range: Range<Int>, heading: TopicHeading, chapters: Range<Int>, labels: [SectionLabel])
    -> [DraftedEntry]
  {
    if !chapters.isEmpty { add(.heading, chapters, id: ".x", words: chapters.lowerBound) }
    let start = heading.range.upperBound
    if !heading.range.isEmpty { add(.title, heading.range, id: ".T", words: heading.words) }
    let sections = sections(labels.filter { $0.start >= start && $0.start < range.upperBound })
    if let first = sections.first {
      body(start..<first.start)
      for (index, label) in sections.enumerated() {
        let end = index + 1 < sections.count ? sections[index + 1].start : range.upperBound
        section(label, to: end)
      }
    } else {
      body(start..<range.upperBound)
    }
    return entries
  }

  /// The entries of a topic that is a row of a table.
  mutating func read(_ row: TableReader.Row) -> [DraftedEntry] {
    add(.title, row.title, id: ".T", words: row.title.lowerBound + String(row.number).count)
    add(.basis, row.basis, id: ".A", words: row.basis.lowerBound)
    add(.areas, row.areas, id: ".F", words: row.areas.lowerBound)
    add(.quota, row.quota, id: ".N", words: row.quota.lowerBound)
    add(.money, row.money, id: ".B", words: row.money.lowerBound)
    body(row.rest)
    return entries
  }

  /// After 其他要求 a label must be new and stand at a line start; elsewhere it belongs to an item.
  private func sections(_ labels: [SectionLabel]) -> [SectionLabel] {
    var kept: [SectionLabel] = []
    var seen: Set<SectionLabel.Kind> = []
    var afterOther = false
    for label in labels {
      if let number = label.number {
        // 3.实施期限 behind 2.支持数量 is a section, behind 其他要求 an item.
        let follows = kept.last.map { $0.number.map { $0 + 1 } == number } ?? false
        if afterOther || (!label.kind.isStructural && !follows && !label.isHeading) { continue }
      }
      if afterOther {
        guard text.startsLine[label.start], label.kind.isStructural, label.kind != .other,
          !seen.contains(label.kind)
        else { continue }
      }
      if label.kind == .other, !text.startsLine[label.start], !text.isUnwrapped { continue }
      kept.append(label)
      seen.insert(label.kind)
      if label.kind == .other, !label.isHeading { afterOther = true }
    }
    return kept
  }

  private mutating func section(_ label: SectionLabel, to end: Int) {
    let range = label.start..<end
    switch label.kind {
    case .other:
      addLabel(label)
      body(label.end..<end)
    case .basis: add(.basis, range, id: ".A", words: label.end)
    case .contact: add(.contact, range, id: ".C", words: label.end)
    case .partner: withBody(.partner, range, id: ".P", words: label.end)
    case .period: withBody(.period, range, id: ".D", words: label.end)
    case .areas:
      let stop = areasEnd(range, words: label.end)
      add(.areas, range.lowerBound..<stop, id: ".F", words: label.end)
      body(stop..<end)
    case .quota: limited(.quota, range, id: ".N", words: label.end)
    case .money: limited(.money, range, id: ".B", words: label.end)
    case .mixed:
      if label.isHeading || ItemMark.match(in: text.scalars, at: label.end) != nil {
        addLabel(label)
        body(label.end..<end)
      } else {
        mixed(range, words: label.end)
      }
    case .goals:
      addLabel(label)
      body(label.end..<end)
    }
  }

  private mutating func addLabel(_ label: SectionLabel) {
    entries.append(
      DraftedEntry(
        role: .label, range: label.start..<label.end, id: "", words: label.end, item: label.start..<label.end)
    )
  }

  private mutating func withBody(_ role: DraftedEntry.Role, _ range: Range<Int>, id: String, words: Int) {
    let stop = sentenceEnd(range, from: words)
    add(role, range.lowerBound..<stop, id: id, words: words)
    body(stop..<range.upperBound)
  }

  /// A number with what stands in brackets, or behind a comma, after it.
  private mutating func limited(_ role: DraftedEntry.Role, _ range: Range<Int>, id: String, words: Int) {
    let stop = sentenceEnd(range, from: words)
    if let first = FigurePart.cut(words..<stop, in: text).first,
      first.role == .share || first.role == .ceiling || first.role == .foreign
    {
      return mixed(range, words: words)
    }
    var cut = stop
    let depths = text.depths(in: range.lowerBound..<stop)
    for position in words..<max(words, stop) {
      let scalar = text.scalars[position]
      let opens = scalar == "(" && depths[position - range.lowerBound] == 1
      guard position > words,
        opens || ",;".unicodeScalars.contains(scalar) && depths[position - range.lowerBound] == 0
      else { continue }
      let rest = text.slice(position..<stop)
      let pattern = role == .quota ? Self.share : Self.ceiling
      guard let match = pattern.first(in: rest), match.range.lowerBound <= 4 else { continue }
      cut = opens ? position : position + 1
      break
    }
    add(role, range.lowerBound..<cut, id: id, words: words)
    if cut < stop { add(role == .quota ? .share : .ceiling, cut..<stop, id: id + "2", words: cut) }
    body(stop..<range.upperBound)
  }

  /// Places, money and ceilings in one sentence, cut at its commas; items under such a label are sentences.
  private mutating func mixed(_ range: Range<Int>, words: Int) {
    let stop = sentenceEnd(range, from: words)
    guard stop > words else { return body(range) }
    var start = range.lowerBound
    for part in FigurePart.cut(words..<stop, in: text) {
      let own = start == range.lowerBound ? words : part.range.lowerBound
      add(part.role, start..<part.range.upperBound, id: part.id, words: own)
      start = part.range.upperBound
    }
    if start < stop { add(.sentence, start..<stop, id: ".B", words: max(words, start)) }
    body(stop..<range.upperBound)
  }

  /// The end of the first sentence, or of the line when no stop closes it.
  private func sentenceEnd(_ range: Range<Int>, from: Int) -> Int {
    var position = from
    while position < range.upperBound {
      if "。;".unicodeScalars.contains(text.scalars[position]) { return position + 1 }
      if position > from, text.startsLine[position], ItemMark.match(in: text.scalars, at: position) != nil {
        return position
      }
      position += 1
    }
    return range.upperBound
  }

  /// The list of areas ends where sentences that ask for something begin.
  private func areasEnd(_ range: Range<Int>, words: Int) -> Int {
    var position = words + 1
    while position < range.upperBound {
      guard text.startsLine[position], "。;".unicodeScalars.contains(text.scalars[position - 1]) else {
        position += 1
        continue
      }
      let mark = ItemMark.match(in: text.scalars, at: position)
      let restarts = mark?.number == 1
      let afterStop = text.scalars[position - 1] == "。"
      let sentence = text.slice(position..<min(range.upperBound, sentenceEnd(range, from: position)))
      if afterStop, restarts || Self.demand.first(in: sentence) != nil { return position }
      position += 1
    }
    return range.upperBound
  }

  private mutating func add(
    _ role: DraftedEntry.Role, _ range: Range<Int>, id: String, words: Int, item: Range<Int>? = nil
  ) {
    guard !range.isEmpty else { return }
    entries.append(
      DraftedEntry(
        role: role, range: range, id: unique(topic + id), words: min(words, range.upperBound),
        item: item ?? range))
  }

  /// Ids stay unique when a text repeats a number or a label.
  private mutating func unique(_ id: String) -> String {
    let count = (used[id] ?? 0) + 1
    used[id] = count
    guard count > 1 else { return id }
    let candidate = "\(id)-\(count)"
    return used[candidate] == nil ? candidate : unique(candidate)
  }

  /// Items and unnumbered paragraphs.
  private mutating func body(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    var unnumbered = entries.count { $0.id.hasPrefix("\(topic)(u") && !$0.id.hasSuffix("b") }
    for item in ItemSplitter(text).items(range) {
      let name: String
      if item.isStray || item.isHeading {
        add(item.isStray ? .stray : .heading, item.range, id: ".x", words: item.range.lowerBound)
        continue
      }
      if let number = item.number {
        name = "(\(number))"
      } else {
        unnumbered += 1
        name = "(u\(unnumbered))"
      }
      sentences(of: item, named: name)
    }
    hasBody = true
  }

  private mutating func sentences(of item: ItemSplitter.Item, named name: String) {
    let cuts = ClauseSplitter(text).cuts(item.range, words: item.words)
    let strays = cuts.count { $0.isStray }
    var letter = 0
    var name = name
    // A repeated item number gets its own name once, so that its clauses stay together.
    if used["\(topic)\(name)"] != nil || used["\(topic)\(name)a"] != nil {
      var copy = 2
      while used["\(topic)\(name)-\(copy)"] != nil || used["\(topic)\(name)-\(copy)a"] != nil { copy += 1 }
      name += "-\(copy)"
    }
    for (index, cut) in cuts.enumerated() {
      let words = index == 0 ? item.words : cut.range.lowerBound
      if cut.isStray {
        add(.stray, cut.range, id: ".x", words: words)
        continue
      }
      let suffix = cuts.count - strays > 1 ? Self.letter(letter) : ""
      letter += 1
      add(.sentence, cut.range, id: name + suffix, words: words, item: item.range)
    }
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return (index >= 26 ? String(letters[(index / 26 - 1) % 26]) : "") + String(letters[index % 26])
  }
}
