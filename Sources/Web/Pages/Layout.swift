package import CallGuide
internal import Casework
internal import Ledger
package import Markup

/// What stands around every page.
package struct Frame: Sendable {
  /// How the language is switched.
  package enum Switch: Sendable {
    /// By a link to this address.
    case link(String)
    /// By a button of the form with this id, so that nothing typed is lost.
    case form(String)
  }

  /// A link in the header.
  package struct Link: Sendable {
    package var label: BilingualText
    package var path: String

    package init(_ label: BilingualText, path: String) {
      self.label = label
      self.path = path
    }
  }

  /// Where a demonstration's clock is moved; the office's desk answers it.
  package static let clockPath = "/demonstration"

  package var language: Language
  package var title: String
  package var description: String
  package var languageSwitch: Switch
  /// Who reads it and when.
  package var surroundings: Surroundings
  /// The page's ES modules; it works without them.
  package var scripts: [Asset]

  package init(
    language: Language, title: String, description: String = "", languageSwitch: Switch,
    surroundings: Surroundings = Surroundings(), scripts: [Asset] = []
  ) {
    self.language = language
    self.title = title
    self.description = description
    self.languageSwitch = languageSwitch
    self.surroundings = surroundings
    self.scripts = scripts
  }

  /// Writes the whole page around `content`.
  package func page(_ content: (inout HTML) -> Void) -> HTML {
    var html = HTML()
    html.doctype()
    html(.html, .lang(language)) { html in
      head(&html)
      html(.body) { html in
        html(.a, .class("skip"), .href("#main"), text: Phrase.skip[language])
        if case .form(let form) = languageSwitch { defaultButton(of: form, &html) }
        banner(&html)
        header(&html)
        html(.main, .id("main"), Attribute("tabindex", "-1")) { html in
          deadline(&html)
          notice(&html)
          content(&html)
        }
        footer(&html)
      }
    }
    return html
  }

  private func head(_ html: inout HTML) {
    html(.head) { html in
      html.void(.meta, Attribute("charset", "utf-8"))
      html.void(.meta, .name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
      html(.title, text: title + " · " + Phrase.siteName[language])
      if !description.isEmpty { html.void(.meta, .name("description"), Attribute("content", description)) }
      html.void(.link, Attribute("rel", "stylesheet"), .href(Asset.stylesheet.path))
      html.void(.link, Attribute("rel", "icon"), .type("image/svg+xml"), .href(Asset.icon.path))
      let needsTime = surroundings.deadline != nil && !scripts.contains { $0.path == Asset.time.path }
      for script in (needsTime ? [Asset.time] : []) + scripts { html.module(script.path) }
    }
  }

  /// The first submit button of a form is what Enter presses; it must not be the language switch in the header.
  private func defaultButton(of form: String, _ html: inout HTML) {
    html(
      .button, .class("default"), Attribute("form", form), .name("do"), .value("check"),
      Attribute("tabindex", "-1"), .hiddenFromReaders, content: { _ in })
  }

  private func header(_ html: inout HTML) {
    html(.header, .class("site")) { html in
      html(.div, .class("bar")) { html in
        html(.a, .class("mark"), .href("/")) { html in
          Tally.write(&html)
          html(.span, .class("name")) { html in
            html(.span, .lang(.zh), text: "合符")
            html.text(" ")
            html(.span, .class("latin"), .lang(.en), text: "Hefu")
          }
        }
        if !surroundings.links.isEmpty { navigation(&html) }
        html(.div, .class("visitor")) { html in
          account(&html)
          switchControl(&html)
        }
      }
    }
  }

  private func navigation(_ html: inout HTML) {
    html(.nav, .aria(label: Phrase.navigation[language])) { html in
      html(.ul) { html in
        for link in surroundings.links {
          let isCurrent = link.path == surroundings.path
          html(.li) { html in
            html(
              .a, .href(link.path), Attribute("aria-current", optional: isCurrent ? "page" : nil),
              text: link.label[language])
          }
        }
      }
    }
  }

  /// Where nothing counts, every page says so first.
  private func banner(_ html: inout HTML) {
    guard surroundings.isDemonstration else { return }
    html(.aside, .class("demonstration"), .aria(label: Phrase.demonstrationTitle[language])) { html in
      html(.p) { html in
        html.text(Phrase.demonstration, language)
        guard let now = surroundings.now else { return }
        html.text(" ")
        html(.a, .href(Self.clockPath)) { html in
          html.text(Phrase.demonstrationTime(Beijing.moment(now)), language)
        }
      }
    }
  }

  /// What to keep in sight, with the server's clock beside it: it is that one which counts.
  private func deadline(_ html: inout HTML) {
    guard let deadline = surroundings.deadline, let now = surroundings.now else { return }
    html(.p, .class("deadline")) { html in
      html.text(deadline.label, language)
      html.text(language == .zh ? "：" : ": ")
      html.moment(deadline.moment, language)
      html.text(" · ")
      html(.strong) { html in
        html.text(Display.timeLeft(until: deadline.moment, from: now), language)
      }
      html.text(" · ")
      html(.span, .class("server-time")) { html in
        html.text(Phrase.serverTime, language)
        html.text(" ")
        html(
          .time, Attribute("datetime", now.description),
          text: Display.dayAndTime(now, withSeconds: true)[language])
      }
    }
  }

  private func notice(_ html: inout HTML) {
    guard let notice = surroundings.notice else { return }
    html(.div, .class("notice"), Attribute("role", "status")) { html in
      html(.p) { $0.text(notice.text, language) }
    }
  }

  /// Who is signed in, and the way in or out.
  private func account(_ html: inout HTML) {
    guard surroundings.hasAccounts else { return }
    guard let actor = surroundings.actor else {
      html(
        .a, .class("account"), .href(SignInAddress.signIn(comingBackTo: surroundings.address)),
        text: Phrase.signIn[language])
      return
    }
    html(.a, .class("account"), .href(SignInAddress.account)) { $0.text(actor.name, language) }
    html(
      .form, .class("sign-out"), Attribute("method", "post"), Attribute("action", SignInAddress.signOut)
    ) { html in
      html(.button, .class("link"), .type("submit"), text: Phrase.signOut[language])
    }
  }

  private func switchControl(_ html: inout HTML) {
    let other = language.other
    let label = other == .zh ? "中文" : "English"
    switch languageSwitch {
    case .link(let path):
      html(
        .a, .class("switch"), .href(LanguageChoice.address(path, in: other)),
        Attribute("hreflang", other.tag), .lang(other), text: label)
    case .form(let form):
      html(
        .button, .class("switch"), .type("submit"), Attribute("form", form), .name(LanguageChoice.parameter),
        .value(other.rawValue), Attribute("formnovalidate", if: true), .lang(other), text: label)
    }
  }

  private func footer(_ html: inout HTML) {
    html(.footer, .class("site")) { html in
      html(.div, .class("bar")) { html in
        Tally.write(&html)
        html(.p) { $0.text(Phrase.motto, language) }
        html(.p) { $0.text(Phrase.disclaimer, language) }
      }
    }
  }
}

/// The mark: a tally split in two.
package enum Tally {
  package static func write(_ html: inout HTML) {
    html(
      .svg, .class("tally"), Attribute("viewBox", "0 0 32 32"), .hiddenFromReaders,
      Attribute("focusable", "false")
    ) { html in
      html(
        .path, .class("half-a"),
        Attribute("d", "M6 3h9l-3 6.5 4 6.5-4 6.5 3 6.5H6a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"),
        content: { _ in })
      html(
        .path, .class("half-b"),
        Attribute("d", "M18 3h8a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2h-8l-3-6.5 4-6.5-4-6.5z"),
        content: { _ in })
    }
  }
}
