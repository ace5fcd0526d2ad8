package import CallGuide

/// What the page after a redirect says: a fixed sentence, named by a code in a short-lived cookie, so that nobody can put
/// words into the site's mouth.
package struct Notice: Sendable, Hashable {
  static let cookieName = "hefu-notice"

  /// Lower-case letters and hyphens, unique in the site.
  package let code: String
  package let text: BilingualText

  package init(_ code: StaticString, _ text: BilingualText) {
    self.code = "\(code)"
    self.text = text
  }

  /// The header that carries it over a redirect.
  var cookie: String { "\(Self.cookieName)=\(code); Path=/; Max-Age=60; SameSite=Lax; HttpOnly" }

  /// The header that takes it away once it was shown.
  static let clear = "\(cookieName)=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"
}
