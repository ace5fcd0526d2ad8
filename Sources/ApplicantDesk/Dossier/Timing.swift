internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

/// Where a moment stands to an application's dates.
struct Timing: Sendable {
  let now: Instant
  let opens: Instant?
  let deadline: Instant?
  /// The correction window that is open, if any.
  let correction: CaseMessage?

  init(_ dossier: Dossier, now: Instant) {
    self.now = now
    opens = dossier.procedure.opens
    deadline = dossier.deadline
    correction = dossier.correction(at: now)
  }

  var isOpen: Bool { opens.map { $0 <= now } ?? false }

  /// Whether the last second of the deadline is over.
  var isOver: Bool { deadline.map { !Procedure.isInTime(now, for: $0) } ?? false }

  /// Whole seconds left until the deadline.
  var secondsLeft: Int64? { deadline.map { max(0, $0.milliseconds / 1000 - now.milliseconds / 1000) } }

  var isLastHour: Bool { !isOver && (secondsLeft.map { $0 < 3600 } ?? false) }

  /// The deadline with what is left of it, in Beijing time; the last hour is stressed by a word and weight.
  func write(_ language: Language, _ html: inout HTML) {
    guard let deadline else {
      return html(.p, .class("closes")) { $0.text(Phrase.Desk.noDeadline, language) }
    }
    let state = isOver ? "over" : isLastHour ? "last" : "open"
    html(.p, .class("closes \(state)")) { html in
      if !isOpen, let opens {
        html.text(Phrase.Desk.opensAt, language)
        Moment.write(opens, language, &html)
        html.text(Phrase.semicolon, language)
      }
      if isOver {
        html(.strong) { $0.text(Phrase.Desk.deadlineOver, language) }
      } else {
        if isLastHour { html(.strong, .class("alarm")) { $0.text(Phrase.Desk.lastHour, language) } }
        html(.strong) { $0.text(Phrase.Desk.left(seconds: secondsLeft ?? 0), language) }
      }
      html.text(Phrase.Desk.deadlineAt, language)
      Moment.write(deadline, language, &html)
    }
    if isOver, let correction, let until = correction.correctUntil {
      html(.div, .class("warning correction")) { html in
        html(.p) { html in
          html(.strong) { $0.text(Phrase.Desk.correctionOpen, language) }
          html.text(Phrase.Desk.correctionUntil, language)
          Moment.write(until, language, &html)
        }
      }
    }
  }
}

/// A moment as Beijing reads it; the reader's own zone is added by a small script.
enum Moment {
  static func write(_ moment: Instant, _ language: Language, _ html: inout HTML) {
    html(
      .time, Attribute("datetime", moment.description), Attribute("data-zone", "Asia/Shanghai"),
      text: Beijing.moment(moment))
  }
}
