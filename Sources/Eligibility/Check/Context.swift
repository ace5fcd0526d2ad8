/// What an application cannot say of itself: answers of officers and experts, rulings, the other applications, the other
/// side's list. What is absent here is *waited for*, never guessed.
public struct Context: Sendable {
  /// An answer to a question.
  public enum Answer: String, CaseIterable, Sendable {
    case yes, no, unclear
  }

  /// Another application of the call.
  public struct Other: Sendable {
    /// Its id.
    public var id: String
    /// Whether it stands (withdrawn ones do not count).
    public var isStanding: Bool
    /// What it states.
    public var facts: Facts

    /// Another application.
    public init(id: String, isStanding: Bool, facts: Facts) {
      self.id = id
      self.isStanding = isStanding
      self.facts = facts
    }
  }

  /// The other side's list for one topic.
  public struct CounterpartList: Sendable {
    /// How complete the list is.
    public enum Status: String, CaseIterable, Sendable { case none, partial, final }
    /// One record of the other side.
    public struct Record: Sendable {
      /// Their reference.
      public var reference: String
      /// Names by which the pair is recognised: our leader, their leader, our organisation, theirs.
      public var names: [String?]
    }
    /// How complete the list is.
    public var status: Status
    /// The records.
    public var records: [Record]
  }

  /// Clause id → question id (or `*` for every question) → answers of one officer or several experts.
  public var answers: [String: [String: [Answer]]] = [:]
  /// Clause id → whether an officer accepted the justification.
  public var accepted: [String: Bool] = [:]
  /// Clause id → reading ruled.
  public var rulings: [String: String] = [:]
  /// The other applications; `nil` when they are not known yet.
  public var others: [Other]?
  /// Topic → the other side's list.
  public var counterparts: [String: CounterpartList] = [:]

  /// Nothing known beyond the application.
  public init() {}
}
