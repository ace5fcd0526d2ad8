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
    let isKnown = try await casework.store.read { connection -> Bool in
      if try Procedure.read(connection).isDemonstration { return true }
      guard try connection.row("SELECT 1 FROM account LIMIT 1") == nil,
        try connection.row("SELECT 1 FROM application LIMIT 1") == nil,
        try connection.row("SELECT 1 FROM setting WHERE name LIKE 'procedure.%' LIMIT 1") == nil
      else { throw CaseFailure.noDemonstration }
      return false
    }
    guard !isKnown else {
      try await casework.readClock()
      return false
    }
    // The accounts, too, come into being in the demonstration's own time.
    casework.clock.offset = now.milliseconds - casework.clock.now().milliseconds
    try await casework.foundDemonstration()
    try await casework.moveClock(to: now)
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

extension Filling {
  /// Gives the accounts of the demonstration's cast something to see: the office some organisations with applications, the
  /// endorsing body all that ask to be endorsed, leader and team member some drafts to write on.
  func involve(_ accounts: [DemonstrationAccount], at time: Instant) async throws {
    func id(_ name: String) -> String? { accounts.first { $0.email.hasPrefix(name + "@") }?.id }
    let cast = (
      office: id("office"), endorser: id("endorser"),
      editors: [id("leader"), id("editor")].compactMap(\.self)
    )
    let now = SQLValue.integer(time.milliseconds)
    try await casework.store.write { transaction in
      if let office = cast.office {
        try transaction.run(
          """
          INSERT INTO membership (account, organisation, role, granted)
          SELECT CAST($1 AS TEXT), o.organisation, 'office', CAST($2 AS INTEGER)
          FROM (SELECT organisation FROM application GROUP BY organisation ORDER BY COUNT(*) DESC, organisation LIMIT 3) o
          WHERE true ON CONFLICT (account, organisation, role) DO NOTHING
          """, .text(office), now)
      }
      if let endorser = cast.endorser {
        try transaction.run(
          """
          INSERT INTO membership (account, organisation, role, granted)
          SELECT CAST($1 AS TEXT), o.organisation, 'endorser', CAST($2 AS INTEGER)
          FROM (SELECT DISTINCT organisation FROM membership WHERE role = 'endorser') o
          WHERE true ON CONFLICT (account, organisation, role) DO NOTHING
          """, .text(endorser), now)
      }
      for editor in cast.editors {
        try transaction.run(
          """
          INSERT INTO participant (application, account, role, added, added_by)
          SELECT a.id, CAST($1 AS TEXT), 'editor', CAST($2 AS INTEGER), a.leader
          FROM (SELECT id, leader FROM application WHERE state = 'draft' ORDER BY id LIMIT 5) a
          WHERE true ON CONFLICT (application, account) DO NOTHING
          """, .text(editor), now)
      }
      try transaction.record(
        casework.event(
          "demonstrationFilled", subject: casework.rules.call.id, at: time, by: "demonstration",
          details: [("seed", String(maker.seed))], salt: casework.random(16)))
    }
  }
}
