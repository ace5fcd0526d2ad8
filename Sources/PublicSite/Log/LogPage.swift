internal import CallGuide
internal import Ledger
internal import Markup
internal import Web

/// The page that explains the journal to people.
struct LogPage {
  let visit: Visit
  let key: VerifierKey
  let checkpoint: SignedNote?
  let witnesses: [VerifierKey]

  func write() -> HTML {
    let language = visit.language
    return visit.frame(title: Phrase.Log.title[language], description: Phrase.Log.lead[language]).page {
      html in
      html(.div, .class("sheet hero")) { html in
        html(.h1, text: Phrase.Log.title[language])
        html(.p, .class("lead")) { $0.text(Phrase.Log.lead, language) }
        html(.p, .class("lead")) { $0.text(Phrase.Log.privacy, language) }
      }
      section(Phrase.Log.current, &html) { html in current(&html) }
      section(Phrase.Log.key, &html) { html in
        html(.p, .class("command")) { $0(.code, text: key.description) }
        html(.p) { $0.text(Phrase.Log.keyNote, language) }
      }
      section(Phrase.Log.witnesses, &html) { html in witnessList(&html) }
      section(Phrase.Log.addresses, &html) { html in addresses(&html) }
    }
  }

  private func section(_ title: BilingualText, _ html: inout HTML, _ content: (inout HTML) -> Void) {
    html(.section, .class("sheet")) { html in
      html(.h2, text: title[visit.language])
      content(&html)
    }
  }

  private func current(_ html: inout HTML) {
    guard let checkpoint, let read = try? Checkpoint(reading: checkpoint.text) else {
      html(.p) { $0.text(Phrase.Log.empty, visit.language) }
      return
    }
    html(.p) { $0.text(Phrase.Log.entries(read.size), visit.language) }
    html(.p, .class("note-text"), text: checkpoint.description)
  }

  private func witnessList(_ html: inout HTML) {
    html(.p) { $0.text(Phrase.Log.witnessNote, visit.language) }
    guard !witnesses.isEmpty else {
      html(.p) { $0.text(Phrase.Log.noWitnesses, visit.language) }
      return
    }
    html(.ul, .class("documents")) { html in
      for witness in witnesses {
        html(.li) { html in
          html(.span, .class("title"), text: witness.name)
          html(.code, .class("hash"), text: witness.description)
        }
      }
    }
  }

  private func addresses(_ html: inout HTML) {
    let rows: [(String, String?, BilingualText)] = [
      ("GET /log/key", LogRoute.key.path, Phrase.Log.givesKey),
      ("GET /log/checkpoint", LogRoute.latest.path, Phrase.Log.givesCheckpoint),
      ("GET /log/checkpoint/cosigned", nil, Phrase.Log.givesCosigned),
      ("GET /log/checkpoint/SIZE", nil, Phrase.Log.givesCheckpointAt),
      ("GET /log/consistency?from=M&to=N", nil, Phrase.Log.givesConsistency),
      ("GET /log/proof?leaf=HEX", nil, Phrase.Log.givesProof),
      ("POST /log/cosignatures", nil, Phrase.Log.givesCosignatures),
    ]
    html(.p) { $0.text(Phrase.Log.addressesNote, visit.language) }
    html(.table) { html in
      html(.thead) { html in
        html(.tr) { html in
          html(.th, Attribute("scope", "col"), text: Phrase.Log.address[visit.language])
          html(.th, Attribute("scope", "col"), text: Phrase.Log.gives[visit.language])
        }
      }
      html(.tbody) { html in
        for (address, link, gives) in rows {
          html(.tr) { html in
            html(.th, Attribute("scope", "row")) { html in
              if let link {
                html(.a, .href(link)) { $0(.code, text: address) }
              } else {
                html(.code, text: address)
              }
            }
            html(.td) { $0.text(gives, visit.language) }
          }
        }
      }
    }
  }
}
