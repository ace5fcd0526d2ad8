/// How well one kind of thing was recovered.
public struct KindScore: Sendable {
  /// What is counted: `topics`, `areas`, `clauses`, `require.duration` …
  public var kind: String
  /// How many the draft has.
  public var drafted: Int
  /// How many of those stand in the reference.
  public var draftedFound: Int
  /// How many the reference has.
  public var reference: Int
  /// How many of those stand in the draft.
  public var referenceFound: Int

  /// Share of the drafted ones that are right; 1 when there are none.
  public var precision: Double { drafted == 0 ? 1 : Double(draftedFound) / Double(drafted) }
  /// Share of the reference that was recovered; 1 when there is nothing to recover.
  public var recall: Double { reference == 0 ? 1 : Double(referenceFound) / Double(reference) }
}

/// Holds a drafted call against the one a person made from the same text.
public enum DraftComparison {
  /// Precision and recall per kind.
  ///
  /// Clauses and items are compared by their place in the folded text of the guide, so names of clauses do not matter;
  /// values of topics by topic id; requirements by the keys of their trees at clauses that overlap.
  public static func compare(drafted: Call, reference: Call) -> [KindScore] {
    let left = Digest(drafted)
    let right = Digest(reference)
    var scores: [KindScore] = []
    for kind in Digest.valueKinds {
      scores.append(score(kind, left.values[kind] ?? [], right.values[kind] ?? []))
    }
    let shared = Set(left.clauses.map(\.range)).intersection(right.clauses.map(\.range))
    for (kind, value) in [
      ("classes", { (clause: Digest.Placed) in clause.clause.classes.first?.rawValue ?? "" }),
      ("force", { (clause: Digest.Placed) in clause.clause.force.rawValue }),
    ] {
      func elements(_ digest: Digest) -> Set<String> {
        Set(digest.clauses.filter { shared.contains($0.range) }.map { "\($0.range) \(value($0))" })
      }
      scores.append(score(kind, elements(left), elements(right)))
    }
    return scores + requirements(left, right)
  }

  private static func score(_ kind: String, _ left: Set<String>, _ right: Set<String>) -> KindScore {
    let found = left.intersection(right).count
    return KindScore(
      kind: kind, drafted: left.count, draftedFound: found, reference: right.count, referenceFound: found)
  }

  private static func requirements(_ left: Digest, _ right: Digest) -> [KindScore] {
    func found(_ placed: Digest.Placed, _ kind: String, in others: [Digest.Placed]) -> Bool {
      others.contains { $0.kinds.contains(kind) && $0.range.overlaps(placed.range) }
    }
    let kinds = Set(left.clauses.flatMap(\.kinds)).union(right.clauses.flatMap(\.kinds)).sorted()
    var scores = kinds.map { kind in
      let drafted = left.clauses.filter { $0.kinds.contains(kind) }
      let wanted = right.clauses.filter { $0.kinds.contains(kind) }
      return KindScore(
        kind: "require.\(kind)", drafted: drafted.count,
        draftedFound: drafted.count { found($0, kind, in: right.clauses) }, reference: wanted.count,
        referenceFound: wanted.count { found($0, kind, in: left.clauses) })
    }
    let all = scores
    scores.insert(
      KindScore(
        kind: "require", drafted: all.reduce(0) { $0 + $1.drafted },
        draftedFound: all.reduce(0) { $0 + $1.draftedFound },
        reference: all.reduce(0) { $0 + $1.reference },
        referenceFound: all.reduce(0) { $0 + $1.referenceFound }), at: 0)
    return scores
  }
}

/// A call cut down to what can be compared.
private struct Digest {
  struct Placed {
    var clause: Clause
    var range: Range<Int>
    var kinds: Set<String>
  }

  static let valueKinds = [
    "topics", "titles", "partners", "areas", "openAreas", "quotas", "envelopes", "shares", "periods", "basis",
    "contacts", "items",
    "clauses",
  ]

  var values: [String: Set<String>] = [:]
  var clauses: [Placed] = []

