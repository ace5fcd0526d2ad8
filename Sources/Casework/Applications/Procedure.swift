internal import CallGuide
package import Ledger
package import Storage

/// The dates of a call and whose act counts: rows of `setting`, set before opening and changed only with a reason.
package struct Procedure: Sendable, Hashable {
  /// Whose act has to happen by the deadline.
  package enum Counting: String, CaseIterable, Sendable { case leader, office, endorser }
  /// What a clause that is not met does to a submission.
  package enum Violations: String, CaseIterable, Sendable {
    /// 须/应/必须 stop it.
    case block
    /// The leader may submit knowingly; the office decides.
    case acknowledge
  }

  /// When applications can be started; `nil` when not open yet.
  package var opens: Instant?
  /// The deadline of topics without one of their own.
  package var deadline: Instant?
  /// Topic to its own deadline.
  package var deadlines: [String: Instant]
  /// The zone in which the deadline is announced, such as `Asia/Shanghai`.
  package var zone: String
  package var counting: Counting
  /// Whether an endorsing body has to endorse.
  package var isEndorsed: Bool
  package var violations: Violations
  /// Whether everything here is demonstration data.
  package var isDemonstration: Bool

  /// The deadline of a topic.
  package func deadline(of topic: String) -> Instant? { deadlines[topic] ?? deadline }

  /// Whether an act at `moment` is in time: a deadline includes the whole second it names.
  package static func isInTime(_ moment: Instant, for deadline: Instant) -> Bool {
    moment.milliseconds / 1000 <= deadline.milliseconds / 1000
  }

  /// Reads the settings: one query.
  package static func read(_ connection: any Connection) throws -> Procedure {
    var values: [String: String] = [:]
    for row in try connection.rows(
      "SELECT name, value FROM setting WHERE name LIKE 'procedure.%' OR name = 'demonstration'")
    {
      values[row.text(0)] = row.text(1)
    }
    func moment(_ name: String) -> Instant? { values[name].flatMap(Instant.init) }
    var deadlines: [String: Instant] = [:]
    let prefix = "procedure.deadline."
    for (name, value) in values where name.hasPrefix(prefix) {
      deadlines[String(name.dropFirst(prefix.count))] = Instant(value)
    }
    return Procedure(
      opens: moment("procedure.opens"), deadline: moment("procedure.deadline"), deadlines: deadlines,
      zone: values["procedure.zone"] ?? "Asia/Shanghai",
      counting: values["procedure.counting"].flatMap(Counting.init) ?? .office,
      isEndorsed: values["procedure.endorsed"] == "1",
      violations: values["procedure.violations"].flatMap(Violations.init) ?? .block,
      isDemonstration: values["demonstration"] == "1")
  }

  /// The settings as rows, for founding a call.
  package var rows: [(name: String, value: String)] {
    var rows = [
      ("procedure.zone", zone), ("procedure.counting", counting.rawValue),
      ("procedure.endorsed", isEndorsed ? "1" : "0"), ("procedure.violations", violations.rawValue),
      ("demonstration", isDemonstration ? "1" : "0"),
    ]
    if let opens { rows.append(("procedure.opens", opens.description)) }
    if let deadline { rows.append(("procedure.deadline", deadline.description)) }
    for (topic, moment) in deadlines.sorted(by: { $0.key < $1.key }) {
      rows.append(("procedure.deadline." + topic, moment.description))
    }
    return rows.map { (name: $0.0, value: $0.1) }
  }

  package init(
    opens: Instant?, deadline: Instant?, deadlines: [String: Instant] = [:], zone: String = "Asia/Shanghai",
    counting: Counting = .office, isEndorsed: Bool = false, violations: Violations = .block,
    isDemonstration: Bool = false
  ) {
    self.opens = opens
    self.deadline = deadline
    self.deadlines = deadlines
    self.zone = zone
    self.counting = counting
    self.isEndorsed = isEndorsed
    self.violations = violations
    self.isDemonstration = isDemonstration
  }
}
