internal import CallGuide
internal import Casework
internal import Markup
internal import Web

// What several of the office's pages show alike.

enum StateBadge {
  static func write(_ state: ApplicationState, _ language: Language, _ html: inout HTML) {
    html(.span, .class("badge state " + state.rawValue)) { $0.text(name(state)[language]) }
  }

  /// What the office calls it: a draft it can see was submitted and given back.
  static func name(_ state: ApplicationState) -> BilingualText {
    state == .draft ? Phrase.Office.givenBack : state.name
  }
}

extension HTML {
  /// A row of column titles.
  mutating func columns(_ titles: [BilingualText], _ language: Language) {
    self(.thead) { html in
      html(.tr) { html in
        for title in titles { html(.th, Attribute("scope", "col")) { $0.text(title, language) } }
      }
    }
  }

  /// A form that is one button.
  mutating func button(_ label: BilingualText, to path: String, style: String = "quiet", _ language: Language)
  {
    self(.form, Attribute("method", "post"), Attribute("action", path), .class("single")) { html in
      html(.button, .class(style), .type("submit")) { $0.text(label, language) }
    }
  }
}
