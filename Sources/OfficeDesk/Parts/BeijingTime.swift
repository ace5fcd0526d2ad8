internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

/// Moments as the office writes and types them: Beijing time.
enum BeijingTime {
  /// `2024-06-03 15:59:58`, which the reader's browser may complement in its own zone.
  static func write(_ moment: Instant, _ html: inout HTML) {
    html(
      .time, Attribute("datetime", moment.description), Attribute("data-zone", "Asia/Shanghai"),
      text: Beijing.moment(moment))
  }

  /// The value of a `datetime-local` control: `2024-06-03T15:59`, with seconds only where there are some.
  static func typed(_ moment: Instant) -> String {
    let text = Beijing.moment(moment).replacing(" ", with: "T")
    return text.hasSuffix(":00") ? String(text.dropLast(3)) : text
  }

  /// Reads what a `datetime-local` control sends; also a space instead of the `T`.
  /// - Throws: `invalid` for `field`.
  static func read(_ typed: String, field: String) throws(CaseFailure) -> Instant {
    let text = typed.filter { $0 != "\u{200E}" }.replacing(" ", with: "T")
    let full = text.utf8.count == 16 ? text + ":00Z" : text + "Z"
    guard let moment = Instant(full) else {
      throw CaseFailure(
        .invalid,
        typed.isEmpty
          ? Phrase.Office.momentMissing : Phrase.Office.momentUnreadable(String(typed.prefix(40))),
        remedy: Phrase.Office.momentRemedy, field: field)
    }
    return moment.adding(seconds: -8 * 3600)
  }

  /// What is left until a moment, in words.
  static func left(until moment: Instant, from now: Instant) -> BilingualText {
    let seconds = Int(now.seconds(to: moment).rounded(.down))
    guard seconds >= 0 else { return Phrase.Office.closed }
    return Phrase.Office.left(days: seconds / 86_400, hours: seconds / 3600 % 24, minutes: seconds / 60 % 60)
  }
}
