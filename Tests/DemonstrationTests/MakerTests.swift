import CallGuide
import Demonstration
import Eligibility
import Testing

@Suite struct MakerTests {
  private let rules: Rulebook
  private let maker: DemonstrationMaker

  /// What is found out about topics is found out once for all tests.
  private static let shared = Result {
    let rules = try Repository.rulebook()
    return (rules, DemonstrationMaker(rules: rules, seed: 1, today: Repository.today))
  }

  init() throws { (rules, maker) = try Self.shared.get() }

  private func facts(_ specimen: Specimen) throws -> Facts {
    try rules.reader.read(specimen.facts(extra: [("app.submittedOn", Repository.today.description)]))
  }

  private func report(_ specimen: Specimen, _ context: Context = Context()) throws -> Report {
    let topic = try #require(rules.call.topic(specimen.topic))
    return rules.check(
      try facts(specimen), topic: topic, stage: .submit, on: Repository.today, context: context)
  }

  /// What is violated, and what is missing that the applicant owes.
  private func owed(_ report: Report) -> [String] {
    report.results.filter { $0.flag == nil }.flatMap { result in
      result.reasons.filter { reason in
        reason.kind == .violated
          || reason.kind == .missing
            && reason.field.map { rules.dictionary.field(at: $0).supplier == .applicant } ?? true
      }.map { "\(result.clause) \($0.cause)" }
    }
  }

  @Test func `complete applications of every topic have nothing violated and nothing missing`() throws {
    for topic in rules.call.topics {
      #expect(maker.complete(for: topic, number: 0).count == 3, "\(topic.id)")
      for number in 0..<12 {
        let specimens =
          maker.complete(for: topic, number: number) + maker.justified(for: topic, number: number)
        for specimen in specimens {
          let report = try report(specimen)
          #expect(owed(report) == [], "\(topic.id) \(number) \(specimen.quality)")
          #expect(report.count(.satisfied) == specimen.satisfied)
          #expect(report.count(.violated) == 0)
        }
      }
    }
  }

  /// The clauses of 2024-2 that scenarios show violated and no application alone can violate at its submission, and why.
  private static let beyondOneApplication: [(why: String, clauses: String)] = [
    (
      "the other side's list decides",
      "1.1(u1)a 1.2(3) 1.3(4) 1.4(2) 1.7(3) 1.8(6)a 2.1(2) 2.2(2) 2.3(2) 2.4(2)"
    ),
    (
      "selection decides",
      """
      1.1.N 1.1.B 1.2.N 1.2.B 1.3.N 1.3.B 1.4.N 1.4.B 1.5.N 1.5.N2 1.5.B 1.6.N 1.6.N2 1.6.B 1.7.N 1.7.B 1.8.N 1.8.B 1.9.N 1.9.B \
      2.0.N 2.0.B 2.1.N 2.1.B 2.2.N 2.2.B 2.3.N 2.3.N2 2.3.B 2.4.N 2.4.N2 2.4.B P.12 P.13
      """
    ),
    ("it is kept or broken after the award", "1.2(2) 1.3(3) 1.5(5)a 1.5(5)b 1.6(5)a 1.6(5)b"),
    ("officers or experts answer", "1.5(7)c 1.6(7)c 1.9(7)c 2.0(1)b N.30 N.35 P.6"),
    ("another application or a register decides", "1.5(8) 1.6(3)b 1.6(8) 1.9(2)d 1.9(8) 2.0(3)a N.21"),
    ("the clock decides", "N.40"),
    ("the guide speaks of itself", "P.10 P.11"),
  ]

