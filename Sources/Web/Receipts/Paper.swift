package import CallGuide
package import Markup

/// A document for the PDF renderer, which brings its own stylesheet.
package enum Paper {
  /// A whole document; its main language is Chinese, other runs carry their own `lang`.
  package static func document(title: String, _ content: (inout HTML) -> Void) -> HTML {
    var html = HTML()
    html.doctype()
    html(.html, .lang(.zh)) { html in
      html(.head) { html in
        html.void(.meta, Attribute("charset", "utf-8"))
        html(.title, text: title)
      }
      html(.body) { $0(.main, content: content) }
    }
    return html
  }
}

/// Both languages of a text at once, Chinese first.
package enum Bilingual {
  /// Writes both, the English after the Chinese on a line of its own, or on the same line.
  package static func write(_ text: BilingualText, _ html: inout HTML, inline: Bool = false) {
    html(.span, .lang(.zh), text: text.zh)
    guard !text.en.isEmpty, text.en != text.zh else { return }
    html.text(" ")
    html(.span, .class(inline ? "beside" : "second"), .lang(.en)) { $0.prose(text.en, .en) }
  }

  /// Writes a paragraph in each language.
  package static func paragraphs(_ text: BilingualText, _ html: inout HTML) {
    html(.p, .lang(.zh), text: text.zh)
    html(.p, .lang(.en)) { $0.prose(text.en, .en) }
  }
}
