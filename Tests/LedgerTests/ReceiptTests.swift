import Crypto
import Foundation
import Ledger
import Testing

private let journal = SignerKey(name: "hefu.example/2024-2", key: Curve25519.Signing.PrivateKey())
private let witness = SignerKey(name: "witness.example", key: Curve25519.Signing.PrivateKey(), cosigns: true)

private func entry(_ number: Int) -> JournalEntry {
  JournalEntry(
    event: "submitted", call: "2024-2", guide: "1", subject: "A\(number)",
    facts: .of(Array("facts \(number)".utf8)),
    attachments: ["认可文件.pdf": .of([1]), "agreement \"2\".pdf": .of([2])], time: "2024-06-03T07:59:58Z",
    actor: "p\(number)")
}

private func salt(_ number: Int) -> [UInt8] { Array(Hash.of([UInt8(number)]).bytes.prefix(16)) }

private func receipt(_ index: Int, of count: Int, cosigned: Bool = false) throws -> Receipt {
  let tree = MerkleTree((0..<count).map { entry($0).leaf(salt: salt($0)) })
  var note = try Checkpoint(origin: journal.verifier.name, size: count, root: tree.root()).signed(by: journal)
  if cosigned { try note.sign(witness, at: 1_717_401_600) }
  return Receipt(
    entry: entry(index), salt: salt(index), index: index, proof: try #require(tree.inclusionProof(of: index)),
    checkpoint: note)
}

@Suite struct ReceiptTests {
  @Test func `a receipt reads back and verifies offline with the public key alone`() throws {
    let key = try VerifierKey(journal.verifier.description)
    for count in [1, 2, 3, 7, 64, 100] {
      for index in [0, count / 2, count - 1] {
        let written = try receipt(index, of: count)
        let read = try Receipt(reading: written.text)
        #expect(read == written)
        let verified = try read.verify(key)
        #expect(verified.checkpoint.size == count)
        #expect(verified.entry.contains("\"subject\":\"A\(index)\""))
      }
    }
  }

  @Test func `any changed character of entry, salt, proof, root or signature is noticed`() throws {
    let text = try receipt(5, of: 13).text
    let key = journal.verifier
    var noticed = 0
    for (offset, character) in text.enumerated() where character != "\n" && character.isASCII {
      var changed = Array(text)
      changed[offset] = character == "A" ? "B" : "A"
      do {
        let read = try Receipt(reading: String(changed))
        _ = try read.verify(key)
        Issue.record("unnoticed: \(character) at \(offset)")
      } catch { noticed += 1 }
    }
    #expect(noticed > 500)
  }

  @Test func `another journal's key does not verify it`() throws {
    let other = SignerKey(name: journal.verifier.name, key: Curve25519.Signing.PrivateKey())
    #expect(throws: Receipt.Refusal.checkpoint(.notSigned(by: journal.verifier.name))) {
      try receipt(0, of: 4).verify(other.verifier)
    }
  }

  @Test func `a witness's cosignature is checked with its time`() throws {
    let read = try Receipt(reading: try receipt(2, of: 9, cosigned: true).text)
    let verified = try read.verify(journal.verifier, witnesses: [witness.verifier])
    #expect(verified.witnesses == ["witness.example": 1_717_401_600])
    #expect(throws: Receipt.Refusal.self) {
      try receipt(2, of: 9).verify(journal.verifier, witnesses: [witness.verifier])
    }
  }

  @Test func `a witness's cosignature does not stand in for the journal's signature`() throws {
    let read = try receipt(2, of: 9, cosigned: true)
    #expect(throws: Receipt.Refusal.checkpoint(.notSigned(by: journal.verifier.name))) {
      try read.verify(witness.verifier)
    }
  }

  @Test func `erasing an entry and its salt leaves every other proof valid`() throws {
    // The journal keeps leaf hashes only; nothing of an erased entry is needed to prove another.
    let hashes = (0..<20).map { entry($0).leaf(salt: salt($0)) }
    let tree = MerkleTree(hashes)
    let proof = try #require(tree.inclusionProof(of: 7))
    #expect(MerkleTree.verifyInclusion(of: hashes[7], index: 7, size: 20, proof: proof, root: tree.root()))
    #expect(entry(8).leaf(salt: salt(9)) != hashes[8])
  }

  @Test(arguments: [
    "", "hefu-receipt/v1", "hefu-receipt/v1\n\n", "hefu-receipt/v2\nindex 0\n\nx\n", "\n\n\n", "—",
  ])
  func `what is no receipt is refused with a line`(text: String) {
    let failure = #expect(throws: LedgerFailure.self) { try Receipt(reading: text) }
    guard case .malformed(let line) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line >= 1)
  }

  @Test func `a verifier key whose hash does not fit is refused`() {
    let text = journal.verifier.description
    #expect(throws: LedgerFailure.malformedKey) {
      try VerifierKey(text.replacingOccurrences(of: "+", with: "+0"))
    }
    #expect(throws: LedgerFailure.malformedKey) { try VerifierKey("x") }
  }

  @Test func `a signing key reads back from its one line, and from no altered one`() throws {
    for key in [journal, witness] {
      #expect(SignerKey(secret: key.secret + "\n")?.verifier == key.verifier)
      #expect(SignerKey(secret: key.verifier.description) == nil)
      #expect(SignerKey(secret: key.secret.replacing("example", with: "examp1e")) == nil)
    }
  }
}
