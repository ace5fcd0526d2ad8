/// Clauses of one topic that give one figure differently.
extension Recogniser {
  /// Two ceilings or two periods in one place speak of different projects, which the structure of the text did not tell
  /// apart: neither may refuse an application, so both are asked.
  func reconciled(_ clauses: [DraftedClause]) -> [DraftedClause] {
    var asked: Set<Int> = []
    for subject in ["field: app.budget.grant", "duration:"] {
      let found = clauses.indices.filter { clauses[$0].finding.require.yaml.contains(subject) }
      let different = Set(found.map { clauses[$0].finding.require.yaml })
      if different.count > 1 { asked.formUnion(found) }
    }
    guard !asked.isEmpty else { return clauses }
    return clauses.enumerated().map { index, clause in
      guard asked.contains(index) else { return clause }
      var clause = clause
      let gist = clause.finding.summary.zh
      clause.finding.kind = "question"
      clause.finding.readings = []
      clause.finding.require = Self.question(
        "which", "officer", zh: "本主题给出多个数值，本条是否适用于该项目并已满足：\(gist)？",
        en:
          "The text gives several figures; does this one apply to the project, and is it met? (\(clause.finding.summary.en))"
      )
      clause.finding.classes = [.judge]
      clause.finding.stages = [.formal]
      clause.finding.by = [.officer]
      return clause
    }
  }
}
