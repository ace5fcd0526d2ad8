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
    let clean = CleanText(text)
    let drafting = Drafting(text: text, clean: clean, names: countries)
    return drafting.run(id: id)
  }
}

/// One drafting run.
private struct Drafting {
  let text: GuideText
  let clean: CleanText
  let names: CountryNames

  func run(id: String) -> DraftedCall {
    let labels = SectionLabel.all(in: clean)
    let headings = TopicFinder(clean, labels: labels).headings()
    let ids = TopicNumbers.assign(headings)
    let preambleEnd = headings.first?.range.lowerBound ?? clean.count
    let preamble = preamble(0..<preambleEnd)
    let titles = zip(ids, headings).map { (id: $0, words: $1.title(in: clean)) }
    var topics: [DraftedTopic] = []
    var sets: [(name: String, zh: String, en: String, codes: [String])] = []
    var fields: [(name: String, sketch: Sketch)] = []
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].range.lowerBound : clean.count
      var structure = TopicStructure(text: clean, topic: ids[index])
      var topic = DraftedTopic(id: ids[index], heading: heading, title: titles[index].words)
      topic.entries = structure.read(heading.range.lowerBound..<end, heading: heading, labels: labels)
      var recogniser = Recogniser(names: names, topic: topic)
      recogniser.titles = titles
      recogniser.sets = sets
      recogniser.fields = fields
      recogniser.readTopic(clean)
      (sets, fields) = (recogniser.sets, recogniser.fields)
      topics.append(recogniser.topic)
    }
    let own = topics.filter { $0.period != nil }.map(\.id)
    if let general = preamble.period {
      for index in topics.indices where topics[index].period == nil { topics[index].period = general }
    }
    let common = yielding(preamble.clauses, to: own)
    let writer = CallWriter(
      text: text, clean: clean, id: id, preamble: common, topics: topics, sets: sets,
      fields: fields + preamble.fields)
    return result(writer.yaml(), preamble.clauses + topics.flatMap(\.clauses), topics: topics.count)
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

  private func preamble(_ range: Range<Int>) -> (
    clauses: [DraftedClause], period: Sketch?, fields: [(name: String, sketch: Sketch)]
  ) {
    if clean.count == 0 { return ([], nil, []) }
    let none = TopicHeading(numbers: [], range: 0..<0, words: 0)
    var recogniser = Recogniser(names: names, topic: DraftedTopic(id: "P", heading: none, title: []))
    var clauses: [DraftedClause] = []
    for piece in PreambleSplitter(clean).pieces(range) {
      let entry = DraftedEntry(
        role: piece.isHeading ? .heading : .preamble, range: piece.range, id: "P.\(clauses.count + 1)",
        words: piece.range.lowerBound, item: piece.range)
      let words = clean.slice(piece.range)
      let sentence = Sentence(words: words, item: words, id: entry.id)
      let finding =
        piece.isHeading ? recogniser.information(sentence, en: "Heading.") : recogniser.preamble(sentence)
      clauses.append(DraftedClause(entry: entry, finding: finding))
    }
    return (clauses, recogniser.topic.period, recogniser.fields)
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

/// Gives every topic an id: its number, both numbers of a joint heading, or the number missing in the row.
enum TopicNumbers {
  static func assign(_ headings: [TopicHeading]) -> [String] {
    let written = Set(headings.map { $0.numbers.joined(separator: "-") })
    var used: Set<String> = []
    var ids: [String] = []
    for (index, heading) in headings.enumerated() {
      var id = heading.numbers.joined(separator: "-")
      if id.isEmpty {
        let next = headings[(index + 1)...].first { !$0.numbers.isEmpty }?.numbers.first
        id = missing(after: ids.last, before: next, written: written.union(used)) ?? "u\(index + 1)"
      }
      var candidate = id
      var copy = 2
      while !used.insert(candidate).inserted {
        candidate = "\(id)-\(copy)"
        copy += 1
      }
      ids.append(candidate)
    }
    return ids
  }

  /// 1.3 stands between 1.2 and 1.4.
  private static func missing(after last: String?, before next: String?, written: Set<String>) -> String? {
    func parts(_ id: String?) -> [Int]? {
      guard let id else { return nil }
      let parts = id.split(separator: "-").last?.split(separator: ".").map { Int($0) } ?? []
      return parts.contains(nil) || parts.isEmpty ? nil : parts.compactMap { $0 }
    }
    func text(_ parts: [Int]) -> String { parts.map(String.init).joined(separator: ".") }
    var candidates: [[Int]] = []
    if var after = parts(last), let number = after.popLast() { candidates.append(after + [number + 1]) }
    if var before = parts(next), let number = before.popLast(), number > 0 {
      candidates.append(before + [number - 1])
    }
    if last == nil, next == nil { candidates.append([1]) }
    return candidates.map(text).first { !written.contains($0) && $0 != "0" && !$0.hasSuffix(".0") }
  }
}