  @Test func `every clause that an application can violate is violated by some, and nothing else unsaid`()
    throws
  {
    let excepted = Set(
      Self.beyondOneApplication.flatMap { $0.clauses.split { " \n".contains($0) }.map(String.init) })
    let shown = Set(try Repository.scenarios().filter { $0.expect == .verdict(.violated) }.map(\.clause))
    var never: Set<String> = []
    var alone = 0
    var made = 0
    for topic in rules.call.topics {
      for clause in rules.call.clauses(for: topic).map(\.id) where shown.contains(clause) {
        guard let specimen = maker.specimen(violating: clause, of: topic, number: 3) else {
          never.insert(clause)
          continue
        }
        let violated = try report(specimen).results.filter { $0.verdict == .violated }.map(\.clause)
        guard case .wrong(let clauses) = specimen.quality else {
          Issue.record("\(clause) \(specimen.quality)")
          continue
        }
        #expect(clauses.first == clause)
        #expect(Set(clauses) == Set(violated), "\(topic.id) \(clause)")
        made += 1
        if clauses.count == 1 { alone += 1 }
      }
    }
    #expect(never == excepted)
    // Nearly all are violated alone; the rest say the same as another clause.
    #expect(alone * 100 >= made * 90, "\(alone) of \(made)")
  }

  @Test func `twins are found out by the clauses that compare applications`() throws {
    func violated(_ specimen: Specimen, by other: Specimen) throws -> Set<String> {
      var context = Context()
      context.others = [Context.Other(id: "other", isStanding: true, facts: try facts(other))]
      return Set(try report(specimen, context).results.filter { $0.verdict == .violated }.map(\.clause))
    }
    for (topic, clause) in [("1.9", "1.9(2)d"), ("2.0", "2.0(3)a"), ("1.1", "N.21")] {
      let topic = try #require(rules.call.topic(topic))
      let number = try #require(
        (0..<200).first { maker.specimen($0)?.topic == topic.id && maker.specimen($0)?.quality == .complete })
      let earlier = try #require(maker.specimen(number))
      let twin = try #require(maker.twin(of: number, topic: topic, in: topic, number: 5000))
      #expect(twin.leader != earlier.leader)
      #expect(try violated(twin, by: earlier).contains(clause), "\(clause)")
    }
  }

  @Test func `the same seed gives the same applications in any order, another seed gives others`() throws {
    let again = DemonstrationMaker(rules: rules, seed: 1, today: Repository.today)
    let other = DemonstrationMaker(rules: rules, seed: 2, today: Repository.today)
    var same = 0
    for number in (0..<25).reversed() {
      let first = try #require(again.specimen(number))
      let second = try #require(maker.specimen(number))
      #expect(JSONWriter.write(first.facts()) == JSONWriter.write(second.facts()))
      #expect(first.quality == second.quality)
      if let third = other.specimen(number), third.leader.name == first.leader.name { same += 1 }
    }
    #expect(same < 4)
  }

  @Test func `titles differ, and so do the leaders' identity numbers`() throws {
    var titles: [String: Int] = [:]
    var numbers: Set<String> = []
    for number in 0..<500 {
      let specimen = try #require(maker.specimen(number))
      if case .twin = specimen.quality { continue }
      titles[specimen.title.zh, default: 0] += 1
      #expect(numbers.insert(specimen.leader.identityNumber).inserted)
      #expect(Marks.marks(code: specimen.leader.identityNumber))
      #expect(Marks.marks(code: specimen.organisation.registration))
    }
    #expect(titles.filter { $0.value > 1 } == [:])
  }

  @Test func `budgets of complete applications add up`() {
    for topic in rules.call.topics {
      let form = rules.form(for: topic, isComplete: true).asked()
      for specimen in maker.complete(for: topic, number: 17) {
        let checks = BudgetLines.all(Sheet(values: specimen.answers), form: form).flatMap(\.checks)
        #expect(!checks.isEmpty)
        for check in checks { #expect(check.gap == Amount(0), "\(topic.id) \(check.field.id)") }
      }
    }
  }

  @Test func `the mix is kept`() throws {
    var counts: [String: Int] = [:]
    for number in 0..<300 {
      let name = "\(try #require(maker.specimen(number)).quality)".split(separator: "(")[0]
      counts[String(name), default: 0] += 1
    }
    let complete = counts["complete", default: 0]
    let wrong = counts["wrong", default: 0]
    #expect((120...180).contains(complete), "\(complete)")
    #expect((38...82).contains(wrong), "\(wrong)")
  }
}
