package import Hummingbird
internal import NIOCore

/// What is known of a request's connection.
package struct SiteContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The peer's address without its port; empty where there is no network, as in tests.
  package let peer: String

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? ""
  }
}
