import CallGuide
import Foundation
import Testing

@testable import Eligibility

/// The bulk evaluator against the row evaluator: the same clauses, the same facts, the same verdicts.
@Suite struct BulkTests {
  static let stages: [Stage] = [.draft, .submit, .contract, .acceptance]

  @Test func `the twelve clauses of the benchmark compile and agree with the row evaluator`() throws {
    let rules = try RandomCall.rulebook(folder: "Benchmarks/call")
    #expect(rules.call.topics[0].clauses.count == 12)
    try compare(rules, clauses: rules.call.topics[0].clauses.map(\.id), rows: 2_000)
  }

  @Test func `every clause of 2024-2 that compiles agrees with the row evaluator`() throws {
    let rules = try Repository.rulebook()
    let clauses = rules.call.clauses.map(\.id).filter { id in
      (try? rules.bulkRule(id, topic: rules.call.topics[0], stage: .draft)) != nil
    }
    #expect(clauses.count >= 20)
    try compare(rules, clauses: clauses, rows: 600)
  }

  @Test func `nested requirements agree with the row evaluator`() throws {
    var random = Random.seeded()
    let rules = try RandomCall.rulebook(requirements: (0..<60).map { _ in random.requirement(depth: 3) })
    try compare(rules, clauses: rules.call.clauses.map(\.id), rows: 700)
  }

  @Test func `a clause that needs more than single facts is refused with its reason`() throws {
    let rules = try Repository.rulebook()
    for (clause, words) in [
      ("1.5(5)a", "readings"), ("1.5(4)d", "row by row"), ("P.14", "justification"),
      ("1.2(9)", "no such clause"),
    ] {
      do {
        _ = try rules.bulkRule(clause, topic: rules.call.topics[0], stage: .draft)
        Issue.record("\(clause) was not refused")
      } catch {
        #expect(error.line(in: .en).contains(words), "\(error.line(in: .en))")
      }
    }
  }

  @Test func `a checker remarks on every clause that is not simply satisfied, and on no other`() throws {
    let rules = try RandomCall.rulebook(folder: "Benchmarks/call")
    let topic = rules.call.topics[0]
    let day = try #require(Day("2024-06-03"))
    var random = Random.seeded()
    let clauses = topic.clauses.map(\.id)
    let asked = clauses.flatMap { rules.rules[$0]?.fields ?? [] }
    let fields = rules.dictionary.fields.filter { asked.contains($0.slot) && !$0.slot.isMember }
    var checker = rules.checker(for: topic, clauses: clauses, stage: .draft, on: day)
    var remarks: [ClauseResult] = []
    for _ in 0..<600 {
      let facts = random.facts(fields, rules)
      checker.check(facts, into: &remarks)
      let all = clauses.compactMap { rules.check(clause: $0, facts, topic: topic, stage: .draft, on: day) }
      #expect(remarks == all.filter { $0.verdict != .satisfied || !$0.notes.isEmpty })
    }
  }

  private func compare(_ rules: Rulebook, clauses: [String], rows: Int) throws {
    var random = Random.seeded()
    let topic = rules.call.topics[0]
    guard let day = Day("2024-06-03") else { return }
    for stage in Self.stages {
      let bulk = try clauses.map { try rules.bulkRule($0, topic: topic, stage: stage) }
      let slots = Set(bulk.flatMap(\.columns).map(\.slot))
      let fields = rules.dictionary.fields.filter { slots.contains($0.slot) }
      var table = BulkTable(for: bulk, of: rules)
      let applications = (0..<rows).map { _ in random.facts(fields, rules) }
      for facts in applications { table.append(facts) }
      var seen: Set<Verdict> = []
      for rule in bulk {
        let verdicts = rule.judge(table)
        for (row, facts) in applications.enumerated() {
          let expected = rules.check(clause: rule.clause, facts, topic: topic, stage: stage, on: day)?.verdict
          seen.insert(verdicts[row])
          guard verdicts[row] != expected else { continue }
          let stated = fields.compactMap { field in facts[field].map { "\(field.id): \(rules.show($0))" } }
          Issue.record(
            "\(rule.clause) at \(stage): \(verdicts[row]) in bulk, \(expected.map { "\($0)" } ?? "-") by row; \(stated)"
          )
          return
        }
        #expect(
          verdicts.count(.satisfied) + verdicts.count(.violated) + verdicts.count(.undetermined) == rows)
      }
      #expect(seen == Set(Verdict.allCases))
    }
  }
}

