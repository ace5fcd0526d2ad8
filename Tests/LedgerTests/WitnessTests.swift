import Crypto
import Ledger
import Testing

private let journal = SignerKey(name: "hefu.example/2024-2", key: Curve25519.Signing.PrivateKey())
private let agency = SignerKey(name: "agency.example", key: Curve25519.Signing.PrivateKey(), cosigns: true)
private let tree = MerkleTree((0..<40).map { Hash.leaf([UInt8($0)]) })

private func note(_ size: Int, of tree: MerkleTree = tree, by signer: SignerKey = journal) throws
  -> SignedNote
{
  try Checkpoint(origin: "hefu.example/2024-2", size: size, root: tree.root(size: size)).signed(by: signer)
}

@Suite struct WitnessTests {
  private let witness = Witness(journal: journal.verifier, signer: agency)

  @Test func `a witness follows a journal that only grows, in steps of any size`() throws {
    var seen: Checkpoint?
    for size in [0, 1, 2, 2, 7, 8, 31, 32, 40] {
      let proof = try #require(tree.consistencyProof(from: seen?.size ?? 0, size: size))
      seen = try witness.check(try note(size), after: seen, proof: proof)
      #expect(seen?.size == size)
    }
    let cosigned = try witness.cosigned(try note(40), at: 7)
    #expect(try cosigned.verify(agency.verifier) == 7)
    try cosigned.verify(journal.verifier)
  }

  @Test func `no altered history gets past it, at any size and with any proof of its own`() throws {
    let seen = try witness.check(try note(17), after: nil, proof: [])
    for changed in 0..<17 {
      let forged = MerkleTree((0..<40).map { Hash.leaf([UInt8($0 == changed ? 99 : $0)]) })
      for size in 17...40 {
        let proof = try #require(forged.consistencyProof(from: 17, size: size))
        #expect(throws: Witness.Refusal.self) {
          try witness.check(try note(size, of: forged), after: seen, proof: proof)
        }
      }
    }
  }

  @Test func `what is older, forked, unproved or signed by another is told apart`() throws {
    let seen = try witness.check(try note(17), after: nil, proof: [])
    let other = MerkleTree((0..<40).map { Hash.leaf([UInt8($0 + 1)]) })
    func refusal(_ note: SignedNote) -> Witness.Refusal? {
      do throws(Witness.Refusal) {
        _ = try witness.check(note, after: seen, proof: [])
        return nil
      } catch { return error }
    }
    let older = try Checkpoint(reading: note(3).text)
    #expect(refusal(try note(3)) == .older(seen: seen, shown: older))
    let forked = try Checkpoint(reading: note(17, of: other).text)
    #expect(refusal(try note(17, of: other)) == .fork(seen: seen, shown: forked))
    let newer = try Checkpoint(reading: note(20).text)
    #expect(refusal(try note(20)) == .notContinued(seen: seen, shown: newer))
    let stranger = SignerKey(name: "hefu.example/2024-2", key: Curve25519.Signing.PrivateKey())
    #expect(refusal(try note(20, by: stranger)) == .checkpoint(.notSigned(by: "hefu.example/2024-2")))
    #expect(refusal(try note(17)) == nil)
  }
}
