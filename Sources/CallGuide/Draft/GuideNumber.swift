/// A number as guides write it: `2.099`, `1,080`, `二十`, `两`, with its exact decimal value.
struct GuideNumber: Equatable {
  /// The digits without the point.
  var digits: Int
  /// How many of them stand after the point.
  var scale: Int

  private static let chinese: [Unicode.Scalar: Int] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
  ]
  private static let units: [Unicode.Scalar: Int] = [
    "十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000,
  ]

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  static func isChineseDigit(_ scalar: Unicode.Scalar) -> Bool {
    chinese[scalar] != nil || units[scalar] != nil
  }

  private static let longest = 24

  /// Where the number that starts at `position` ends; endless rows of digits are read in pieces.
  static func end(in text: [Unicode.Scalar], at position: Int) -> Int? {
    guard position < text.count else { return nil }
    var end = position
    let limit = min(text.count, position + longest)
    if isDigit(text[position]) {
      while end < limit, isDigit(text[end]) { end += 1 }
      while end + 3 < limit, text[end] == ",", text[end + 1...end + 3].allSatisfy(isDigit),
        end + 4 >= text.count || !isDigit(text[end + 4])
      {
        end += 4
      }
      if end + 1 < text.count, text[end] == ".", isDigit(text[end + 1]) {
        end += 1
        while end < limit, isDigit(text[end]) { end += 1 }
      }
      return end
    }
    while end < limit, isChineseDigit(text[end]) { end += 1 }
    return end > position ? end : nil
  }

  /// Reads the whole of `text` as a number.
  init?(_ text: some Collection<Unicode.Scalar>) {
    guard let first = text.first else { return nil }
    guard Self.isDigit(first) else {
      guard let value = Self.chineseValue(text) else { return nil }
      self.init(digits: value, scale: 0)
      return
    }
    var digits = 0
    var scale = 0
    var afterPoint = false
    for scalar in text where scalar != "," {
      if scalar == "." {
        guard !afterPoint else { return nil }
        afterPoint = true
        continue
      }
      guard Self.isDigit(scalar), digits < 1_000_000_000_000_000 else { return nil }
      digits = digits * 10 + Int(scalar.value - 0x30)
      if afterPoint { scale += 1 }
    }
    self.init(digits: digits, scale: scale)
  }

  init(digits: Int, scale: Int) {
    self.digits = digits
    self.scale = scale
  }

  private static func chineseValue(_ text: some Collection<Unicode.Scalar>) -> Int? {
    if text.allSatisfy({ chinese[$0] != nil }) {
      // 二〇二四 is read digit by digit.
      guard text.count <= 12 else { return nil }
      return text.reduce(0) { $0 * 10 + (chinese[$1] ?? 0) }
    }
    var total = 0
    var digit: Int?
    for scalar in text {
      if let unit = units[scalar] {
        guard total < 1_000_000 else { return nil }
        total += (digit ?? 1) * unit
        digit = nil
      } else if let value = chinese[scalar] {
        digit = value
      } else {
        return nil
      }
    }
    return total + (digit ?? 0)
  }

  /// The value times a power of ten, if it is whole then.
  func whole(timesTenTo power: Int = 0) -> Int? {
    var value = digits
    var shift = power - scale
    while shift > 0 {
      guard value < Int.max / 20 else { return nil }
      value *= 10
      shift -= 1
    }
    while shift < 0 {
      guard value % 10 == 0 else { return nil }
      value /= 10
      shift += 1
    }
    return value
  }

  /// A count: whole and of a size that makes sense.
  var count: Int? { whole().flatMap { $0 < 1_000_000 ? $0 : nil } }
}

extension Array where Element == Unicode.Scalar {
  /// The number that a capture holds.
  func number(_ range: Range<Int>) -> GuideNumber? { GuideNumber(self[range]) }

  /// The count that a capture holds.
  func count(_ range: Range<Int>) -> Int? { number(range)?.count }
}
