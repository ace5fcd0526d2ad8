package import CallGuide
internal import Foundation
package import Ledger
package import Markup

/// A time zone with the name people know it by.
package struct Zone: Sendable, Hashable {
  /// The name in the time zone database.
  package let identifier: String
  package let name: BilingualText
  private let zone: TimeZone

  /// A zone of the time zone database; `nil` for a name it does not know.
  package init?(_ identifier: String, name: BilingualText? = nil) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.init(identifier, zone, name ?? BilingualText(zh: identifier, en: identifier))
  }

  private init(_ identifier: String, _ zone: TimeZone, _ name: BilingualText) {
    self.identifier = identifier
    self.zone = zone
    self.name = name
  }

  /// Where calls have their deadlines; without summer time, so its offset never changes.
  package static let beijing = Zone(
    "Asia/Shanghai", TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt, Phrase.beijing)

  /// The moment whose UTC digits are this moment's digits in the zone.
  func local(_ moment: Instant) -> Instant {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
    return moment.adding(seconds: Int64(offset))
  }

  /// Days since 1970 in the zone.
  func day(_ moment: Instant) -> Int64 {
    let milliseconds = local(moment).milliseconds
    let day = milliseconds / 86_400_000
    return milliseconds % 86_400_000 < 0 ? day - 1 : day
  }
}

extension Display {
  /// `2024年6月3日 16:00`, `3 June 2024, 16:00`; seconds where they matter.
  package static func dayAndTime(_ moment: Instant, in zone: Zone = .beijing, withSeconds: Bool = false)
    -> BilingualText
  {
    let digits = zone.local(moment).description
    let parts = digits.split { "-T:Z".contains($0) }.compactMap { Int($0) }
    let time = String(digits.dropFirst(11).prefix(withSeconds ? 8 : 5))
    guard parts.count == 6 else { return BilingualText(zh: digits, en: digits) }
    let day = day(year: parts[0], month: parts[1], day: parts[2])
    return BilingualText(zh: "\(day.zh) \(time)", en: "\(day.en), \(time)")
  }

  /// The same with the zone's name: `2024年6月3日 16:00（北京时间）`, `3 June 2024, 16:00 (Beijing time)`.
  package static func moment(_ moment: Instant, zone: Zone = .beijing, withSeconds: Bool = false)
    -> BilingualText
  {
    let text = dayAndTime(moment, in: zone, withSeconds: withSeconds)
    return BilingualText(zh: "\(text.zh)（\(zone.name.zh)）", en: "\(text.en) (\(zone.name.en))")
  }

  /// What is left until a deadline, in days of its zone: `还有 5 天`, `5 days left`; on its last day the hour.
  package static func timeLeft(until deadline: Instant, from now: Instant, in zone: Zone = .beijing)
    -> BilingualText
  {
    guard now < deadline else { return Phrase.closed }
    let days = zone.day(deadline) - zone.day(now)
    switch days {
    case 0:
      let time = String(zone.local(deadline).description.dropFirst(11).prefix(5))
      return both("今天 \(time) 截止", "closes today at \(time)")
    case 1: return both("还有 1 天", "1 day left")
    default: return both("还有 \(days) 天", "\(number(Int(days))) days left")
    }
  }
}

extension HTML {
  /// Writes a moment in a zone, readable by programs; the `time` module adds the reader's own zone.
  package mutating func moment(
    _ moment: Instant, _ language: Language, zone: Zone = .beijing, withSeconds: Bool = false
  ) {
    self(
      .time, Attribute("datetime", moment.description), Attribute("data-zone", zone.identifier),
      text: Display.moment(moment, zone: zone, withSeconds: withSeconds)[language])
  }
}
