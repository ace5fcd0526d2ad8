internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

/// One setting's value in words.
enum SettingValue {
  static func write(_ name: String, _ value: String?, _ language: Language, _ html: inout HTML) {
    guard let value else { return html.text(Phrase.Office.notSet, language) }
    if let moment = Instant(value) { return BeijingTime.write(moment, &html) }
    switch name {
    case "counting": html.text(Phrase.Office.counting(value), language)
    case "violations": html.text(Phrase.Office.violations(value), language)
    case "endorsed": html.text(value == "1" ? Phrase.Office.yes : Phrase.Office.no, language)
    default: html.text(value)
    }
  }
}

/// Changes of the procedure that wait for a second officer, and those that were decided.
struct ProposalsView {
  let desk: OfficeDesk
  let language: Language
  let actor: Actor
  let proposals: [ProcedureProposal]

  func write(_ html: inout HTML) {
    guard !proposals.isEmpty else { return }
    html(.section, .class("sheet"), .aria(labelledBy: "proposals")) { html in
      html(.h2, .id("proposals")) { $0.text(Phrase.Office.proposals, language) }
      html(.ol, .class("documents")) { html in
        for proposal in proposals { item(proposal, &html) }
      }
    }
  }

  private func item(_ proposal: ProcedureProposal, _ html: inout HTML) {
    html(.li) { html in
      html(.p, .class("note")) { html in
        html.text(proposal.proposedBy, language)
        html.text(" · ")
        BeijingTime.write(proposal.proposed, &html)
      }
      html(.ul) { html in
        for change in proposal.changes {
          html(.li) { html in
            html(.span, .class("title")) { $0.text(Phrase.Office.setting(change.name), language) }
            html.text(language == .zh ? "：" : ": ")
            SettingValue.write(change.name, change.before, language, &html)
            html.text(" → ")
            SettingValue.write(change.name, change.after, language, &html)
          }
        }
      }
      html(.p, .class("typed")) { html in
        html.text(Phrase.Office.reason, language)
        html.text(language == .zh ? "：" : ": ")
        html.text(proposal.reason)
      }
      state(proposal, &html)
    }
  }

  private func state(_ proposal: ProcedureProposal, _ html: inout HTML) {
    switch proposal.state {
    case .approved(let by, let at): decided(Phrase.Office.approvedBy, by, at, &html)
    case .closed(let by, let at): decided(Phrase.Office.closedBy, by, at, &html)
    case .open:
      guard actor.may(.administerCall) else { return html(.p) { $0.text(Phrase.Office.waits, language) } }
      let isOwn = proposal.proposer == actor.account
      html(.div, .class("act")) { html in
        if isOwn {
          html(.p) { $0.text(Phrase.Office.waitsForAnother, language) }
        } else {
          html.button(
            Phrase.Office.approve, to: OfficeRoute.proposalApproval(proposal.id).path, style: "action",
            language)
        }
        html.button(
          isOwn ? Phrase.Office.takeBack : Phrase.Office.turnDown,
          to: OfficeRoute.proposalClosure(proposal.id).path,
          language)
      }
    }
  }

  private func decided(_ word: BilingualText, _ by: BilingualText, _ at: Instant, _ html: inout HTML) {
    html(.p) { html in
      html.text(word, language)
      html.text(" ")
      html.text(by, language)
      html.text(" · ")
      BeijingTime.write(at, &html)
    }
  }
}
