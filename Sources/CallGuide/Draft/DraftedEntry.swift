/// One stretch of the guide on its way to becoming a clause.
struct DraftedEntry {
  /// What the stretch is, as far as the structure of the text tells.
  enum Role: Equatable {
    case title, basis, areas, quota, share, money, ceiling, period, partner, contact, label, heading, stray
    /// Money of the other side; it binds nobody here.
    case foreign
    /// A sentence of the preamble.
    case preamble
    /// A sentence under 其他要求 or the like.
    case sentence
  }

  var role: Role
  /// Clean range.
  var range: Range<Int>
  /// Clause id; empty for labels.
  var id: String
  /// Where its own words begin, after a label or an item number.
  var words: Int
  /// The whole item it belongs to, so that a shape can look at its context.
  var item: Range<Int>
}

/// A topic on its way into the call file.
struct DraftedTopic {
  var id: String
  var heading: TopicHeading
  var title: [Unicode.Scalar]
  var partners: [String] = []
  var partnerCountries: [String] = []
  var basis: String?
  var areas: [DraftedArea] = []
  var areasOpen = false
  var quota: Sketch?
  var envelope: Sketch?
  var perCountry: Sketch?
  var perArea: Sketch?
  var period: Sketch?
  var agencyName: BilingualText?
  var agencyEmail: String?
  var agencyURL: String?
  var entries: [DraftedEntry] = []
  var clauses: [DraftedClause] = []
}

/// A clause as it will be written.
struct DraftedClause {
  var entry: DraftedEntry
  var finding: Recognition
}

/// What a sentence was recognised as.
struct Recognition {
  /// Name of the shape, for statistics; `question` when nothing was recognised.
  var kind: String
  var require: Sketch
  var readings: [(id: String, zh: String, en: String, require: Sketch)] = []
  var classes: [ClauseClass]
  var force: Force
  var stages: [Stage]
  var by: [Decider]
  var summary: BilingualText
  var evidence: BilingualText?
  var justification: String?
}
