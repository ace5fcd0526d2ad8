/// Writes the drafted call as YAML.
struct CallWriter {
  let text: GuideText
  let clean: CleanText
  let id: String
  let head: CallHead
  let preamble: [DraftedClause]
  let topics: [DraftedTopic]
  /// What follows the last topic and speaks to all of them.
  let closing: [DraftedClause]
  let sets: [(name: String, zh: String, en: String, codes: [String])]
  let fields: [(name: String, sketch: Sketch)]

  /// The whole file.
  func yaml() -> String {
    var out: [String] = ["# Drafted from guide.txt; every clause still needs a person's confirmation."]
    head(&out)
    if !sets.isEmpty {
      out.append("sets:")
      for set in sets {
        let sketch: Sketch = ["zh": .text(set.zh), "en": .text(set.en), "codes": .words(set.codes)]
        out.append("  \(Sketch.scalar(set.name)): \(sketch.yaml)")
      }
    }
    if !fields.isEmpty {
      out.append("fields:")
      for field in fields { out.append("  \(Sketch.scalar(field.name)): \(field.sketch.yaml)") }
    }
    let clauses = preamble.isEmpty && topics.isEmpty ? [remainder()] : preamble
    out.append(clauses.isEmpty ? "preamble: []" : "preamble:")
    for clause in clauses { entry(clause, indent: "  ", &out) }
    out.append(topics.isEmpty ? "topics: []" : "topics:")
    for topic in topics { write(topic, &out) }
    if !closing.isEmpty {
      out.append("closing:")
      for clause in closing { entry(clause, indent: "  ", &out) }
    }
    return out.joined(separator: "\n") + "\n"
  }

  /// A text of page numbers alone.
  private func remainder() -> DraftedClause {
    let entry = DraftedEntry(role: .stray, range: 0..<0, id: "P.1", words: 0, item: 0..<0)
    let sentence = Sentence(words: [], item: [], id: "P.1")
    let heading = TopicHeading(numbers: [], range: 0..<0, words: 0)
    let topic = DraftedTopic(id: "P", heading: heading, title: [])
    let recogniser = Recogniser(names: CountryNames(entries: []), topic: topic)
    return DraftedClause(
      entry: entry, finding: recogniser.information(sentence, en: "No sentence was found in the text."))
  }

  private func head(_ out: inout [String]) {
    out.append("call:")
    out.append("  id: \(Sketch.quoted(id.isEmpty ? "draft" : id))")
    out.append("  programme: \(Sketch.pair(head.programme).yaml)")
    out.append("  batch: \(Sketch.pair(head.batch).yaml)")
    out.append("  issuer: \(Sketch.pair(head.issuer).yaml)")
    out.append("  state: \(head.isConsultation ? "consultation" : "draft")")
    out.append("documents:")
    out.append("  - {id: guide, file: guide.txt, official: true, title: \(Sketch.pair(head.title).yaml)}")
  }

  private func write(_ topic: DraftedTopic, _ out: inout [String]) {
    let recogniser = Recogniser(names: CountryNames(entries: []), topic: topic)
    let zh = topic.title.isEmpty ? "名称缺失的方向" : AreaList.display(topic.title)
    out.append("  - id: \(Sketch.quoted(topic.id))")
    let english = topic.clauses.first { $0.entry.role == .title }?.finding.summary.en
    let en = english.map { $0.split(separator: ": the partner is").first.map(String.init) ?? $0 }
    out.append(
      "    title: \(Sketch.pair(BilingualText(zh: zh, en: en ?? recogniser.englishTitle(topic.title))).yaml)")
    out.append("    partners: \(Sketch.words(topic.partners).yaml)")
    if let basis = topic.basis { out.append("    basis: \(basis)") }
    if topic.areas.isEmpty {
      out.append("    areas: []")
    } else {
      out.append("    areas:")
      for area in topic.areas { out.append("      - \(area.sketch.yaml)") }
    }
    if topic.areasOpen { out.append("    areasOpen: true") }
    for (key, sketch) in [
      ("quota", topic.quota), ("envelope", topic.envelope), ("perCountry", topic.perCountry),
      ("perArea", topic.perArea),
      ("period", topic.period),
    ] {
      if let sketch { out.append("    \(key): \(sketch.yaml)") }
    }
    agency(of: topic, &out)
    out.append(topic.clauses.isEmpty ? "    entries: []" : "    entries:")
    for clause in topic.clauses { entry(clause, indent: "      ", &out) }
  }

