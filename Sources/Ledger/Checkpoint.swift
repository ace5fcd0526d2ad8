/// What a journal looked like at a moment: origin, size, root (C2SP tlog-checkpoint), to be signed as a note.
public struct Checkpoint: Hashable, Sendable {
  /// The journal's name, unique in the world: `hefu.example/2024-2`.
  public var origin: String
  /// Number of entries.
  public var size: Int
  /// Root of the tree of that size.
  public var root: Hash

  /// A checkpoint.
  public init(origin: String, size: Int, root: Hash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// Reads the text of a note.
  public init(reading text: String) throws(LedgerFailure) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 4, lines.last == "" else { throw .malformed(line: lines.count) }
    guard !lines[0].isEmpty else { throw .malformed(line: 1) }
    // Decimal without leading zeros, as the format demands.
    guard let size = Int(lines[1]), size >= 0, String(size) == lines[1] else { throw .malformed(line: 2) }
    guard let root = Hash(base64: lines[2]) else { throw .malformed(line: 3) }
    self.init(origin: lines[0], size: size, root: root)
  }

  /// The text of the note.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  /// The checkpoint as a note, signed.
  public func signed(by signer: SignerKey) throws -> SignedNote {
    var note = SignedNote(text: text)
    try note.sign(signer)
    return note
  }
}
