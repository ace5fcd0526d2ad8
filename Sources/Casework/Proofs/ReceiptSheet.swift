package import CallGuide
package import Ledger

/// Everything a receipt says, to people and to programs.
package struct ReceiptSheet: Sendable {
  /// A document as it was submitted.
  package struct Attachment: Sendable, Hashable {
    /// The field of the form it belongs to: `doc.support`.
    package var field: String
    /// What the dictionary calls that field.
    package var label: BilingualText
    /// Its name on the applicant's disk; empty where it is not known.
    package var name: String
    package var hash: Hash
  }

  /// Who else has signed the journal since.
  package struct Attestation: Sendable, Hashable {
    package var witness: String
    /// When it was signed, by the witness's own clock.
    package var time: Instant
    /// How many entries the journal had.
    package var size: Int
  }

  /// What people call the application: `2024-2-1.5-0007`.
  package var number: String
  package var version: Int
  /// The title in both languages; the English one may be empty.
  package var title: BilingualText
  package var topic: String
  package var topicTitle: BilingualText
  package var organisation: BilingualText
  /// The moment of submission that counts.
  package var submitted: Instant
  /// SHA-256 of the application file.
  package var facts: Hash
  package var attachments: [Attachment]
  /// The journal as the receipt saw it.
  package var checkpoint: Checkpoint
  /// The key that verifies it.
  package var key: VerifierKey
  package var attestations: [Attestation]
  package var receipt: Receipt
  package var isDemonstration: Bool

  /// A name for the file it is kept in, without its ending.
  package var fileName: String { "hefu-receipt-\(number)-v\(version)" }
}
