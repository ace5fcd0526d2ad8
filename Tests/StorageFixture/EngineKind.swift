internal import Foundation

/// Which database a test runs on; suites are parameterised over `EngineKind.available`.
package enum EngineKind: String, Sendable, CaseIterable, CustomStringConvertible {
  case sqlite
  case postgres

  /// SQLite always; PostgreSQL when `HEFU_POSTGRES` holds the address of a server where databases may be created.
  package static var available: [EngineKind] { serverAddress == nil ? [.sqlite] : allCases }

  package var description: String { rawValue }

  static var serverAddress: String? { ProcessInfo.processInfo.environment["HEFU_POSTGRES"] }
}
