/// Writes HTML straight into bytes: no tree, no string building, nothing unescaped.
///
/// ```swift
/// var html = HTML()
/// html(.p, .class("note")) { html in
///   html.text("1 < 2")
///   html(.a, .href("/guide")) { $0.text("guide") }
/// }
/// // <p class="note">1 &lt; 2<a href="/guide">guide</a></p>
/// ```
/// Elements close themselves, texts and attribute values are escaped, and raw bytes cannot be put in from outside this
/// module, so a page cannot be malformed or injected into.
/// - Complexity: linear in what is written.
public struct HTML: Sendable {
  /// The document so far, UTF-8.
  public private(set) var bytes: [UInt8]

  /// An empty document with room for an ordinary page.
  public init(capacity: Int = 65_536) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Writes `<!DOCTYPE html>`.
  public mutating func doctype() { raw("<!DOCTYPE html>") }

  /// Writes a reference to an ES module; scripts are never written into the page itself.
  public mutating func module(_ address: String) {
    raw("<script type=\"module\" src=\"")
    escape(address, inAttribute: true)
    raw("\"></script>")
  }

  /// Writes an element with what `content` writes inside it.
  public mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., content: (inout HTML) -> Void) {
    open(tag.name, attributes)
    content(&self)
    close(tag.name)
  }

  /// Writes an element that contains a text.
  public mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag.name, attributes)
    self.text(text)
    close(tag.name)
  }

  /// Writes an element whose attributes were gathered beforehand.
  public mutating func element(_ tag: Tag, _ attributes: [Attribute], content: (inout HTML) -> Void) {
    open(tag.name, attributes)
    content(&self)
    close(tag.name)
  }

  /// Writes an element that has no content, such as `input`.
  public mutating func void(_ tag: VoidTag, _ attributes: Attribute...) { open(tag.name, attributes) }

  /// Writes an element without content whose attributes were gathered beforehand.
  public mutating func void(_ tag: VoidTag, _ attributes: [Attribute]) { open(tag.name, attributes) }

  /// Writes a text; `&`, `<` and `>` are escaped, characters HTML forbids become U+FFFD.
  public mutating func text(_ text: String) { escape(text, inAttribute: false) }

  /// Puts in a piece written beforehand.
  public mutating func put(_ fragment: Fragment) { bytes.append(contentsOf: fragment.bytes) }

  /// Puts in options written beforehand, one of them chosen.
  /// - Returns: whether `selected` is among them.
  @discardableResult
  public mutating func options(_ list: OptionList, selected: String) -> Bool {
    guard let place = list.places[selected] else {
      bytes.append(contentsOf: list.bytes)
      return false
    }
    bytes.append(contentsOf: list.bytes[..<place])
    raw(" selected")
    bytes.append(contentsOf: list.bytes[place...])
    return true
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    raw(name)
    for attribute in attributes {
      switch attribute.value {
      case .flag(false): continue
      case .flag(true):
        bytes.append(UInt8(ascii: " "))
        raw(attribute.name)
      case .text(let text):
        bytes.append(UInt8(ascii: " "))
        raw(attribute.name)
        raw("=\"")
        escape(text, inAttribute: true)
        bytes.append(UInt8(ascii: "\""))
      }
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ name: StaticString) {
    raw("</")
    raw(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    var text = text
    text.withUTF8 { source in
      var clean = 0
      for index in source.indices {
        let replacement: StaticString
        switch source[index] {
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case UInt8(ascii: "\"") where inAttribute: replacement = "&quot;"
        case 0x09, 0x0A: continue
        case 0..<0x20, 0x7F: replacement = "\u{FFFD}"
        default: continue
        }
        bytes.append(contentsOf: source[clean..<index])
        raw(replacement)
        clean = index + 1
      }
      bytes.append(contentsOf: source[clean...])
    }
  }
}
