package import CallGuide
package import Casework
package import Hummingbird

/// Something a request cannot have: what went wrong and what to do, in both languages.
package struct Failure: Error {
  package var status: HTTPResponse.Status
  /// The same for programs.
  package var code: String
  package var what: BilingualText
  package var remedy: BilingualText
  /// The field or control it is about.
  package var field: String?
  /// The methods that would be answered, for 405.
  package var allowed: [HTTPRequest.Method] = []
  /// Seconds after which trying again may help, for 429 and 503.
  package var retryAfter: Int?
  /// The page to come back to after signing in, where that is all that is missing.
  package var comesBackTo: String?

  package init(
    _ status: HTTPResponse.Status, code: String, _ what: BilingualText, remedy: BilingualText,
    field: String? = nil
  ) {
    self.status = status
    self.code = code
    self.what = what
    self.remedy = remedy
    self.field = field
  }

  /// What a use case refused.
  package init(_ failure: CaseFailure) {
    let status: HTTPResponse.Status =
      switch failure.code {
      case .invalid: .unprocessableContent
      case .unauthenticated: .unauthorized
      case .forbidden, .late: .forbidden
      case .notFound: .notFound
      case .conflict: .conflict
      case .tooMany: .tooManyRequests
      case .unavailable: .serviceUnavailable
      }
    self.init(
      status, code: failure.code.rawValue, failure.what, remedy: failure.remedy, field: failure.field)
    if failure.code == .tooMany || failure.code == .unavailable { retryAfter = 5 }
  }

  package static let notFound = Failure(
    .notFound, code: "notFound", Phrase.Failing.notFound, remedy: Phrase.Failing.notFoundRemedy)

  package static let forbidden = Failure(
    .forbidden, code: "forbidden", Phrase.Failing.forbidden, remedy: Phrase.Failing.forbiddenRemedy)

  package static let foreignOrigin = Failure(
    .forbidden, code: "foreignOrigin", Phrase.Failing.foreignOrigin,
    remedy: Phrase.Failing.foreignOriginRemedy)

  package static let unforeseen = Failure(
    .internalServerError, code: "unforeseen", Phrase.Failing.unforeseen,
    remedy: Phrase.Failing.unforeseenRemedy)

  package static let unavailable = Failure(
    .serviceUnavailable, code: "unavailable", Phrase.Failing.unavailable,
    remedy: Phrase.Failing.unavailableRemedy
  ).retrying(after: 10)

  package static func signInFirst(comingBackTo path: String) -> Failure {
    var failure = Failure(
      .unauthorized, code: "unauthenticated", Phrase.Failing.signInFirst,
      remedy: Phrase.Failing.signInFirstRemedy)
    failure.comesBackTo = path
    return failure
  }

  package static func badRequest(_ what: BilingualText) -> Failure {
    Failure(.badRequest, code: "badRequest", what, remedy: Phrase.Failing.badRequestRemedy)
  }

  package static func notAllowed(_ allowed: [HTTPRequest.Method]) -> Failure {
    var failure = Failure(
      .methodNotAllowed, code: "notAllowed", Phrase.Failing.notAllowed,
      remedy: Phrase.Failing.notAllowedRemedy)
    failure.allowed = allowed
    return failure
  }

  package static func tooLarge(limit: Int) -> Failure {
    Failure(
      .contentTooLarge, code: "tooLarge", Phrase.Failing.tooLarge(kibibytes: limit / 1024),
      remedy: Phrase.Failing.tooLargeRemedy)
  }

  package static let unknownFormat = Failure(
    .unsupportedMediaType, code: "unknownFormat", Phrase.Failing.unknownFormat,
    remedy: Phrase.Failing.badRequestRemedy)

  package static func tooOften(seconds: Int) -> Failure {
    Failure(
      .tooManyRequests, code: "tooMany", Phrase.Failing.tooOften,
      remedy: Phrase.Failing.tooOftenRemedy(seconds: seconds)
    ).retrying(after: seconds)
  }

  private func retrying(after seconds: Int) -> Failure {
    var failure = self
    failure.retryAfter = seconds
    return failure
  }

  /// The failure for programs: `{"code", "what":{"zh","en"}, "remedy":{"zh","en"}, "field"?}`.
  package var tree: Tree {
    .map([
      ("code", .text(code)), ("what", .bilingual(what)), ("remedy", .bilingual(remedy)),
      ("field", field.map(Tree.text)),
    ])
  }
}
