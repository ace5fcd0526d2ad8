package import Hummingbird
package import HummingbirdCore
package import Logging
import NIOCore

/// Bounds of the server; Hummingbird has none by default.
package enum ServerLimits {
  /// A connection on which nothing happens for so long is closed.
  static let idleSeconds: Int64 = 30
  /// More connections wait in the kernel's queue.
  static let connections = 2048
  static let headerBytes = 16 * 1024

  /// HTTP/1.1 with an idle timeout and small headers.
  package static var server: HTTPServerBuilder {
    .http1(
      configuration: HTTP1Channel.Configuration(
        idleTimeout: .seconds(idleSeconds),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: headerBytes, maxHeaderListSize: headerBytes, maxHeaderFieldCount: 100)))
  }

  /// Where to listen, and how many connections at once.
  package static func configuration(host: String, port: Int, logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: MaximumAvailableConnections(connections, logger: logger))
  }
}
