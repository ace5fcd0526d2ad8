package import CallGuide
package import Hummingbird

/// Something a request cannot have: what went wrong and what to do, in both languages.
package struct Failure: Error {
  package var status: HTTPResponse.Status
  package var what: BilingualText
  package var remedy: BilingualText
  /// The methods that would be answered, for 405.
  package var allowed: [HTTPRequest.Method] = []

  package static let notFound = Failure(
    status: .notFound, what: Phrase.Failing.notFound, remedy: Phrase.Failing.notFoundRemedy)

  package static let unforeseen = Failure(
    status: .internalServerError, what: Phrase.Failing.unforeseen, remedy: Phrase.Failing.unforeseenRemedy)

  package static func badRequest(_ what: BilingualText) -> Failure {
    Failure(status: .badRequest, what: what, remedy: Phrase.Failing.badRequestRemedy)
  }

  package static func notAllowed(_ allowed: [HTTPRequest.Method]) -> Failure {
    Failure(
      status: .methodNotAllowed, what: Phrase.Failing.notAllowed, remedy: Phrase.Failing.notAllowedRemedy,
      allowed: allowed)
  }

  package static func tooLarge(limit: Int) -> Failure {
    Failure(
      status: .contentTooLarge, what: Phrase.Failing.tooLarge(kibibytes: limit / 1024),
      remedy: Phrase.Failing.tooLargeRemedy)
  }

  package static let unknownFormat = Failure(
    status: .unsupportedMediaType, what: Phrase.Failing.unknownFormat, remedy: Phrase.Failing.badRequestRemedy
  )
}
