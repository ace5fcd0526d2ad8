internal import CallGuide
internal import Ledger
internal import Storage

// Mail that follows from what happened; written into the outbox in the same transaction, sent afterwards.
extension Casework {
  /// Tells the lead organisation's office that a version waits for its confirmation, and the leader that it arrived.
  static func tellOffice(_ application: Application, _ submission: Submission, _ transaction: Transaction)
    throws
  {
    let readers = try transaction.rows(
      """
      SELECT c.email FROM account c WHERE c.closed IS NULL AND (c.id = $2 OR EXISTS (
        SELECT 1 FROM membership m WHERE m.account = c.id AND m.organisation = $1 AND m.role = 'office'))
      ORDER BY c.id LIMIT 16
      """, .text(application.organisation), .text(application.leader))
    let subject = "[\(application.number)] 申报书已提交，待单位确认 · Submitted, to be confirmed"
    let body = """
      申报书 \(application.number)《\(application.title)》已于 \(Beijing.moment(submission.at))（北京时间）提交，等待牵头单位确认。
      请登录系统查看并办理。

      Application \(application.number) was submitted at \(Beijing.moment(submission.at)) Beijing time and waits for the lead
      organisation’s confirmation. Please sign in to see it.
      """
    for (row, id) in zip(readers, submission.mail) {
      try transaction.run(
        """
        INSERT INTO outbox (id, recipient, subject, body, created, due, attempts) VALUES ($1, $2, $3, $4, $5, $5, 0)
        """, .text(id), .text(row.text(0)), .text(subject), .text(body), .integer(submission.at.milliseconds))
    }
  }
}
