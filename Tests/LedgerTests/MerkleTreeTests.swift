import Ledger
import Testing

private func leaves(_ count: Int) -> [Hash] {
  (0..<count).map { Hash.leaf(Array("leaf \($0)".utf8)) }
}

/// The definition of RFC 9162 section 2.1.1, word for word, as the yardstick.
private func definition(_ leaves: ArraySlice<Hash>) -> Hash {
  if leaves.isEmpty { return .ofNothing }
  if leaves.count == 1 { return leaves[leaves.startIndex] }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  let middle = leaves.startIndex + split
  return .node(definition(leaves[..<middle]), definition(leaves[middle...]))
}

@Suite struct MerkleTreeTests {
  @Test func `roots of trees of 0 to 300 leaves are those of the definition, at every earlier size too`() {
    let all = leaves(300)
    let tree = MerkleTree(all)
    for size in 0...300 { #expect(tree.root(size: size) == definition(all[..<size])) }
  }

  @Test func `the roots of RFC 6962's test leaves are the published ones`() {
    // The eight inputs used by the certificate transparency test vectors.
    let inputs: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
      [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ]
    let tree = MerkleTree(inputs.map { Hash.leaf($0) })
    #expect(
      tree.root(size: 0).description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      tree.root(size: 1).description == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(
      tree.root(size: 2).description == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
    #expect(
      tree.root(size: 8).description == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
  }

  @Test func `every leaf of every tree up to 130 is proved, and no other is`() throws {
    let all = leaves(130)
    let tree = MerkleTree(all)
    for size in 1...130 {
      let root = tree.root(size: size)
      for index in 0..<size {
        let proof = try #require(tree.inclusionProof(of: index, size: size))
        func holds(_ leaf: Hash, _ index: Int, _ size: Int, _ proof: [Hash]) -> Bool {
          MerkleTree.verifyInclusion(of: leaf, index: index, size: size, proof: proof, root: root)
        }
        #expect(holds(all[index], index, size, proof))
        #expect(!holds(all[(index + 1) % 130], index, size, proof))
        #expect(!holds(all[index], index, size, proof + [root]))
        if !proof.isEmpty { #expect(!holds(all[index], index, size, Array(proof.dropLast()))) }
        #expect(!holds(all[index], size, size, proof))
        #expect(!holds(all[index], -1, size, proof))
      }
      #expect(tree.inclusionProof(of: size, size: size) == nil)
    }
  }

  @Test func `every earlier tree is shown to be the beginning of every later one`() throws {
    let all = leaves(70)
    let tree = MerkleTree(all)
    var forged = all
    forged[3] = Hash.leaf(Array("forged".utf8))
    let other = MerkleTree(forged)
    for size in 0...70 {
      for old in 0...size {
        let proof = try #require(tree.consistencyProof(from: old, size: size))
        let oldRoot = tree.root(size: old)
        let root = tree.root(size: size)
        #expect(MerkleTree.verifyConsistency(from: old, oldRoot, to: size, root, proof: proof))
        if old > 3 {
          #expect(
            !MerkleTree.verifyConsistency(from: old, other.root(size: old), to: size, root, proof: proof))
        }
        if old > 0, old < size {
          #expect(
            !MerkleTree.verifyConsistency(from: old, oldRoot, to: size, root, proof: []) || proof.isEmpty)
          #expect(!MerkleTree.verifyConsistency(from: old, oldRoot, to: size, root, proof: proof + [root]))
        }
      }
    }
    #expect(tree.consistencyProof(from: 71) == nil)
  }
}
