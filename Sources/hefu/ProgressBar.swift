import CallGuide
import Foundation
import Synchronization

/// How far a long piece of work has come: one line on a terminal's standard error, nothing anywhere else.
final class ProgressBar: Sendable {
  private static let width = 28

  private struct State {
    var name = ""
    var percent = -1
  }

  private let isShown = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  /// Shows a step; costs little when nothing changes that one could see.
  func show(_ name: String, _ done: Int, of total: Int) {
    guard isShown else { return }
    let percent = total == 0 ? 100 : done * 100 / total
    let isNew = state.withLock { state in
      if state.name == name, state.percent == percent { return false }
      state = State(name: name, percent: percent)
      return true
    }
    guard isNew else { return }
    let filled = percent * Self.width / 100
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    write("\r\u{1B}[K\(bar) \(percent) %  \(name) \(done)/\(total)")
  }

  /// Takes the line away again.
  func end() {
    if isShown, state.withLock({ $0.percent }) >= 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
