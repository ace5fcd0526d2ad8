package import CallGuide
internal import Ledger
package import Storage

extension Casework {
  /// Puts a mail into the outbox inside a use case: it goes out if and only if the transaction is kept.
  ///
  /// The reader's language comes first, the other one after it.
  /// - Parameters:
  ///   - subject: one line; line breaks become spaces, so that no header can be added.
  ///   - body: plain text, lines separated by LF.
  package func mail(
    to email: String, _ language: Language, subject: BilingualText, body: BilingualText,
    _ transaction: Transaction
  ) throws {
    let rule = String(repeating: "-", count: 60)
    let text = "\(body[language])\n\n\(rule)\n\n\(body[language == .zh ? .en : .zh])\n"
    let now = realTime.milliseconds
    try transaction.run(
      """
      INSERT INTO outbox (id, recipient, subject, body, created, due, attempts) VALUES ($1, $2, $3, $4, $5, $5, 0)
      """, .text(newID()), .text(email), .text("\(subject[language]) · Hefu"), .text(text), .integer(now))
  }
}
