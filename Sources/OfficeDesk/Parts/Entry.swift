internal import CallGuide
internal import Casework
internal import Markup
internal import Web

/// What was typed into a form that was refused, and why; empty where nothing was sent yet.
struct Attempt {
  var typed: [String: [String]] = [:]
  var failure: CaseFailure?

  init() {}

  init(_ form: FormBody, _ failure: CaseFailure) {
    typed = form.values
    self.failure = failure
  }

  func value(_ name: String) -> String? { typed[name]?.last }

  /// What to say beside a control.
  func fault(_ name: String) -> CaseFailure? { failure?.field == name ? failure : nil }

  /// What went wrong, on top of the page, with a link to the control.
  func write(_ language: Language, _ html: inout HTML) {
    guard let failure else { return }
    html(.div, .class("sheet errors"), Attribute("role", "alert")) { html in
      html(.h2) { $0.text(failure.what, language) }
      html(.p) { html in
        if let field = failure.field {
          html(.a, .href("#" + PathSegment.escape(Entry.id(field)))) { $0.text(failure.remedy, language) }
        } else {
          html.text(failure.remedy, language)
        }
      }
    }
  }
}

/// One labelled control of an office's form.
struct Entry {
  enum Kind {
    case text, moment, area
    case select([(value: String, label: BilingualText)])
  }

  var name: String
  var label: BilingualText
  var help: BilingualText?
  var kind = Kind.text
  var value = ""
  var isRequired = false

  static func id(_ name: String) -> String { "f-" + name }

  func write(_ attempt: Attempt, _ language: Language, _ html: inout HTML) {
    let id = Self.id(name)
    let fault = attempt.fault(name)
    let value = attempt.value(name) ?? self.value
    let described = [help == nil ? nil : id + "-help", fault == nil ? nil : id + "-fault"].compactMap { $0 }
    var attributes: [Attribute] = [
      .id(id), .name(name), .describedBy(described.isEmpty ? nil : described.joined(separator: " ")),
      Attribute("aria-invalid", optional: fault == nil ? nil : "true"), Attribute("required", if: isRequired),
    ]
    html(.div, .class("question")) { html in
      html(.label, .for(id)) { $0.text(label, language) }
      if let help { html(.p, .class("help"), .id(id + "-help")) { $0.text(help, language) } }
      if let fault {
        html(.p, .class("fault"), .id(id + "-fault")) { html in
          html.text(fault.what, language)
          html.text(language == .zh ? "。" : ". ")
          html.text(fault.remedy, language)
        }
      }
      switch kind {
      case .text: html.void(.input, attributes + [.type("text"), .value(value)])
      case .moment: html.void(.input, attributes + [.type("datetime-local"), .value(value), .class("short")])
      case .area:
        attributes.append(Attribute("rows", "5"))
        html.element(.textarea, attributes) { $0.text("\n" + value) }
      case .select(let options):
        html.element(.select, attributes) { html in
          for option in options {
            html(.option, .value(option.value), Attribute("selected", if: option.value == value)) {
              $0.text(option.label[language])
            }
          }
        }
      }
    }
  }
}

/// A check box with its label.
struct Tick {
  var name: String
  var value = "1"
  var label: BilingualText
  var isTicked: Bool
  /// `checkbox` or `radio`.
  var type = "checkbox"

  func write(_ language: Language, _ html: inout HTML) {
    html(.label, .class("option")) { html in
      html.void(
        .input, .type(type), .id(Entry.id(name + (value == "1" ? "" : "-" + value))), .name(name),
        .value(value),
        Attribute("checked", if: isTicked))
      html(.span) { $0.text(label, language) }
    }
  }
}
