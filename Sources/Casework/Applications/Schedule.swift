package import Ledger
internal import Storage

/// When topics open and close, with the extensions granted to whole topics.
package struct Schedule: Sendable, Hashable {
  package var procedure: Procedure
  /// Topic to the later deadline it was granted.
  package var extended: [String: Instant]

  /// The deadline of a topic that holds now.
  package func deadline(of topic: String) -> Instant? {
    guard let ordinary = procedure.deadline(of: topic) else { return nil }
    return max(ordinary, extended[topic] ?? ordinary)
  }

  /// Whether a new application can be started.
  package func isOpen(_ topic: String, at moment: Instant) -> Bool {
    guard let opens = procedure.opens, opens <= moment else { return false }
    return deadline(of: topic).map { Procedure.isInTime(moment, for: $0) } ?? true
  }
}

extension Casework {
  /// The dates of every topic: two queries.
  package func schedule() async throws -> Schedule {
    try await store.read { connection in
      let extended = try connection.rows(
        """
        SELECT topic, MAX(until) FROM extension
        WHERE approved IS NOT NULL AND application IS NULL AND topic IS NOT NULL GROUP BY topic
        """)
      return Schedule(
        procedure: try Procedure.read(connection),
        extended: Dictionary(
          extended.map { ($0.text(0), Instant(milliseconds: $0.integer(1))) }, uniquingKeysWith: max))
    }
  }
}
