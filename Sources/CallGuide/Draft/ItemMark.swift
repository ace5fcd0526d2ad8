/// The mark at the head of a numbered item: `（1）`, `1）`, `①`, `1.`, `一是`, `（一）`, `一、`.
struct ItemMark: Equatable {
  /// How the mark is written; items of one list share it.
  enum Style: Equatable {
    case bracketed, halfBracketed, circled, dotted, firstly, chineseBracketed, chinese, lettered
  }

  var style: Style
  var number: Int
  /// Where the item's words begin.
  var end: Int

  private static let bracketed = DraftPattern("(<[0123456789][0123456789]?>)")
  private static let halfBracketed = DraftPattern("<[0123456789][0123456789]?>)")
  private static let dotted = DraftPattern("<[0123456789][0123456789]?>{.|、}")
  private static let numeral = "[一二三四五六七八九十][一二三四五六七八九十]?"
  private static let chineseBracketed = DraftPattern("(<\(numeral)[一二三四五六七八九十]?>)")
  private static let chinese = DraftPattern("<\(numeral)>、")
  private static let firstly = DraftPattern("<[一二三四五六七八九]>是")

  /// The mark that starts at `position`.
  static func match(in text: [Unicode.Scalar], at position: Int) -> ItemMark? {
    guard position < text.count else { return nil }
    let scalar = text[position]
    switch scalar.value {
    case 0x2460...0x2473:
      return ItemMark(style: .circled, number: Int(scalar.value - 0x245F), end: position + 1)
    case 0x2474...0x2487:
      return ItemMark(style: .bracketed, number: Int(scalar.value - 0x2473), end: position + 1)
    case 0x2488...0x249B:
      return ItemMark(style: .dotted, number: Int(scalar.value - 0x2487), end: position + 1)
    default: break
    }
    func mark(_ pattern: DraftPattern, _ style: Style) -> ItemMark? {
      guard let match = pattern.match(in: text, at: position), let range = match.captures.first,
        let number = text.count(range)
      else { return nil }
      return ItemMark(style: style, number: number, end: match.range.upperBound)
    }
    if scalar == "(" { return mark(bracketed, .bracketed) ?? mark(chineseBracketed, .chineseBracketed) }
    if GuideNumber.isDigit(scalar) {
      if position > 0, GuideNumber.isDigit(text[position - 1]) || text[position - 1] == "." { return nil }
      if let mark = mark(halfBracketed, .halfBracketed) { return mark }
      guard let mark = mark(dotted, .dotted) else { return nil }
      // 2.099 is a number, 1.2 a heading.
      return mark.end < text.count && GuideNumber.isDigit(text[mark.end]) ? nil : mark
    }
    if (0x41...0x5A).contains(scalar.value) { return lettered(scalar, in: text, at: position) }
    if GuideNumber.isChineseDigit(scalar) { return mark(firstly, .firstly) ?? mark(chinese, .chinese) }
    return nil
  }

  /// `A. 传染病`: a capital letter, a mark, and Chinese words.
  private static func lettered(_ scalar: Unicode.Scalar, in text: [Unicode.Scalar], at position: Int)
    -> ItemMark?
  {
    guard position + 2 < text.count, ".、)".unicodeScalars.contains(text[position + 1]),
      text[position + 2].value > 0x2E80,
      position == 0 || !text[position - 1].properties.isAlphabetic
        || text[position - 1].value > 0x2E80
    else { return nil }
    return ItemMark(style: .lettered, number: Int(scalar.value) - 0x40, end: position + 2)
  }
}