/// Calls made for a test.
enum RandomCall {
  static func rulebook(folder: String) throws -> Rulebook {
    let url = Repository.root.appending(path: folder)
    var contents: [String: [UInt8]] = [:]
    for name in ["call.yaml", "guide.txt"] {
      contents[name] = Array(try Data(contentsOf: url.appending(path: name)))
    }
    return try Rulebook(try Call.read(CallFiles(folder: folder, contents: contents)))
  }

  static func rulebook(requirements: [String]) throws -> Rulebook {
    var yaml = """
      call: {id: random, programme: {zh: 试, en: T}, batch: {zh: 试, en: T}, issuer: {zh: 试, en: T}, state: draft}
      documents: [{id: guide, file: guide.txt, official: false, title: {zh: 试, en: T}}]
      preamble: []
      topics:
        - id: "1.1"
          title: {zh: 试, en: T}
          partners: [EG]
          entries:

      """
    var guide = ""
    for (index, requirement) in requirements.enumerated() {
      let quote = "第\(index)条。"
      guide += quote + "\n"
      yaml +=
        "      - {id: C\(index), quote: \(quote), summary: {zh: 试, en: T}, class: [auto], force: must, "
        + "stages: [draft, submit], by: [system], require: \(requirement)}\n"
    }
    return try Rulebook(
      try Call.read(
        CallFiles(
          folder: "random", contents: ["call.yaml": Array(yaml.utf8), "guide.txt": Array(guide.utf8)])))
  }
}

/// SplitMix64 with a seed that is printed, or taken from `HEFU_SEED`.
struct Random: RandomNumberGenerator {
  private var state: UInt64

