/// Reads JSON (RFC 8259) into a `Tree` with places, refusing duplicate keys.
///
/// Foundation's reader neither says the line nor notices a duplicate key; an application form must do both.
/// - Complexity: linear in the input; nesting is bounded.
public struct JSONReader {
  static let depthLimit = 64

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  private var lineStart = 0

  private init(_ bytes: [UInt8], file: String, line: Int) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  /// Reads one JSON document.
  /// - Parameters:
  ///   - bytes: UTF-8, an initial byte order mark is skipped.
  ///   - file: the name for messages.
  ///   - line: the line the bytes start on (for one line of an NDJSON file).
  /// - Throws: `Problem` with file, line and column.
  public static func read(_ bytes: [UInt8], file: String, line: Int = 1) throws(Problem) -> Tree {
    _ = try UTF8Text.decode(bytes, file: file, line: line)
    var reader = JSONReader(bytes, file: file, line: line)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    let tree = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else {
      throw reader.syntax(zh: "JSON 结束后还有内容", en: "something follows the end of the JSON document")
    }
    return tree
  }

  private var place: Place { Place(file: file, line: line, column: index - lineStart + 1) }

  private func syntax(zh: String, en: String) -> Problem {
    Problem(.syntax, at: place, zh: "JSON 语法错误：\(zh)", en: "JSON syntax: \(en)")
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        index += 1
        line += 1
        lineStart = index
      case 0x20, 0x09, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(Problem) -> Tree {
    skipSpace()
    guard depth <= Self.depthLimit else {
      throw Problem(
        .tooDeep, at: place, zh: "嵌套超过 \(Self.depthLimit) 层",
        en: "nested deeper than \(Self.depthLimit) levels")
    }
    guard index < bytes.count else { throw syntax(zh: "内容提前结束", en: "the document ends too early") }
    let start = place
    switch bytes[index] {
    case UInt8(ascii: "{"): return Tree(.map(try entries(depth: depth)), at: start)
    case UInt8(ascii: "["): return Tree(.list(try elements(depth: depth)), at: start)
    case UInt8(ascii: "\""): return Tree(.text(try string()), at: start)
    default: return Tree(.word(try word()), at: start)
    }
  }

  private mutating func entries(depth: Int) throws(Problem) -> [Tree.Entry] {
    index += 1
    var entries: [Tree.Entry] = []
    var seen: Set<String> = []
    skipSpace()
    if take("}") { return entries }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw syntax(zh: "此处应为带双引号的键", en: "a key in double quotes is expected here")
      }
      let keyPlace = place
      let key = try string()
      guard seen.insert(key).inserted else {
        throw Problem(
          .duplicateKey, at: keyPlace, subject: key, zh: "键「\(key)」重复，只保留一个",
          en: "duplicate key “\(key)”; keep one")
      }
      skipSpace()
      guard take(":") else { throw syntax(zh: "键后应为冒号", en: "a colon is expected after the key") }
      entries.append(Tree.Entry(key: key, place: keyPlace, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return entries }
      guard take(",") else { throw syntax(zh: "此处应为逗号或 }", en: "a comma or } is expected here") }
    }
  }

  private mutating func elements(depth: Int) throws(Problem) -> [Tree] {
    index += 1
    var elements: [Tree] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw syntax(zh: "此处应为逗号或 ]", en: "a comma or ] is expected here") }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func word() throws(Problem) -> String {
    let start = index
    while index < bytes.count, !#" ,]}":[{"#.utf8.contains(bytes[index]), bytes[index] > 0x20 { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    if word == "true" || word == "false" || word == "null" || Self.isNumber(word) { return word }
    index = start
    throw syntax(
      zh: "「\(word.prefix(40))」不是 JSON 值（文字须加双引号，数字不可为 NaN）",
      en: "“\(word.prefix(40))” is no JSON value (texts need double quotes, NaN is no number)")
  }

  static func isNumber(_ word: String) -> Bool {
    var rest = Substring(word)
    if rest.first == "-" { rest.removeFirst() }
    func digits() -> Int {
      let run = rest.prefix { $0.isASCII && $0.isNumber }
      rest.removeFirst(run.count)
      return run.count
    }
    let leadingZero = rest.first == "0"
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else { return false }
    if rest.first == "." {
      rest.removeFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private mutating func string() throws(Problem) -> String {
    index += 1
    var out: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        try escape(into: &out)
      case 0..<0x20:
        throw syntax(zh: "文字中不能直接含控制字符或换行，请写作 \\n", en: "a raw control character in a text; write \\n")
      default:
        out.append(byte)
        index += 1
      }
    }
    throw syntax(zh: "文字缺少结束的双引号", en: "a text lacks its closing quote")
  }

  private mutating func escape(into out: inout [UInt8]) throws(Problem) {
    guard index < bytes.count else { throw syntax(zh: "内容提前结束", en: "the document ends too early") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hex()
      if (0xD800..<0xDC00).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        let low = try hex()
        guard (0xDC00..<0xE000).contains(low) else {
          throw syntax(zh: "代理对不完整", en: "an incomplete surrogate pair")
        }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw syntax(zh: "代理对不完整", en: "an incomplete surrogate pair")
      }
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw syntax(zh: "未知的转义字符", en: "an unknown escape")
    }
  }

  private mutating func hex() throws(Problem) -> UInt32 {
    guard index + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
      bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-")
    else { throw syntax(zh: "\\u 后应为四位十六进制数", en: "four hexadecimal digits are expected after \\u") }
    index += 4
    return code
  }
}
