internal import CallGuide
package import Casework
internal import Ledger
package import Markup

/// A receipt, in both languages at once, as a part of a page and as a paper of its own.
///
/// ```swift
/// visit.frame(title: …).page { ReceiptView(sheet).write(&$0, downloads: .init(text: "…", pdf: "…", journal: "/log")) }
/// let pdf = try await renderer.render(ReceiptView(sheet).paper)
/// ```
package struct ReceiptView: Sendable {
  /// Where the receipt can be had in other forms.
  package struct Downloads: Sendable {
    package var text: String
    /// `nil` when no PDF is offered, which the page then says.
    package var pdf: String?
    /// The journal's own page.
    package var journal: String?

    package init(text: String, pdf: String?, journal: String? = nil) {
      self.text = text
      self.pdf = pdf
      self.journal = journal
    }
  }

  let sheet: ReceiptSheet

  package init(_ sheet: ReceiptSheet) { self.sheet = sheet }

  /// The receipt as a document of its own, for the PDF renderer.
  package var paper: HTML {
    Paper.document(title: "\(Phrase.Receipts.title.zh) \(sheet.number) · \(Phrase.Receipts.title.en)") {
      write(&$0, downloads: nil)
    }
  }

  /// Writes the receipt.
  package func write(_ html: inout HTML, downloads: Downloads?) {
    html(.article, .class("receipt"), .lang(.zh)) { html in
      html(.div, .class("head")) { html in
        html(.p, .class("number"), text: sheet.number)
        html(.h1) { Bilingual.write(Phrase.Receipts.title, &$0) }
        if sheet.isDemonstration {
          html(.p, .class("warn warning")) { Bilingual.write(Phrase.Receipts.demonstration, &$0) }
        }
      }
      application(&html)
      attachments(&html)
      proof(&html)
      explanation(&html)
      if let downloads { offer(downloads, &html) }
    }
  }

  private func application(_ html: inout HTML) {
    html(.table, .class("particulars")) { html in
      html(.tbody) { html in
        row(Phrase.Receipts.number, &html) { $0(.strong, text: sheet.number) }
        row(Phrase.Receipts.version, &html) { html in
          Bilingual.write(Phrase.Receipts.versionNumber(sheet.version), &html)
        }
        row(Phrase.Receipts.project, &html) { Bilingual.write(sheet.title, &$0) }
        row(Phrase.Receipts.topic, &html) { html in
          html.text(sheet.topic + " ")
          Bilingual.write(sheet.topicTitle, &html)
        }
        row(Phrase.Receipts.organisation, &html) { Bilingual.write(sheet.organisation, &$0) }
        row(Phrase.Receipts.submitted, &html) { html in moments(sheet.submitted, &html) }
        row(Phrase.Receipts.facts, &html) { html in
          html(.code, .class("hash"), text: sheet.facts.description)
          html(.small, .class("second")) { Bilingual.write(Phrase.Receipts.factsNote, &$0) }
        }
      }
    }
  }

  private func moments(_ moment: Instant, _ html: inout HTML) {
    let beijing = String(moment.adding(seconds: 8 * 3600).description.dropLast()).replacing("T", with: " ")
    let utc = String(moment.description.dropLast()).replacing("T", with: " ")
    for (text, label) in [(beijing, Phrase.Receipts.beijing), (utc, Phrase.Receipts.utc)] {
      html(.p) { html in
        html(.time, Attribute("datetime", moment.description), text: text)
        html.text(" ")
        html(.small) { Bilingual.write(label, &$0, inline: true) }
      }
    }
  }

  private func attachments(_ html: inout HTML) {
    html(.h2) { Bilingual.write(Phrase.Receipts.attachments, &$0) }
    guard !sheet.attachments.isEmpty else {
      html(.p) { Bilingual.write(Phrase.Receipts.noAttachments, &$0) }
      return
    }
    html(.table, .class("files")) { html in
      html(.thead) { html in
        html(.tr) { html in
          for label in [Phrase.Receipts.document, Phrase.Receipts.fileName, Phrase.Receipts.hash] {
            html(.th, Attribute("scope", "col")) { Bilingual.write(label, &$0) }
          }
        }
      }
      html(.tbody) { html in
        for file in sheet.attachments {
          html(.tr) { html in
            html(.td) { Bilingual.write(file.label, &$0) }
            html(.td, text: file.name.isEmpty ? "—" : file.name)
            html(.td) { $0(.code, .class("hash"), text: file.hash.description) }
          }
        }
      }
    }
  }

  private func proof(_ html: inout HTML) {
    html(.h2) { Bilingual.write(Phrase.Receipts.proof, &$0) }
    html(.table, .class("particulars")) { html in
      html(.tbody) { html in
        row(Phrase.Receipts.journal, &html) { $0(.code, text: sheet.checkpoint.origin) }
        row(Phrase.Receipts.position, &html) { html in
          Bilingual.write(Phrase.Receipts.positionOf(sheet.receipt.index), &html)
        }
        row(Phrase.Receipts.checkpoint, &html) { html in
          Bilingual.write(Phrase.Receipts.checkpointOf(sheet.checkpoint.size), &html)
        }
        row(Phrase.Receipts.root, &html) { $0(.code, .class("hash"), text: sheet.checkpoint.root.base64) }
        row(Phrase.Receipts.key, &html) { $0(.code, .class("hash"), text: sheet.key.description) }
        row(Phrase.Receipts.witnesses, &html) { html in
          if sheet.attestations.isEmpty { Bilingual.write(Phrase.Receipts.noWitness, &html) }
          for attestation in sheet.attestations {
            html(.p) { html in
              Bilingual.write(Phrase.Receipts.attestation(attestation.witness, attestation.size), &html)
              html.text(" ")
              html(
                .time, Attribute("datetime", attestation.time.description), text: attestation.time.description
              )
            }
          }
        }
      }
    }
  }

  private func explanation(_ html: inout HTML) {
    html(.section, .class("proof")) { html in
      html(.h2) { Bilingual.write(Phrase.Receipts.meaning, &$0) }
      Bilingual.paragraphs(Phrase.Receipts.meaningText, &html)
      html(.h2) { Bilingual.write(Phrase.Receipts.verifying, &$0) }
      Bilingual.paragraphs(Phrase.Receipts.verifyingText, &html)
      html(.p, .class("command")) { html in
        html(.code, text: "hefu receipt verify \(sheet.fileName).txt --key '\(sheet.key)'")
      }
      Bilingual.paragraphs(Phrase.Receipts.hashing, &html)
    }
  }

  private func offer(_ downloads: Downloads, _ html: inout HTML) {
    html(.section, .class("screen keep"), .aria(labelledBy: "keep")) { html in
      html(.h2, .id("keep")) { Bilingual.write(Phrase.Receipts.keep, &$0) }
      html(.p, .class("act")) { html in
        html(.a, .class("action"), .href(downloads.text)) { Bilingual.write(Phrase.Receipts.asText, &$0) }
        if let pdf = downloads.pdf {
          html(.a, .class("quiet"), .href(pdf)) { Bilingual.write(Phrase.Receipts.asPDF, &$0) }
        }
      }
      if downloads.pdf == nil { Bilingual.paragraphs(Phrase.Receipts.noPDF, &html) }
      if let journal = downloads.journal {
        html(.p) { html in
          html(.a, .href(journal)) { Bilingual.write(Phrase.Receipts.openJournal, &$0) }
        }
      }
    }
  }

  private func row(_ label: BilingualText, _ html: inout HTML, _ value: (inout HTML) -> Void) {
    html(.tr) { html in
      html(.th, Attribute("scope", "row")) { Bilingual.write(label, &$0) }
      html(.td, content: value)
    }
  }
}
