/// What changed between two versions of a call.
public struct CallDiff: Sendable {
  /// What kind of change it is.
  public enum Kind: String, CaseIterable, Sendable {
    case clauseAdded, clauseRemoved
    /// Its words changed.
    case clauseChanged
    /// The same words under another id.
    case clauseRenumbered
    /// The same words, another requirement, force or class in the call file.
    case clauseReread
    case topicAdded, topicRemoved
    /// A topic's attribute: title, partners, areas, quota, envelope, limits, period, agency, number.
    case topicChanged
    case settingChanged
    case documentChanged
    /// State, batch, sets.
    case callChanged
  }

  /// One change.
  public struct Change: Hashable, Sendable {
    /// What kind of change it is.
    public var kind: Kind
    /// The clause, topic, setting, document or set; as the new version names it where it is in both.
    public var subject: String
    /// What was, as written; `nil` when it was not there.
    public var old: String?
    /// What is; `nil` when it is gone.
    public var new: String?
    /// The change in words.
    public var text: BilingualText
  }

  /// What changed from `old` to `new`: the call, its topics in the order of the new version, their clauses, the settings.
  ///
  /// Clauses are matched by equal words, then by id, then by the most similar words of the same topic, so that an item put
  /// in at the top does not make every later item look rewritten.
  /// - Complexity: linear for equal clauses; quadratic in those that changed.
  public static func between(_ old: Call, _ new: Call) -> [Change] {
    var writer = CallDiffWriter()
    writer.call(old, new)
    writer.settings(old, new)
    writer.documents(old, new)
    writer.clauses(
      old.commonClauses.filter { $0.document == "guide" }, new.commonClauses.filter { $0.document == "guide" }
    )
    writer.topics(old, new)
    writer.clauses(
      old.commonClauses.filter { $0.document != "guide" }, new.commonClauses.filter { $0.document != "guide" }
    )
    return writer.changes
  }
}
