import HTTPTypes
package import Hummingbird
import Logging

/// The outermost layer of every desk: headers that keep browsers strict, and a page instead of every error.
package struct SafeAnswers<Context: RequestContext>: RouterMiddleware {
  package init() {}

  package func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let failure as Failure {
      response = .failure(failure, choice: LanguageChoice(request))
    } catch let error as any HTTPResponseError where error.status == .notFound {
      response = .failure(.notFound, choice: LanguageChoice(request))
    } catch {
      context.logger.error(
        "unforeseen error", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
      response = .failure(.unforeseen, choice: LanguageChoice(request))
    }
    for (name, value) in Self.headers { response.headers[name] = value }
    return request.method == .head ? response.withoutBody() : response
  }

  /// Nothing is loaded but our own stylesheet and icon; no scripts, no frames, forms only to ourselves.
  private static var headers: [(HTTPField.Name, String)] { SafeHeaders.all }
}

enum SafeHeaders {
  static let all: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (name("Referrer-Policy"), "same-origin"),
    (name("X-Frame-Options"), "DENY"),
    (name("Cross-Origin-Opener-Policy"), "same-origin"),
    (name("Cross-Origin-Resource-Policy"), "same-origin"),
    (name("Permissions-Policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
  ]

  private static func name(_ text: String) -> HTTPField.Name {
    // A literal of letters and hyphens always is a field name.
    HTTPField.Name(text) ?? .xContentTypeOptions
  }
}
