package import CallGuide

/// Why a use case did not happen: a code for programs, what and what to do for people, and the field where there is one.
package struct CaseFailure: Error, Sendable, Hashable {
  /// What kind of refusal it is; the edge turns it into a status.
  package enum Code: String, Sendable {
    /// What was entered cannot be taken.
    case invalid
    /// Nobody is signed in, or the sign-in is not right.
    case unauthenticated
    /// The actor may not do it.
    case forbidden
    /// There is no such thing, or the actor may not know of it: the two look the same.
    case notFound
    /// Somebody else changed it meanwhile, or it is not in a state for this.
    case conflict
    /// Too late.
    case late
    /// Too often.
    case tooMany
    /// The service cannot do it at this moment; trying again may help.
    case unavailable
  }

  package var code: Code
  package var what: BilingualText
  package var remedy: BilingualText
  /// The field or control it is about.
  package var field: String?

  package init(_ code: Code, _ what: BilingualText, remedy: BilingualText, field: String? = nil) {
    self.code = code
    self.what = what
    self.remedy = remedy
    self.field = field
  }
}
