package import CallGuide
internal import Eligibility

/// An invented person of the Chinese side.
package struct InventedPerson: Hashable, Sendable {
  /// Name in characters, and in pinyin with the family name first.
  package var name: BilingualText
  /// Whether the person is a woman.
  package var isWoman: Bool
  /// Birth date, `YYYY-MM-DD`.
  package var birth: String
  /// Identity number in the range of demonstrations.
  package var identityNumber: String
  /// Address in the domain of demonstrations.
  package var email: String

  /// The person with this number.
  init(seed: UInt64, number: Int, ages: ClosedRange<Int>, on day: Day) {
    var chance = Chance(seed: seed ^ 0x5045_5253_4F4E, stream: UInt64(number))
    isWoman = chance.happens(42)
    let name = ChineseNames.name(woman: isWoman, &chance)
    self.name = BilingualText(zh: name.zh, en: name.pinyin)
    // A register's serial has three digits: people who share one are born on different days.
    let span = ages.count * 365
    var serial = Chance(seed: seed ^ 0x4249_5254_48, stream: UInt64(number % 1000))
    let days = (number / 1000 * 97 + serial.below(span)) % span
    birth = day.adding(months: -12 * ages.lowerBound).adding(days: -days).description
    identityNumber = RegisterNumbers.identity(birth: birth, serial: number)
    let address = name.pinyin.lowercased().filter { $0.isASCII && $0.isLetter }
    email = "\(address)\(number)@\(Marks.mailDomain)"
  }
}
