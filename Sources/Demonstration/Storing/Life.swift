internal import Casework
internal import Ledger

/// What happens to one invented application, and when.
struct Life: Sendable {
  /// One thing that happens.
  enum Step: Hashable, Sendable {
    case start
    case act(ApplicationState.Act)
  }

  /// A thing that happens to application `number` at a moment.
  struct Event: Sendable {
    var number: Int
    var step: Step
    var time: Instant
    /// When the application was started.
    var began: Instant
  }

  let events: [Event]

  /// - Parameters:
  ///   - opens: nothing happens before it.
  ///   - now: nor after it.
  ///   - isEndorsed: whether the call asks for an endorsing body.
  init(
    _ number: Int, kind: DemonstrationMaker.Kind, seed: UInt64, from opens: Instant, to now: Instant,
    isEndorsed: Bool
  ) {
    var chance = Chance(seed: seed ^ 0x4C49_4645, stream: UInt64(number))
    let acts = Self.acts(kind, isEndorsed: isEndorsed, &chance)
    let whole = max(1000, now.milliseconds - opens.milliseconds)
    // More is begun and done the nearer the deadlines come.
    let first = max(chance.below(1000), chance.below(1000))
    var time = opens.milliseconds + whole * Int64(first) / 1020
    let began = Instant(milliseconds: time)
    var events = [Event(number: number, step: .start, time: began, began: began)]
    for (index, act) in acts.enumerated() {
      let rest = max(1000, now.milliseconds - time)
      time += rest * Int64(chance.within(10...(index == acts.count - 1 ? 950 : 600))) / 1000
      events.append(Event(number: number, step: .act(act), time: Instant(milliseconds: time), began: began))
    }
    self.events = events
  }

  private static func acts(
    _ kind: DemonstrationMaker.Kind, isEndorsed: Bool, _ chance: inout Chance
  ) -> [ApplicationState.Act] {
    let whole: [ApplicationState.Act] = isEndorsed ? [.submit, .confirm, .endorse] : [.submit, .confirm]
    let chosen: [ApplicationState.Act]?
    switch kind {
    case .complete, .justified:
      chosen = chance.weighted([
        ([], 12), ([.submit], 18), ([.submit, .confirm], 26), (whole, 34), ([.submit, .withdraw], 4),
        ([.submit, .giveBack], 3), (whole + [.withdraw], 1), ([.submit, .withdraw, .reopen], 2),
      ])
    case .wrong, .twin:
      chosen = chance.weighted([
        ([], 30), ([.submit], 26), ([.submit, .confirm], 22), (whole, 12), ([.submit, .giveBack], 10),
      ])
    case .incomplete: chosen = chance.weighted([([], 88), ([.submit], 8), ([.submit, .giveBack], 4)])
    }
    return chosen ?? []
  }
}
