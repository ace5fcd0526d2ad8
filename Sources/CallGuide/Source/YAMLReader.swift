import Yams

/// Reads YAML with every scalar kept as text.
public enum YAMLReader {
  /// More nodes than any call needs; aliases that multiply stop here.
  static let nodeLimit = 500_000
  static let depthLimit = 64

  /// Reads one document.
  /// - Parameters:
  ///   - bytes: the file's bytes, UTF-8.
  ///   - file: its name for messages.
  /// - Throws: `Problem` with file and line for bad UTF-8, bad syntax, duplicate keys, or a tree too deep or too large.
  public static func read(_ bytes: [UInt8], file: String) throws(Problem) -> Tree {
    let text = try UTF8Text.decode(bytes, file: file)
    let start = Place(file: file, line: 1, column: 1)
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.nextRoot() else {
        throw Problem(.syntax, at: start, zh: "文件为空", en: "the file is empty")
      }
      if let second = try parser.nextRoot() {
        let place = second.mark.map { Place(file: file, line: $0.line, column: $0.column) } ?? start
        throw Problem(
          .syntax, at: place,
          zh: "只能有一个 YAML 文档，此处开始了第二个", en: "only one YAML document is accepted; a second starts here")
      }
      var budget = nodeLimit
      return try convert(root, file: file, last: start, depth: 0, budget: &budget)
    } catch let problem as Problem {
      throw problem
    } catch let error as YamlError {
      throw problem(of: error, file: file)
    } catch {
      throw Problem(.syntax, at: start, zh: "无法读取 YAML：\(error)", en: "unreadable YAML: \(error)")
    }
  }

  private static func convert(
    _ node: Node, file: String, last: Place, depth: Int, budget: inout Int
  ) throws(Problem) -> Tree {
    let place = node.mark.map { Place(file: file, line: $0.line, column: $0.column) } ?? last
    budget -= 1
    guard depth <= depthLimit else {
      throw Problem(
        .tooDeep, at: place, zh: "嵌套超过 \(depthLimit) 层", en: "nested deeper than \(depthLimit) levels")
    }
    guard budget > 0 else {
      throw Problem(.tooLarge, at: place, zh: "内容过大（引用展开后）", en: "too large once aliases are expanded")
    }
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain || scalar.style == .any
      return Tree(plain ? .word(scalar.string) : .text(scalar.string), at: place)
    case .sequence(let sequence):
      var elements: [Tree] = []
      elements.reserveCapacity(sequence.count)
      for element in sequence {
        elements.append(try convert(element, file: file, last: place, depth: depth + 1, budget: &budget))
      }
      return Tree(.list(elements), at: place)
    case .mapping(let mapping):
      var entries: [Tree.Entry] = []
      entries.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        let keyPlace = key.mark.map { Place(file: file, line: $0.line, column: $0.column) } ?? place
        guard case .scalar(let name) = key else {
          throw Problem(.wrongType, at: keyPlace, zh: "键必须是文字", en: "a key must be a text")
        }
        entries.append(
          Tree.Entry(
            key: name.string, place: keyPlace,
            value: try convert(value, file: file, last: keyPlace, depth: depth + 1, budget: &budget)))
      }
      return Tree(.map(entries), at: place)
    case .alias:
      throw Problem(.syntax, at: place, zh: "引用未定义", en: "an alias without its anchor")
    }
  }

  private static func problem(of error: YamlError, file: String) -> Problem {
    func at(_ mark: Mark) -> Place { Place(file: file, line: mark.line, column: mark.column) }
    switch error {
    case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
      .composer(_, let what, let mark, _):
      return Problem(.syntax, at: at(mark), zh: "YAML 语法错误：\(what)", en: "YAML syntax: \(what)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.joined(separator: "、")
      return Problem(
        .duplicateKey, at: at(context.mark), subject: keys.first, zh: "键「\(names)」重复，只保留一个",
        en: "duplicate key “\(names)”; keep one")
    default:
      return Problem(
        .syntax, at: Place(file: file, line: 1, column: 1), zh: "无法读取 YAML：\(error)",
        en: "unreadable YAML: \(error)")
    }
  }
}

/// Decodes UTF-8 and says where it is not.
enum UTF8Text {
  static func decode(_ bytes: [UInt8], file: String, line first: Int = 1) throws(Problem) -> String {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if let text = String(validating: body, as: UTF8.self) { return text }
    // The replacement character marks the first bad byte; its line is what a person needs.
    var line = first
    for scalar in String(decoding: body, as: UTF8.self).unicodeScalars {
      if scalar == "\u{FFFD}" { break }
      if scalar == "\n" { line += 1 }
    }
    throw Problem(
      .notUTF8, at: Place(file: file, line: line, column: 1), zh: "不是有效的 UTF-8 文本，请另存为 UTF-8 编码",
      en: "not valid UTF-8; save the file as UTF-8")
  }
}
