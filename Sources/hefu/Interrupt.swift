import Foundation
import Synchronization

/// Ctrl-C and TERM, asked for between one transaction and the next; a second one ends the program at once.
enum Interrupt {
  private static let asked = Atomic(false)

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  static func watch() {
    // The flag has to be there before a signal can come.
    _ = isAsked
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interrupt.asked.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
