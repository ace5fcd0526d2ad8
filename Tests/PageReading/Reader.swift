/// For tests: reads a page as strictly as its writer wrote it: elements must balance.
package struct Reader: Sendable {
  /// One element.
  package struct Element: Sendable {
    package var tag: String
    package var attributes: [String: String]
    /// The language in force, from the nearest `lang`.
    package var language: String
  }

  /// What is wrong with the page's structure.
  package private(set) var faults: [String] = []
  /// Every element, in order.
  package private(set) var elements: [Element] = []
  /// Every run of text with the language in force.
  package private(set) var texts: [(text: String, language: String)] = []

  private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "col"]

  /// Reads a page.
  package init(_ page: String) {
    var stack: [Element] = []
    var rest = page.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      add(Substring(rest[..<open]), stack.last?.language ?? "")
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else {
        faults.append("a tag does not end")
        return
      }
      let inside = Substring(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      if inside.hasPrefix("!") { continue }
      if inside.hasPrefix("/") {
        let tag = String(inside.dropFirst())
        if stack.popLast()?.tag != tag { faults.append("</\(tag)> closes something else") }
        continue
      }
      let element = Self.element(inside, language: stack.last?.language ?? "")
      elements.append(element)
      if !Self.void.contains(element.tag) { stack.append(element) }
    }
    if !stack.isEmpty { faults.append("<\(stack[0].tag)> stays open") }
  }

  private mutating func add(_ text: Substring, _ language: String) {
    let plain = Self.plain(text)
    if plain.contains(where: { !$0.isWhitespace }) { texts.append((plain, language)) }
  }

  private static func element(_ inside: Substring, language: String) -> Element {
    let tag = inside.prefix { $0 != " " }
    var element = Element(tag: String(tag), attributes: [:], language: language)
    var rest = inside.dropFirst(tag.count)
    while let start = rest.firstIndex(where: { $0 != " " }) {
      let name = rest[start...].prefix { $0 != "=" && $0 != " " }
      rest = rest[name.endIndex...]
      guard rest.hasPrefix("=\"") else {
        element.attributes[String(name)] = ""
        continue
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      element.attributes[String(name)] = plain(value)
      rest = rest[value.endIndex...].dropFirst()
    }
    if let own = element.attributes["lang"] { element.language = own }
    return element
  }

  private static func plain(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var out = ""
    var rest = text
    while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: ";") {
      out += rest[..<start]
      switch rest[start...end] {
      case "&lt;": out += "<"
      case "&gt;": out += ">"
      case "&quot;": out += "\""
      default: out += "&"
      }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }

  /// All texts in one string.
  package var text: String { texts.map(\.text).joined(separator: " ") }

  /// The first element that has this attribute with this value.
  package func first(_ attribute: String, _ value: String) -> Element? {
    elements.first { $0.attributes[attribute] == value }
  }
}
