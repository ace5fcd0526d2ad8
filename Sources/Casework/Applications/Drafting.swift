package import Ledger
internal import Storage

/// What came of saving a draft.
package struct SavedDraft: Sendable, Hashable {
  /// A control that two people changed at once; both values are kept until somebody chooses.
  package struct Conflict: Sendable, Hashable {
    package var control: String
    package var yours: [String]
    /// What stands in the store.
    package var theirs: [String]
    /// Who wrote that, and when.
    package var account: String
    package var changed: Instant
  }

  /// The draft's revision after saving: what the next save is based on.
  package var revision: Int
  package var saved: [String]
  /// What others changed since the base and this save left alone.
  package var others: [String: [String]]
  package var conflicts: [Conflict]
}

extension Casework {
  /// The most controls one draft may have, and the longest value.
  static let controlLimit = 6000
  static let valueLimit = 60_000

  /// Saves controls of a draft, merging with what others saved since `base`.
  ///
  /// A control changed here and not there is taken; changed there and not here is left as it is; changed in both to different
  /// values is a conflict, and nothing of it is overwritten. Saving the same again changes nothing.
  /// - Parameters:
  ///   - answers: control to values as typed; an empty list or blank texts empty the control.
  ///   - base: the revision the person was looking at.
  ///   - chosen: controls whose conflict the person decided, so that they are taken as they are.
  /// - Throws: `notFound`, `forbidden`, `late`, `conflict` when it is not in a state to be changed, `invalid`.
  /// - Complexity: three or four queries, and two statements for each changed control.
  package func save(
    _ answers: [String: [String]], base: Int, chosen: Set<String> = [], to id: String, by actor: Actor
  ) async throws -> SavedDraft {
    try Self.check(answers)
    let now = clock.now()
    return try await store.write { transaction in
      let (application, roles) = try Self.application(id, for: actor, transaction)
      try roles.require(.edit)
      try Self.requireEditable(application, controls: Array(answers.keys), at: now, transaction)
      return try Self.merge(
        answers, base: base, chosen: chosen, into: application, by: actor, at: now, transaction)
    }
  }

  /// What may be typed at all.
  static func check(_ answers: [String: [String]]) throws(CaseFailure) {
    guard answers.count <= controlLimit else { throw .tooMuch(nil) }
    for (control, values) in answers {
      guard values.count <= 500, values.allSatisfy({ $0.utf8.count <= valueLimit }) else {
        throw .tooMuch(control)
      }
    }
  }

  private static func merge(
    _ answers: [String: [String]], base: Int, chosen: Set<String>, into application: Application,
    by actor: Actor,
    at now: Instant, _ transaction: Transaction
  ) throws -> SavedDraft {
    struct Standing {
      var values: [String]
      var revision: Int
      var account: String
      var changed: Instant
    }
    // A base that has not been yet comes from another life of the store, such as before a restore: nothing is known of what the
    // person saw, so what differs is asked.
    let base = base <= application.revision ? base : 0
    let rows = try transaction.rows(
      "SELECT control, value, revision, account, changed FROM answer WHERE application = $1",
      .text(application.id))
    let standing = Dictionary(
      rows.map {
        (
          $0.text(0),
          Standing(
            values: decode($0.text(1)), revision: $0.int(2), account: $0.text(3),
            changed: Instant(milliseconds: $0.integer(4)))
        )
      }, uniquingKeysWith: { _, last in last })
    // What each control said at the base, needed only where somebody changed it since.
    var atBase: [String: [String]] = [:]
    if standing.values.contains(where: { $0.revision > base }) {
      let past = try transaction.rows(
        """
        SELECT p.control, p.value FROM past_answer p
        WHERE p.application = $1 AND p.revision = (
          SELECT MAX(q.revision) FROM past_answer q
          WHERE q.application = p.application AND q.control = p.control AND q.revision <= $2)
        """, .text(application.id), .int(base))
      for row in past { atBase[row.text(0)] = decode(row.text(1)) }
    }
    var result = SavedDraft(revision: application.revision, saved: [], others: [:], conflicts: [])
    for (control, there) in standing where there.revision > base && there.account != "" {
      result.others[control] = there.values
    }
    let next = application.revision + 1
    for (control, typed) in answers.sorted(by: { $0.key < $1.key }) {
      // In a list an empty text still says that its row is there.
      let typed = typed.allSatisfy(\.isEmpty) && !control.contains("[") ? [] : typed
      let there = standing[control]
      if typed == there?.values ?? [] {
        result.others[control] = nil
        continue
      }
      if let there, there.revision > base, !chosen.contains(control) {
        // Left as it was at the base: the other's change stands.
        if typed == atBase[control] ?? [] { continue }
        result.conflicts.append(
          SavedDraft.Conflict(
            control: control, yours: typed, theirs: there.values, account: there.account,
            changed: there.changed))
        result.others[control] = nil
        continue
      }
      if let there {
        try transaction.run(
          """
          INSERT INTO past_answer (application, control, value, revision, account, changed)
          VALUES ($1, $2, $3, $4, $5, $6)
          """, .text(application.id), .text(control), .text(encode(there.values)), .int(there.revision),
          .text(there.account), .integer(there.changed.milliseconds))
      }
      try transaction.run(
        """
        INSERT INTO answer (application, control, value, revision, account, changed) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (application, control) DO UPDATE
        SET value = excluded.value, revision = excluded.revision, account = excluded.account, changed = excluded.changed
        """, .text(application.id), .text(control), .text(encode(typed)), .int(next), .text(actor.account),
        .integer(now.milliseconds))
      result.saved.append(control)
      result.others[control] = nil
    }
    guard !result.saved.isEmpty else { return result }
    let title = result.saved.contains("app.titleZh") ? answers["app.titleZh"]?.last : nil
    try transaction.run(
      "UPDATE application SET revision = $2, changed = $3, title = COALESCE(CAST($4 AS TEXT), title) WHERE id = $1",
      .text(application.id), .int(next), .integer(now.milliseconds),
      .optional(title.map { String($0.prefix(200)) }))
    result.revision = next
    return result
  }

  /// Whether a draft may be changed now: before the deadline, or what a correction window names.
  static func requireEditable(
    _ application: Application, controls: [String], at now: Instant, _ connection: any Connection
  ) throws {
    guard application.state != .withdrawn else { throw CaseFailure.withdrawn }
    let procedure = try Procedure.read(connection)
    guard let deadline = try deadline(of: application, procedure, connection),
      !Procedure.isInTime(now, for: deadline)
    else { return }
    let open = try messages(about: application.id, connection).filter {
      $0.correctUntil.map { Procedure.isInTime(now, for: $0) } ?? false
    }
    guard !open.isEmpty else { throw CaseFailure.late(deadline, now: now) }
    // A window without fields is open for everything.
    guard open.allSatisfy({ !$0.fields.isEmpty }) else { return }
    let fields = Set(open.flatMap(\.fields))
    for control in controls where !fields.contains(where: { Self.control(control, belongsTo: $0) }) {
      throw CaseFailure.outsideCorrection(control)
    }
  }

  /// Whether a control is one of a field's: the field's own, a part of it, or a row of the list.
  static func control(_ control: String, belongsTo field: String) -> Bool {
    guard control.hasPrefix(field) else { return false }
    let rest = control.utf8.dropFirst(field.utf8.count).first
    return rest == nil || rest == UInt8(ascii: ".") || rest == UInt8(ascii: "[")
  }
}
