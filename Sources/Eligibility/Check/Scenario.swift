public import CallGuide

/// One executable case of a clause: facts, stage, day and context, and the verdict and reasons that must come of them.
public struct Scenario: Sendable {
  /// What must come out.
  public enum Expectation: Hashable, Sendable {
    /// A verdict.
    case verdict(Verdict)
    /// The flag of an encouragement.
    case flag(PreferenceFlag)
    /// No verdict: plain information.
    case nothing
  }

  /// The clause.
  public var clause: String
  /// The case in words.
  public var name: String
  /// Where it is written.
  public var place: Place
  /// What must come out.
  public var expect: Expectation
  /// Reasons that must be among those given: a kind, or a kind and a field.
  public var reasons: [String]
  private var stage: Stage
  private var day: Day
  /// What the application states.
  public var facts: Tree
  private var context: Tree

  /// Reads a scenario file: a list of cases.
  /// - Throws: every case that is misspelt.
  public static func read(_ tree: Tree) throws(Problems) -> [Scenario] {
    var scenarios: [Scenario] = []
    var problems: [Problem] = []
    for element in tree.list ?? [] {
      do { scenarios.append(try Scenario(element)) } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return scenarios
  }

  private static let keys: Set<String> = [
    "clause", "case", "stage", "on", "facts", "context", "expect", "flag", "none", "reasons",
  ]

  private init(_ tree: Tree) throws(Problem) {
    func problem(_ key: String, _ place: Place? = nil) -> Problem {
      Problem(
        .missingKey, at: place ?? tree.place, subject: key, zh: "情景缺少「\(key)」，或写法不对",
        en: "the scenario lacks “\(key)”, or it is misspelt")
    }
    for entry in tree.map ?? [] where !Self.keys.contains(entry.key) { throw problem(entry.key, entry.place) }
    guard let clause = tree["clause"]?.scalar else { throw problem("clause") }
    guard let stage = Stage(rawValue: tree["stage"]?.scalar ?? "draft") else { throw problem("stage") }
    guard let day = Day(tree["on"]?.scalar ?? "2024-06-03") else { throw problem("on") }
    if let verdict = tree["expect"]?.scalar.flatMap(Verdict.init(rawValue:)) {
      expect = .verdict(verdict)
    } else if let flag = tree["flag"]?.scalar.flatMap(PreferenceFlag.init(rawValue:)) {
      expect = .flag(flag)
    } else if tree["none"]?.scalar == "true" {
      expect = .nothing
    } else {
      throw problem("expect")
    }
    self.clause = clause
    name = tree["case"]?.scalar ?? ""
    place = tree.place
    self.stage = stage
    self.day = day
    facts = tree["facts"] ?? Tree(.map([]), at: tree.place)
    context = tree["context"] ?? Tree(.map([]), at: tree.place)
    reasons = (tree["reasons"]?.list ?? []).compactMap(\.scalar)
  }

  /// Runs the case.
  /// - Returns: what came out otherwise than expected, in words; `nil` when all is as it should be.
  /// - Throws: problems of the facts or the context.
  public func failure(in rules: Rulebook) throws(Problems) -> String? {
    let facts = try rules.reader.read(facts)
    let context = try Context.read(context, for: rules)
    let own = rules.rules[clause]?.clause.topic.flatMap(rules.call.topic)
    guard let topic = own ?? (try? rules.topic(of: facts, file: place.file)) ?? rules.call.topics.first,
      let result = rules.check(clause: clause, facts, topic: topic, stage: stage, on: day, context: context)
    else { return "no clause \(clause)" }
    let found = result.reasons.map { reason in
      reason.kind.name + (reason.field.map { " " + rules.dictionary.field(at: $0).id } ?? "")
    }
    let outcome: Expectation =
      result.verdict.map { .verdict($0) } ?? result.flag.map { .flag($0) } ?? .nothing
    let described = "\(outcome) \(found)"
    guard outcome == expect else { return described }
    let absent = reasons.filter { reason in !found.contains { $0 == reason || $0.hasPrefix(reason + " ") } }
    if !absent.isEmpty { return described + " lacks \(absent)" }
    guard case .verdict(let verdict) = expect else { return nil }
    return (verdict == .satisfied) == found.isEmpty ? nil : described
  }
}

/// How well a call's scenarios hold its clauses.
public struct ScenarioCoverage: Sendable {
  /// One clause and its cases.
  public struct Line: Sendable {
    /// The clause.
    public var clause: Clause
    /// Cases for each verdict.
    public var cases: [Verdict: Int]
    /// Cases for flags and for no verdict.
    public var others: Int
    /// The verdicts the clause can have and no case shows.
    public var lacking: [Verdict]
  }

  /// Every clause, in the order of the call.
  public var lines: [Line]

  /// Counts the cases of each clause.
  public init(_ scenarios: [Scenario], of rules: Rulebook) {
    let byClause = Dictionary(grouping: scenarios, by: \.clause)
    lines = rules.call.clauses.map { clause in
      var cases: [Verdict: Int] = [:]
      var others = 0
      for scenario in byClause[clause.id] ?? [] {
        if case .verdict(let verdict) = scenario.expect {
          cases[verdict, default: 0] += 1
        } else {
          others += 1
        }
      }
      let possible = rules.rules[clause.id]?.possibleVerdicts ?? []
      return Line(
        clause: clause, cases: cases, others: others, lacking: possible.filter { cases[$0] == nil })
    }
  }
}

extension Rule {
  /// The verdicts this clause can have: none for information and encouragement, all three for most.
  var possibleVerdicts: [Verdict] {
    if clause.isInformation || isPreference { return [] }
    guard options.count == 1 else { return Verdict.allCases }
    switch options[0].requirement {
    case .guideCount(.topics, _): return [.satisfied, .violated]
    case .count(let rows, _, _) where rows.condition == nil && absentMeansEmpty.contains(rows.list):
      return [.satisfied, .violated]
    default: return Verdict.allCases
    }
  }
}
