internal import CallGuide
internal import Casework
internal import Eligibility
internal import Hummingbird
internal import Ledger
internal import Markup
internal import Web

extension ApplicantDesk {
  /// A version as it was submitted.
  func versionPage(_ number: Int, _ page: CasePage) async throws -> Response {
    let version = try await casework.version(number, of: page.application.id, for: page.actor)
    let language = page.language
    return page.respond(Phrase.Desk.versionTitle(number)) { html in
      html(.section, .class("sheet"), .aria(labelledBy: "kept-title")) { html in
        html(.h2, .id("kept-title")) { $0.text(Phrase.Desk.versionKept, language) }
        html(.dl, .class("facts")) { html in
          pair(Phrase.Desk.submittedAt, language, &html) { Moment.write(version.submitted, language, &$0) }
          pair(Phrase.Desk.factsHash, language, &html) { $0(.code, text: version.hash.description) }
          pair(Phrase.Desk.journalEntry, language, &html) { $0.text(String(version.entry)) }
        }
        html(.p, .class("act")) { html in
          html(.a, .class("action"), .href(page.path(.receipt(number, .page)))) {
            $0.text(Phrase.Desk.receipt, language)
          }
          html(.a, .class("quiet"), .href(page.path(.receipt(number, .text)))) {
            $0.text(Phrase.Desk.receiptText, language)
          }
        }
      }
      page.write(version, &html)
    }
  }

  private func pair(
    _ label: BilingualText, _ language: Language, _ html: inout HTML, _ value: (inout HTML) -> Void
  ) {
    html(.div) { html in
      html(.dt) { $0.text(label, language) }
      html(.dd, content: value)
    }
  }

  /// The receipt of a version; the same every time it is asked for.
  func receipt(_ number: Int, _ form: Route.ReceiptForm, _ page: CasePage) async throws -> Response {
    let sheet = try await casework.receipt(of: page.application.id, version: number, for: page.actor)
    switch form {
    case .text: return .receipt(sheet)
    case .pdf:
      guard let renderer else { throw Failure(PDFRenderer.Failure.notOffered) }
      do throws(PDFRenderer.Failure) {
        return .pdf(try await renderer.render(ReceiptView(sheet).paper), name: sheet.fileName)
      } catch { throw Failure(error) }
    case .page:
      let isPDFOffered = await renderer?.isOffered ?? false
      let downloads = ReceiptView.Downloads(
        text: page.path(.receipt(number, .text)),
        pdf: isPDFOffered ? page.path(.receipt(number, .pdf)) : nil, journal: "/log")
      let frame = page.visit.frame(title: Phrase.Desk.receipt[page.language] + " · " + sheet.number)
      return page.visit.page(frame.page { ReceiptView(sheet).write(&$0, downloads: downloads) })
    }
  }

  /// The draft as it would be submitted now, to be read or printed.
  func preview(_ page: CasePage) async -> Response {
    let reading = page.read(as: .draft)
    let language = page.language
    let isPDFOffered = await renderer?.isOffered ?? false
    return page.respond(Phrase.Desk.preview) { html in
      html(.p, .class("note")) { $0.text(Phrase.Desk.previewNote, language) }
      if isPDFOffered {
        html(.p, .class("act")) { html in
          html(.a, .class("quiet"), .href(page.path(.previewPDF))) {
            $0.text(Phrase.Desk.previewPDF, language)
          }
        }
      }
      page.facts(of: reading.sheet.readable, page.dossier.attachments, &html)
    }
  }
}

extension ApplicantDesk {
  /// The same as a PDF, where there is a renderer.
  func previewPDF(_ page: CasePage) async throws -> Response {
    guard let renderer else { throw Failure(PDFRenderer.Failure.notOffered) }
    let reading = page.read(as: .draft)
    let paper = Paper.document(title: page.application.number) { html in
      html(.h1) { $0.text(page.title, page.language) }
      html(.p) { $0.text(Phrase.Desk.previewNote, page.language) }
      page.facts(of: reading.sheet.readable, page.dossier.attachments, &html)
    }
    do throws(PDFRenderer.Failure) {
      return .pdf(try await renderer.render(paper), name: page.application.number)
    } catch { throw Failure(error) }
  }
}

extension CasePage {
  /// Facts to be read; what is personal only for who may see it.
  func facts(of facts: Facts, _ attachments: [AttachedFile], _ html: inout HTML) {
    let documents = attachments.map { ($0.field, kept($0)) }
    FactsView(
      facts: facts, form: form, topic: topic, stock: desk.stock, languages: [language],
      documents: Dictionary(documents, uniquingKeysWith: { first, _ in first }),
      masksPersonal: !dossier.roles.may(.readPersonal)
    ).write(&html)
  }

  /// What a version says.
  func write(_ version: KeptVersion, _ html: inout HTML) {
    guard let tree = try? JSONReader.read(Array(version.facts.utf8), file: "version"),
      let facts = try? rules.reader.read(tree)
    else {
      // The guide's dictionary changed since; the text itself is what was submitted.
      html(.p, .class("note")) { $0.text(Phrase.Desk.asText, language) }
      return html(.p) { $0(.code, text: version.facts) }
    }
    self.facts(of: facts, version.attachments, &html)
  }
}
