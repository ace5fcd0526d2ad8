/// Cuts the text under 其他要求 into numbered items and unnumbered paragraphs.
struct ItemSplitter {
  /// A numbered item or a paragraph.
  struct Item {
    var range: Range<Int>
    var number: Int?
    /// Where its words begin, after the mark.
    var words: Int
    /// A line that belongs to nothing: an address left over from a footnote.
    var isStray = false
    /// A heading of a chapter in the midst.
    var isHeading = false
  }

  let text: CleanText

  private static let demand = DraftPattern("{须|应当|应为|应具|不得|不超过|鼓励|限#|限报|限申|仅限|为#}")
  private static let nouns = DraftPattern(
    "{要求|条件|程序|方式|材料|领域|内容|说明|时间|期限|规定|范围|对象|规模|强度|资格|宗旨|额度|安排|机构|指标|目标|背景|须知|事项|方向|流程|期限|联系人|目的}$")
  private static let contact = DraftPattern(
    "^{联系电话|电话|邮箱|电子邮箱|电子邮件|传真|地址|联系人|网址|邮编|E-mail|Email|email|Tel|*联系人}:")

  init(_ text: CleanText) { self.text = text }

  /// The items of a range, without gaps.
  func items(_ range: Range<Int>) -> [Item] {
    var items: [Item] = []
    var style: ItemMark.Style?
    var last = 0
    var start = range.lowerBound
    var number: Int?
    var words = start
    var skip = start
    func close(_ end: Int) {
      guard end > start else { return }
      if number == nil {
        items += paragraphs(start..<end)
      } else {
        items.append(Item(range: start..<end, number: number, words: words))
      }
    }
    for position in range {
      if position < skip { continue }
      if let end = chapter(at: position, to: range.upperBound) {
        close(position)
        items.append(Item(range: position..<end, number: nil, words: position, isHeading: true))
        (start, number, words, style, last, skip) = (end, nil, end, nil, 0, end)
        continue
      }
      guard let mark = ItemMark.match(in: text.scalars, at: position), style == nil || mark.style == style,
        isItem(mark, at: position, after: last, from: range.lowerBound, hasStyle: style != nil)
      else { continue }
      close(position)
      style = mark.style
      last = mark.number
      (start, number, words) = (position, mark.number, min(mark.end, range.upperBound))
    }
    close(range.upperBound)
    return items
  }

  private func isItem(_ mark: ItemMark, at position: Int, after last: Int, from start: Int, hasStyle: Bool)
    -> Bool
  {
    guard mark.number <= 40 else { return false }
    let closed = position == start || "。;:,".unicodeScalars.contains(text.scalars[position - 1])
    let expected = mark.number == last + 1
    if text.startsLine[position] || position == start { return closed || expected }
    guard hasStyle || mark.style != .dotted else { return false }
    return expected && position > start && "。;:".unicodeScalars.contains(text.scalars[position - 1])
      && mark.style != .firstly
  }

  /// The end of a numbered line that is a heading: short, without a stop, its line not full.
  private func chapter(at position: Int, to end: Int) -> Int? {
    guard text.startsLine[position],
      position == 0 || "。;)".unicodeScalars.contains(text.scalars[position - 1])
        || text.lineLength[position - 1] * 5 < text.width * 4,
      let mark = ItemMark.match(in: text.scalars, at: position), mark.style != .circled,
      mark.style != .firstly
    else { return nil }
    let lineEnd = text.lineEnd(from: position)
    let line = text.slice(position..<lineEnd)
    guard lineEnd <= end, line.count <= 24, mark.end < lineEnd, (lineEnd < end || mark.style == .chinese),
      mark.style == .chinese || line.count * 3 < text.width * 2,
      !line.contains(where: { "。;,:".unicodeScalars.contains($0) }),
      !line.dropFirst(mark.end - position).contains("、"), Self.demand.first(in: line) == nil,
      mark.style == .chinese || Self.nouns.first(in: line) != nil
    else { return nil }
    return lineEnd
  }

  private func paragraphs(_ range: Range<Int>) -> [Item] {
    var items: [Item] = []
    var start = range.lowerBound
    for position in range
    where position > start
      && (text.endsParagraph(before: position) || beginsContact(at: position, to: range.upperBound))
    {
      items.append(item(start..<position))
      start = position
    }
    items.append(item(start..<range.upperBound))
    return items
  }

  /// 邮箱：… on a line of its own.
  private func beginsContact(at position: Int, to end: Int) -> Bool {
    text.startsLine[position] && text.lineLength[position - 1] * 5 < text.width * 4
      && Self.contact.match(in: text.slice(position..<min(end, position + 40)), at: 0) != nil
  }

  private func item(_ range: Range<Int>) -> Item {
    var item = Item(range: range, number: nil, words: range.lowerBound)
    item.isStray = StrayLine.isAddress(text.slice(range))
    return item
  }
}

/// A line that stands in a sentence without belonging to it.
enum StrayLine {
  /// Whether a line is nothing but a web address.
  static func isAddress(_ line: [Unicode.Scalar]) -> Bool {
    guard line.count >= 8, line.count <= 120 else { return false }
    let body = line.last == "。" ? Array(line.dropLast()) : line
    return body.allSatisfy(\.isASCII) && !body.contains("。")
      && DraftPattern("^{http:|https:|www.}").match(in: body, at: 0) != nil
  }
}
