internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension OfficeDesk {
  /// The applications that were submitted, narrowed by the query; as JSON for programs.
  func list(_ visit: Visit, _ actor: Actor) async throws -> Response {
    let filter = ListPage.filter(visit)
    let page = try await casework.overseen(filter, by: actor)
    if visit.wantsJSON { return visit.json(ListPage.tree(page)) }
    return ListPage(desk: self, visit: visit, actor: actor, filter: filter, page: page).respond()
  }
}

/// The table of applications with its filters.
struct ListPage {
  /// How many lines a page may have.
  static let sizes = [100, 600]

  let desk: OfficeDesk
  let visit: Visit
  let actor: Actor
  let filter: ApplicationFilter
  let page: ApplicationPage

  private var language: Language { visit.language }

  static func filter(_ visit: Visit) -> ApplicationFilter {
    var filter = ApplicationFilter()
    filter.topic = String((visit.query("topic") ?? "").prefix(20))
    filter.state = visit.query("state").flatMap(ApplicationState.init(rawValue:))
    filter.text = String((visit.query("q") ?? "").prefix(100))
    filter.after = String((visit.query("after") ?? "").prefix(60))
    filter.limit =
      visit.query("rows").flatMap { Int($0) }.flatMap { sizes.contains($0) ? $0 : nil } ?? sizes[0]
    return filter
  }

  static func address(
    topic: String = "", state: String = "", text: String = "", after: String = "", rows: Int = 100
  )
    -> String
  {
    let values = [
      ("topic", topic), ("state", state), ("q", text), ("rows", rows == sizes[0] ? "" : String(rows)),
      ("after", after),
    ].filter { !$0.1.isEmpty }
    let query = values.map {
      $0.0 + "=" + PathSegment.escape($0.1).replacing("&", with: "%26").replacing("+", with: "%2B")
    }
    return OfficeRoute.applications.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }

  static func tree(_ page: ApplicationPage) -> Tree {
    .map([
      (
        "applications",
        .list(
          page.lines.map { line in
            .map([
              ("id", .text(line.id)), ("number", .text(line.number)), ("topic", .text(line.topic)),
              ("title", .text(line.title)), ("organisation", .bilingual(line.organisation)),
              ("state", .text(line.state.rawValue)), ("satisfied", .text(String(line.counts.satisfied))),
              ("violated", .text(String(line.counts.violated))),
              ("undetermined", .text(String(line.counts.undetermined))),
              ("submitted", .text(line.submitted.description)),
            ])
          })
      ), ("next", page.hasMore ? page.lines.last.map { .text($0.number) } : nil),
    ])
  }

  func respond() -> Response {
    visit.page(
      visit.frame(title: Phrase.Office.applications[language]).page { html in
        html(.div, .class("hero")) { html in
          html(.p, .class("eyebrow")) { html in
            html(.a, .href(OfficeRoute.call.path)) { $0.text(Phrase.Office.office, language) }
          }
          html(.h1) { $0.text(Phrase.Office.applications, language) }
        }
        filters(&html)
        html(.section, .class("sheet"), .aria(labelledBy: "list")) { html in
          html(.h2, .id("list")) {
            $0.text(Phrase.Office.linesHere(page.lines.count, isAll: isAll), language)
          }
          if page.lines.isEmpty {
            html(.p) { $0.text(Phrase.Office.noneFound, language) }
          } else {
            table(&html)
          }
          more(&html)
        }
      })
  }

  private var isAll: Bool { !page.hasMore && filter.after.isEmpty }

