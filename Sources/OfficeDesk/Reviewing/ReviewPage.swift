internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

/// An application as submitted: what the clauses say, what it states, its documents, messages and history.
struct ReviewPage {
  let desk: OfficeDesk
  let visit: Visit
  let version: StatedVersion
  let attempt: Attempt
  private let topic: Topic
  private let form: Form
  private let facts: Facts
  private let context: FormContext

  private var language: Language { visit.language }
  private var seesPersonal: Bool { version.roles.may(.readPersonal) }
  private var mayWrite: Bool { version.roles.may(.administer) }

  init(desk: OfficeDesk, visit: Visit, version: StatedVersion, attempt: Attempt = Attempt()) throws {
    let rules = desk.casework.rules
    guard let topic = rules.call.topic(version.application.topic),
      let day = Day(Beijing.day(version.submitted))
    else { throw Failure.notFound }
    let tree = try JSONReader.read(Array(version.json.utf8), file: version.application.number)
    let facts = try rules.reader.read(tree)
    let form = desk.stock.form(of: topic)
    let sheet = Sheet(facts, rules: rules)
    let documents = Dictionary(
      version.documents.map { ($0.field, Attachment(name: $0.name, attachedOn: day, sha256: $0.sha256)) },
      uniquingKeysWith: { first, _ in first })
    let reading = sheet.read(
      form: form, topic: topic, rules: rules, extra: [("app.submittedOn", Beijing.day(version.submitted))],
      attachments: documents)
    var addresses = FormContext.Addresses()
    addresses.control = { "#" + PathSegment.escape("v-" + (Control.Name($0).list ?? $0)) }
    self.desk = desk
    self.visit = visit
    self.version = version
    self.attempt = attempt
    self.topic = topic
    self.form = form
    self.facts = facts
    context = FormContext(
      stock: desk.stock, topic: topic, form: form, language: visit.language, sheet: sheet,
      judgement: Judgement(
        reading, of: sheet, form: form, topic: topic, stock: desk.stock, stage: .submit, on: day),
      addresses: addresses, isEditable: false)
  }

  func respond(status: HTTPResponse.Status = .ok) -> Response {
    let application = version.application
    let path = OfficeRoute.application(application.id).path
    return visit.page(
      visit.frame(
        title: "\(application.number) \(application.title)", languageSwitch: .link(path), scripts: [.time]
      ).page { html in
        attempt.write(language, &html)
        head(&html)
        verdicts(&html)
        documents(&html)
        FactsView(
          facts: facts, form: form, topic: topic, stock: desk.stock, languages: [language], documents: kept,
          masksPersonal: !seesPersonal
        ).write(&html)
        MessagesView(visit: visit, version: version, form: form, attempt: attempt, mayWrite: mayWrite).write(
          &html)
        history(&html)
      }, status: status)
  }

  private func head(_ html: inout HTML) {
    let application = version.application
    html(.div, .class("hero")) { html in
      html(.p, .class("eyebrow")) { html in
        html(.a, .href(OfficeRoute.applications.path)) { $0.text(Phrase.Office.applications, language) }
        html.text(" › " + application.number)
      }
      html(.h1) { html in
        html(
          .span, .lang(.zh), text: application.title.isEmpty ? Phrase.Office.untitled.zh : application.title)
      }
      html(.p) { html in StateBadge.write(application.state, language, &html) }
    }
    html(.section, .class("sheet"), .aria(label: Phrase.Office.essentials[language])) { html in
      html(.dl, .class("facts")) { html in
        fact(Phrase.Office.topic, &html) { html in
          html.text(topic.id + " ")
          html.text(topic.title, language)
        }
        fact(Phrase.Office.organisation, &html) { $0.text(application.organisation, language) }
        fact(Phrase.Office.leader, &html) { html in
          html.text(version.leader ?? Phrase.Office.masked, language)
        }
        fact(Phrase.Office.version, &html) { html in
          html.text(Phrase.Office.versionNumber(version.number), language)
          html.text(" · ")
          BeijingTime.write(version.submitted, &html)
        }
        fact(Phrase.Office.deadline, &html) { html in
          guard let deadline = version.deadline else { return html.text(Phrase.Office.notSet, language) }
          BeijingTime.write(deadline, &html)
          html.text(" · ")
          html.text(BeijingTime.left(until: deadline, from: visit.now), language)
        }
        fact(Phrase.Office.hash, &html) { html in
          html(.code, text: version.hash.description)
          html.text(" · ")
          html.text(Phrase.Office.journalEntry(version.entry), language)
        }
      }
    }
  }

  private func fact(_ label: BilingualText, _ html: inout HTML, _ content: (inout HTML) -> Void) {
    html(.div) { html in
      html(.dt) { $0.text(label, language) }
      html(.dd, content: content)
    }
  }

  private func verdicts(_ html: inout HTML) {
    html(.section, .class("sheet result"), .aria(labelledBy: "verdicts")) { html in
      html(.h2, .id("verdicts")) { $0.text(Phrase.Office.verdicts, language) }
      html(.p, .class("note")) { $0.text(Phrase.Office.verdictsNote, language) }
      let findings = FindingsView(context)
      findings.counts(&html)
      if seesPersonal { findings.groups(&html) } else { bare(&html) }
    }
  }

  /// Verdicts without sentences: those may quote what is personal.
  private func bare(_ html: inout HTML) {
    html(.ul, .class("findings")) { html in
      for finding in context.judgement.findings {
        guard let verdict = finding.result.verdict, verdict != .satisfied else { continue }
        html(.li, .class("finding")) { html in
          html(.p) { html in
            VerdictBadge.write(verdict, language, &html)
            html.text(" ")
            html(.a, .href(context.addresses.clause(finding.clause.id)), text: finding.clause.id)
            html.text(" ")
            html.text(finding.clause.summary, language)
          }
        }
      }
    }
  }

  // MARK: documents

  /// The documents this reader may open, by field.
  private var kept: [String: FormContext.KeptDocument] {
    Dictionary(
      version.documents.filter { desk.mayRead($0.field, version) }.map { document in
        (
          document.field,
          FormContext.KeptDocument(
            name: document.name, size: document.bytes,
            address: OfficeRoute.file(version.application.id, document.sha256).path)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  private func documents(_ html: inout HTML) {
    let kept = kept
    html(.section, .class("sheet"), .aria(labelledBy: "documents")) { html in
      html(.h2, .id("documents")) { $0.text(Phrase.Office.documents, language) }
      guard !kept.isEmpty else { return html(.p) { $0.text(Phrase.Office.noDocuments, language) } }
      html(.ul, .class("documents")) { html in
        for (field, document) in kept.sorted(by: { $0.key < $1.key }) {
          html(.li) { html in
            html(.p, .class("title")) { html in
              html.text(
                desk.casework.rules.dictionary.field(field)?.label ?? BilingualText(same: field), language)
            }
            html(.p) { html in
              html(.a, .href(document.address ?? ""), text: document.name)
              html.text(" ")
              html(.small, text: Display.size(bytes: document.size))
            }
          }
        }
      }
    }
  }

  // MARK: history

  private func history(_ html: inout HTML) {
    html(.section, .class("sheet"), .aria(labelledBy: "history")) { html in
      html(.h2, .id("history")) { $0.text(Phrase.Office.history, language) }
      html(.ol, .class("timeline")) { html in
        for happening in version.happenings {
          html(.li) { html in
            BeijingTime.write(happening.at, &html)
            html.text(" · ")
            html.text(Phrase.Office.event(happening.event), language)
            html.text(" · ")
            html.text(happening.by, language)
          }
        }
      }
    }
  }
}
