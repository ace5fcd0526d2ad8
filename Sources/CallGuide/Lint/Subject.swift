extension Lint {
  /// What the parts of a topic are called in guides of this genre.
  enum Part: CaseIterable { case title, basis, areas, quota, envelope, requirements }

  /// One topic's text, cut into its parts and items.
  struct Section: Sendable {
    let topic: Topic
    /// All its text.
    let whole: Stretch
    /// Its text without addresses that strayed into a sentence.
    let clean: Stretch
    /// Its parts; a part that is not there is empty.
    let parts: [Part: Stretch]
    /// The labels as written: “共拟支持经费”.
    let labels: [Part: Stretch]
    /// Lists of numbered items, each starting anew.
    let lists: [[Item]]

    var id: String { topic.id }
    func part(_ part: Part) -> Stretch { parts[part] ?? whole.part(0..<0) }
    /// Everything after the title and the basis: what applicants must meet.
    var demands: Stretch { part(.requirements) }
  }

  /// A call as the rules read it.
  struct Subject: Sendable {
    let call: Call
    let guide: Document
    let names: [String: String]
    /// The guide's text outside the topics.
    let preamble: Stretch
    let sections: [Section]
    /// Addresses that stand in a sentence they do not belong to, by folded range.
    let strays: [Range<Int>]
    /// Sentences that are one rule in several topics.
    let clusters: [[Unit]]
    private let owners: [(range: Range<Int>, clause: String?)]

    init?(_ call: Call, countryNames: [String: String]) {
      guard let guide = call.documents.first(where: { $0.id == "guide" }) ?? call.documents.first else {
        return nil
      }
      self.call = call
      self.guide = guide
      names = countryNames
      owners = guide.passages.map { passage in
        if case .clause(let id) = passage.owner { return (passage.range, id) }
        return (passage.range, nil)
      }
      var topicOf: [String: String] = [:]
      for topic in call.topics { for clause in topic.clauses { topicOf[clause.id] = topic.id } }
      var ranges: [String: [Int]] = [:]
      var current = ""
      for owner in owners {
        if let clause = owner.clause { current = topicOf[clause] ?? "" }
        ranges[current, default: []] += Array(owner.range)
      }
      preamble = Stretch(guide.text, ranges[""] ?? [])
      strays = StrayReader.strays(in: Stretch(guide.text, Array(guide.text.folded.indices)))
      let strays = strays
      let sections = call.topics.map { topic in
        SectionReader(topic: topic, positions: ranges[topic.id] ?? [], strays: strays, text: guide.text)
          .section()
      }
      self.sections = sections
      let owners = owners
      clusters = Lint.clusters(sections) { Self.clause(at: $0, in: owners) }
    }

    /// The line of a folded index.
    func line(_ position: Int) -> Int { guide.text.line(at: position) }

    /// The clause that quotes a folded index.
    func clause(at position: Int) -> String? { Self.clause(at: position, in: owners) }

    private static func clause(at position: Int, in owners: [(range: Range<Int>, clause: String?)]) -> String?
    {
      var low = 0
      var high = owners.count
      while low < high {
        let middle = (low + high) / 2
        if owners[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
      }
      return low < owners.count && owners[low].range.contains(position) ? owners[low].clause : nil
    }

    /// The clauses a stretch touches, in order, and its first line.
    func place(of stretch: Stretch) -> (clauses: [String], lines: [Int]) {
      var clauses: [String] = []
      for position in stretch.positions {
        if let clause = clause(at: position), clauses.last != clause { clauses.append(clause) }
      }
      return (clauses, stretch.positions.first.map { [line($0)] } ?? [])
    }

    /// The clause in which a stretch begins, or the fallback.
    func clause(of stretch: Stretch, or fallback: String = "") -> String {
      for position in stretch.positions { if let clause = clause(at: position) { return clause } }
      return fallback
    }

    /// The Chinese name of a partner unit, or its code.
    func name(_ unit: String) -> String {
      if let set = call.sets[unit] { return set.name.zh }
      if let name = names[unit] { return name }
      let single = sections.first { $0.topic.partners == [unit] }
      return single.flatMap { Lint.titlePartner($0)?.name } ?? names[Lint.country(unit)] ?? unit
    }

    /// A topic's partner units; where the call file has none, the name in its title.
    func units(of section: Section) -> [String] {
      guard section.topic.partners.isEmpty else { return section.topic.partners }
      return Lint.titlePartner(section).map { [$0.name] } ?? []
    }

    /// The members of a topic's partners as countries: sets spelt out, regions folded into their country.
    func countries(of topic: Topic) -> [String] {
      var seen: Set<String> = []
      return topic.partners.flatMap { call.codes(of: $0) }.map(Lint.country).filter {
        seen.insert($0).inserted
      }
    }

    /// The year the call is of.
    var year: Int? {
      for text in [call.batch.zh, call.id, preamble.text] {
        if let match = text.firstMatch(of: /20[0-9][0-9]/) { return Int(match.output) }
      }
      return nil
    }

    /// Places of a topic: from the call file, else from the text.
    func quota(_ section: Section) -> Limit? {
      section.topic.quota ?? Self.limit(in: section.part(.quota).text)
    }

    /// Money of a topic in 万元: from the call file, else from the text.
    func envelope(_ section: Section) -> Limit? {
      if let stated = section.topic.envelope ?? Self.limit(in: section.part(.envelope).text) { return stated }
      // Places times money for each, where the guide gives nothing else.
      guard let one = Lint.perProject(section.clean), let places = quota(section)?.number,
        one.yuan % 10_000 == 0
      else { return nil }
      let sum = one.yuan / 10_000 * places
      return one.isCeiling ? .atMost(sum) : .exactly(sum)
    }

    private static func limit(in text: String) -> Limit? {
      let head = text.prefix(while: { $0 != "（" && $0 != "。" })
      if head.contains("待定") { return .undecided }
      let pattern = /([0-9.]+)(亿|万|个|项)/
      guard let match = head.firstMatch(of: pattern) else { return nil }
      let isMoney = match.output.2 == "亿" || match.output.2 == "万"
      guard
        let value = isMoney
          ? yuan(match.output.1, unit: match.output.2).map({ $0 / 10_000 }) : number(match.output.1)
      else { return nil }
      if head.contains("不超过") || head.contains("至多") { return .atMost(value) }
      return head.contains("左右") || head.contains("约") ? .about(value) : .exactly(value)
    }
  }

  /// `BE-WAL` is a region of `BE`.
  static func country(_ code: String) -> String { String(code.prefix { $0 != "-" }) }

  /// The partner a topic's title names, and what stands in brackets after it: 中国和比利时（瓦隆）政府间… → 比利时, 瓦隆.
  static func titlePartner(_ section: Section) -> (name: String, bracket: String?)? {
    let title = GuideText.fold(section.topic.title.zh).reduce(into: "") { $0.unicodeScalars.append($1) }
    let pattern =
      /中国?(?:和|与|同|－|-|—|–)([\p{Han}·]{2,10}?)(?:（([^）]+)）|\(([^)]+)\))?(?:政府|双边|多边|联合|科技|国家|合作|旗舰|产业|创新|研究|研发|大学|科研)/
    guard let match = title.firstMatch(of: pattern) else { return nil }
    return (String(match.output.1), (match.output.2 ?? match.output.3).map(String.init))
  }
}
