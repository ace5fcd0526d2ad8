internal import CallGuide
internal import Eligibility

/// Looks through requirements without judging anything.
enum RequirementWalk {
  /// Every requirement of the topic's clauses, outermost first; of several readings, those of the first only.
  static func all(of topic: Topic, _ rules: Rulebook) -> [Requirement] {
    rules.call.clauses(for: topic).flatMap { clause in
      rules.rules[clause.id]?.options.first.map { parts(of: $0.requirement) } ?? []
    }
  }

  /// A requirement and everything inside it.
  static func parts(of requirement: Requirement) -> [Requirement] {
    let inner: [Requirement] =
      switch requirement {
      case .all(let parts), .any(let parts): parts
      case .unless(let first, let second), .when(let first, let second), .promise(let first, let second):
        [first, second]
      case .preference(let inner): [inner]
      case .forEach(let rows, let satisfy, _): [rows.condition, satisfy].compactMap(\.self)
      case .count(let rows, _, _), .sums(let rows, _, _): [rows.condition].compactMap(\.self)
      default: []
      }
    return [requirement] + inner.flatMap(parts)
  }

  /// The codes a condition accepts.
  static func codes(_ condition: Requirement?) -> [String] {
    (condition.map(parts) ?? []).flatMap { part -> [String] in
      if case .member(let membership) = part, membership.isAmong { return membership.codes }
      return []
    }
  }
}
