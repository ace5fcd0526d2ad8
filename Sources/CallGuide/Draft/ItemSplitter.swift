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

  init(_ text: CleanText) { self.text = text }

  /// The items of a range, without gaps.
  func items(_ range: Range<Int>) -> [Item] {
    var items: [Item] = []
    var style: ItemMark.Style?
    var last = 0
    var start = range.lowerBound
    var number: Int?
    var words = start
    func close(_ end: Int) {
      guard end > start else { return }
      if number == nil {
        items += paragraphs(start..<end)
      } else {
        items.append(Item(range: start..<end, number: number, words: words))
      }
    }
    for position in range {
      if position > start, number != nil, isChapter(at: position) {
        close(position)
        (start, number, words) = (position, nil, position)
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

  private func isChapter(at position: Int) -> Bool {
    guard text.startsLine[position], "。;".unicodeScalars.contains(text.scalars[position - 1]),
      let mark = ItemMark.match(in: text.scalars, at: position), mark.style == .chinese
    else { return false }
    let line = text.slice(position..<text.lineEnd(from: position))
    return line.count <= 24 && !line.contains("。") && !line.contains(";") && !line.contains(",")
  }

  private func paragraphs(_ range: Range<Int>) -> [Item] {
    var items: [Item] = []
    var start = range.lowerBound
    for position in range where position > start && text.endsParagraph(before: position) {
      items.append(item(start..<position))
      start = position
    }
    items.append(item(start..<range.upperBound))
    return items
  }

  private func item(_ range: Range<Int>) -> Item {
    var item = Item(range: range, number: nil, words: range.lowerBound)
    item.isStray = StrayLine.isAddress(text.slice(range))
    if text.startsLine[range.lowerBound], let mark = ItemMark.match(in: text.scalars, at: range.lowerBound),
      mark.style == .chinese, range.count <= 24, !text.slice(range).contains("。")
    {
      item.isHeading = true
    }
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
