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

  /// What went wrong, in the visitor's language.
  package static func failure(_ failure: Failure, choice: LanguageChoice) -> Response {
    var response = page(failurePage(failure, choice.language), status: failure.status, choice: choice)
    response.headers[.cacheControl] = "no-store"
    if !failure.allowed.isEmpty {
      response.headers[.allow] = failure.allowed.map(\.rawValue).joined(separator: ", ")
    }
    return response
  }

  /// “Look there instead.”
  package static func seeOther(_ location: String, choice: LanguageChoice) -> Response {
    var headers: HTTPFields = [.location: location, .cacheControl: "no-cache"]
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
