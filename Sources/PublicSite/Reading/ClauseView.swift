internal import CallGuide
internal import Markup
internal import Web

/// A clause as it is shown to be read: its own words, what they say, how strong they are and who decides.
struct ClauseView {
  let language: Language

  static func anchor(_ clause: String) -> String { "c-" + clause }

  /// The clause in full.
  func write(_ clause: Clause, into html: inout HTML, level: Tag = .h3) {
    html(.article, .class(clause.isInformation ? "clause info" : "clause"), .id(Self.anchor(clause.id))) {
      html in
      html(.div, .class("words")) { html in
        html(level, .class("clause-id")) { html in
          html(
            .a, .href(PublicRoute.clause(clause.id).path),
            Attribute("title", Phrase.Guide.permalink(clause.id)[language]),
            text: clause.id)
        }
        quote(clause, &html)
        html(.p, .class("line"), text: Phrase.Guide.line(clause.line)[language])
      }
      html(.div, .class("meaning")) { html in
        html(.p, .class("summary")) { $0.text(clause.summary, language) }
        tags(clause, &html)
        if let evidence = clause.evidence {
          html(.p, .class("evidence")) { html in
            html(.strong, text: Phrase.Guide.evidence[language])
            html.text(language == .zh ? "：" : ": ")
            html.text(evidence, language)
          }
        }
        readings(clause, &html)
      }
    }
  }

  /// The clause's own words, always Chinese.
  func quote(_ clause: Clause, _ html: inout HTML) {
    html(.blockquote, .lang(.zh)) { $0(.p, text: clause.quote) }
  }

  private func tags(_ clause: Clause, _ html: inout HTML) {
    guard !clause.isInformation else { return }
    html(.ul, .class("tags")) { html in
      html(.li, .class("force \(clause.force.rawValue)"), text: Phrase.name(of: clause.force)[language])
      for part in clause.classes { html(.li, text: Phrase.name(of: part)[language]) }
      let deciders = clause.deciders.filter { $0 != .nobody }
      if !deciders.isEmpty {
        html(.li, .class("by")) { html in
          html.text(Phrase.Guide.decidedBy[language] + (language == .zh ? "：" : ": "))
          html.text(Display.list(deciders.map { Phrase.name(of: $0) })[language])
        }
      }
    }
  }

  private func readings(_ clause: Clause, _ html: inout HTML) {
    guard case .readings(let readings) = clause.demand, !readings.isEmpty else { return }
    html(.details, .class("readings")) { html in
      html(.summary, text: Phrase.Guide.readings[language])
      html(.ul) { html in
        for reading in readings {
          html(.li) { html in
            html(.strong, text: reading.id)
            html.text(" ")
            html.text(reading.text, language)
          }
        }
      }
    }
  }
}

extension ClauseView {
  /// A run of clauses and labels.
  func write(_ entries: some Sequence<Outline.Entry>, into html: inout HTML) {
    for entry in entries {
      switch entry.content {
      case .clause(let clause): write(clause, into: &html)
      case .label(let words): html(.p, .class("structure"), .lang(.zh), text: words)
      }
    }
  }
}