  private func filters(_ html: inout HTML) {
    let topics = desk.casework.rules.call.topics.filter { actor.oversees($0.id) }
    html(
      .form, .class("sheet filters"), Attribute("method", "get"),
      Attribute("action", OfficeRoute.applications.path),
      Attribute("role", "search")
    ) { html in
      Entry(
        name: "topic", label: Phrase.Office.topic,
        kind: .select(
          [("", Phrase.Office.allTopics)]
            + topics.map {
              ($0.id, BilingualText(zh: "\($0.id) \($0.title.zh)", en: "\($0.id) \($0.title.en)"))
            }),
        value: filter.topic
      ).write(Attempt(), language, &html)
      Entry(
        name: "state", label: Phrase.Office.state,
        kind: .select(
          [("", Phrase.Office.allStates)]
            + ApplicationState.allCases.map { ($0.rawValue, StateBadge.name($0)) }),
        value: filter.state?.rawValue ?? ""
      ).write(Attempt(), language, &html)
      Entry(name: "q", label: Phrase.Office.textFilter, value: filter.text).write(Attempt(), language, &html)
      Entry(
        name: "rows", label: Phrase.Office.rows,
        kind: .select(Self.sizes.map { (String($0), BilingualText(zh: "\($0)", en: "\($0)")) }),
        value: String(filter.limit)
      ).write(Attempt(), language, &html)
      html(.p, .class("act")) { html in
        html(.button, .class("action"), .type("submit")) { $0.text(Phrase.Office.show, language) }
        html(.a, .class("quiet"), .href(OfficeRoute.applications.path)) {
          $0.text(Phrase.Office.showAll, language)
        }
      }
    }
  }

  private func table(_ html: inout HTML) {
    html(.table, .class("topics cases")) { html in
      html.columns(
        [
          Phrase.Office.number, Phrase.Office.titleColumn, Phrase.Office.organisation, Phrase.Office.state,
          Phrase.Check.violated, Phrase.Check.undetermined, Phrase.Check.satisfied, Phrase.Office.submitted,
        ], language)
      html(.tbody) { html in
        // What is the same in every row is made once.
        let row = ListRow(language: language)
        for line in page.lines { row.write(line, &html) }
      }
    }
  }

  private func more(_ html: inout HTML) {
    guard page.hasMore, let last = page.lines.last else { return }
    let next = Self.address(
      topic: filter.topic, state: filter.state?.rawValue ?? "", text: filter.text, after: last.number,
      rows: filter.limit)
    html(.p, .class("act")) { html in
      html(.a, .class("quiet"), .href(next)) { $0.text(Phrase.Office.nextPage, language) }
    }
  }
}

/// One line of the table, with the words that every line repeats.
struct ListRow {
  private let language: Language
  private let states: [ApplicationState: String]
  private let labels: [Attribute]

  init(language: Language) {
    self.language = language
    states = Dictionary(
      uniqueKeysWithValues: ApplicationState.allCases.map { ($0, StateBadge.name($0)[language]) })
    labels = [
      Phrase.Office.organisation, Phrase.Office.state, Phrase.Check.violated, Phrase.Check.undetermined,
      Phrase.Check.satisfied, Phrase.Office.submitted,
    ].map { Attribute("data-label", $0[language]) }
  }

  func write(_ line: ApplicationLine, _ html: inout HTML) {
    html(.tr) { html in
      html(.td, .class("number"), text: line.number)
      html(.th, .class("title"), Attribute("scope", "row")) { html in
        html(.a, .href(OfficeRoute.application(line.id).path)) { html in
          // Titles are Chinese in either language of the page.
          if language == .en { html(.span, .lang(.zh), text: title(line)) } else { html.text(title(line)) }
        }
      }
      html(.td, labels[0]) { $0.text(line.organisation, language) }
      html(.td, labels[1], text: states[line.state] ?? "")
      html(.td, labels[2], text: String(line.counts.violated))
      html(.td, labels[3], text: String(line.counts.undetermined))
      html(.td, labels[4], text: String(line.counts.satisfied))
      html(.td, labels[5], text: Beijing.moment(line.submitted))
    }
  }

  private func title(_ line: ApplicationLine) -> String {
    line.title.isEmpty ? Phrase.Office.untitled.zh : line.title
  }
}
