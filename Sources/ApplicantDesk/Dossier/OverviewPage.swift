internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension ApplicantDesk {
  /// Where an application stands, what to do next, and everything that belongs to it.
  func overview(_ page: CasePage, failure: CaseFailure? = nil, typed: FormBody? = nil) async throws
    -> Response
  {
    let id = page.application.id
    var view = OverviewPage(
      page: page, versions: try await casework.versions(of: id, for: page.actor),
      people: try await casework.participants(of: id, for: page.actor), failure: failure, typed: typed)
    view.events = try await timeline(page)
    return view.respond()
  }
}

/// The page of one application.
struct OverviewPage {
  let page: CasePage
  let versions: [KeptVersion]
  let people: [Participant]
  let failure: CaseFailure?
  /// What was sent, to show it again.
  let typed: FormBody?
  var events: [TimelineLine] = []

  private var language: Language { page.language }

  func respond() -> Response {
    page.respond(
      nil, status: failure.map(Failure.status(of:)) ?? .ok, isFaulty: failure != nil
    ) { html in
      if let failure { page.failure(failure, &html) }
      next(&html)
      html(.div, .class("pair")) { html in
        html(.div, .class("stack")) { html in
          if page.dossier.roles.readDraft { sections(&html) }
          documents(&html)
          versionList(&html)
        }
        html(.div, .class("stack")) { html in
          messages(&html)
          peopleList(&html)
          timeline(&html)
        }
      }
      others(&html)
    }
  }

  // MARK: what comes next

  private func next(_ html: inout HTML) {
    let step = page.standing.step
    html(.section, .class("sheet next-step"), .aria(labelledBy: "next-title")) { html in
      html(.h2, .id("next-title")) { $0.text(Phrase.Desk.nextTitle, language) }
      html(.p, .class("lead")) { $0.text(step.words, language) }
      if page.dossier.hasUnsubmittedChanges, ApplicationState.standing.contains(page.application.state) {
        html(.p, .class("warning")) { $0.text(Phrase.Desk.unsubmittedChanges, language) }
      }
      html(.p, .class("act")) { html in
        for action in actions {
          html(.a, .class(action.isMain ? "action" : "quiet"), .href(page.path(action.place))) {
            $0.text(action.label, language)
          }
        }
      }
    }
  }

  private struct Action {
    var label: BilingualText
    var place: ApplicantRoute.Place
    var isMain: Bool
  }

  /// What may be done now; the main thing first.
  private var actions: [Action] {
    let standing = page.standing
    let step = standing.step
    var actions: [Action] = []
    if standing.editable != .nothing, let first = page.sections.first {
      actions.append(
        Action(
          label: Phrase.Desk.fillIn, place: .section(first.section.id),
          isMain: step == .fill || step == .correct))
    }
    if standing.may(.submit) {
      actions.append(Action(label: Phrase.Desk.reviewAndSubmit, place: .review, isMain: false))
    }
    if standing.may(.confirm) {
      actions.append(Action(label: Phrase.Desk.confirmTitle, place: .confirmation, isMain: true))
    }
    if standing.may(.endorse) {
      actions.append(Action(label: Phrase.Desk.endorseTitle, place: .endorsement, isMain: true))
    }
    if standing.may(.giveBack) {
      actions.append(Action(label: Phrase.Desk.giveBackTitle, place: .givingBack, isMain: false))
    }
    if standing.may(.reopen) {
      actions.append(Action(label: Phrase.Desk.reopenTitle, place: .reopening, isMain: true))
    }
    return actions
  }

  /// What is done rarely stands at the end.
  private func others(_ html: inout HTML) {
    html(.section, .class("sheet")) { html in
      html(.p, .class("act")) { html in
        if page.dossier.roles.readDraft {
          html(.a, .class("quiet"), .href(page.path(.preview))) { $0.text(Phrase.Desk.preview, language) }
          html(.a, .class("quiet"), .href(page.path(.copy))) { $0.text(Phrase.Desk.copyTitle, language) }
        }
        if page.standing.may(.withdraw) {
          html(.a, .class("quiet"), .href(page.path(.withdrawal))) {
            $0.text(Phrase.Desk.withdrawTitle, language)
          }
        }
      }
    }
  }

  // MARK: what belongs to it

  private func sections(_ html: inout HTML) {
    let reading = page.read(as: .draft)
    html(.section, .class("sheet"), .aria(labelledBy: "sections-title")) { html in
      html(.h2, .id("sections-title")) { $0.text(Phrase.Desk.sections, language) }
      SectionProgress.write(
        SectionProgress.all(page.context(reading)), current: nil, language,
        address: { page.path(.section($0.id)) }, &html)
      FindingsView(page.context(reading)).counts(&html)
    }
  }

  private func documents(_ html: inout HTML) {
    guard !page.dossier.attachments.isEmpty else { return }
    html(.section, .class("sheet"), .aria(labelledBy: "documents-title")) { html in
      html(.h2, .id("documents-title")) { $0.text(Phrase.Desk.documents, language) }
      html(.ul, .class("kept-list")) { html in
        for file in page.dossier.attachments {
          html(.li) { html in
            html(.span) {
              $0.text(page.form.control(file.field)?.field.label ?? Phrase.Desk.document, language)
            }
            html.text(" ")
            html(.a, .href(page.path(.file(file.hash.description))), text: file.name)
            html.text(" ")
            html(.small, text: Display.size(bytes: file.size))
          }
        }
      }
    }
  }

