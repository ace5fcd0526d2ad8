import CallGuide
import Eligibility
import Testing

@Suite struct ScenarioTests {
  @Test func `every scenario of the 2024-2 call gives its verdict and reasons`() throws {
    let rules = try Repository.rulebook()
    let scenarios = try Scenario.all(of: "2024-2")
    #expect(scenarios.count >= 435)
    for scenario in scenarios {
      let place = "\(scenario.file):\(scenario.line) \(scenario.clause) “\(scenario.name)”"
      do {
        if let failure = try scenario.failure(in: rules) {
          Issue.record("\(place): expected \(scenario.expect?.rawValue ?? "flag") \(scenario.reasons), found \(failure)")
        }
      } catch let problems as Problems {
        Issue.record("\(place): \(problems.all.map { $0.line(in: .en) }.joined(separator: "; "))")
      }
    }
  }
}
