import CallGuide
import Eligibility
import Testing

@Suite struct ScenarioTests {
  @Test func `every scenario of the 2024-2 call gives its verdict and reasons`() throws {
    let rules = try Repository.rulebook()
    let scenarios = try Repository.scenarios()
    #expect(scenarios.count >= 435)
    for scenario in scenarios {
      let place = "\(scenario.place.file):\(scenario.place.line) \(scenario.clause) “\(scenario.name)”"
      do {
        if let failure = try scenario.failure(in: rules) {
          Issue.record("\(place): expected \(scenario.expect) \(scenario.reasons), found \(failure)")
        }
      } catch {
        Issue.record("\(place): \(error.all.map { $0.line(in: .en) }.joined(separator: "; "))")
      }
    }
  }

  @Test func `every clause has a case for each verdict it can have`() throws {
    let coverage = ScenarioCoverage(try Repository.scenarios(), of: try Repository.rulebook())
    let lacking = coverage.lines.filter { !$0.lacking.isEmpty }.map { "\($0.clause.id) \($0.lacking)" }
    #expect(lacking == [])
  }

  @Test func `a clause that loses its violated cases is reported`() throws {
    let rules = try Repository.rulebook()
    let rest = try Repository.scenarios().filter { $0.clause != "1.2(1)" || $0.expect != .verdict(.violated) }
    let lacking = ScenarioCoverage(rest, of: rules).lines.filter { !$0.lacking.isEmpty }
    #expect(lacking.map(\.clause.id) == ["1.2(1)"])
    #expect(lacking.first?.lacking == [.violated])
  }
}
