internal import CallGuide
package import Casework
internal import Eligibility
internal import Ledger
internal import Storage

extension DemonstrationCalendar {
  /// Makes an empty store a demonstration: marked, its clock moved, its call open. Done again it changes nothing.
  /// - Throws: `CaseFailure.noDemonstration` when the store holds anything real.
  /// - Returns: whether it was made one now.
  package func found(in casework: Casework) async throws -> Bool {
    let isKnown = try await casework.store.write { transaction -> Bool in
      if try Procedure.read(transaction).isDemonstration { return true }
      guard try transaction.row("SELECT 1 FROM account LIMIT 1") == nil,
        try transaction.row("SELECT 1 FROM application LIMIT 1") == nil,
        try transaction.row("SELECT 1 FROM setting WHERE name LIKE 'procedure.%' LIMIT 1") == nil
      else { throw CaseFailure.noDemonstration }
      try transaction.run("INSERT INTO setting (name, value) VALUES ($1, '1')", .text(Marks.setting))
      return false
    }
    guard !isKnown else {
      try await casework.readClock()
      return false
    }
    if now != casework.clock.now() { try await casework.moveClock(to: now) }
    try await casework.found(procedure(casework.rules))
    return true
  }

  /// The dates of a demonstration that was founded before.
  package static func standing(in casework: Casework) async throws -> DemonstrationCalendar {
    try await casework.readClock()
    let now = casework.clock.now()
    let procedure = try await casework.procedure()
    var calendar = DemonstrationCalendar(rules: casework.rules, machine: now)
    calendar.now = now
    calendar.opens = procedure.opens ?? calendar.opens
    calendar.deadlines = procedure.deadlines
    return calendar
  }
}
