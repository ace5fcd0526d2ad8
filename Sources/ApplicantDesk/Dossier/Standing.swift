internal import CallGuide
internal import Casework
internal import Eligibility
internal import Ledger
internal import Web

/// What the visitor may do with an application now: rights, state and time together. Pages offer nothing else; the use cases
/// refuse it anyway.
struct Standing: Sendable {
  let state: ApplicationState
  let roles: Set<CaseRole>
  let timing: Timing
  let procedure: Procedure

  /// Which answers can be changed.
  enum Editable: Sendable, Equatable {
    case nothing
    case everything
    /// Only these fields, in a correction window.
    case fields(Set<String>)
  }

  /// What comes next, and whose turn it is.
  enum Step: Sendable, Hashable {
    case notOpen
    case fill
    case correct
    case awaitLeader
    case confirm
    case awaitOffice
    case endorse
    case awaitEndorser
    case done
    case reopen
    case withdrawn
    /// The deadline passed before it was submitted.
    case missed
  }

  /// Whether the deadline, or a correction window, still allows an act of this kind.
  private func isInTime(_ act: Procedure.Counting) -> Bool {
    guard timing.isOpen else { return false }
    guard timing.isOver, timing.correction == nil else { return true }
    let order = Procedure.Counting.allCases
    guard let own = order.firstIndex(of: act), let counting = order.firstIndex(of: procedure.counting) else {
      return false
    }
    return own > counting
  }

  var editable: Editable {
    guard roles.may(.edit), state != .withdrawn else { return .nothing }
    guard timing.isOver else { return .everything }
    guard let correction = timing.correction else { return .nothing }
    return correction.fields.isEmpty ? .everything : .fields(Set(correction.fields))
  }

  /// Whether a control may be changed.
  func mayEdit(_ control: String) -> Bool {
    switch editable {
    case .nothing: false
    case .everything: true
    case .fields(let fields):
      fields.contains { field in
        control.hasPrefix(field)
          && [nil, UInt8(ascii: "."), UInt8(ascii: "[")].contains(
            control.utf8.dropFirst(field.utf8.count).first)
      }
    }
  }

  func may(_ act: ApplicationState.Act) -> Bool {
    guard state.after(act) != nil else { return false }
    return switch act {
    case .submit: roles.may(.submit) && isInTime(.leader)
    case .confirm: roles.may(.confirm) && isInTime(.office)
    case .endorse: roles.may(.endorse) && isInTime(.endorser)
    case .giveBack: roles.may(.giveBack)
    case .withdraw: roles.may(.withdraw)
    case .reopen: roles.may(.withdraw) && isInTime(.leader)
    }
  }

  var step: Step {
    switch state {
    case .draft:
      if !timing.isOpen { return .notOpen }
      if timing.isOver { return timing.correction == nil ? .missed : .correct }
      return roles.may(.edit) ? .fill : .awaitLeader
    case .submitted: return may(.confirm) ? .confirm : .awaitOffice
    case .confirmed where procedure.isEndorsed: return may(.endorse) ? .endorse : .awaitEndorser
    case .confirmed, .endorsed: return timing.correction != nil && roles.may(.edit) ? .correct : .done
    case .withdrawn: return may(.reopen) ? .reopen : .withdrawn
    }
  }
}

extension Standing.Step {
  /// What the page says of it.
  var words: BilingualText {
    switch self {
    case .notOpen: Phrase.Desk.nextNotOpen
    case .fill: Phrase.Desk.nextFill
    case .correct: Phrase.Desk.nextCorrect
    case .awaitLeader: Phrase.Desk.nextAwaitLeader
    case .confirm: Phrase.Desk.nextConfirm
    case .awaitOffice: Phrase.Desk.nextAwaitOffice
    case .endorse: Phrase.Desk.nextEndorse
    case .awaitEndorser: Phrase.Desk.nextAwaitEndorser
    case .done: Phrase.Desk.nextDone
    case .reopen: Phrase.Desk.nextReopen
    case .withdrawn: Phrase.Desk.nextWithdrawn
    case .missed: Phrase.Desk.nextMissed
    }
  }
}
