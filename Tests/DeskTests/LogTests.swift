import Casework
import Crypto
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import PublicSite
import Storage
import StorageFixture
import Testing
import Web

private let agency = SignerKey(name: "agency.example", key: Curve25519.Signing.PrivateKey(), cosigns: true)

/// A journal behind its desk.
private struct Log {
  let store: Store

  func write(_ count: Int) async throws {
    for number in 0..<count {
      try await store.write { transaction in
        try transaction.record(
          JournalEvent(
            event: "tested", call: "2024-2", guide: "1", subject: "\(number)", facts: .of([]),
            time: TestDatabase.beginning, actor: "p", salt: Array(Hash.of([UInt8(number)]).bytes.prefix(16))))
      }
    }
  }

  func ask(_ path: String, post body: String? = nil) async throws -> (
    status: Int, headers: HTTPFields, body: String
  ) {
    let site = Site(
      desks: [LogDesk(OpenJournal(store), clock: Clock { TestDatabase.beginning })],
      clock: Clock { TestDatabase.beginning })
    return try await Hummingbird.Application(responder: site).test(.router) { client in
      try await client.execute(
        uri: path, method: body == nil ? .get : .post,
        headers: body == nil ? [:] : [.contentType: "text/plain"], body: body.map { ByteBuffer(string: $0) }
      ) { (Int($0.status.code), $0.headers, String(buffer: $0.body)) }
    }
  }

  func checkpoint(_ path: String = "/log/checkpoint") async throws -> Checkpoint {
    try Checkpoint(reading: try SignedNote(reading: try await ask(path).body).text)
  }
}

@Suite struct LogTests {
  @Test func `what the journal publishes is enough to check it, without an account`() async throws {
    try await withStore(.sqlite) { store in
      let log = Log(store: store)
      try await log.write(5)
      let old = try await log.checkpoint()
      try await log.write(8)
      let key = try VerifierKey(try await log.ask("/log/key").body)
      let note = try SignedNote(reading: try await log.ask("/log/checkpoint").body)
      try note.verify(key)
      let new = try Checkpoint(reading: note.text)
      #expect(old.size == 5 && new.size == 13)
      let answer = try await log.ask("/log/consistency?from=5&to=13")
      #expect(answer.headers[.contentType] == "text/plain; charset=utf-8")
      #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let proof = answer.body.split(separator: "\n").compactMap { Hash(base64: String($0)) }
      #expect(MerkleTree.verifyConsistency(from: 5, old.root, to: 13, new.root, proof: proof))
      #expect(try await log.checkpoint("/log/checkpoint/5") == old)

      let entry = JournalEntry(
        event: "tested", call: "2024-2", guide: "1", subject: "3", facts: .of([]), attachments: [:],
        time: TestDatabase.beginning.description, actor: "p")
      let leaf = entry.leaf(salt: Array(Hash.of([UInt8(3)]).bytes.prefix(16)))
      let lines = try await log.ask("/log/proof?leaf=\(leaf)").body.split(separator: "\n").map(String.init)
      #expect(Array(lines.prefix(2)) == ["3", "13"])
      #expect(
        MerkleTree.verifyInclusion(
          of: leaf, index: 3, size: 13, proof: lines.dropFirst(2).compactMap(Hash.init(base64:)),
          root: new.root))
    }
  }

  @Test func `the page shows key and checkpoint in both languages, also while the journal is empty`()
    async throws
  {
    try await withStore(.sqlite) { store in
      let log = Log(store: store)
      #expect(try await log.ask("/log/?lang=zh").body.contains("日志还没有记录"))
      #expect(try await log.ask("/log/checkpoint").status == 404)
      try await log.write(1)
      let page = try await log.ask("/log/?lang=en").body
      #expect(page.contains("1 entry") && page.contains(store.journal.key.description))
    }
  }

  @Test func `a cosignature sent by a program is taken and shown from then on`() async throws {
    try await withStore(.sqlite) { store in
      let log = Log(store: store)
      try await log.write(2)
      let journal = OpenJournal(store)
      try await journal.register(
        agency.verifier, by: nil, at: TestDatabase.beginning, salt: [UInt8](repeating: 1, count: 16))
      let note = try SignedNote(reading: try await log.ask("/log/checkpoint").body)
      let cosigned = try Witness(journal: journal.key, signer: agency).cosigned(note, at: 1_718_000_000)
      let answer = try await log.ask("/log/cosignatures", post: cosigned.description)
      #expect(answer.status == 200 && answer.body.contains("agency.example"))
      #expect(try await log.ask("/log/checkpoint").body == cosigned.description)
      #expect(try await log.ask("/log/checkpoint/cosigned").body == cosigned.description)
    }
  }

  @Test(arguments: [
    ("/log/consistency", 400), ("/log/consistency?from=2&to=1", 400), ("/log/consistency?from=1&to=x", 400),
    ("/log/consistency?from=01&to=2", 400), ("/log/consistency?from=0&to=99", 404),
    ("/log/consistency?from=-1&to=2", 400),
    ("/log/checkpoint/99", 404), ("/log/checkpoint/x", 404), ("/log/checkpoint/-1", 404),
    ("/log/proof", 400), ("/log/proof?leaf=zz", 400),
    ("/log/proof?leaf=" + String(repeating: "0", count: 64), 404), ("/log/nothing", 404),
    ("/log/cosignatures", 405),
  ])
  func `what cannot be asked is answered with a reason`(path: String, status: Int) async throws {
    try await withStore(.sqlite) { store in
      let log = Log(store: store)
      try await log.write(2)
      #expect(try await log.ask(path).status == status)
    }
  }

  @Test(arguments: [("", 422), ("nonsense", 422), (String(repeating: "a", count: 20_000), 413)])
  func `what is no cosigned checkpoint is refused`(body: String, status: Int) async throws {
    try await withStore(.sqlite) { store in
      let log = Log(store: store)
      try await log.write(1)
      #expect(try await log.ask("/log/cosignatures", post: body).status == status)
    }
  }
}
