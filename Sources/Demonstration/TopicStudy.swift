internal import CallGuide
internal import Eligibility
internal import Synchronization

/// What was found out once about a topic: how complete applications for it look, and how each of its clauses is violated.
final class TopicStudy: Sendable {
  /// A plan ready to be filled, and what the clauses say of it.
  struct Model: Sendable {
    var quality: Quality
    var template: Template
    var satisfied: Int
    var violated: Int
    var undetermined: Int
  }

  let topic: Topic
  let casting: Casting
  /// Complete models, one for each team.
  let complete: [Model]
  /// Models that depart from a soft clause and say why.
  let justified: [Model]
  /// Models with blank sections.
  let incomplete: [Model]
  /// The clauses an application may violate, in the order of the guide.
  let clauses: [String]
  private let solvers: [Solver]
  private let wrong = Mutex<[String: Model?]>([:])

  init(casting: Casting) {
    self.casting = casting
    topic = casting.topic
    let rules = casting.rules
    let judge = Judge(casting: casting)
    var solvers: [Solver] = []
    var plans: [Plan] = []
    for team in Composer.Team.allCases {
      let composer = Composer(rules: rules, topic: casting.topic, today: casting.today, team: team)
      let solver = Solver(judge: judge, composer: composer)
      guard let plan = solver.solve() else { continue }
      solvers.append(solver)
      plans.append(plan)
    }
    self.solvers = solvers
    complete = plans.compactMap { Self.model(.complete, $0, judge) }
    justified = zip(solvers, plans).flatMap { solver, plan in Self.departures(plan, solver) }
    incomplete = plans.enumerated().flatMap { index, plan in
      Self.blanks(
        plan, Composer(rules: rules, topic: casting.topic, today: casting.today, team: .pair).form, index
      )
      .compactMap { Self.model(.incomplete(sections: $0.sections), $0.plan, judge) }
    }
    clauses = rules.call.clauses(for: casting.topic).filter { clause in
      guard let rule = rules.rules[clause.id], !clause.isInformation else { return false }
      if case .preference = rule.options.first?.requirement { return false }
      return clause.stages.contains { $0 != .guide }
    }.map(\.id)
  }

  /// A model that violates a clause; `nil` when nothing an applicant states can.
  func wrong(_ clause: String) -> Model? {
    wrong.withLock { cache in
      if let known = cache[clause] { return known }
      let made = self.made(clause)
      cache[clause] = .some(made)
      return made
    }
  }

  private func made(_ clause: String) -> Model? {
    var best: Breaker.Break?
    for (solver, model) in zip(solvers, complete) {
      guard let broken = Breaker(solver: solver).violate(clause, from: model.template.plan) else { continue }
      if broken.violated.count < best?.violated.count ?? .max { best = broken }
      if broken.violated.count == 1 { break }
    }
    guard let best, let solver = solvers.first else { return nil }
    let others = best.violated.filter { $0 != clause }
    return Self.model(.wrong(clauses: [clause] + others), best.plan, solver.judge)
  }

  // MARK: making models

  private static func model(_ quality: Quality, _ plan: Plan, _ judge: Judge) -> Model? {
    guard let report = judge.report(plan) else { return nil }
    return Model(
      quality: quality, template: Template(plan, judge.rules), satisfied: report.count(.satisfied),
      violated: report.count(.violated), undetermined: report.count(.undetermined))
  }

  /// Plans of another length than a soft clause has it, with the reason given.
  private static func departures(_ plan: Plan, _ solver: Solver) -> [Model] {
    let rules = solver.rules
    let soft = rules.call.clauses(for: solver.judge.topic).compactMap { rules.rules[$0.id] }
      .filter { $0.clause.force.isSoft }
    var models: [Model] = []
    for rule in soft {
      guard let slot = rule.justification, rules.dictionary.field(at: slot).supplier == .applicant else {
        continue
      }
      for var candidate in Breaker(solver: solver).breaks(rule.options[0].requirement, plan, row: nil).prefix(
        6)
      {
        for other in soft {
          guard let slot = other.justification, rules.dictionary.field(at: slot).supplier == .applicant else {
            continue
          }
          candidate.single[slot] = .text("因设备采购、现场试验季节和双方人员互访安排，执行期与指南一般要求不一致，特此说明。（\(Marks.document.zh)）")
        }
        guard let report = solver.judge.report(candidate), report.owed(rules.dictionary).isEmpty,
          let model = model(.justified, candidate, solver.judge)
        else { continue }
        models.append(model)
        break
      }
    }
    return models
  }

  /// Plans with one to three sections blank, and one that has only just been begun.
  private static func blanks(_ plan: Plan, _ form: Form, _ stream: Int) -> [(sections: [String], plan: Plan)]
  {
    let sections = form.sections
    var chance = Chance(seed: 0x424C_414E_4B, stream: UInt64(stream))
    var choices: [[String]] = [sections.dropFirst().map(\.section.id)]
    for count in [1, 1, 2, 3] {
      var ids = sections.map(\.section.id).filter { $0 != "basics" }
      while ids.count > count { ids.remove(at: chance.below(ids.count)) }
      choices.append(ids)
    }
    return choices.map { blank in
      var plan = plan
      for part in sections where blank.contains(part.section.id) {
        for question in part.questions {
          plan.single[question.field.slot] = nil
          if question.field.type == .list { plan.lists[question.field.slot.slot] = nil }
        }
      }
      return (blank, plan)
    }
  }
}
