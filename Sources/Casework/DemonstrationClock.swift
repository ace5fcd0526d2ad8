internal import CallGuide
internal import Eligibility
package import Ledger
internal import Storage

// A demonstration's time can be moved, for all its servers at once; a real call's cannot, whatever its rows say.
extension Casework {
  /// Farther than this nothing is to be seen: ten years in milliseconds.
  private static let clockLimit: Int64 = 3653 * 86_400_000

  /// Moves the clock so that it reads `moment` now; `nil` sets it right again.
  /// - Throws: `forbidden` in a store that is no demonstration, `invalid` for a moment out of reach.
  package func moveClock(to moment: Instant?) async throws {
    let right = clock.now().milliseconds - clock.offset
    let offset = moment.map { $0.milliseconds - right } ?? 0
    guard abs(offset) <= Self.clockLimit else { throw CaseFailure.clockTooFar }
    let salt = random(16)
    try await store.write { transaction in
      guard try Procedure.read(transaction).isDemonstration else { throw CaseFailure.clockIsReal }
      try transaction.run(
        """
        INSERT INTO setting (name, value) VALUES ('clock.offset', $1)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """, .text(String(offset)))
      try transaction.record(
        event(
          "demonstrationClockMoved", subject: rules.call.id, at: Instant(milliseconds: right + offset),
          by: "demonstration", details: [("offset", String(offset))], salt: salt))
    }
    clock.offset = offset
  }

  /// Takes over how far the clock was moved, here or by another server; in a real store it is always right.
  package func readClock() async throws {
    clock.offset = try await store.read { connection in
      let row = try connection.row(
        """
        SELECT o.value FROM setting o JOIN setting d ON d.name = 'demonstration' AND d.value = '1'
        WHERE o.name = 'clock.offset'
        """)
      let offset = row.flatMap { Int64($0.text(0)) } ?? 0
      return min(max(offset, -Self.clockLimit), Self.clockLimit)
    }
  }

  /// Follows the clock of a demonstration until the task is cancelled; ends at once in a real store.
  /// - Complexity: one small query a second.
  package func followClock() async {
    guard (try? await procedure())?.isDemonstration == true else { return }
    while !Task.isCancelled {
      // A store that does not answer for a moment leaves the clock as it was.
      _ = try? await readClock()
      try? await Task.sleep(for: .seconds(1))
    }
  }
}

extension CaseFailure {
  static let clockIsReal = CaseFailure(
    .forbidden, BilingualText(zh: "正式系统的时间不能调整", en: "The time of a real call cannot be moved"),
    remedy: BilingualText(zh: "只有演示系统可以调整时间。", en: "Only a demonstration’s clock can."))

  static let clockTooFar = CaseFailure(
    .invalid,
    BilingualText(zh: "演示时间只能在前后十年之内", en: "The demonstration’s time stays within ten years of now"),
    remedy: BilingualText(zh: "请填写近一些的时间。", en: "Give a nearer moment."), field: "moment")
}