  static func seeded() -> Random {
    let given = ProcessInfo.processInfo.environment["HEFU_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("HEFU_SEED=\(seed)")
    return Random(state: seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ elements: [T]) -> T { elements[Int.random(in: 0..<elements.count, using: &self)] }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  // MARK: requirements

  private static let days = [
    "2022-12-31", "2023-01-01", "2020-02-29", "2023-02-28", "2024-06-03", "9998-12-31",
  ]

  mutating func requirement(depth: Int) -> String {
    if depth > 0, chance(60) {
      let first = requirement(depth: depth - 1)
      let second = requirement(depth: depth - 1)
      return pick([
        "{all: [\(first), \(second)]}", "{any: [\(first), \(second)]}",
        "{unless: {exception: \(first), then: \(second)}}", "{when: {condition: \(first), then: \(second)}}",
      ])
    }
    let day = pick(Self.days)
    return pick(
      [
        "{member: {field: partner.country, of: [EG, BE, CF]}}",
        "{notMember: {field: app.researchType, of: [basic]}}",
        "{compare: {field: app.trlEnd, \(pick(["atMost", "atLeast", "moreThan", "lessThan", "equals"])): 4}}",
        "{compare: {field: app.budget.total, moreThan: 99.99, lessThan: 400}}",
        "{compareFields: {left: [app.budget.grant, app.budget.total], atMost: [he.budgetChineseLead, he.budgetChinese]}}",
        "{compareFields: {left: app.budget.total, \(pick(["atLeast", "equals"])): call.grantCeiling}}",
        "{date: {field: [doc.labAgreement.signedOn, lab.establishedOn], \(pick(["before", "onOrBefore"])): \(day)}}",
        "{date: {field: lab.establishedOn, \(pick(["after", "onOrAfter"])): call.referenceDate}}",
        "{elapsed: {since: lab.establishedOn, months: \(pick(["1", "12", "36"])), until: \(day)}}",
        "{elapsed: {since: lab.establishedOn, years: 3, until: call.referenceDate}}",
        "{duration: {\(pick(["atMost: 36", "equals: 24", "atLeast: 24, atMost: 36"]))}}",
        "{stated: app.researchType}", "{stated: org}", "{yes: ip.lawful}", "{no: doc.recognition.sealed}",
        "{titleFormat: {field: app.titleZh, prefix: 中, country: partner.country, suffix: 联合实验室}}",
        "{attached: {document: doc.labAgreement, withSubmission: \(pick(["true", "false"]))}}",
      ].filter { !$0.contains("grantCeiling") })
  }

  // MARK: facts

  mutating func facts(_ fields: [Field], _ rules: Rulebook) -> Facts {
    var facts = Facts(for: rules.dictionary)
    for field in fields where !chance(15) { facts[field] = value(of: field, rules) }
    return facts
  }

  private mutating func value(of field: Field, _ rules: Rulebook) -> Value? {
    switch field.type {
    case .text, .area:
      return .text(field.id == "app.titleZh" ? title(rules) : pick(["food-science", "数据", "1.5"]))
    case .country: return .text(pick(["EG", "BE", "CF", "CF", "AE", "NZ", "XX", "GQ"]))
    case .region: return .text(pick(["BE-WAL", "BE-BRU", "BE-VLG"]))
    case .choice(let choices): return .text(pick(choices).code)
    case .choices(let choices): return .marks(chance(30) ? [:] : [pick(choices).code: .present(page: 1)])
    case .integer: return .number(Amount(pick([0, 1, 3, 4, 5, 12, 23, 24, 25, 36, 37, 48])))
    case .decimal: return .number(Amount(millionths: pick([0, 1, 4_000_000, 4_000_001])))
    case .money:
      let amount = Amount(millionths: pick([0, 99_990_000, 99_990_001, 399_999_999, 400_000_000]))
      return .money(Money(amount, currency: pick(["CNY", "CNY", "EUR", "USD"])))
    case .date: return day().map(Value.day)
    case .bool: return .flag(chance(60))
    case .file:
      let attached = chance(60) ? day() : nil
      return .file(Attachment(name: "a.pdf", attachedOn: attached, sha256: nil))
    case .list: return .rows(chance(40) ? [] : [Row(values: Array(repeating: nil, count: 40))])
    case .declaration: return .declaration(Declaration(made: chance(50), date: nil, to: nil))
    case .rate, .group: return nil
    }
  }

  /// Days at and around the limits that rules name, ends of months among them.
  private mutating func day() -> Day? {
    let limit = Day(pick(Self.days)) ?? Day(number: 0)
    let moved = limit.adding(months: -pick([0, 0, 1, 12, 24, 36]))
    return moved.adding(days: Int.random(in: -3...3, using: &self))
  }

  /// Titles right and wrong, plain and in full-width, spaced, decomposed or combining forms.
  private mutating func title(_ rules: Rulebook) -> String {
    let forms = rules.countries[pick(["EG", "BE", "CF", "AE", "NZ", "GQ", "KM"])]?.forms ?? []
    let title =
      pick(["中", "中", "中", "中国", "", " 中", "中\u{301}"]) + pick(forms + ["", "阿", "非", "中非", "x"])
      + pick(["绿色能源", "", "AI芯片", "ＡＩ芯片", "（水）", "可 再 生", "é", "e\u{301}", "\u{F9F4}木", "\u{2F83}动", "０"])
      + pick(["联合实验室", "联合实验室", "联合 实验室", "联合研究中心", "实验室", "联合实验室。", "联合实验室\u{301}", ""])
    return chance(10) ? "\u{3000}" + title : title
  }
}
