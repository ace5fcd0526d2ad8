import CallGuide
import Foundation
import Ledger
import Testing

/// Agreement with an independent implementation; `vectors.py` says how the file was made.
@Suite struct PeerTests {
  private func vectors() throws -> Tree {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.json")
    return try JSONReader.read(Array(try Data(contentsOf: file)), file: "vectors.json")
  }

  private let tree = MerkleTree((0..<300).map { Hash.leaf(Array("leaf \($0)".utf8)) })

  private func number(_ tree: Tree, _ key: String) -> Int { tree[key]?.scalar.flatMap { Int($0) } ?? -1 }

  @Test func `roots of 0 to 300 leaves agree`() throws {
    let roots = try #require(try vectors()["roots"]?.list?.compactMap(\.scalar))
    #expect(roots == (0...300).map { tree.root(size: $0).description })
  }

  private func digest(_ proofs: [[Hash]]) -> String {
    Hash.of(proofs.flatMap { [UInt8($0.count)] + $0.flatMap(\.bytes) }).description
  }

  @Test func `every inclusion proof in trees of 1 to 64 leaves agrees`() throws {
    let expected = try #require(try vectors()["allInclusion"]?.list?.compactMap(\.scalar))
    #expect(
      expected
        == (1...64).map { size in
          digest((0..<size).compactMap { tree.inclusionProof(of: $0, size: size) })
        })
  }

  @Test func `every consistency proof between trees of 1 to 64 leaves agrees`() throws {
    let expected = try #require(try vectors()["allConsistency"]?.list?.compactMap(\.scalar))
    #expect(
      expected
        == (1...64).map { size in
          digest((1...size).compactMap { tree.consistencyProof(from: $0, size: size) })
        })
  }

  @Test(arguments: ["inclusion", "consistency"])
  func `proofs in trees of up to 300 leaves agree`(kind: String) throws {
    let samples = try #require(try vectors()[kind]?.list)
    #expect(samples.count >= 40)
    for vector in samples {
      let first = number(vector, "first")
      let size = number(vector, "size")
      let proof =
        kind == "inclusion"
        ? tree.inclusionProof(of: first, size: size) : tree.consistencyProof(from: first, size: size)
      #expect(proof?.map(\.description) == vector["proof"]?.list?.compactMap(\.scalar), "\(first) \(size)")
    }
  }

  @Test func `a receipt made by other programs verifies, and its entry is ours to the byte`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
    let keys = try text("golden.key").split(separator: "\n").map { try VerifierKey(String($0)) }
    let receipt = try Receipt(reading: try text("golden.receipt"))
    let verified = try receipt.verify(keys[0], witnesses: [keys[1]])
    #expect(verified.checkpoint.size == 11)
    #expect(verified.witnesses == ["witness.example": 1_717_401_600])
    let entry = JournalEntry(
      event: "submitted", call: "2024-2", guide: "1", subject: "A6", facts: .of(Array("facts 6".utf8)),
      attachments: ["认可文件.pdf": .of(Array("file".utf8))], time: "2024-06-03T07:59:58Z", actor: "p6")
    #expect(verified.entry == entry.canonical)
    #expect(receipt.text == (try text("golden.receipt")))
  }
}
