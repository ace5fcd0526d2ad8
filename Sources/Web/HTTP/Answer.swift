package import CallGuide
package import Hummingbird
package import Markup

extension Response {
  /// A page of the site.
  package static func page(_ html: HTML, status: HTTPResponse.Status = .ok, choice: LanguageChoice)
    -> Response
  {
    var headers: HTTPFields = [
      .contentType: "text/html; charset=utf-8", .contentLanguage: choice.language.tag,
      .vary: "Accept-Language, Cookie", .cacheControl: "no-cache",
    ]
    if choice.isNew { headers[.setCookie] = choice.cookie }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: html.bytes)))
  }

  /// A document for programs.
  package static func json(_ tree: Tree, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONWriter.write(tree, pretty: false))))
  }

  /// What went wrong, for programs.
  static func json(_ tree: Tree, _ failure: Failure) -> Response {
    var response = json(tree, status: failure.status)
    response.setHeaders(of: failure)
    return response
  }

  /// What went wrong, in the visitor's language; with what was sent, where signing in is all that was missing.
  static func failure(_ failure: Failure, visit: Visit, resending form: FormBody? = nil) -> Response {
    var response = visit.page(
      FailurePage(failure: failure, visit: visit, form: form).write(), status: failure.status)
    response.setHeaders(of: failure)
    return response
  }

  private mutating func setHeaders(of failure: Failure) {
    if !failure.allowed.isEmpty { headers[.allow] = failure.allowed.map(\.rawValue).joined(separator: ", ") }
    if let seconds = failure.retryAfter { headers[.retryAfter] = String(seconds) }
  }

  /// “Look there instead.”
  package static func seeOther(_ location: String, choice: LanguageChoice) -> Response {
    var headers: HTTPFields = [.location: location, .cacheControl: "no-store"]
    if choice.isNew { headers[.setCookie] = choice.cookie }
    return Response(status: .seeOther, headers: headers)
  }

  /// The same answer without its body, for HEAD.
  package func withoutBody() -> Response {
    var headers = headers
    if let length = body.contentLength { headers[.contentLength] = String(length) }
    return Response(status: status, headers: headers)
  }
}
