/// Somebody who looks at each checkpoint and puts a name under it only when it continues what was seen before (C2SP
/// tlog-witness, by exchange of files or over the network).
///
/// A journal that shows one history to one reader and another to somebody else has to get both past its witnesses.
public struct Witness: Sendable {
  /// The journal's key.
  public let journal: VerifierKey
  private let signer: SignerKey

  /// A witness of one journal.
  public init(journal: VerifierKey, signer: SignerKey) {
    self.journal = journal
    self.signer = signer
  }

  /// Why a witness does not sign.
  public enum Refusal: Error, Hashable, Sendable {
    /// The journal's own signature or the checkpoint is not right.
    case checkpoint(LedgerFailure)
    /// It is older than what was seen already.
    case older(seen: Checkpoint, shown: Checkpoint)
    /// The same size with another root: two histories, both signed by the journal.
    case fork(seen: Checkpoint, shown: Checkpoint)
    /// Nothing shows that it continues what was seen: a proof is wanting or wrong, or the history was altered.
    case notContinued(seen: Checkpoint, shown: Checkpoint)
  }

  /// Checks a checkpoint against the one seen last; sign only after what this returns has been kept as the one seen last.
  /// - Parameter proof: the consistency proof between the two, empty where there is none before or nothing was added.
  public func check(_ note: SignedNote, after seen: Checkpoint?, proof: [Hash]) throws(Refusal) -> Checkpoint
  {
    let shown: Checkpoint
    do throws(LedgerFailure) {
      try note.verify(journal)
      shown = try Checkpoint(reading: note.text)
      guard shown.origin == journal.name, journal.algorithm == 0x01 else {
        throw LedgerFailure.notSigned(by: shown.origin)
      }
    } catch { throw .checkpoint(error) }
    guard let seen else { return shown }
    guard shown.size >= seen.size else { throw .older(seen: seen, shown: shown) }
    if shown.size == seen.size {
      guard shown.root == seen.root else { throw .fork(seen: seen, shown: shown) }
      return shown
    }
    guard
      MerkleTree.verifyConsistency(from: seen.size, seen.root, to: shown.size, shown.root, proof: proof)
    else { throw .notContinued(seen: seen, shown: shown) }
    return shown
  }

  /// The note with the witness's cosignature under it.
  /// - Parameter time: seconds since 1970.
  public func cosigned(_ note: SignedNote, at time: UInt64) throws -> SignedNote {
    var note = note
    try note.sign(signer, at: time)
    return note
  }
}
