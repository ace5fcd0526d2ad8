import Crypto
import Foundation
import Ledger
import Storage
import Testing

@Test func `a write is there for the next read`() async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let signer = SignerKey(name: "test", key: Curve25519.Signing.PrivateKey())
  let store = try await Store.open(
    .sqlite(path: folder.appending(path: "a.sqlite").path), signer: signer, now: Instant(milliseconds: 0))
  try await store.write { tx in
    try tx.run("INSERT INTO setting (name, value) VALUES ($1, $2)", .text("a"), .text("b"))
  }
  let value = try await store.read {
    try $0.row("SELECT value FROM setting WHERE name = $1", .text("a"))?.text(0)
  }
  #expect(value == "b")
  await store.close()
}
