package import Ledger

/// Something that happened, as a use case hands it to the journal.
package struct JournalEvent: Sendable {
  /// What happened, in the past tense: `submitted`, `withdrawn`, `extensionApproved` …
  package var event: String
  package var call: String
  /// Version of the guide: hash of its text and call file.
  package var guide: String
  /// What it happened to: an application's id, an account's, a topic's.
  package var subject: String
  /// Hash of the facts; for other events, of `details`.
  package var facts: Hash
  package var attachments: [String: Hash]
  package var time: Instant
  /// The actor's pseudonym.
  package var actor: String
  /// What else belongs to it, as canonical JSON, kept beside the entry for those who may read it.
  package var details: String?
  /// At least 16 random bytes, used for nothing else.
  package var salt: [UInt8]

  package init(
    event: String, call: String, guide: String, subject: String, facts: Hash,
    attachments: [String: Hash] = [:],
    time: Instant, actor: String, details: String? = nil, salt: [UInt8]
  ) {
    self.event = event
    self.call = call
    self.guide = guide
    self.subject = subject
    self.facts = facts
    self.attachments = attachments
    self.time = time
    self.actor = actor
    self.details = details
    self.salt = salt
  }

  var entry: JournalEntry {
    JournalEntry(
      event: event, call: call, guide: guide, subject: subject, facts: facts, attachments: attachments,
      time: time.description, actor: actor)
  }
}