  private func agency(of topic: DraftedTopic, _ out: inout [String]) {
    guard topic.agencyName != nil || topic.agencyEmail != nil || topic.agencyURL != nil else { return }
    let name = topic.agencyName ?? BilingualText(zh: "外方征集部门", en: "Partner agency")
    var entries: [(key: String, value: Sketch)] = [
      (key: "zh", value: .text(name.zh)), (key: "en", value: .text(name.en)),
    ]
    if let email = topic.agencyEmail { entries.append((key: "email", value: .text(email))) }
    if let url = topic.agencyURL { entries.append((key: "url", value: .text(url))) }
    out.append("    agency: \(Sketch.map(entries).yaml)")
  }

  private func entry(_ clause: DraftedClause, indent: String, _ out: inout [String]) {
    let range = clean.count == 0 ? 0..<text.folded.count : clean.foldedRange(clause.entry.range)
    if clause.entry.role == .label {
      out.append("\(indent)- label: \(Sketch.quoted(AnchorWriter.quote(range, in: text)))")
      return
    }
    let finding = clause.finding
    let inner = indent + "  "
    out.append("\(indent)- id: \(Sketch.quoted(clause.entry.id))")
    out.append("\(inner)quote: \(Sketch.quoted(AnchorWriter.quote(range, in: text)))")
    out.append("\(inner)summary: \(Sketch.pair(finding.summary).yaml)")
    out.append("\(inner)class: \(Sketch.words(finding.classes.map(\.rawValue)).yaml)")
    out.append("\(inner)force: \(finding.force.rawValue)")
    out.append("\(inner)stages: \(Sketch.words(finding.stages.map(\.rawValue)).yaml)")
    out.append("\(inner)by: \(Sketch.words(finding.by.map(\.rawValue)).yaml)")
    if let evidence = finding.evidence { out.append("\(inner)evidence: \(Sketch.pair(evidence).yaml)") }
    if let justification = finding.justification { out.append("\(inner)justify: \(justification)") }
    if finding.readings.isEmpty {
      out.append("\(inner)require: \(finding.require.yaml)")
    } else {
      out.append("\(inner)readings:")
      for reading in finding.readings {
        let sketch: Sketch = [
          "id": .text(reading.id), "zh": .text(reading.zh), "en": .text(reading.en),
          "require": reading.require,
        ]
        out.append("\(inner)  - \(sketch.yaml)")
      }
    }
    out.append("\(inner)confirm: needed")
  }
}

/// Writes a quote that the loader finds again: the whole words, or `start…end` where that is unambiguous.
enum AnchorWriter {
  private static let short = 60
  private static let head = 18

  static func quote(_ range: Range<Int>, in text: GuideText) -> String {
    let whole = text.quote(range)
    guard range.count > short else { return whole }
    let start = range.lowerBound..<range.lowerBound + head
    for length in [12, 18, 26] {
      let end = range.upperBound - length..<range.upperBound
      let ending = Array(text.folded[end])
      guard !text.folded[start].contains("…"), !ending.contains("…") else { return whole }
      guard text.find(ending, from: start.upperBound) == end.lowerBound else { continue }
      let anchor = text.quote(start) + "…" + text.quote(end)
      // The loader's own matcher has the last word.
      if Anchor(anchor).match(in: text, at: range.lowerBound) == .here(range) { return anchor }
    }
    return whole
  }
}
