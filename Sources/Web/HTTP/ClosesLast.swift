package import ServiceLifecycle

extension Site {
  /// Something to close once the server has finished its last request, such as the store.
  ///
  /// Services end in the reverse order of their list, one after the other, and the server stands last.
  package static func closingLast(_ name: String, _ close: @escaping @Sendable () async -> Void)
    -> any Service
  {
    ClosesLast(description: name, close: close)
  }
}

private struct ClosesLast: Service, CustomStringConvertible {
  let description: String
  let close: @Sendable () async -> Void

  func run() async throws {
    try? await gracefulShutdown()
    await close()
  }
}
