internal import HTTPTypes

/// What every answer tells a browser: to be strict.
enum SafeHeaders {
  /// Nothing is loaded but our own scripts, styles and pictures; nothing inline, no frames, forms only to ourselves.
  static let all: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (name("Referrer-Policy"), "same-origin"),
    (name("X-Frame-Options"), "DENY"),
    (name("Cross-Origin-Opener-Policy"), "same-origin"),
    (name("Cross-Origin-Resource-Policy"), "same-origin"),
    (name("Permissions-Policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
  ]

  // A literal of letters and hyphens always is a field name.
  fileprivate static func name(_ text: String) -> HTTPField.Name {
    HTTPField.Name(text) ?? .xContentTypeOptions
  }
}

extension HTTPField.Name {
  static let xForwardedFor = SafeHeaders.name("X-Forwarded-For")
  static let secFetchSite = SafeHeaders.name("Sec-Fetch-Site")
}
