/// Writes a `Tree` as JSON (RFC 8259), keys in the order given: texts quoted, words as they are.
public enum JSONWriter {
  /// One document.
  /// - Parameter pretty: indented by two spaces, else on one line.
  public static func write(_ tree: Tree, pretty: Bool = true) -> String {
    var out: [UInt8] = []
    write(tree, pretty: pretty, depth: 0, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func write(_ tree: Tree, pretty: Bool, depth: Int, into out: inout [UInt8]) {
    switch tree.content {
    case .text(let text): quote(text, into: &out)
    case .word(let word): out += (word.isEmpty || word == "~" ? "null" : word).utf8
    case .list(let elements):
      group(elements, "[", "]", pretty: pretty, depth: depth, into: &out) { element, out in
        write(element, pretty: pretty, depth: depth + 1, into: &out)
      }
    case .map(let entries):
      group(entries, "{", "}", pretty: pretty, depth: depth, into: &out) { entry, out in
        quote(entry.key, into: &out)
        out += (pretty ? ": " : ":").utf8
        write(entry.value, pretty: pretty, depth: depth + 1, into: &out)
      }
    }
  }

  private static func group<Element>(
    _ elements: [Element], _ open: String, _ close: String, pretty: Bool, depth: Int, into out: inout [UInt8],
    _ body: (Element, inout [UInt8]) -> Void
  ) {
    out += open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { out += ",".utf8 }
      if pretty { out += ("\n" + String(repeating: "  ", count: depth + 1)).utf8 }
      body(element, &out)
    }
    if pretty, !elements.isEmpty { out += ("\n" + String(repeating: "  ", count: depth)).utf8 }
    out += close.utf8
  }

  private static func quote(_ text: String, into out: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 0x0A: out += "\\n".utf8
      case 0..<0x20: out += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}

extension Tree {
  private static let made = Place(file: "", line: 1, column: 1)

  /// A text.
  public static func text(_ text: String) -> Tree { Tree(.text(text), at: made) }

  /// An unquoted word.
  public static func word(_ word: String) -> Tree { Tree(.word(word), at: made) }

  /// A number.
  public static func number(_ number: Int) -> Tree { word(String(number)) }

  /// `true` or `false`.
  public static func flag(_ flag: Bool) -> Tree { word(flag ? "true" : "false") }

  /// A list.
  public static func list(_ elements: [Tree]) -> Tree { Tree(.list(elements), at: made) }

  /// A map; pairs without a value are left out.
  public static func map(_ pairs: [(String, Tree?)]) -> Tree {
    Tree(
      .map(pairs.compactMap { key, value in value.map { Entry(key: key, place: made, value: $0) } }), at: made
    )
  }

  /// Both languages of a text.
  public static func bilingual(_ text: BilingualText) -> Tree {
    map([("zh", .text(text.zh)), ("en", .text(text.en))])
  }
}
