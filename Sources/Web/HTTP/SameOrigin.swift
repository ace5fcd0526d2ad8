/// Whether a request that changes something comes from our own pages (protection against cross-site request forgery).
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (Fetch Metadata); older ones in `Origin`, still older ones in
/// `Referer`. A page of another site can forge none of them. A request without any of the three is refused.
package enum SameOrigin {
  /// - Parameters:
  ///   - own: our own origin, such as `https://hefu.example`.
  package static func allows(fetchSite: String?, origin: String?, referer: String?, own: String) -> Bool {
    // "none": typed, reloaded or opened from a bookmark by the person themselves.
    if let fetchSite { return fetchSite == "same-origin" || fetchSite == "none" }
    if let origin { return isOwn(origin, own) }
    guard let referer else { return false }
    // An origin ends at the third slash: `https://hefu.example/…`.
    return isOwn(
      referer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(
        separator: "/"), own)
  }

  private static func isOwn(_ origin: String, _ own: String) -> Bool {
    !own.isEmpty && withoutDefaultPort(origin.lowercased()) == withoutDefaultPort(own.lowercased())
  }

  private static func withoutDefaultPort(_ origin: String) -> Substring {
    if origin.hasPrefix("https://"), origin.hasSuffix(":443") { return origin.dropLast(4) }
    if origin.hasPrefix("http://"), origin.hasSuffix(":80") { return origin.dropLast(3) }
    return origin[...]
  }
}