  private func versionList(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "versions-title")) { html in
      html(.h2, .id("versions-title")) { $0.text(Phrase.Desk.versions, language) }
      guard !versions.isEmpty else { return html(.p) { $0.text(Phrase.Desk.noVersion, language) } }
      html(.ol, .class("versions")) { html in
        for version in versions {
          html(.li) { html in
            html(.a, .href(page.path(.version(version.number)))) {
              $0.text(Phrase.Desk.versionTitle(version.number), language)
            }
            html.text(" ")
            Moment.write(version.submitted, language, &html)
            html.text(" ")
            html(.a, .href(page.path(.receipt(version.number, .page)))) {
              $0.text(Phrase.Desk.receipt, language)
            }
          }
        }
      }
    }
  }

  private func messages(_ html: inout HTML) {
    guard !page.dossier.messages.isEmpty else { return }
    html(.section, .class("sheet"), .aria(labelledBy: "messages-title")) { html in
      html(.h2, .id("messages-title")) { $0.text(Phrase.Desk.messages, language) }
      html(.ol, .class("messages")) { html in
        for message in page.dossier.messages.reversed() { write(message, &html) }
      }
    }
  }

  private func write(_ message: CaseMessage, _ html: inout HTML) {
    html(.li, .class("message")) { html in
      html(.p, .class("note")) { html in
        html.text(message.author, language)
        html.text(" ")
        Moment.write(message.sent, language, &html)
      }
      html(.p, .class("body")) { $0.prose(message.body, language) }
      if let until = message.correctUntil {
        html(.p, .class("note")) { html in
          html.text(Phrase.Desk.correctionUntil, language)
          Moment.write(until, language, &html)
        }
        html(.ul, .class("spots")) { html in
          for field in message.fields {
            html(.li) { html in
              let section = page.form.section(of: field) ?? page.sections.first?.section.id ?? ""
              html(.a, .href(page.path(.section(section)) + "#" + PathSegment.escape(FormView.id(field)))) {
                $0.text(page.label(of: field), language)
              }
            }
          }
        }
      }
    }
  }

  // MARK: people

  private func peopleList(_ html: inout HTML) {
    let mayShare = page.dossier.roles.may(.share)
    html(.section, .class("sheet"), .id("people"), .aria(labelledBy: "people-title")) { html in
      html(.h2, .id("people-title")) { $0.text(Phrase.Desk.people, language) }
      html(.ul, .class("people")) { html in
        for person in people {
          html(.li) { html in
            html(.span) { $0.text(person.name, language) }
            html.text(" ")
            html(.small) { html in
              html.text(Phrase.Desk.name(of: person.role), language)
              html.text(" · " + person.email)
            }
            if person.role != .leader, mayShare || person.account == page.actor.account {
              remove(person, &html)
            }
          }
        }
      }
      if mayShare { invitation(&html) }
    }
  }

  private func remove(_ person: Participant, _ html: inout HTML) {
    html(
      .form, .class("inline"), Attribute("method", "post"), Attribute("action", page.path(.participants))
    ) { html in
      html.void(.input, .type("hidden"), .name("remove"), .value(person.account))
      html(.button, .class("link"), .type("submit")) { html in
        html.text(
          person.account == page.actor.account ? Phrase.Desk.leave : Phrase.Desk.removePerson, language)
        html(.span, .class("unseen")) { html in
          html.text(" ")
          html.text(person.name, language)
        }
      }
    }
  }

  private func invitation(_ html: inout HTML) {
    html(
      .form, .class("invite"), Attribute("method", "post"), Attribute("action", page.path(.participants))
    ) { html in
      html(.h3) { $0.text(Phrase.Desk.invite, language) }
      html(.div, .class("question")) { html in
        html(.label, .for("f-email")) { $0.text(Phrase.Desk.email, language) }
        if let failure, failure.field == "email" {
          html(.p, .class("fault"), .id("fault-email")) { html in
            html(.strong, text: Phrase.Check.errorPrefix[language])
            html.text(failure.what, language)
          }
        }
        html.void(
          .input, .id("f-email"), .name("email"), .type("text"), Attribute("inputmode", "email"),
          Attribute("autocomplete", "off"), .value(typed?["email"] ?? ""),
          .describedBy(failure?.field == "email" ? "fault-email" : nil))
      }
      html(.div, .class("question")) { html in
        html(.label, .for("f-role")) { $0.text(Phrase.Desk.role, language) }
        html(.select, .id("f-role"), .name("role")) { html in
          for role in [CaseRole.editor, .reader] {
            html(
              .option, .value(role.rawValue), Attribute("selected", if: typed?["role"] == role.rawValue)
            ) { $0.text(Phrase.Desk.name(of: role)[language]) }
          }
        }
      }
      html(.p, .class("act")) { html in
        html(.button, .class("quiet"), .type("submit")) { $0.text(Phrase.Desk.sendInvitation, language) }
      }
    }
  }

  private func timeline(_ html: inout HTML) {
    guard !events.isEmpty else { return }
    html(.section, .class("sheet"), .aria(labelledBy: "timeline-title")) { html in
      html(.h2, .id("timeline-title")) { $0.text(Phrase.Desk.timeline, language) }
      html(.ol, .class("timeline")) { html in
        for event in events {
          html(.li) { html in
            Moment.write(event.time, language, &html)
            html.text(" ")
            html(.span) { $0.text(event.what, language) }
            if let who = event.who {
              html.text(" ")
              html(.small) { $0.text(who, language) }
            }
          }
        }
      }
    }
  }
}
