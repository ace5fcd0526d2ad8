internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension OfficeDesk {
  /// Moves the demonstration's clock; where the call is real there is no such page.
  func clock(_ visit: Visit) async throws -> Response {
    let procedure = try await casework.procedure()
    guard procedure.isDemonstration else { throw Failure.notFound }
    let page = ClockPage(visit: visit, procedure: procedure, offset: casework.clock.offset)
    guard visit.isPost else { return page.respond(Attempt()) }
    let form = try await visit.form()
    do {
      try await casework.moveClock(to: try page.moment(form))
      return visit.seeOther(OfficeRoute.clock.path, notice: OfficeNotice.clockMoved)
    } catch let failure as CaseFailure where failure.code == .invalid {
      return page.respond(Attempt(form, failure))
    }
  }
}

struct ClockPage {
  /// Where the clock can be moved at one press.
  enum Step: String, CaseIterable { case right, beforeDeadline, afterDeadline, custom }

  let visit: Visit
  let procedure: Procedure
  /// Milliseconds by which the clock is moved.
  let offset: Int64

  private var language: Language { visit.language }

  /// The next deadline of any topic, as the demonstration's clock has it.
  private var nextDeadline: Instant? {
    ([procedure.deadline].compactMap { $0 } + procedure.deadlines.values).filter { $0 >= visit.now }.min()
  }

  /// Where a press moves the clock; `nil` sets it right.
  func moment(_ form: FormBody) throws(CaseFailure) -> Instant? {
    switch Step(rawValue: form["to"] ?? "") ?? .custom {
    case .right: return nil
    case .beforeDeadline: return try deadline().adding(seconds: -3600)
    case .afterDeadline: return try deadline().adding(seconds: 60)
    case .custom: return try BeijingTime.read(form["moment"] ?? "", field: "moment")
    }
  }

  private func deadline() throws(CaseFailure) -> Instant {
    guard let nextDeadline else {
      throw CaseFailure(
        .invalid, Phrase.Office.noDeadlineAhead, remedy: Phrase.Office.noDeadlineRemedy, field: "moment")
    }
    return nextDeadline
  }

  func respond(_ attempt: Attempt) -> Response {
    visit.page(
      visit.frame(title: Phrase.Office.clock[language]).page { html in
        attempt.write(language, &html)
        html(.div, .class("hero")) { html in
          html(.h1) { $0.text(Phrase.Office.clock, language) }
          html(.p, .class("lead")) { $0.text(Phrase.Office.clockLead, language) }
        }
        html(.section, .class("sheet"), .aria(labelledBy: "now")) { html in
          html(.h2, .id("now")) { $0.text(Phrase.Office.clockNow, language) }
          html(.p, .class("headline")) { html in
            BeijingTime.write(visit.now, &html)
            html.text(" ")
            html.text(Phrase.beijing, language)
          }
          html(.p) {
            $0.text(offset == 0 ? Phrase.Office.clockIsRight : Phrase.Office.clockIsMoved, language)
          }
          html(.div, .class("act")) { html in
            press(.right, Phrase.Office.clockRight, &html)
            if nextDeadline != nil {
              press(.beforeDeadline, Phrase.Office.clockBefore, &html)
              press(.afterDeadline, Phrase.Office.clockAfter, &html)
            }
          }
        }
        html(
          .form, .class("sheet"), Attribute("method", "post"), Attribute("action", OfficeRoute.clock.path)
        ) { html in
          Entry(
            name: "moment", label: Phrase.Office.clockCustom, help: Phrase.Office.beijingTime, kind: .moment,
            value: BeijingTime.typed(visit.now)
          ).write(attempt, language, &html)
          html(.p, .class("act")) { html in
            html(.button, .class("quiet"), .type("submit"), .name("to"), .value(Step.custom.rawValue)) {
              $0.text(Phrase.Office.clockMove, language)
            }
          }
        }
      }, status: attempt.failure == nil ? .ok : .unprocessableContent)
  }

  private func press(_ step: Step, _ label: BilingualText, _ html: inout HTML) {
    html(.form, .class("single"), Attribute("method", "post"), Attribute("action", OfficeRoute.clock.path)) {
      html in
      html(.button, .class("quiet"), .type("submit"), .name("to"), .value(step.rawValue)) {
        $0.text(label, language)
      }
    }
  }
}
