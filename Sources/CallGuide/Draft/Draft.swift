/// What came of drafting a call from a guide's text.
public struct DraftedCall: Sendable {
  /// The call file; it passes the coverage gate beside the text as `guide.txt`.
  public var callYAML: String
  /// Number of topics found.
  public var topics: Int
  /// Number of clauses.
  public var clauses: Int
  /// How many clauses each shape recognised, by the kind of requirement (`duration`, `attached` …).
  public var recognised: [String: Int]
  /// Clauses that nothing recognised: questions to an officer or an expert.
  public var questions: Int
}

/// Drafts a call folder from the plain text of a guide of this genre.
///
/// Nothing here decides for the programme office: every drafted clause carries `confirm: needed`, and what no rule
/// recognises becomes a question to an officer. What is never left to chance is coverage: clauses are cut by their starts
/// alone, so that each begins where the one before it ends.
public enum Draft {
  /// The longest text that is taken for a guide; real ones have some ten thousand characters.
  public static let longest = 200_000
  /// More clauses than a call can have.
  static let mostClauses = 12_000

  /// Drafts a call.
  ///
  /// - Parameters:
  ///   - text: the guide, as plain text; wrapped lines, page numbers and form feeds do no harm.
  ///   - id: id of the new call, as `2025-1`.
  ///   - countries: the country table.
  /// - Throws: `Problem` when the text holds nothing but white space.
  /// - Complexity: about linear in the text.
  public static func draft(text: GuideText, id: String, countries: CountryNames) throws(Problem)
    -> DraftedCall
  {
    guard !text.folded.isEmpty else {
      throw Problem(
        .unreadable, at: Place(file: text.file, line: 1, column: 1), zh: "指南文本为空，无法起草",
        en: "the guide's text is empty, nothing to draft")
    }
    guard text.folded.count <= longest else {
      throw Problem(
        .unreadable, at: Place(file: text.file, line: 1, column: 1),
        zh: "指南文本有 \(text.folded.count) 个字符，超过 \(longest) 个；请只保留指南本身",
        en: "the text has \(text.folded.count) characters, more than \(longest); keep only the guide itself")
    }
    let controls = text.folded.prefix(2000).count { $0.value < 0x20 || $0.value == 0x7F }
    guard controls <= 10 || controls * 20 <= min(2000, text.folded.count) else {
      throw Problem(
        .unreadable, at: Place(file: text.file, line: 1, column: 1), zh: "文件含控制字符，不是纯文本；请先另存为 UTF-8 文本",
        en: "the file holds control characters and is no plain text; save it as UTF-8 text first")
    }
    let clean = CleanText(text)
    let drafting = Drafting(text: text, clean: clean, names: countries)
    let drafted = drafting.run(id: id)
    guard drafted.clauses <= mostClauses else {
      throw Problem(
        .unreadable, at: Place(file: text.file, line: 1, column: 1),
        zh: "文本会拆成 \(drafted.clauses) 条款，超过 \(mostClauses) 条，不像一份指南",
        en:
          "the text falls into \(drafted.clauses) clauses, more than \(mostClauses); it does not look like a guide"
      )
    }
    return drafted
  }
}

/// One drafting run.
private struct Drafting {
  let text: GuideText
  let clean: CleanText
  let names: CountryNames

