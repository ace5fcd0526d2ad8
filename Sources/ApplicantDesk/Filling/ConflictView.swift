internal import CallGuide
internal import Casework
internal import Ledger
internal import Markup
internal import Web

/// Two people changed the same field: both values side by side, and whose to take. Nothing is overwritten before somebody chooses.
struct ConflictView: Sendable {
  let conflicts: [SavedDraft.Conflict]
  /// The revision the person was looking at.
  let base: Int
  /// Who wrote the other value, by account.
  let names: [String: BilingualText]

  /// Writes the choice into the section's form.
  func write(_ page: CasePage, _ html: inout HTML) {
    let language = page.language
    html(
      .section, .class("sheet errors conflicts"), .id("conflicts"), Attribute("role", "alert"),
      .aria(labelledBy: "conflicts-title")
    ) { html in
      html(.h2, .id("conflicts-title")) { $0.text(Phrase.Desk.conflictTitle, language) }
      html(.p) { $0.text(Phrase.Desk.conflictLead, language) }
      html.void(.input, .type("hidden"), .name(DraftPost.conflictBase), .value(String(base)))
      for conflict in conflicts { write(conflict, page, &html) }
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit"), .name("do"), .value("save")) {
          $0.text(Phrase.Desk.saveChoice, language)
        }
      }
    }
  }

  private func write(_ conflict: SavedDraft.Conflict, _ page: CasePage, _ html: inout HTML) {
    let language = page.language
    let name = DraftPost.choicePrefix + conflict.control
    html.void(.input, .type("hidden"), .name(DraftPost.conflict), .value(conflict.control))
    html(.fieldset, .class("conflict")) { html in
      html(.legend) { $0.text(page.label(of: conflict.control), language) }
      html(.div, .class("sides")) { html in
        side(
          name, .mine, Phrase.Desk.useMine, page.words(for: conflict.yours, in: conflict.control), language,
          &html)
        html(.div, .class("side")) { html in
          option(name, .theirs, Phrase.Desk.useTheirs, language, &html)
          html(.p, .class("note")) { html in
            html.text(names[conflict.account] ?? Phrase.Desk.somebody, language)
            html.text(Phrase.comma, language)
            Moment.write(conflict.changed, language, &html)
          }
          html(.p, .class("value")) {
            $0.text(page.words(for: conflict.theirs, in: conflict.control), language)
          }
        }
      }
    }
  }

  private func side(
    _ name: String, _ choice: DraftPost.Choice, _ label: BilingualText, _ value: BilingualText,
    _ language: Language, _ html: inout HTML
  ) {
    html(.div, .class("side")) { html in
      option(name, choice, label, language, &html)
      html(.p, .class("value")) { $0.text(value, language) }
    }
  }

  private func option(
    _ name: String, _ choice: DraftPost.Choice, _ label: BilingualText, _ language: Language,
    _ html: inout HTML
  ) {
    html(.label, .class("option")) { html in
      html.void(.input, .type("radio"), .name(name), .value(choice.rawValue))
      html.text(" ")
      html(.span) { $0.text(label, language) }
    }
  }
}
