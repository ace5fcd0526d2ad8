internal import Foundation

/// Proof that an entry stands in the journal, in a small text file that anyone can verify offline.
///
/// ```
/// hefu-receipt/v1
/// index 41
/// salt 6GkP…
/// entry {"actor":…}
/// proof x1c…        (one line a hash)
///
/// hefu.example/2024-2
/// 57
/// rYt…
///
/// — hefu.example/2024-2 kS0…
/// ```
public struct Receipt: Hashable, Sendable {
  /// The entry as canonical JSON.
  public var entry: String
  /// Its salt.
  public var salt: [UInt8]
  /// Its number in the journal, from 0.
  public var index: Int
  /// The inclusion proof.
  public var proof: [Hash]
  /// The signed checkpoint.
  public var checkpoint: SignedNote

  static let header = "hefu-receipt/v1"

  /// A receipt.
  public init(entry: JournalEntry, salt: [UInt8], index: Int, proof: [Hash], checkpoint: SignedNote) {
    self.init(canonical: entry.canonical, salt: salt, index: index, proof: proof, checkpoint: checkpoint)
  }

  /// A receipt for an entry as it was kept: canonical JSON.
  public init(canonical entry: String, salt: [UInt8], index: Int, proof: [Hash], checkpoint: SignedNote) {
    self.entry = entry
    self.salt = salt
    self.index = index
    self.proof = proof
    self.checkpoint = checkpoint
  }

  /// Reads a receipt.
  public init(reading text: String) throws(LedgerFailure) {
    let text = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    guard let blank = text.range(of: "\n\n") else { throw .malformed(line: 1) }
    let lines = text[..<blank.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    func value(_ line: Int, _ key: String) throws(LedgerFailure) -> String {
      guard lines.indices.contains(line), lines[line].hasPrefix(key + " ") else {
        throw .malformed(line: line + 1)
      }
      return String(lines[line].dropFirst(key.count + 1))
    }
    guard lines.first == Self.header[...] else { throw .malformed(line: 1) }
    guard let index = Int(try value(1, "index")), index >= 0 else { throw .malformed(line: 2) }
    guard let salt = Base64.decode(try value(2, "salt")), salt.count >= 16 else { throw .malformed(line: 3) }
    self.index = index
    self.salt = salt
    entry = try value(3, "entry")
    proof = []
    for line in lines.indices.dropFirst(4) {
      guard let hash = Hash(base64: try value(line, "proof")) else { throw .malformed(line: line + 1) }
      proof.append(hash)
    }
    do {
      checkpoint = try SignedNote(reading: String(text[blank.upperBound...]))
    } catch {
      if case .malformed(let line) = error { throw .malformed(line: lines.count + 1 + line) }
      throw error
    }
  }

  /// The receipt as text.
  public var text: String {
    let head = [
      Self.header, "index \(index)", "salt \(Base64.encode(salt))", "entry \(entry)",
    ]
    return (head + proof.map { "proof \($0.base64)" }).joined(separator: "\n") + "\n\n"
      + checkpoint.description
  }

  /// What verification established.
  public struct Verified: Hashable, Sendable {
    /// The entry's fields, as written.
    public var entry: String
    /// The journal as it was signed.
    public var checkpoint: Checkpoint
    /// Names of the witnesses whose cosignatures were checked, with the time of each (seconds since 1970).
    public var witnesses: [String: UInt64]
  }

  /// What is wrong with a receipt that can be read.
  public enum Refusal: Error, Hashable, Sendable {
    /// The signature or the checkpoint is not right.
    case checkpoint(LedgerFailure)
    /// The proof does not lead from the entry to the signed root.
    case notIncluded
  }

  /// Verifies the receipt with nothing but the journal's public key (and those of witnesses, if wanted).
  public func verify(_ key: VerifierKey, witnesses: [VerifierKey] = []) throws(Refusal) -> Verified {
    let signed: Checkpoint
    var times: [String: UInt64] = [:]
    do throws(LedgerFailure) {
      try checkpoint.verify(key)
      signed = try Checkpoint(reading: checkpoint.text)
      // A journal signs under its own name; a witness's cosignature alone proves nothing.
      guard key.name == signed.origin, key.algorithm == 0x01 else {
        throw LedgerFailure.notSigned(by: signed.origin)
      }
      for witness in witnesses { times[witness.name] = try checkpoint.verify(witness) ?? 0 }
    } catch { throw .checkpoint(error) }
    let leaf = Hash.leaf(salt + Array(entry.utf8))
    guard
      MerkleTree.verifyInclusion(of: leaf, index: index, size: signed.size, proof: proof, root: signed.root)
    else { throw .notIncluded }
    return Verified(entry: entry, checkpoint: signed, witnesses: times)
  }
}
