import CallGuide
import Hummingbird
import Markup

/// The page for something that went wrong: what, and what to do; never how the program is built.
func failurePage(_ failure: Failure, _ language: Language) -> HTML {
  Frame(language: language, title: failure.what[language], languageSwitch: .link("/")).page { html in
    html(.div, .class("sheet failure")) { html in
      html(.p, .class("code"), text: String(failure.status.code))
      html(.h1) { $0.text(failure.what, language) }
      html(.p) { $0.text(failure.remedy, language) }
      html(.p) { html in html(.a, .class("action"), .href("/"), text: Phrase.toTheCall[language]) }
    }
  }
}
