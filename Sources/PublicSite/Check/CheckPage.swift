internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

extension SitePages {
  /// The empty self-check of a topic.
  func check(_ topic: Topic, _ visit: Visit) -> HTML {
    CheckPage(
      pages: self, topic: topic, visit: visit, checkup: Checkup(blankFor: topic, pages: self)
    ).write()
  }
}

/// “Can we apply?”: the verdicts, if asked for, and the form with everything that was typed.
struct CheckPage {
  static let formID = "check"
  static let resultID = "result"

  let pages: SitePages
  let topic: Topic
  let visit: Visit
  let checkup: Checkup

  private var language: Language { visit.language }
  private var route: PublicRoute { .check(topic.id) }
  private var context: FormContext {
    FormContext(
      stock: pages.stock, topic: topic, form: pages.form(of: topic), language: language, sheet: checkup.sheet,
      faults: checkup.problems, judgement: checkup.judgement, rowAction: route.path)
  }

  func write() -> HTML {
    var title = "\(topic.id) \(Phrase.Check.title[language])"
    if !checkup.problems.isEmpty { title = Phrase.Check.errorPrefix[language] + title }
    let frame = visit.frame(
      title: title, description: Phrase.Check.nothingStored[language], languageSwitch: .form(Self.formID))
    return frame.page { html in
      html(.div, .class("sheet hero")) { html in
        html(.p, .class("eyebrow")) { html in
          html(.a, .href(PublicRoute.call.path)) { $0.text(pages.call.batch, language) }
          html.text(" › ")
          html(.a, .href(PublicRoute.topic(topic.id).path)) { html in
            html.text(topic.id + " ")
            html.text(topic.title, language)
          }
        }
        html(.h1, text: Phrase.Check.title[language])
        html(.p, .class("lead")) { $0.text(Phrase.Check.fillWhatYouKnow, language) }
        html(.p, .class("privacy")) { $0.text(Phrase.Check.nothingStored, language) }
      }
      errors(&html)
      if checkup.wasAsked, checkup.problems.isEmpty {
        VerdictView(context: context, checkup: checkup, pages: pages).write(&html)
      }
      form(&html)
    }
  }

  // MARK: what cannot be read

  private func errors(_ html: inout HTML) {
    guard !checkup.problems.isEmpty else { return }
    html(.section, .class("sheet errors"), .id(Self.resultID), .aria(labelledBy: "errors-title")) { html in
      html(.h2, .id("errors-title"), text: Phrase.Check.errorsTitle[language])
      html(.ul) { html in
        for fault in checkup.problems {
          html(.li) { html in
            if let control = fault.control {
              html(.a, .href("#" + PathSegment.escape(FormView.id(control)))) { html in
                if let label = label(of: control) {
                  html.text(label[language] + (language == .zh ? "：" : ": "))
                }
                html.text(fault.text, language)
              }
            } else {
              html.text(fault.text, language)
            }
          }
        }
      }
    }
  }

  private func label(of control: String) -> BilingualText? {
    control == "check.day" ? Phrase.Check.day : context.label(of: control)
  }

  // MARK: form

  private func form(_ html: inout HTML) {
    let form = pages.form(of: topic)
    let parts = form.sections
    let view = FormView(context)
    html(
      .form, .id(Self.formID), Attribute("method", "post"),
      Attribute("action", route.path(at: Self.resultID)),
      Attribute("accept-charset", "utf-8"), Attribute("autocomplete", "off"),
      Attribute("novalidate", if: true)
    ) { html in
      if checkup.wasAsked { html.void(.input, .type("hidden"), .name("asked"), .value("1")) }
      html(.div, .class("sheet parts")) { html in
        html(.nav, .aria(label: Phrase.Check.contents[language])) { html in
          html(.ol) { html in
            for part in parts {
              html(.li) { $0(.a, .href("#s-" + part.section.id)) { $0.text(part.section.title, language) } }
            }
          }
        }
        checkButton("quiet", &html)
      }
      for part in parts {
        html(
          .section, .class("sheet part"), .id("s-" + part.section.id),
          .aria(labelledBy: "h-" + part.section.id)
        ) {
          html in
          html(.h2, .id("h-" + part.section.id)) { $0.text(part.section.title, language) }
          view.section(part, &html)
        }
      }
      finish(view, &html)
    }
  }

  private func checkButton(_ look: String, _ html: inout HTML) {
    html(
      .button, .class(look), .type("submit"), .name("do"), .value("check"),
      text: (checkup.wasAsked ? Phrase.Check.checkAgain : Phrase.Check.check)[language])
  }

  /// As of when to judge, and the buttons.
  private func finish(_ view: FormView, _ html: inout HTML) {
    html(.section, .class("sheet finish"), .aria(labelledBy: "finish")) { html in
      html(.h2, .id("finish"), text: Phrase.Check.check[language])
      html(.fieldset, .class("question")) { html in
        html(.legend, text: Phrase.Check.stage[language])
        html(.div, .class("options")) { html in
          let stages = [(Stage.draft, Phrase.Check.stageDraft), (.submit, Phrase.Check.stageSubmit)]
          for (stage, label) in stages {
            view.radio(
              "check.stage", value: stage.rawValue, isChecked: checkup.stage == stage, label: label, &html)
          }
        }
      }
      html(.div, .class("question")) { html in
        let control = "check.day"
        html(.label, .for(FormView.id(control)), text: Phrase.Check.day[language])
        view.fault(control, &html)
        html.void(
          .input, .id(FormView.id(control)), .name(control), .type("date"), .value(checkup.dayTyped),
          .describedBy(view.descriptions(control, help: false)))
      }
      html(.p, .class("act")) { html in
        checkButton("action", &html)
        html(.a, .class("quiet"), .href(route.path), text: Phrase.Check.reset[language])
      }
      carryOver(&html)
    }
  }

  /// The way into a new application with everything typed here.
  private func carryOver(_ html: inout HTML) {
    html(.div, .class("carry")) { html in
      html.void(.input, .type("hidden"), .name(StartApplication.topic), .value(topic.id))
      html(
        .button, .class("quiet"), .type("submit"), Attribute("formaction", StartApplication.path),
        text: Phrase.Forms.start[language])
      html.text(" ")
      html(.small) { $0.text(Phrase.Forms.startNote, language) }
    }
  }
}
