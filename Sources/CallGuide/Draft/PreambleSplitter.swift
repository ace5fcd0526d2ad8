/// Cuts what stands before the first topic into headings and sentences.
struct PreambleSplitter {
  let text: CleanText

  private static let counted = DraftPattern(
    "{{设立|设置|共设|部署|设|包括}#个{指南}?{方向|专题|任务}|{执行期|实施周期|实施期限|执行期限}*#{年|个月}|课题{数}?*#个|单位{总数|数}?*#{家|个}|#个*{国家|地区|国际组织|机制}*合作|{支持|资助|立项}*约?#{个|项}|概算*#{万|亿}元|{总经费|经费总额|国拨经费|总概算|财政经费|财政资金|资金}*#{万|亿}元}"
  )
  private static let reach = 300
  private static let closers = Set<Unicode.Scalar>(["。", ";", "!", "?", ":"])

  init(_ text: CleanText) { self.text = text }

  /// The stretches of a range, without gaps; the flag says that a stretch is a heading.
  func pieces(_ range: Range<Int>, title: Range<Int>) -> [(range: Range<Int>, isHeading: Bool)] {
    var pieces: [(Range<Int>, Bool)] = []
    var start = range.lowerBound
    if !title.isEmpty, title.upperBound <= range.upperBound, start < title.upperBound {
      if title.lowerBound > start { pieces.append((start..<title.lowerBound, true)) }
      pieces.append((title, true))
      start = title.upperBound
    }
    while start < range.upperBound {
      if let end = heading(at: start, to: range.upperBound) {
        pieces.append((start..<end, true))
        start = end
        continue
      }
      let end = sentenceEnd(from: start, to: range.upperBound)
      for part in parts(start..<end) { pieces.append((part, false)) }
      start = end
    }
    return pieces
  }

  /// A short line that ends without a stop, or a chapter number with a title.
  private func heading(at start: Int, to end: Int) -> Int? {
    guard text.startsLine[start] || start == 0 else { return nil }
    let lineEnd = min(text.lineEnd(from: start), end)
    let line = text.slice(start..<lineEnd)
    guard let last = line.last, !",;、。:".unicodeScalars.contains(last) else { return nil }
    if let chapter = chapter(at: start, to: end) { return chapter }
    // The line before a chapter, a date or another heading is a title, however long.
    if lineEnd < end, chapter(at: lineEnd, to: end) != nil, !line.contains("。") { return lineEnd }
    return line.count * 4 < text.width * 3 && !line.contains("。") && !line.contains(",") ? lineEnd : nil
  }

  /// 一、总体目标 on a line of its own.
  private func chapter(at start: Int, to end: Int) -> Int? {
    guard text.startsLine[start], let mark = ItemMark.match(in: text.scalars, at: start),
      mark.style == .chinese || mark.style == .chineseBracketed
    else { return nil }
    let lineEnd = min(text.lineEnd(from: start), end)
    let line = text.slice(start..<lineEnd)
    return line.count <= 30 && !line.contains("。") && !line.contains(",") && !line.contains(";")
      ? lineEnd : nil
  }

  private func sentenceEnd(from start: Int, to end: Int) -> Int {
    let depths = text.depths(in: start..<min(end, start + 1200))
    for position in start..<min(end, start + 1200) {
      if position > start, text.startsLine[position], chapter(at: position, to: end) != nil {
        return position
      }
      if "。;!".unicodeScalars.contains(text.scalars[position]), depths[position - start] == 0 {
        return position + 1
      }
    }
    // Nothing closes it: stop where a paragraph does.
    for position in start + 1..<max(start + 1, end) where text.endsParagraph(before: position) {
      return position
    }
    return end
  }

  /// A sentence that counts several things is cut after each of them.
  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    let depths = text.depths(in: range)
    for position in range where text.scalars[position] == "," && depths[position - range.lowerBound] == 0 {
      let left = text.slice(max(start, position - Self.reach)..<position + 1)
      let right = text.slice(position + 1..<min(range.upperBound, position + Self.reach))
      guard Self.counted.first(in: left) != nil, Self.counted.first(in: right) != nil else { continue }
      parts.append(start..<position + 1)
      start = position + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }
}
