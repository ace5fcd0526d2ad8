package import CallGuide
package import Hummingbird

/// Which language a visitor reads: what they chose, else what their browser prefers, else Chinese.
package struct LanguageChoice: Sendable, Equatable {
  package static let parameter = "lang"

  /// The language of the answer.
  package var language: Language
  /// Whether the visitor chose it just now, so that it is to be remembered.
  package var isNew: Bool

  /// The choice that `?lang=`, the cookie and `Accept-Language` of a request make, in this order.
  package init(_ request: Request) {
    self.init(
      query: request.uri.queryParameters[Substring(Self.parameter)].map(String.init),
      cookie: request.headers[.cookie], accepted: request.headers[.acceptLanguage])
  }

  package init(query: String?, cookie: String?, accepted: String?) {
    let chosen = query.flatMap(Language.init(rawValue:))
    language = chosen ?? Self.remembered(in: cookie) ?? Self.preferred(in: accepted)
    isNew = chosen != nil
  }

  /// A choice made in a form.
  package init(chosen: Language) {
    language = chosen
    isNew = true
  }

  /// A request's path and query without the choice of language.
  static func address(of request: Request) -> String {
    let path = request.uri.path
    let kept = (request.uri.query ?? "").split(separator: "&").filter {
      $0 != parameter[...] && !$0.hasPrefix(parameter + "=")
    }
    return kept.isEmpty ? path : path + "?" + kept.joined(separator: "&")
  }

  /// The same address in another language; a place inside the page stays last.
  static func address(_ address: String, in language: Language) -> String {
    let page = address.prefix { $0 != "#" }
    let joint = page.contains("?") ? "&" : "?"
    return "\(page)\(joint)\(parameter)=\(language.rawValue)\(address[page.endIndex...])"
  }

  /// Where neither address nor cookie says anything, an account's own language counts more than the browser's.
  mutating func fallBack(to language: Language, _ request: Request) {
    if !isNew, Self.remembered(in: request.headers[.cookie]) == nil { self.language = language }
  }

  /// The header that makes a browser remember the choice for a year.
  package var cookie: String {
    "\(Self.parameter)=\(language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
  }

  private static func remembered(in cookie: String?) -> Language? {
    for pair in (cookie ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == parameter[...] else { continue }
      return Language(rawValue: String(parts[1]))
    }
    return nil
  }

  /// The spoken language with the highest weight (RFC 9110, 12.5.4); Chinese where none or both are named alike.
  private static func preferred(in accepted: String?) -> Language {
    var best: (language: Language, weight: Double) = (.zh, 0)
    for part in (accepted ?? "").prefix(1000).split(separator: ",") {
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      guard let range = pieces.first else { continue }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      guard let language = Language(rawValue: String(range.prefix { $0 != "-" })) else { continue }
      if weight > best.weight || (weight == best.weight && weight > 0 && language == .zh) {
        best = (language, weight)
      }
    }
    return best.language
  }
}

extension Language {
  /// The tag of the language for `lang` attributes and headers (BCP 47).
  package var tag: String { self == .zh ? "zh-Hans" : "en" }

  /// The other language.
  package var other: Language { self == .zh ? .en : .zh }
}
