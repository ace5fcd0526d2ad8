internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension ApplicantDesk {
  func review(_ page: CasePage, failure: CaseFailure? = nil) -> Response {
    ReviewPage(page: page, failure: failure).respond()
  }

  /// Submits what was reviewed. When the request arrived is what counts; the same revision again answers with the same version.
  func submit(_ page: CasePage) async throws -> Response {
    let body = try await page.visit.form()
    guard let revision = body[DraftPost.revision].flatMap({ Int($0) }) else {
      throw Failure.badRequest(Phrase.Desk.noRevision)
    }
    do {
      let version = try await casework.submit(
        page.application.id, revision: revision, knowingly: body["knowingly"] == "yes", by: page.actor,
        arrived: page.visit.now)
      return page.visit.seeOther(page.path(.version(version.number)), notice: DeskNotice.submitted)
    } catch let failure as CaseFailure {
      if page.visit.wantsJSON { throw failure }
      let fresh = try await self.page(page.application.id, page.visit, page.actor)
      return review(fresh, failure: failure)
    }
  }
}

/// Before submitting: what stops it, what is open, what will be submitted, who acts next.
struct ReviewPage {
  let page: CasePage
  let failure: CaseFailure?

  private var language: Language { page.language }

  func respond() -> Response {
    let reading = page.read(as: .submit)
    let standing = page.standing
    return page.respond(
      Phrase.Desk.reviewTitle, status: failure.map(Failure.status(of:)) ?? .ok, isFaulty: failure != nil
    ) { html in
      if let failure { page.failure(failure, &html) }
      problems(reading, &html)
      open(reading, &html)
      html(.section, .class("sheet"), .aria(labelledBy: "will-title")) { html in
        html(.h2, .id("will-title")) { $0.text(Phrase.Desk.willBeSubmitted, language) }
        page.facts(of: reading.sheet.readable, page.dossier.attachments, &html)
      }
      if standing.may(.submit) { declaration(reading, &html) }
    }
  }

  // MARK: what stops it

  private func problems(_ reading: CasePage.Reading, _ html: inout HTML) {
    let context = page.context(reading)
    let faults = reading.sheet.faults
    let stopping = reading.stopping
    html(
      .section, .class(faults.isEmpty && stopping.isEmpty ? "sheet ready" : "sheet errors"), .id("problems"),
      .aria(labelledBy: "problems-title")
    ) { html in
      guard !faults.isEmpty || !stopping.isEmpty else {
        html(.h2, .id("problems-title")) { $0.text(Phrase.Desk.nothingStops, language) }
        return
      }
      html(.h2, .id("problems-title")) {
        $0.text(Phrase.Desk.stops(faults.count + stopping.count), language)
      }
      html(.ul, .class("findings")) { html in
        for fault in faults {
          html(.li, .class("finding")) { html in
            html(.p) { html in
              html(.strong) { $0.text(Phrase.Desk.unreadable, language) }
              html.text(" ")
              if let control = fault.control {
                html(.a, .href(context.addresses.control(control))) {
                  $0.text(page.label(of: control), language)
                }
                html.text(" ")
              }
              html.text(fault.text, language)
            }
          }
        }
        for finding in stopping { row(finding, context, &html) }
      }
    }
  }

  /// One clause: what it says of the draft, its words, and the way to the field.
  private func row(_ finding: ClauseFinding, _ context: FormContext, _ html: inout HTML) {
    html(.li, .class("finding")) { html in
      html(.div, .class("said")) { html in
        html(.p, .class("finding-head")) { html in
          if let verdict = finding.result.verdict {
            VerdictBadge.write(verdict, language, &html)
            html.text(" ")
          }
          html(
            .a, .class("clause-link"), .href(context.addresses.clause(finding.clause.id)),
            text: finding.clause.id)
          html.text(" ")
          html(.span, .class("force \(finding.clause.force.rawValue)")) {
            $0.text(Phrase.name(of: finding.clause.force), language)
          }
        }
        html(.p, .class("message")) { $0.text(finding.message ?? finding.clause.summary, language) }
        if !finding.spots.isEmpty {
          html(.p, .class("spots")) { html in
            html.text(Phrase.Check.goToField, language)
            for (index, spot) in finding.spots.prefix(6).enumerated() {
              if index > 0 { html.text(Phrase.comma, language) }
              html(.a, .href(context.addresses.control(spot.control))) { $0.text(spot.label, language) }
            }
          }
        }
      }
      html(.div, .class("source")) { html in
        html(.blockquote, .lang(.zh)) { $0(.p, text: finding.clause.quote) }
        if language == .en { html(.p, .class("gist")) { $0.text(finding.clause.summary, language) } }
      }
    }
  }

  /// What does not stop it but is not settled either, and why.
  private func open(_ reading: CasePage.Reading, _ html: inout HTML) {
    let stopping = Set(reading.stopping.map(\.clause.id))
    let open = reading.judgement.findings.filter {
      !stopping.contains($0.clause.id)
        && ($0.result.verdict == .undetermined || $0.result.verdict == .violated)
    }
    guard !open.isEmpty else { return }
    let context = page.context(reading)
    html(.details, .class("sheet group undetermined")) { html in
      html(.summary, text: Phrase.Desk.stillOpen(open.count)[language])
      html(.ul, .class("findings")) { html in for finding in open { row(finding, context, &html) } }
    }
  }

  // MARK: the declaration

  private func declaration(_ reading: CasePage.Reading, _ html: inout HTML) {
    html(
      .form, .class("sheet finish"), Attribute("method", "post"), Attribute("action", page.path(.submission))
    ) { html in
      html.void(
        .input, .type("hidden"), .name(DraftPost.revision), .value(String(page.application.revision)))
      html(.h2) { $0.text(Phrase.Desk.declarationTitle, language) }
      html(.p) { $0.text(Phrase.Desk.declaration, language) }
      html(.p) { $0.text(Phrase.Desk.whoIsNext(page.dossier.procedure.isEndorsed), language) }
      html(.p) { $0.text(Phrase.Desk.whoseActCounts(page.dossier.procedure.counting), language) }
      page.timing.write(language, &html)
      if page.application.version > 0 {
        html(.p, .class("note")) { $0.text(Phrase.Desk.replaces(page.application.version), language) }
      }
      if page.dossier.procedure.violations == .acknowledge, !reading.stopping.isEmpty {
        html(.label, .class("option")) { html in
          html.void(.input, .type("checkbox"), .name("knowingly"), .value("yes"))
          html.text(" ")
          html(.span) { $0.text(Phrase.Desk.knowingly, language) }
        }
      }
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Desk.submit, language) }
        html(.a, .class("quiet"), .href(page.path(.overview))) { $0.text(Phrase.Desk.notYet, language) }
      }
    }
  }
}
