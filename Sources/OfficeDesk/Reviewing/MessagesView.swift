internal import CallGuide
internal import Casework
internal import Eligibility
internal import Ledger
internal import Markup
internal import Web

/// The messages of an application, and the form for the next one.
struct MessagesView {
  let visit: Visit
  let version: StatedVersion
  let form: Form
  let attempt: Attempt
  let mayWrite: Bool

  private var language: Language { visit.language }

  func write(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "messages")) { html in
      html(.h2, .id("messages")) { $0.text(Phrase.Office.messages, language) }
      if version.messages.isEmpty {
        html(.p) { $0.text(Phrase.Office.noMessages, language) }
      } else {
        html(.ol, .class("documents")) { html in
          for message in version.messages { item(message, &html) }
        }
      }
      if mayWrite { writing(&html) }
    }
  }

  private func item(_ message: CaseMessage, _ html: inout HTML) {
    html(.li) { html in
      html(.p, .class("note")) { html in
        html.text(message.author, language)
        html.text(" · ")
        BeijingTime.write(message.sent, &html)
      }
      html(.p, .class("typed"), text: message.body)
      guard let until = message.correctUntil else { return }
      html(.p) { html in
        html.text(Phrase.Office.mayCorrectUntil, language)
        html.text(" ")
        BeijingTime.write(until, &html)
        html.text(language == .zh ? "：" : ": ")
        html.text(fields(message), language)
      }
    }
  }

  private func fields(_ message: CaseMessage) -> BilingualText {
    guard !message.fields.isEmpty else { return Phrase.Office.everything }
    let labels = message.fields.map { field in
      form.questions.first { $0.field.id == field }?.field.label ?? BilingualText(same: field)
    }
    return Display.list(labels)
  }

  private func writing(_ html: inout HTML) {
    let path = OfficeRoute.messages(version.application.id).path
    html(
      .form, Attribute("method", "post"), Attribute("action", path),
      .aria(label: Phrase.Office.write[language])
    ) {
      html in
      html(.h3) { $0.text(Phrase.Office.write, language) }
      Entry(
        name: "body", label: Phrase.Office.messageBody, help: Phrase.Office.messageHelp, kind: .area,
        isRequired: true
      ).write(attempt, language, &html)
      html(.fieldset) { html in
        html(.legend) { $0.text(Phrase.Office.correction, language) }
        html(.p, .class("help")) { $0.text(Phrase.Office.correctionHelp, language) }
        html(.div, .class("options")) { html in
          for (value, label) in [
            ("none", Phrase.Office.correctNothing), ("fields", Phrase.Office.correctFields),
            ("all", Phrase.Office.correctAll),
          ] {
            Tick(
              name: "window", value: value, label: label,
              isTicked: (attempt.value("window") ?? "none") == value,
              type: "radio"
            ).write(language, &html)
          }
        }
        Entry(
          name: "correctUntil", label: Phrase.Office.correctUntil, help: Phrase.Office.beijingTime,
          kind: .moment
        ).write(attempt, language, &html)
        fieldChoice(&html)
      }
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Office.send, language) }
      }
    }
  }

  /// The fields of the form, by section, folded.
  private func fieldChoice(_ html: inout HTML) {
    let chosen = Set(attempt.typed["fields"] ?? [])
    html(.div, .id(Entry.id("fields"))) { html in
      if let fault = attempt.fault("fields") {
        html(.p, .class("fault")) { html in
          html.text(fault.what, language)
          html.text(language == .zh ? "。" : ". ")
          html.text(fault.remedy, language)
        }
      }
      for part in form.sections {
        let isOpen = part.questions.contains { chosen.contains($0.field.id) }
        html(.details, Attribute("open", if: isOpen)) { html in
          html(.summary) { $0.text(part.section.title, language) }
          html(.div, .class("options")) { html in
            for question in part.questions {
              Tick(
                name: "fields", value: question.field.id, label: question.field.label,
                isTicked: chosen.contains(question.field.id)
              ).write(language, &html)
            }
          }
        }
      }
    }
  }
}
