internal import CallGuide
package import Casework
package import Eligibility
package import Ledger

/// The dates of a demonstration: the call is open, some topics close today, others in weeks.
package struct DemonstrationCalendar: Sendable, Hashable {
  /// The day it begins with, in Beijing.
  package var today: Day
  /// The moment it begins with.
  package var now: Instant
  package var opens: Instant
  /// Topic to its deadline.
  package var deadlines: [String: Instant]

  /// Days until the deadlines of topic after topic.
  private static let distances = [21, 0, 14, 21, 7, 21, 21, 3, 14, 21, 0, 21, 7, 21]

  /// Where the clauses name a last day of submission, the demonstration is moved to three weeks before it; else it is now.
  /// - Parameter machine: what the machine's clock reads.
  package init(rules: Rulebook, machine: Instant) {
    let last = Self.lastDay(rules)
    let present = Day(Beijing.day(machine)) ?? Day(number: 0)
    today = last?.adding(days: -21) ?? present
    // At ten in the morning; Beijing is eight hours ahead of UTC.
    now = last == nil ? machine : Self.moment(today, hour: 10)
    opens = Self.moment(today.adding(days: -24), hour: 9)
    deadlines = [:]
    for (index, topic) in rules.call.topics.enumerated() {
      let distance = Self.distances[index % Self.distances.count]
      deadlines[topic.id] = Self.moment(today.adding(days: distance), hour: 16)
    }
  }

  /// How the call is held: wrong applications may be submitted knowingly, so that offices have something to find.
  package func procedure(_ rules: Rulebook) -> Procedure {
    let isEndorsed = rules.call.topics.contains { topic in
      rules.form(for: topic, isComplete: true).control("app.endorsingBody") != nil
    }
    return Procedure(
      opens: opens, deadline: deadlines.values.max(), deadlines: deadlines,
      counting: .office, isEndorsed: isEndorsed, violations: .acknowledge, isDemonstration: true)
  }

  /// The last day on which clauses that speak to every topic let applications be submitted.
  private static func lastDay(_ rules: Rulebook) -> Day? {
    guard let submitted = rules.dictionary.field("app.submittedOn")?.slot else { return nil }
    let days = rules.call.topics.flatMap { RequirementWalk.all(of: $0, rules) }.compactMap {
      requirement -> Day? in
      guard case .date(let test) = requirement, test.field.contains(submitted),
        case .day(let day) = test.limit
      else { return nil }
      switch test.order {
      case .onOrBefore: return day
      case .before: return day.adding(days: -1)
      case .after, .onOrAfter: return nil
      }
    }
    return days.min()
  }

  static func moment(_ day: Day, hour: Int64) -> Instant {
    Instant(milliseconds: (Int64(day.number) * 24 + hour - 8) * 3_600_000)
  }
}
