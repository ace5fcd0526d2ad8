package import CallGuide
package import Ledger
internal import Storage

/// An application as the store has it.
package struct Application: Sendable, Hashable, Identifiable {
  package var id: String
  /// What people call it: `2024-2-1.5-0007`.
  package var number: String
  package var topic: String
  package var leader: String
  package var organisation: String
  package var organisationName: BilingualText
  package var endorser: String?
  package var state: ApplicationState
  package var title: String
  /// Counts every save of the draft.
  package var revision: Int
  /// The number of the version submitted last; 0 before the first.
  package var version: Int
  /// Clauses by verdict, as of the last submission.
  package var counts: Counts
  package var created: Instant
  package var changed: Instant

  /// How many clauses have which verdict.
  package struct Counts: Sendable, Hashable {
    package var satisfied: Int
    package var violated: Int
    package var undetermined: Int

    package init(satisfied: Int, violated: Int, undetermined: Int) {
      self.satisfied = satisfied
      self.violated = violated
      self.undetermined = undetermined
    }
  }

  /// Reads the columns that every query of applications asks for, in this order: id, number, topic, leader, organisation, its
  /// names, endorser, state, title, revision, version, satisfied, violated, undetermined, created, changed.
  init(_ row: SQLRow) {
    id = row.text(0)
    number = row.text(1)
    topic = row.text(2)
    leader = row.text(3)
    organisation = row.text(4)
    organisationName = BilingualText(zh: row.text(5), en: row.text(6))
    endorser = row.textIfAny(7)
    state = ApplicationState(rawValue: row.text(8)) ?? .draft
    title = row.text(9)
    revision = row.int(10)
    version = row.int(11)
    counts = Counts(satisfied: row.int(12), violated: row.int(13), undetermined: row.int(14))
    created = Instant(milliseconds: row.integer(15))
    changed = Instant(milliseconds: row.integer(16))
  }
}

/// An attached document.
package struct AttachedFile: Sendable, Hashable {
  /// The field of the form it belongs to: `doc.support`.
  package var field: String
  package var hash: Hash
  package var name: String
  package var size: Int
  /// Media type, as found in its content.
  package var media: String
  package var pages: Int?
  /// `clean`, `unchecked` where no scanner ran.
  package var scan: String
  package var added: Instant

  package init(
    field: String, hash: Hash, name: String, size: Int, media: String, pages: Int?, scan: String,
    added: Instant
  ) {
    self.field = field
    self.hash = hash
    self.name = name
    self.size = size
    self.media = media
    self.pages = pages
    self.scan = scan
    self.added = added
  }
}

/// A message about an application, and what may be corrected until when.
package struct CaseMessage: Sendable, Hashable, Identifiable {
  package var id: String
  package var author: BilingualText
  package var body: String
  package var sent: Instant
  /// Until when what it asks about may be corrected after the deadline.
  package var correctUntil: Instant?
  /// The fields that may be corrected; all when empty.
  package var fields: [String]
}

/// Everything a page about one application needs, and what the actor is to it.
package struct Dossier: Sendable {
  package var application: Application
  package var roles: Set<CaseRole>
  /// The draft, control by control, as typed.
  package var answers: [String: [String]]
  package var attachments: [AttachedFile]
  package var messages: [CaseMessage]
  /// The deadline that holds for this application, extensions included.
  package var deadline: Instant?
  package var procedure: Procedure
  /// The revision of the version submitted last.
  package var submittedRevision: Int?

  /// Whether the draft says more than what was submitted.
  package var hasUnsubmittedChanges: Bool { submittedRevision.map { $0 < application.revision } ?? false }

  /// The correction window that is open at `moment`, if any.
  package func correction(at moment: Instant) -> CaseMessage? {
    messages.last { message in message.correctUntil.map { Procedure.isInTime(moment, for: $0) } ?? false }
  }
}
