internal import CallGuide
internal import Hummingbird
internal import Markup

/// The page for something that went wrong: what, and what to do; never how the program is built.
struct FailurePage {
  let failure: Failure
  let visit: Visit
  /// What was sent with a session that had ended: kept on the page, so that nothing typed is lost.
  let form: FormBody?

  func write() -> HTML {
    let language = visit.language
    let isRead = [.get, .head].contains(visit.method)
    return visit.frame(title: failure.what[language], languageSwitch: isRead ? nil : .link("/")).page {
      html in
      html(.div, .class("sheet failure")) { html in
        html(.p, .class("code"), text: String(failure.status.code))
        html(.h1) { $0.text(failure.what, language) }
        html(.p) { $0.text(failure.remedy, language) }
        if failure.comesBackTo != nil { signIn(&html) } else { home(&html) }
      }
    }
  }

  private func home(_ html: inout HTML) {
    html(.p) { html in
      html(.a, .class("action"), .href("/"), text: Phrase.toTheCall[visit.language])
    }
  }

  /// Signing in happens beside this page; then what was sent is sent again.
  private func signIn(_ html: inout HTML) {
    html(.p) { html in
      html(
        .a, .class("action"), .href(SignInAddress.signIn), Attribute("target", "_blank"),
        text: Phrase.signInBeside[visit.language])
    }
    guard let form else { return }
    html(.form, Attribute("method", "post"), Attribute("action", visit.request.uri.path)) { html in
      // A secret is typed again rather than written into a page.
      let kept = form.values.filter { !$0.key.lowercased().contains("password") && !$0.key.contains("code") }
      for (name, values) in kept.sorted(by: { $0.key < $1.key }) {
        for value in values { html.void(.input, .type("hidden"), .name(name), .value(value)) }
      }
      html(.button, .class("quiet"), .type("submit"), text: Phrase.sendAgain[visit.language])
    }
  }
}
