package import CallGuide
package import Markup

extension Attribute {
  /// The language of an element's text.
  package static func lang(_ language: Language) -> Attribute { .lang(language.tag) }
}

extension HTML {
  /// Writes a text in the page's language.
  package mutating func text(_ text: BilingualText, _ language: Language) { prose(text[language], language) }

  /// Writes a text that may hold Chinese words inside English ones: each Chinese run gets its own `lang`.
  package mutating func prose(_ text: String, _ language: Language) {
    guard language == .en, text.unicodeScalars.contains(where: Self.isChinese) else { return self.text(text) }
    var run = ""
    var chinese = false
    func flush(_ html: inout HTML) {
      guard !run.isEmpty else { return }
      if chinese { html(.span, .lang(.zh), text: run) } else { html.text(run) }
      run = ""
    }
    for character in text {
      let isChinese = character.unicodeScalars.first.map(Self.isChinese) ?? false
      if isChinese != chinese {
        flush(&self)
        chinese = isChinese
      }
      run.append(character)
    }
    flush(&self)
  }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF5E, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
