/// Where an application stands in its life up to the deadline.
package enum ApplicationState: String, CaseIterable, Sendable {
  /// Never submitted, or given back for correction.
  case draft
  /// Submitted by the leader; the organisation's office has not confirmed yet.
  case submitted
  /// Confirmed by the lead organisation's office.
  case confirmed
  /// Endorsed by the endorsing body, where the call asks for it.
  case endorsed
  /// Taken back by the leader; counts as not submitted.
  case withdrawn

  /// What can be done to an application.
  package enum Act: String, CaseIterable, Sendable {
    case submit, confirm, endorse, giveBack, withdraw, reopen
  }

  /// The whole life in one table: what an act leads to; `nil` where it makes no sense.
  ///
  /// Submitting again replaces the version that stood; it has to be confirmed anew.
  package func after(_ act: Act) -> ApplicationState? {
    switch (self, act) {
    case (.draft, .submit), (.submitted, .submit), (.confirmed, .submit), (.endorsed, .submit): .submitted
    case (.submitted, .confirm): .confirmed
    case (.confirmed, .endorse): .endorsed
    case (.submitted, .giveBack), (.confirmed, .giveBack): .draft
    case (.submitted, .withdraw), (.confirmed, .withdraw), (.endorsed, .withdraw): .withdrawn
    case (.withdrawn, .reopen): .draft
    default: nil
    }
  }

  /// The states in which a submitted version stands.
  package static let standing: Set<ApplicationState> = [.submitted, .confirmed, .endorsed]
}
