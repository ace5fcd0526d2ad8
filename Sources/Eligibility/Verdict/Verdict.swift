public import CallGuide

/// The three values.
public enum Verdict: String, CaseIterable, Sendable {
  case satisfied, violated, undetermined
}

/// A flag of a clause that only encourages.
public enum PreferenceFlag: String, CaseIterable, Sendable {
  case set = "true"
  case notSet = "false"
  case unknown
}

/// Something worth knowing beside a verdict; never decides anything.
public enum Note: Hashable, Sendable {
  /// A one-character country name that other countries or a bloc share.
  case shortNameShared(name: String, with: [String], bloc: BilingualText?)
  /// Places that stay free.
  case placesFree(Int)
  /// Money that stays free.
  case moneyFree(Amount)
  /// The plan promises less than the clause asks for.
  case planShort(count: Int, needed: Int)
  /// The limit is passed with a recorded reason.
  case exception
  /// A reading was closed by a ruling.
  case ruled(String, BilingualText)
}

/// What a clause says of one application.
public struct ClauseResult: Hashable, Sendable {
  /// The clause's id.
  public var clause: String
  /// The verdict; `nil` for information and encouragement.
  public var verdict: Verdict?
  /// The flag of an encouragement.
  public var flag: PreferenceFlag?
  /// Why; empty when satisfied.
  public var reasons: [Reason]
  /// What else is worth knowing.
  public var notes: [Note]
}
