internal import CallGuide
internal import Casework
internal import Hummingbird
internal import Logging
internal import Storage

/// Turns whatever went wrong into a page in the visitor's language, or JSON where a program asks.
struct FailureAnswer: Sendable {
  let visit: Visit

  /// What a person or program is told; nothing of how the program is built.
  func response(to error: any Error) async -> Response {
    let failure = failure(for: error)
    if let address = failure.comesBackTo, !visit.wantsJSON {
      if [.get, .head].contains(visit.method) {
        return visit.seeOther(SignInAddress.signIn(comingBackTo: address))
      }
      return await .failure(failure, visit: visit, resending: try? visit.form())
    }
    return visit.wantsJSON ? .json(failure.tree, failure) : .failure(failure, visit: visit)
  }

  private func failure(for error: any Error) -> Failure {
    switch error {
    case let failure as Failure: return failure
    case let failure as CaseFailure: return Failure(failure)
    case let failure as StoreFailure where [.busy, .unreachable, .full, .stopped].contains(failure.code):
      visit.logger.error("the store cannot write", metadata: ["failure": "\(failure)"])
      return .unavailable
    case let error as any HTTPResponseError where error.status == .notFound: return .notFound
    default:
      visit.logger.error(
        "unforeseen error",
        metadata: ["error": "\(error)", "path": "\(visit.request.uri.path)"])
      return .unforeseen
    }
  }
}
