package import CallGuide
package import Casework
internal import HTTPTypes
package import Hummingbird
package import Ledger
package import Logging
package import Markup
internal import Synchronization

/// One request, as a desk sees it.
package struct Visit: Sendable {
  package var request: Request
  package var choice: LanguageChoice
  /// Who asks; `nil` when nobody is signed in.
  package var actor: Actor?
  /// The token of the session, for signing out.
  package var token: [UInt8]?
  /// The visitor's address, seen through trusted proxies.
  package var address: String
  /// The present moment.
  package var now: Instant
  /// How the session's cookie is called here.
  package var cookie: SessionCookie
  /// What stands around the page.
  package var surroundings: Surroundings
  /// The most bytes the body may have.
  package var bodyLimit: Int
  package var logger: Logger
  let sent = SentBody()

  package var language: Language { choice.language }
  package var method: HTTPRequest.Method { request.method }
  /// Whether the visitor may change something with this request.
  package var isPost: Bool { request.method == .post }

  /// Who is signed in.
  /// - Throws: a `Failure` that leads to the sign-in page and back.
  package func signedIn() throws(Failure) -> Actor {
    guard let actor else { throw .signInFirst(comingBackTo: surroundings.address) }
    return actor
  }

  /// The form that was sent. That it comes from our own pages was checked before.
  package func form() async throws -> FormBody {
    if let form = sent.form { return form }
    try sent.begin()
    let form: FormBody
    if request.headers[.contentType]?.hasPrefix("multipart/form-data") == true {
      var parts = try Multipart(request, limits: Multipart.Limits(file: 0), bodyLimit: bodyLimit)
      form = try await parts.fields()
    } else {
      form = try await FormBody(request, limit: bodyLimit)
    }
    sent.keep(form)
    return form
  }

  /// What was sent with files. The route's `bodyLimit` bounds all of it.
  package func multipart(_ limits: Multipart.Limits) throws -> Multipart {
    try sent.begin()
    return try Multipart(request, limits: limits, bodyLimit: bodyLimit)
  }

  /// The body as it arrives, for files sent by themselves.
  package func body() throws -> BoundedBody {
    try sent.begin()
    return try BoundedBody(request, limit: bodyLimit)
  }

  /// A value of the query, such as `page` in `?page=2`, without NUL, as in forms.
  package func query(_ name: String) -> String? {
    request.uri.queryParameters[Substring(name)].map { FormBody.withPlainBreaks(String($0)) }
  }

  /// Whether a program asks and wants JSON.
  package var wantsJSON: Bool { Self.wantsJSON(request) }

  static func wantsJSON(_ request: Request) -> Bool {
    request.headers[.accept]?.hasPrefix("application/json") ?? false
  }

  // MARK: answers

  /// What stands around a page for this visitor.
  package func frame(
    title: String, description: String = "", languageSwitch: Frame.Switch? = nil, scripts: [Asset] = []
  ) -> Frame {
    Frame(
      language: language, title: title, description: description,
      languageSwitch: languageSwitch ?? .link(surroundings.address), surroundings: surroundings,
      scripts: scripts
    )
  }

  /// A page. What is somebody's own, or answers what they sent, is not kept by the browser.
  package func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> Response {
    var response = Response.page(html, status: status, choice: choice)
    if actor != nil || status != .ok || ![.get, .head].contains(method) {
      response.headers[.cacheControl] = "no-store"
    }
    return response
  }

  /// A document for programs.
  package func json(_ tree: Tree, status: HTTPResponse.Status = .ok) -> Response {
    .json(tree, status: status)
  }

  /// “Look there instead”, optionally with something to say there.
  package func seeOther(_ location: String, notice: Notice? = nil) -> Response {
    var response = Response.seeOther(location, choice: choice)
    if let notice { response.headers.append(HTTPField(name: .setCookie, value: notice.cookie)) }
    return response
  }
}

/// A body arrives once: whoever reads it first has it; a form is kept for whoever asks again.
final class SentBody: Sendable {
  private enum State { case unread, begun, form(FormBody) }

  private let state = Mutex(State.unread)

  /// The form, if it was read as one.
  var form: FormBody? { state.withLock { if case .form(let form) = $0 { form } else { nil } } }

  /// Starts reading.
  /// - Throws: `Failure` when somebody did before.
  func begin() throws(Failure) {
    let isFirst = state.withLock { state in
      guard case .unread = state else { return false }
      state = .begun
      return true
    }
    guard isFirst else { throw .unforeseen }
  }

  func keep(_ form: FormBody) { state.withLock { $0 = .form(form) } }
}
