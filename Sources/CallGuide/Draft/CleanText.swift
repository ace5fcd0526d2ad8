/// A guide's text made readable for rules: white space folded, full-width forms turned into half-width ones, page
/// numbers left out, line starts remembered. Every character maps one to one to the folded text, so ranges go back.
struct CleanText {
  /// The normalised characters.
  let scalars: [Unicode.Scalar]
  /// Whether a character is the first of its line.
  let startsLine: [Bool]
  /// Number of characters of the line that ends with this character (0 if it does not end a line).
  let lineLength: [Int]
  /// Length of a full line; shorter lines that end a sentence end a paragraph.
  let width: Int
  /// Whether the text came without its line breaks, so that a new sentence has to stand for a new line.
  let isUnwrapped: Bool
  /// Whether the lines are the cells of a table, so that numbers alone on a line are figures, not pages.
  let isTable: Bool
  private static let longestLine = 200
  private let folded: [Int]
  private let foldedCount: Int

  private struct Line {
    var range: Range<Int>
  }

  init(_ text: GuideText) {
    foldedCount = text.folded.count
    var lines = Self.lines(of: text)
    let widths = lines.map(\.range.count).sorted()
    isUnwrapped = !widths.isEmpty && widths[widths.count * 3 / 4] > Self.longestLine
    if isUnwrapped { lines = lines.flatMap { Self.sentences(of: $0, in: text) } }
    var scalars: [Unicode.Scalar] = []
    var starts: [Bool] = []
    var lengths: [Int] = []
    var folded: [Int] = []
    let normal = text.folded.map(Self.normalise)
    let isTable = TableReader.isTable(lines.prefix(40).map { Array(normal[$0.range]) })
    self.isTable = isTable
    for (index, line) in lines.enumerated() {
      let next = index + 1 < lines.count ? lines[index + 1] : nil
      if !isTable,
        Self.isPageNumber(
          Array(normal[line.range]), after: scalars.last, before: next.map { normal[$0.range.lowerBound] })
      {
        continue
      }
      for position in line.range {
        scalars.append(normal[position])
        starts.append(position == line.range.lowerBound)
        lengths.append(position == line.range.upperBound - 1 ? line.range.count : 0)
        folded.append(position)
      }
    }
    self.scalars = scalars
    startsLine = starts
    lineLength = lengths
    self.folded = folded
    let sorted = lines.map(\.range.count).sorted()
    width = sorted.isEmpty ? 0 : sorted[sorted.count * 3 / 4]
  }

  private static func lines(of text: GuideText) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var index = 0
    for scalar in text.raw.unicodeScalars {
      if GuideText.isSpace(scalar) {
        switch scalar.value {
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
          if index > start { lines.append(Line(range: start..<index)) }
          start = index
        default: break
        }
      } else {
        index += 1
      }
    }
    if index > start { lines.append(Line(range: start..<index)) }
    return lines
  }

  private static func sentences(of line: Line, in text: GuideText) -> [Line] {
    var lines: [Line] = []
    var start = line.range.lowerBound
    for index in line.range where text.folded[index] == "。" {
      lines.append(Line(range: start..<index + 1))
      start = index + 1
    }
    if start < line.range.upperBound { lines.append(Line(range: start..<line.range.upperBound)) }
    return lines
  }

  /// One character, half-width, with one kind of dash.
  static func normalise(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5D: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0xFF5E, 0x301C, 0x223C: "~"
    case 0x2010...0x2015, 0x2212: "-"
    case 0xFF61: "。"
    case 0xFE30, 0xFE55, 0x2236: ":"
    default: scalar
    }
  }

  /// `12`, `- 12 -`, `第 12 页`, `12/40` alone on a line, unless the sentence around it wants a number there.
  private static func isPageNumber(
    _ line: [Unicode.Scalar], after last: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    guard line.count <= 14 else { return false }
    if let match = DraftPattern("^第#页{,?共#页}?$").match(in: line, at: 0), !match.captures.isEmpty {
      return true
    }
    let core = line.filter { !"-/".unicodeScalars.contains($0) }
    guard !core.isEmpty, core.allSatisfy(GuideNumber.isDigit) else { return false }
    if line.first == "-", line.last == "-" { return core.count <= 3 }
    guard core.count <= 3 || line.contains("/") else { return false }
    if let last, ":：为约数第于达过(,、-~和与及".unicodeScalars.contains(last) { return false }
    if let next, "个项万亿年月日人次名家种%~至.,、元级岁篇件份)".unicodeScalars.contains(next) { return false }
    return true
  }

  var count: Int { scalars.count }

  /// Back to the folded text; page numbers go with the characters before them.
  func foldedRange(_ range: Range<Int>) -> Range<Int> {
    let lower = range.lowerBound == 0 ? 0 : folded[range.lowerBound]
    let upper = range.upperBound < folded.count ? folded[range.upperBound] : foldedCount
    return lower..<upper
  }

  /// The characters of a range.
  func slice(_ range: Range<Int>) -> [Unicode.Scalar] { Array(scalars[range]) }

  /// Where the line that contains `position` ends.
  func lineEnd(from position: Int) -> Int {
    var index = position
    while index < count {
      if lineLength[index] > 0 { return index + 1 }
      index += 1
    }
    return count
  }

  /// Where the line before the one at `position` begins.
  func lineStart(before position: Int) -> Int {
    var index = position - 1
    while index > 0, !startsLine[index] { index -= 1 }
    return max(index, 0)
  }

  /// Whether a sentence ended before `position`, or nothing stands there.
  func endsSentence(before position: Int) -> Bool {
    guard position > 0 else { return true }
    return "。;:!?)".unicodeScalars.contains(scalars[position - 1])
  }

  /// Whether a paragraph ends before `position`: its line ended a sentence and was not full.
  func endsParagraph(before position: Int) -> Bool {
    guard position > 0, position < count else { return true }
    guard startsLine[position], "。;".unicodeScalars.contains(scalars[position - 1]) else { return false }
    return lineLength[position - 1] * 5 < width * 4
  }

  /// How deep each character of a range lies in brackets, quotation marks and book titles opened inside it.
  func depths(in range: Range<Int>) -> [Int] {
    var depths: [Int] = []
    var stack: [Unicode.Scalar] = []
    let closing: [Unicode.Scalar: Unicode.Scalar] = [
      ")": "(", "》": "《", "”": "“", "]": "[", "】": "【", "〕": "〔", "」": "「",
    ]
    for index in range {
      let scalar = scalars[index]
      if closing.values.contains(scalar) { stack.append(scalar) }
      depths.append(stack.count)
      if let opening = closing[scalar], let last = stack.lastIndex(of: opening) {
        stack.removeSubrange(last...)
      }
    }
    // What never closes was a slip, not a bracket.
    if let first = stack.first,
      let start = range.first(where: { scalars[$0] == first && depths[$0 - range.lowerBound] == 1 })
    {
      for index in start..<range.upperBound {
        depths[index - range.lowerBound] = max(0, depths[index - range.lowerBound] - 1)
      }
    }
    return depths
  }
}
