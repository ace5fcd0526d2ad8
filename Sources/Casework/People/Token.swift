internal import Ledger

/// A secret that stands for a session, or for the right to use a mailed link once: 160 random bits. The store keeps its SHA-256.
package struct Token: Sendable, Hashable {
  package let bytes: [UInt8]

  /// What comes back from a cookie or a link.
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads what `text` prints; `nil` when it is none.
  package init?(_ text: String) {
    guard text.utf8.count == 32, let bytes = Base32.decode(text), bytes.count == 20 else { return nil }
    self.bytes = bytes
  }

  init(random: (Int) -> [UInt8]) { bytes = random(20) }

  /// 32 lower-case characters.
  package var text: String { Base32.encode(bytes, count: 32) }

  /// What the store knows of it.
  var hash: [UInt8] { Hash.of(bytes).bytes }
}

/// Where a request came from, as shown in the list of one's sessions.
package struct Origin: Sendable, Hashable {
  package var address: String
  /// The browser's own description.
  package var agent: String

  package init(address: String, agent: String) {
    self.address = address.isEmpty ? "-" : String(address.prefix(64))
    self.agent = String(agent.prefix(200))
  }
}
