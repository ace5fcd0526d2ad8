/// The few addresses of accounts that every page links to; the desk of accounts answers them.
package enum SignInAddress {
  package static let signIn = "/sign-in"
  package static let signOut = "/sign-out"
  package static let account = "/account"
  /// The parameter that names the page to come back to.
  package static let back = "back"

  /// The sign-in page, leading back afterwards.
  package static func signIn(comingBackTo path: String) -> String {
    path == "/" || path.hasPrefix(signIn) ? signIn : signIn + "?\(back)=" + PathSegment.escape(path)
  }

  /// A page of ours to come back to, whatever the parameter says: never another site's.
  package static func comingBack(to path: String?) -> String {
    guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count < 2000,
      path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return "/" }
    return path
  }
}
