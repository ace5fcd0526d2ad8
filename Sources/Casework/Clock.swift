package import Ledger
internal import Synchronization

/// The present moment. A demonstration can move it; nothing else does.
package final class Clock: Sendable {
  private let source: @Sendable () -> Instant
  private let shift = Mutex<Int64>(0)

  /// A clock that reads `source`.
  package init(_ source: @escaping @Sendable () -> Instant) { self.source = source }

  /// The present moment.
  package func now() -> Instant {
    Instant(milliseconds: source().milliseconds + shift.withLock { $0 })
  }

  /// Milliseconds by which it is moved.
  package var offset: Int64 {
    get { shift.withLock { $0 } }
    set { shift.withLock { $0 = newValue } }
  }
}
