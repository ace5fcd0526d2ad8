internal import CallGuide

/// One event of the journal: what happened, to what, when, by whom (as a pseudonym), under which version of the guide.
///
/// The journal holds only the salted hash. Whoever has the entry and its salt can prove it; when both are erased the hash
/// says nothing of them, and every other proof stays valid.
public struct JournalEntry: Hashable, Sendable {
  /// What happened: `submitted`, `withdrawn`, `ruled` …
  public var event: String
  /// The call and the version of its guide.
  public var call: String
  /// The version of the guide.
  public var guide: String
  /// What it happened to: an application's number.
  public var subject: String
  /// Hash of the facts as submitted.
  public var facts: Hash
  /// Hashes of the attachments, by name.
  public var attachments: [String: Hash]
  /// Server time in UTC, `2024-06-03T07:59:58Z`.
  public var time: String
  /// The actor's pseudonym.
  public var actor: String

  /// An entry.
  public init(
    event: String, call: String, guide: String, subject: String, facts: Hash, attachments: [String: Hash],
    time: String, actor: String
  ) {
    self.event = event
    self.call = call
    self.guide = guide
    self.subject = subject
    self.facts = facts
    self.attachments = attachments
    self.time = time
    self.actor = actor
  }

  /// Canonical JSON (RFC 8785): keys sorted, no white space.
  public var canonical: String {
    let names = attachments.keys.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
    return JSONWriter.write(
      .map([
        ("actor", .text(actor)),
        ("attachments", .map(names.map { name in (name, attachments[name].map { .text($0.description) }) })),
        ("call", .text(call)), ("event", .text(event)), ("facts", .text(facts.description)),
        ("guide", .text(guide)),
        ("subject", .text(subject)), ("time", .text(time)),
      ]), pretty: false)
  }

  /// The leaf of the journal's tree: SHA-256(0x00 ‖ salt ‖ canonical JSON).
  /// - Parameter salt: at least 16 random bytes, kept with the entry and nowhere else.
  public func leaf(salt: [UInt8]) -> Hash { .leaf(salt + Array(canonical.utf8)) }
}
