/// A document's text as it was published, and the same text with all white space folded away.
///
/// Texts taken from PDF files are wrapped anywhere, with blank lines and page breaks inside sentences, so anchors are
/// looked for in the folded text and quotes are cut from the original.
public struct GuideText: Sendable {
  /// The file name, for messages.
  public let file: String
  /// The original text.
  public let raw: String
  /// The non-space characters (Unicode scalars), in order.
  public let folded: [Unicode.Scalar]
  private let source: [Unicode.Scalar]
  private let sourceIndex: [Int]
  private let lines: [Int]

  /// Reads a text.
  /// - Complexity: linear; about 20 bytes of memory for a character.
  public init(_ raw: String, file: String) {
    self.file = file
    self.raw = raw
    source = Array(raw.unicodeScalars)
    var folded: [Unicode.Scalar] = []
    var sourceIndex: [Int] = []
    var lines: [Int] = []
    folded.reserveCapacity(source.count)
    var line = 1
    for (index, scalar) in source.enumerated() {
      if scalar == "\n" { line += 1 }
      guard !Self.isSpace(scalar) else { continue }
      folded.append(scalar)
      sourceIndex.append(index)
      lines.append(line)
    }
    self.folded = folded
    self.sourceIndex = sourceIndex
    self.lines = lines
  }

  /// Reads a file's bytes.
  /// - Throws: `Problem` when they are not UTF-8.
  public init(bytes: [UInt8], file: String) throws(Problem) {
    self.init(try UTF8Text.decode(bytes, file: file), file: file)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x1C...0x1F, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Text without its white space, as used for matching.
  public static func fold(_ text: some StringProtocol) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !isSpace($0) }
  }

  /// The line (from 1) on which folded character `index` stands; the last line for the end.
  public func line(at index: Int) -> Int {
    lines.isEmpty ? 1 : lines[min(max(index, 0), lines.count - 1)]
  }

  /// The place of folded character `index`.
  public func place(at index: Int) -> Place {
    Place(file: file, line: line(at: index), column: 1)
  }

  /// The original words of a folded range: line breaks removed, spaces inside a line kept as written.
  public func quote(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    var out = String.UnicodeScalarView()
    var pendingBreak = false
    var pendingSpace = false
    for index in sourceIndex[range.lowerBound]...sourceIndex[range.upperBound - 1] {
      let scalar = source[index]
      if Self.isSpace(scalar) {
        if scalar == "\n" || scalar == "\r" || scalar == "\u{0C}" {
          pendingBreak = true
        } else {
          pendingSpace = true
        }
        continue
      }
      if let before = out.last, pendingBreak || pendingSpace {
        // A break between two Latin words stood for a space; between Chinese characters for nothing.
        let latin =
          before.isASCII && scalar.isASCII && before.properties.isAlphabetic && scalar.properties.isAlphabetic
        if pendingBreak ? latin : true { out.append(" ") }
      }
      pendingBreak = false
      pendingSpace = false
      out.append(scalar)
    }
    return String(out)
  }

  /// Where `needle` (folded) first stands at or after `start`.
  /// - Complexity: O(n·m) at worst, linear on natural text.
  public func find(_ needle: [Unicode.Scalar], from start: Int) -> Int? {
    guard let first = needle.first, needle.count <= folded.count else { return nil }
    var index = max(start, 0)
    let last = folded.count - needle.count
    while index <= last {
      if folded[index] == first, matches(needle, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// Whether `needle` (folded) stands at `index`.
  public func matches(_ needle: [Unicode.Scalar], at index: Int) -> Bool {
    guard index >= 0, index + needle.count <= folded.count else { return false }
    for offset in needle.indices where folded[index + offset] != needle[offset] { return false }
    return true
  }
}