  private static let vocabulary: Set<String> = [
    "information", "preference", "member", "notMember", "area", "compare", "compareFields", "sums", "date",
    "elapsed", "age",
    "duration", "stated", "yes", "no", "titleFormat", "attached", "states", "signed", "issuerIndependent",
    "sameAs", "agrees",
    "distinctFiles", "attestation", "question", "counterpart", "unique", "exclusiveRoutes", "notInRegister",
    "forEach",
    "exists", "count", "linked", "listed", "yearOf", "obligation", "promise", "quota", "quotaPer", "envelope",
    "programmeQuota", "programmeEnvelope", "guideCount", "unless", "when", "any",
  ]

  init(_ call: Call) {
    let ranges = Self.ranges(of: call)
    for clause in call.clauses where clause.document == "guide" {
      guard let range = ranges[clause.id] else { continue }
      clauses.append(Placed(clause: clause, range: range, kinds: Self.kinds(of: clause.demand)))
      add("clauses", "\(range)")
    }
    var items: Set<String> = []
    for placed in clauses {
      guard placed.clause.topic != nil, let close = placed.clause.id.firstIndex(of: ")") else { continue }
      if items.insert(String(placed.clause.id[...close])).inserted {
        add("items", String(placed.range.lowerBound))
      }
    }
    for topic in call.topics { read(topic, in: call) }
  }

  private static func ranges(of call: Call) -> [String: Range<Int>] {
    var ranges: [String: Range<Int>] = [:]
    for passage in call.documents.first(where: { $0.id == "guide" })?.passages ?? [] {
      if case .clause(let id) = passage.owner { ranges[id] = passage.range }
    }
    return ranges
  }

  private mutating func add(_ kind: String, _ value: String) { values[kind, default: []].insert(value) }

  private static func name(_ text: String) -> String { GuideText.fold(text).map(CleanText.normalise).string }

  private mutating func read(_ topic: Topic, in call: Call) {
    add("topics", topic.id)
    add("titles", "\(topic.id) \(Self.name(topic.title.zh))")
    for code in Set(topic.partners.flatMap { call.codes(of: $0) }) { add("partners", "\(topic.id) \(code)") }
    func read(_ areas: [Area], under parent: String) {
      for area in areas {
        add("areas", "\(topic.id) \(parent)\(Self.name(area.name.zh))")
        if area.isOpen { add("openAreas", "\(topic.id) \(Self.name(area.name.zh))") }
        read(area.areas, under: Self.name(area.name.zh) + "/")
      }
    }
    read(topic.areas, under: "")
    if topic.areasOpen { add("openAreas", topic.id) }
    if let quota = topic.quota { add("quotas", "\(topic.id) \(quota)") }
    if let envelope = topic.envelope { add("envelopes", "\(topic.id) \(envelope)") }
    if let share = topic.perCountry { add("shares", "\(topic.id) country \(share.atMost) \(share.force)") }
    if let share = topic.perArea { add("shares", "\(topic.id) area \(share.atMost) \(share.force)") }
    if let period = topic.period {
      add("periods", "\(topic.id) \(period.atLeast ?? 0)-\(period.atMost ?? 0) \(period.force)")
    }
    if let basis = topic.basis { add("basis", "\(topic.id) \(basis)") }
    for contact in [topic.agency?.email, topic.agency?.url] {
      if let contact { add("contacts", "\(topic.id) \(contact.lowercased())") }
    }
  }

  private static func kinds(of demand: Demand) -> Set<String> {
    var kinds: Set<String> = []
    func walk(_ tree: Tree) {
      for entry in tree.map ?? [] {
        if vocabulary.contains(entry.key) { kinds.insert(entry.key) }
        if entry.key != "question" { walk(entry.value) }
      }
      for element in tree.list ?? [] { walk(element) }
    }
    switch demand {
    case .plain(let tree): walk(tree)
    case .readings(let readings): for reading in readings { walk(reading.require) }
    }
    return kinds
  }
}
