internal import CallGuide
internal import Eligibility
internal import Markup

extension FormView {
  /// A document: ticked, or what is kept of it with the way to its upload.
  func document(_ field: Field, _ control: String, _ common: [Attribute], _ html: inout HTML) {
    switch context.documents {
    case .tick:
      html(.label, .class("option")) { html in
        html.void(
          .input,
          common + [
            .type("checkbox"), .value("yes"), Attribute("checked", if: !sheet.typed(control).isEmpty),
          ])
        html.text(" ")
        html(.span) { html in
          html.text(Phrase.Check.have, language)
          html(.span, .class("unseen")) { html in
            html.text(" ")
            html.text(field.label, language)
          }
        }
      }
    case .upload(let kept, let address):
      html(.div, .class("upload"), .id(Self.id(control)), Attribute("data-document", field.id)) { html in
        if let document = kept[field.id] {
          html(.p, .class("kept")) { html in
            if let address = document.address {
              html(.a, .href(address), text: document.name)
            } else {
              html.text(document.name)
            }
            html.text(" ")
            html(.small, text: Display.size(bytes: document.size))
          }
        } else {
          html(.p, .class("none")) { $0.text(Phrase.Forms.noDocument, language) }
        }
        guard context.isEditable else { return }
        html(.p) { html in
          html(.a, .class("quiet"), .href(address(field.id)), .describedBy("help-" + control)) { html in
            html.text(kept[field.id] == nil ? Phrase.Forms.upload : Phrase.Forms.replace, language)
            html(.span, .class("unseen")) { html in
              html.text(" ")
              html.text(field.label, language)
            }
          }
        }
      }
    }
  }

  /// The page on which a document states an item.
  func page(_ item: String, of label: BilingualText, _ html: inout HTML) {
    let control = item + ".page"
    html(.div, .class("page")) { html in
      html(.label, .for(Self.id(control))) { html in
        html.text(Phrase.Forms.statedOnPage, language)
        html(.span, .class("unseen")) { html in
          html.text(" ")
          html.text(label, language)
        }
      }
      html.void(
        .input, .id(Self.id(control)), .name(control), .type("text"), .class("page"),
        Attribute("inputmode", "numeric"), .value(sheet.typed(control)),
        .describedBy(descriptions(control, help: false)),
        Attribute("aria-invalid", optional: context.faults[control] == nil ? nil : "true"))
      html(.span) { $0.text(Phrase.Forms.pageUnit, language) }
      fault(control, &html)
    }
  }
}
