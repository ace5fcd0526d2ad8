internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

/// What the pages are made from, worked out once when the site starts.
struct SitePages: Sendable {
  let rules: Rulebook
  /// What its forms are printed from.
  let stock: FormStock
  let today: @Sendable () -> Day
  /// Every document in the order of its text.
  let outlines: [Outline]

  init(rules: Rulebook, today: @escaping @Sendable () -> Day) {
    self.rules = rules
    self.today = today
    stock = FormStock(rules: rules)
    outlines = rules.call.documents.map { Outline($0, call: rules.call) }
  }

  var call: Call { rules.call }

  func form(of topic: Topic) -> Form { stock.checkForm(of: topic) }
}

/// A document as a run of clauses and structural labels.
struct Outline: Sendable {
  /// One piece of the text.
  struct Entry: Sendable {
    /// What it is.
    enum Content: Sendable {
      case clause(Clause)
      case label(String)
    }
    let content: Content
    /// The topic it stands in, if any.
    let topic: String?
  }

  let document: Document
  let entries: [Entry]

  init(_ document: Document, call: Call) {
    self.document = document
    let clauses = Dictionary(call.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var entries: [Entry] = []
    var topic: String?
    for passage in document.passages {
      switch passage.owner {
      case .clause(let id):
        guard let clause = clauses[id] else { continue }
        topic = clause.topic
        entries.append(Entry(content: .clause(clause), topic: topic))
      case .label:
        entries.append(Entry(content: .label(document.text.quote(passage.range)), topic: topic))
      }
    }
    self.entries = entries
  }
}
