internal import CallGuide
internal import Markup
internal import Web

extension SitePages {
  /// Every document of the call, clause by clause, with the lines of the original.
  func guide(_ visit: Visit) -> HTML {
    let language = visit.language
    let view = ClauseView(language: language)
    return visit.frame(title: Phrase.Guide.fullText[language]).page { html in
      html(.div, .class("sheet hero")) { html in
        html(.p, .class("eyebrow")) { html in
          html(.a, .href(PublicRoute.call.path)) { $0.text(call.batch, language) }
        }
        html(.h1, text: Phrase.Guide.fullText[language])
        html(.p, .class("lead")) { $0.text(Phrase.Guide.originalIsChinese, language) }
        contents(&html, language)
      }
      for outline in outlines {
        html(.section, .class("sheet"), .id("d-" + outline.document.id)) { html in
          html(.h2) { $0.text(outline.document.title, language) }
          if !outline.document.isOfficial {
            html(.p, .class("warning")) { $0.text(Phrase.Guide.exampleWarning, language) }
          }
          var topic: String?
          for entry in outline.entries {
            if entry.topic != topic, let id = entry.topic, let heading = call.topic(id) {
              html(.h3, .class("topic-heading"), .id("t-" + id)) { html in
                html(.a, .href(PublicRoute.topic(id).path)) { html in
                  html.text(id + " ")
                  html.text(heading.title, language)
                }
              }
            }
            topic = entry.topic
            view.write([entry], into: &html)
          }
        }
      }
    }
  }

  private func contents(_ html: inout HTML, _ language: Language) {
    html(.nav, .class("contents"), .aria(label: Phrase.Guide.contents[language])) { html in
      html(.ul) { html in
        for document in call.documents {
          html(.li) { html in
            html(.a, .href("#d-" + document.id)) { $0.text(document.title, language) }
            guard document.id == call.documents.first?.id else { return }
            html(.ul) { html in
              for topic in call.topics {
                html(.li) { html in
                  html(.a, .href("#t-" + topic.id)) { html in
                    html.text(topic.id + " ")
                    html.text(topic.title, language)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
