import CallGuide
import Eligibility
import Testing

@testable import Demonstration

@Suite struct SolverTests {
  @Test func `every topic has a complete plan for every team`() throws {
    let rules = try Repository.rulebook()
    for topic in rules.call.topics {
      let casting = Casting(rules: rules, topic: topic, seed: 1, today: Repository.today, leads: 20)
      for team in Composer.Team.allCases {
        let composer = Composer(rules: rules, topic: topic, today: Repository.today, team: team)
        let solver = Solver(judge: Judge(casting: casting), composer: composer)
        let plan = solver.solve()
        if plan == nil { Issue.record("\(topic.id) \(team): \(solver.remainder())") }
        print(topic.id, team, plan?.partners.map(\.country) ?? [], plan?.months ?? 0)
      }
    }
  }
}
