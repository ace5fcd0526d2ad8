internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Markup
internal import Web

/// One question of a form.
struct Entry {
  enum Kind { case text, email, password, code, date, choice([(value: String, label: BilingualText)]) }

  var name: String
  var label: BilingualText
  var kind = Kind.text
  /// The purpose of the field (HTML `autocomplete`), so that password managers and assistive technology know it.
  var autocomplete: String?
  var help: BilingualText?
  var isOptional = false
  /// What stands there before anything was typed.
  var value = ""
}

/// A form with one button: labels, help, errors beside their fields, what was typed kept, passwords never.
struct FormSheet {
  var route: AccountRoute
  var button: BilingualText
  var entries: [Entry]
  /// Fields that travel along unseen.
  var hidden: [(name: String, value: String)] = []
  /// What was typed, after something was refused.
  var typed: FormBody?
  var failure: Web.Failure?
  /// Tells several forms of a page apart, so that each field has an id of its own.
  var prefix = ""
  /// Whether the button is that of the page or one of several.
  var isQuiet = false

  func write(_ language: Language, _ html: inout HTML) {
    html(.form, Attribute("method", "post"), Attribute("action", route.path)) { html in
      for field in hidden { html.void(.input, .type("hidden"), .name(field.name), .value(field.value)) }
      for entry in entries { write(entry, language, &html) }
      html(.p, .class("act")) { html in
        html(.button, .class(isQuiet ? "quiet" : "action"), .type("submit")) { $0.text(button, language) }
      }
    }
  }

  /// What went wrong, above everything, with a link to the field where there is one.
  func summary(_ language: Language, _ html: inout HTML) {
    guard let failure else { return }
    html(.div, .class("errors"), Attribute("role", "alert")) { html in
      html(.p) { html in
        html(.strong) { $0.text(failure.what, language) }
      }
      html(.p) { html in
        if let field = failure.field, entries.contains(where: { $0.name == field }) {
          html(.a, .href("#" + id(field))) { $0.text(failure.remedy, language) }
        } else {
          html.text(failure.remedy, language)
        }
      }
    }
  }

  private func id(_ name: String) -> String { prefix + name }

  private func write(_ entry: Entry, _ language: Language, _ html: inout HTML) {
    let isWrong = failure?.field == entry.name
    var described: [String] = []
    if isWrong { described.append(id(entry.name) + "-fault") }
    if entry.help != nil { described.append(id(entry.name) + "-help") }
    html(.div, .class("question")) { html in
      html(.label, .for(id(entry.name))) { html in
        html.text(entry.label, language)
        if entry.isOptional {
          html.text(" ")
          html(.span, .class("unit")) { $0.text(Phrase.Account.optional, language) }
        }
      }
      if let help = entry.help {
        html(.p, .class("help"), .id(id(entry.name) + "-help")) { $0.text(help, language) }
      }
      if isWrong, let failure {
        html(.p, .class("fault"), .id(id(entry.name) + "-fault")) { $0.text(failure.what, language) }
      }
      control(
        entry,
        [
          .id(id(entry.name)), .name(entry.name),
          .describedBy(described.isEmpty ? nil : described.joined(separator: " ")),
          Attribute("aria-invalid", optional: isWrong ? "true" : nil),
          Attribute("required", if: !entry.isOptional),
          Attribute("autocomplete", optional: entry.autocomplete),
        ], language, &html)
    }
  }

  private func control(_ entry: Entry, _ common: [Attribute], _ language: Language, _ html: inout HTML) {
    let value = typed?.values[entry.name]?.last ?? entry.value
    switch entry.kind {
    case .text: html.void(.input, common + [.type("text"), .value(value), Attribute("maxlength", "400")])
    case .email:
      // The server says what is wrong, in the page's language; browsers speak their own.
      html.void(
        .input,
        common + [
          .type("text"), Attribute("inputmode", "email"), Attribute("autocapitalize", "none"),
          Attribute("spellcheck", "false"), .value(value),
        ])
    case .password: html.void(.input, common + [.type("password")])
    case .code:
      html.void(
        .input,
        common + [
          .type("text"), .class("short"), Attribute("autocapitalize", "none"),
          Attribute("spellcheck", "false"),
        ])
    case .date:
      html.void(
        .input,
        common + [.type("text"), .class("short"), .value(value), Attribute("placeholder", "1998-05-04")])
    case .choice(let options):
      html.element(.select, common) { html in
        for option in options {
          html(.option, .value(option.value), Attribute("selected", if: option.value == value)) {
            $0.text(option.label, language)
          }
        }
      }
    }
  }
}

/// A button that does one thing to one line of a list.
struct LineButton {
  var route: AccountRoute
  var label: BilingualText
  /// Said to those who do not see the line: whom it is about.
  var about: String
  var fields: [(name: String, value: String)]

  func write(_ language: Language, _ html: inout HTML) {
    html(.form, .class("line-act"), Attribute("method", "post"), Attribute("action", route.path)) { html in
      for field in fields { html.void(.input, .type("hidden"), .name(field.name), .value(field.value)) }
      html(.button, .class("quiet"), .type("submit")) { html in
        html.text(label, language)
        html(.span, .class("unseen")) { html in
          html.text(" ")
          html.prose(about, language)
        }
      }
    }
  }
}

extension Visit {
  /// A page with a title and a body of sheets.
  func accountPage(
    _ title: BilingualText, lead: BilingualText? = nil, status: HTTPResponse.Status = .ok,
    languageAt path: String? = nil,
    _ content: (inout HTML) -> Void
  ) -> Response {
    let frame = frame(title: title[language], languageSwitch: path.map { .link($0) })
    return page(
      frame.page { html in
        html(.div, .class("sheet account-page")) { html in
          html(.h1) { $0.text(title, language) }
          if let lead { html(.p, .class("lead")) { $0.text(lead, language) } }
          content(&html)
        }
      }, status: status)
  }

  /// A page that is one form; with a failure it is the same form again.
  func formPage(
    _ title: BilingualText, lead: BilingualText? = nil, _ sheet: FormSheet,
    after: (inout HTML) -> Void = { _ in }
  )
    -> Response
  {
    accountPage(title, lead: lead, status: sheet.failure?.status ?? .ok) { html in
      sheet.summary(language, &html)
      sheet.write(language, &html)
      after(&html)
    }
  }

  var origin: Origin { Origin(address: address, agent: request.headers[.userAgent] ?? "") }

  var sessionToken: Token? { token.map(Token.init(bytes:)) }
}

extension FormBody {
  /// The last value under a name; empty when there is none.
  func text(_ name: String) -> String { self[name] ?? "" }
}
