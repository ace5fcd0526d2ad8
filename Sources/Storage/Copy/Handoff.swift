internal import Dispatch
internal import Synchronization

/// Passes portions from one thread that may wait to another, a few at a time.
final class Handoff<Portion: Sendable>: Sendable {
  /// The other side gave up.
  struct Abandoned: Error {}

  private struct State {
    var portions: [Portion] = []
    var isEnded = false
    var failure: (any Error)?
    var isAbandoned = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init() {
    // Not as its first value: one that is let go below that ends the program.
    for _ in 0..<4 { room.signal() }
  }

  /// Hands a portion over; waits while the taker is behind.
  func give(_ portion: Portion) throws {
    room.wait()
    let isAbandoned = state.withLock { state in
      state.portions.append(portion)
      return state.isAbandoned
    }
    if isAbandoned { throw Abandoned() }
    filled.signal()
  }

  /// Nothing more comes.
  func end(_ failure: (any Error)? = nil) {
    state.withLock { state in
      state.isEnded = true
      state.failure = failure
    }
    filled.signal()
  }

  /// The next portion; `nil` at the end.
  /// - Throws: what ended the giver.
  func take() throws -> Portion? {
    filled.wait()
    let portion = try state.withLock { state -> Portion? in
      if !state.portions.isEmpty { return state.portions.removeFirst() }
      if let failure = state.failure { throw failure }
      return nil
    }
    room.signal()
    return portion
  }

  /// Nothing more is taken; whoever gives is told.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    room.signal()
  }
}
