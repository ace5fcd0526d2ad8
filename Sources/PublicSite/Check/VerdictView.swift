internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

/// The verdicts of one self-check, grouped by what can be done about them.
struct VerdictView {
  let context: FormContext
  let checkup: Checkup
  let pages: SitePages

  private var language: Language { context.language }

  func write(_ html: inout HTML) {
    html(.section, .class("sheet result"), .id(CheckPage.resultID), .aria(labelledBy: "result-title")) {
      html in
      html(.h2, .id("result-title"), text: Phrase.Check.resultTitle[language])
      headline(&html)
      FindingsView(context).groups(&html)
    }
  }

  private func headline(_ html: inout HTML) {
    let violated = checkup.judgement.count(.violated)
    FindingsView(context).counts(&html)
    html(.p, .class("headline")) { html in
      html.text(violated > 0 ? Phrase.Check.violatedHeadline(violated) : Phrase.Check.noneViolated, language)
      html.text(language == .zh ? "；" : ". ")
      html.text(Phrase.Check.youCanDecide(checkup.judgement.findings(.missing).count), language)
    }
    html(.p, .class("note")) { html in
      let stage = checkup.stage == .draft ? Phrase.Check.stageDraft : Phrase.Check.stageSubmit
      html.text(Phrase.Check.asOf(stage, pages.words(for: checkup.day)), language)
      html.text(language == .zh ? "。" : ". ")
      html.text(Phrase.Check.noDecision, language)
    }
  }
}
