internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

/// What every page of one application is made from.
struct CasePage: Sendable {
  let desk: ApplicantDesk
  let visit: Visit
  let actor: Actor
  var dossier: Dossier
  let topic: Topic
  let form: Form

  /// - Throws: `notFound` when its topic is not in the call any more.
  init(desk: ApplicantDesk, visit: Visit, actor: Actor, dossier: Dossier) throws(CaseFailure) {
    guard let topic = desk.rules.call.topic(dossier.application.topic),
      let form = desk.casework.forms[topic.id]
    else { throw .noApplication }
    self.desk = desk
    self.visit = visit
    self.actor = actor
    self.dossier = dossier
    self.topic = topic
    self.form = form
  }

  var application: Submittable { dossier.application }
  var language: Language { visit.language }
  var rules: Rulebook { desk.rules }
  var timing: Timing { Timing(dossier, now: visit.now) }
  var standing: Standing {
    Standing(
      state: application.state, roles: dossier.roles, timing: timing, procedure: dossier.procedure)
  }
  var sheet: Sheet { Sheet(values: dossier.answers) }

  func path(_ place: ApplicantRoute.Place) -> String {
    ApplicantRoute.application(application.id, place).path
  }

  /// What the application is called: its title, or that it has none yet.
  var title: BilingualText {
    application.title.isEmpty
      ? Phrase.Desk.untitled : BilingualText(zh: application.title, en: application.title)
  }

  /// A page of this application.
  func respond(
    _ name: BilingualText?, status: HTTPResponse.Status = .ok, languageSwitch: Frame.Switch? = nil,
    scripts: [Asset] = [], isFaulty: Bool = false, _ content: (inout HTML) -> Void
  ) -> Response {
    var words = application.number
    if let name { words = name[language] + " · " + words }
    if isFaulty { words = Phrase.Check.errorPrefix[language] + words }
    let frame = visit.frame(title: words, languageSwitch: languageSwitch, scripts: [.time] + scripts)
    return visit.page(
      frame.page { html in
        head(name, &html)
        content(&html)
      }, status: status)
  }

  /// Where one is, what it is called, how it stands and until when.
  private func head(_ name: BilingualText?, _ html: inout HTML) {
    html(.div, .class("sheet hero case")) { html in
      html(.nav, .class("eyebrow"), .aria(label: Phrase.Desk.path[language])) { html in
        html(.a, .href(ApplicantRoute.list.path)) { $0.text(Phrase.Desk.mine, language) }
        if name != nil {
          html.text(" › ")
          html(.a, .href(path(.overview)), text: application.number)
        }
      }
      html(.h1) { html in
        if let name {
          html.text(name, language)
        } else {
          html.text(title, language)
        }
      }
      html(.p, .class("case-line")) { html in
        html(.span, .class("badge plain"), text: application.number)
        html.text(" ")
        html(.span, .class("badge state \(application.state.rawValue)")) { html in
          html.text(application.state.name, language)
        }
        html.text(" ")
        if name != nil { html(.span, .class("case-title")) { $0.text(title, language) } }
      }
      timing.write(language, &html)
    }
  }

  /// What went wrong with what was just sent.
  func failure(_ failure: CaseFailure, _ html: inout HTML) {
    html(.section, .class("sheet errors"), .id("failure"), Attribute("role", "alert")) { html in
      html(.h2) { $0.text(failure.what, language) }
      html(.p) { $0.text(failure.remedy, language) }
      if failure.code == .late {
        html(.p) { html in
          html.text(Phrase.Desk.arrived, language)
          Moment.write(visit.now, language, &html)
          html.text(Phrase.Desk.versionsStand(application.version), language)
        }
      }
      if let field = failure.field, let section = form.section(of: field) {
        html(.p) { html in
          html(.a, .href(path(.section(section)) + "#f-" + PathSegment.escape(field))) {
            $0.text(Phrase.Desk.goThere, language)
          }
        }
      }
    }
  }
}

extension Failure {
  /// The status a use case's refusal has on a page that shows what was typed again.
  static func status(of failure: CaseFailure) -> HTTPResponse.Status { Failure(failure).status }
}
