/// How the site is reached, as its operator says.
package struct SiteSettings: Sendable, Hashable {
  /// The address of the site, such as `https://hefu.example`; taken from each request where it is not given.
  package var origin: String?
  /// Whether TLS ends at a proxy before us, so that cookies are Secure and the peer is named by the proxy.
  package var isBehindTLS: Bool
  /// Addresses whose `X-Forwarded-For` is believed; the loopback ones where TLS ends before us and none is named.
  package var trustedProxies: Set<String>
  /// Whether this is a demonstration, which every page then says.
  package var isDemonstration: Bool
  /// Addresses whose requests are not counted, such as a load test's.
  package var uncounted: Set<String>

  package init(
    origin: String? = nil, isBehindTLS: Bool = false, trustedProxies: Set<String> = [],
    isDemonstration: Bool = false, uncounted: Set<String> = []
  ) {
    self.origin = origin
    self.isBehindTLS = isBehindTLS
    self.trustedProxies =
      trustedProxies.isEmpty && isBehindTLS ? ["127.0.0.1", "::1"] : trustedProxies
    self.isDemonstration = isDemonstration
    self.uncounted = uncounted
  }

  /// Whether the browser reaches us through TLS.
  package var isSecure: Bool { isBehindTLS || origin?.hasPrefix("https://") == true }

  /// Our own origin as a request with this `Host` sees it.
  package func ownOrigin(host: String?) -> String {
    origin ?? host.map { (isSecure ? "https://" : "http://") + $0 } ?? ""
  }

  /// The visitor's address: the peer's, or the last one in `X-Forwarded-For` that is no proxy of ours.
  package func visitorAddress(peer: String, forwarded: String?) -> String {
    guard trustedProxies.contains(peer), let forwarded else { return peer }
    for part in forwarded.split(separator: ",").reversed() {
      let address = part.filter { $0 != " " }
      if !trustedProxies.contains(address) { return String(address.prefix(64)) }
    }
    return peer
  }
}
