internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// Bounds of the server; Hummingbird has none by default.
package struct ServerLimits: Sendable, Hashable {
  /// Seconds after which a connection on which no request makes progress is closed.
  package var idle: Int64
  /// Connections at once; more wait in the kernel's queue.
  package var connections: Int
  /// Bytes of all header fields of a request.
  package var headers: Int
  /// The slowest body, in bytes a second of waiting for it.
  package var bodyRate: Int
  /// Seconds of waiting that a body is forgiven before its rate counts.
  package var bodyGrace: Int64

  package init(
    idle: Int64 = 30, connections: Int = 2048, headers: Int = 16 * 1024, bodyRate: Int = 1024,
    bodyGrace: Int64 = 10
  ) {
    self.idle = idle
    self.connections = connections
    self.headers = headers
    self.bodyRate = bodyRate
    self.bodyGrace = bodyGrace
  }

  /// HTTP/1.1 within these bounds.
  var server: HTTPServerBuilder {
    let pace = BodyPace.Bounds(bytesPerSecond: bodyRate, grace: .seconds(bodyGrace))
    return .http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [BodyPace(pace)], idleTimeout: .seconds(idle),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: headers, maxHeaderListSize: headers, maxHeaderFieldCount: 100)))
  }

  /// Where to listen, and how many connections at once.
  func configuration(host: String, port: Int, logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: MaximumAvailableConnections(connections, logger: logger))
  }
}