  func run(id: String) -> DraftedCall {
    let head = CallHead(clean)
    let layout = GuideLayout(clean, head: head)
    let opening = common(layout.preamble, from: 1, title: head.titleRange)
    let titles = layout.topics.map { (id: $0.id, words: $0.title) }
    var topics: [DraftedTopic] = []
    var sets: [(name: String, zh: String, en: String, codes: [String])] = []
    var fields: [(name: String, sketch: Sketch)] = []
    for part in layout.topics {
      var structure = TopicStructure(text: clean, topic: part.id)
      var topic = DraftedTopic(id: part.id, heading: part.heading, title: part.title)
      topic.entries =
        part.row.map { structure.read($0) }
        ?? structure.read(part.range, heading: part.heading, chapters: part.chapters, labels: layout.labels)
      var recogniser = Recogniser(names: names, topic: topic)
      recogniser.context = part.context
      recogniser.titles = titles
      recogniser.sets = sets
      recogniser.fields = fields
      recogniser.readTopic(clean)
      recogniser.topic.clauses = recogniser.reconciled(recogniser.topic.clauses)
      (sets, fields) = (recogniser.sets, recogniser.fields)
      topics.append(recogniser.topic)
    }
    let own = topics.filter { $0.period != nil }.map(\.id)
    if let general = opening.period {
      for index in topics.indices where topics[index].period == nil { topics[index].period = general }
    }
    let closing = common(layout.closing, from: opening.clauses.count + 1, title: 0..<0)
    let writer = CallWriter(
      text: text, clean: clean, id: id, head: head, preamble: yielding(opening.clauses, to: own),
      topics: topics,
      closing: closing.clauses, sets: sets, fields: merged(fields, opening.fields + closing.fields))
    return result(
      writer.yaml(), opening.clauses + topics.flatMap(\.clauses) + closing.clauses, topics: topics.count)
  }

  /// Fields by name; the first one of a name stands.
  private func merged(_ one: [(name: String, sketch: Sketch)], _ other: [(name: String, sketch: Sketch)])
    -> [(name: String, sketch: Sketch)]
  {
    other.reduce(into: one) { fields, field in
      if !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
    }
  }

  /// A general period yields to the topics that give their own.
  private func yielding(_ clauses: [DraftedClause], to topics: [String]) -> [DraftedClause] {
    guard !topics.isEmpty else { return clauses }
    return clauses.map { clause in
      guard clause.finding.kind == "duration" else { return clause }
      var clause = clause
      clause.finding.require = [
        "unless": [
          "exception": ["member": ["field": "app.direction", "of": .words(topics)]],
          "then": clause.finding.require,
        ]
      ]
      return clause
    }
  }

  /// Clauses that stand outside the topics and speak to all of them.
  private func common(_ range: Range<Int>, from first: Int, title: Range<Int>) -> (
    clauses: [DraftedClause], period: Sketch?, fields: [(name: String, sketch: Sketch)]
  ) {
    if range.isEmpty { return ([], nil, []) }
    let none = TopicHeading(numbers: [], range: 0..<0, words: 0)
    var recogniser = Recogniser(names: names, topic: DraftedTopic(id: "P", heading: none, title: []))
    var clauses: [DraftedClause] = []
    for piece in PreambleSplitter(clean).pieces(range, title: title) {
      let mark = ItemMark.match(in: clean.scalars, at: piece.range.lowerBound)
      let start = mark.map {
        $0.style == .firstly ? piece.range.lowerBound : min($0.end, piece.range.upperBound)
      }
      let entry = DraftedEntry(
        role: piece.isHeading ? .heading : .preamble, range: piece.range, id: "P.\(first + clauses.count)",
        words: start ?? piece.range.lowerBound, item: piece.range)
      let words = clean.slice(entry.words..<piece.range.upperBound)
      let sentence = Sentence(words: words, item: clean.slice(piece.range), id: entry.id)
      let finding: Recognition
      if piece.isHeading {
        finding = recogniser.information(sentence, en: "Heading.")
      } else if first > 1 || range.lowerBound > 0 {
        finding = recogniser.finding(sentence)
      } else {
        finding = recogniser.preamble(sentence)
      }
      clauses.append(DraftedClause(entry: entry, finding: finding))
    }
    return (recogniser.reconciled(clauses), recogniser.topic.period, recogniser.fields)
  }

  private func result(_ yaml: String, _ clauses: [DraftedClause], topics: Int) -> DraftedCall {
    var recognised: [String: Int] = [:]
    var count = 0
    for clause in clauses where clause.entry.role != .label {
      count += 1
      recognised[clause.finding.kind, default: 0] += 1
    }
    let questions = recognised.removeValue(forKey: "question") ?? 0
    return DraftedCall(
      callYAML: yaml, topics: topics, clauses: max(count, 1), recognised: recognised, questions: questions)
  }
}
