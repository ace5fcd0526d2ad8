internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

/// A topic's deadline: the moment in Beijing time, complemented by the reader's own zone, and what is left until it.
struct DeadlineView {
  let topic: String
  let schedule: Schedule
  let now: Instant
  let language: Language

  func write(_ html: inout HTML) {
    guard let opens = schedule.procedure.opens else {
      return html.text(Phrase.Home.notSet, language)
    }
    if now < opens { return html.text(Phrase.Home.opensAt(Self.minute(opens)), language) }
    guard let deadline = schedule.deadline(of: topic) else { return html.text(Phrase.Home.notSet, language) }
    html(
      .time, Attribute("datetime", deadline.description), Attribute("data-zone", schedule.procedure.zone),
      text: Self.minute(deadline))
    html(.span, .class("left")) { $0.text(left(until: deadline), language) }
  }

  private func left(until deadline: Instant) -> BilingualText {
    guard Procedure.isInTime(now, for: deadline) else { return Phrase.Home.closed }
    let minutes = Int(now.seconds(to: deadline)) / 60
    return Phrase.Home.left(days: minutes / 1440, hours: minutes / 60 % 24, minutes: minutes % 60)
  }

  /// `2024-06-28 16:00` in Beijing.
  private static func minute(_ moment: Instant) -> String { String(Beijing.moment(moment).prefix(16)) }
}
