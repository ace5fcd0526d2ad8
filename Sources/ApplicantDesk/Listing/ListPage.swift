internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension ApplicantDesk {
  /// The applications one may see: what waits for the visitor first.
  func list(_ visit: Visit, _ actor: Actor) async throws -> Response {
    let before = ListPage.place(visit.query("before"))
    let applications = try await casework.applications(of: actor, before: before, limit: ListPage.size + 1)
    return ListPage(
      desk: self, visit: visit, actor: actor, applications: Array(applications.prefix(ListPage.size)),
      hasMore: applications.count > ListPage.size, isFirst: before == nil
    ).respond()
  }
}

/// The visitor's applications.
struct ListPage {
  static let size = 100

  let desk: ApplicantDesk
  let visit: Visit
  let actor: Actor
  let applications: [Submittable]
  let hasMore: Bool
  let isFirst: Bool

  /// Who has to act.
  enum Group: CaseIterable {
    case mine, others, settled

    var title: BilingualText {
      switch self {
      case .mine: Phrase.Desk.groupMine
      case .others: Phrase.Desk.groupOthers
      case .settled: Phrase.Desk.groupSettled
      }
    }
  }

  /// The last application of a page, as the address of the next one writes it.
  static func place(_ text: String?) -> (changed: Int64, id: String)? {
    let parts = (text ?? "").split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let changed = Int64(parts[0]) else { return nil }
    return (changed, String(parts[1]))
  }

  private func group(_ application: Submittable) -> Group {
    switch application.state {
    case .draft: application.leader == actor.account ? .mine : .others
    case .submitted: actor.isIn(application.organisation, as: .office) ? .mine : .others
    case .confirmed:
      application.endorser.map { actor.isIn($0, as: .endorser) ? .mine : .others } ?? .settled
    case .endorsed, .withdrawn: .settled
    }
  }

  private var language: Language { visit.language }

  func respond() -> Response {
    let groups = Dictionary(grouping: applications, by: group)
    return visit.page(
      visit.frame(title: Phrase.Desk.mine[language], scripts: [.time]).page { html in
        html(.div, .class("sheet hero")) { html in
          html(.h1) { $0.text(Phrase.Desk.mine, language) }
          html(.p, .class("act")) { html in
            html(.a, .class("action"), .href(ApplicantRoute.start.path)) {
              $0.text(Phrase.Desk.startAnother, language)
            }
          }
        }
        if applications.isEmpty {
          html(.section, .class("sheet")) { html in
            html(.p) { $0.text(isFirst ? Phrase.Desk.noneYet : Phrase.Desk.noMore, language) }
          }
        }
        for group in Group.allCases {
          if let members = groups[group] { table(members, group, &html) }
        }
        if hasMore, let last = applications.last {
          html(.p, .class("act")) { html in
            html(
              .a, .class("quiet"),
              .href(ApplicantRoute.list.path + "?before=\(last.changed.milliseconds)-\(last.id)")
            ) { $0.text(Phrase.Desk.more, language) }
          }
        }
      })
  }

  private func table(_ applications: [Submittable], _ group: Group, _ html: inout HTML) {
    let id = "g-\(group)"
    html(.section, .class("sheet"), .aria(labelledBy: id)) { html in
      html(.h2, .id(id), text: "\(group.title[language]) (\(applications.count))")
      html(.table, .class("topics cases")) { html in
        html(.thead) { html in
          html(.tr) { html in
            for name in [
              Phrase.Desk.number, Phrase.Desk.titleColumn, Phrase.Desk.organisation, Phrase.Desk.state,
              Phrase.Desk.changed,
            ] { html(.th, Attribute("scope", "col")) { $0.text(name, language) } }
          }
        }
        html(.tbody) { html in
          for application in applications { row(application, &html) }
        }
      }
    }
  }

  private func row(_ application: Submittable, _ html: inout HTML) {
    let title =
      application.title.isEmpty
      ? Phrase.Desk.untitled : BilingualText(zh: application.title, en: application.title)
    html(.tr) { html in
      html(.td, .class("number"), text: application.number)
      html(.th, .class("title"), Attribute("scope", "row")) { html in
        html(.a, .href(ApplicantRoute.application(application.id, .overview).path)) {
          $0.text(title, language)
        }
      }
      html(.td, Attribute("data-label", Phrase.Desk.organisation[language])) {
        $0.text(application.organisationName, language)
      }
      html(.td, Attribute("data-label", Phrase.Desk.state[language])) { html in
        html(.span, .class("badge state \(application.state.rawValue)")) {
          $0.text(application.state.name, language)
        }
      }
      html(.td, Attribute("data-label", Phrase.Desk.changed[language])) { html in
        Moment.write(application.changed, language, &html)
      }
    }
  }
}
