/// What a PDF says of itself at its end (ISO 32000-1, 7.5.5): enough to notice truncated and encrypted files.
package struct PDFTrailer: Sendable, Hashable {
  /// Whether it ends as a PDF must.
  package let isComplete: Bool
  /// Whether it needs a password or restricts what may be done with it.
  package let isEncrypted: Bool

  /// Reads the end of the file and the cross-reference it points to.
  package init(_ file: some RandomAccess) throws {
    let length = min(file.size, 2048)
    let tail = try file.read(at: file.size - length, count: length)
    let start = Self.last("startxref", in: tail)
    isComplete = start != nil && Self.last("%%EOF", in: tail) != nil
    var isEncrypted = Self.last("/Encrypt", in: tail) != nil
    if let start {
      let digits = tail[(start + 9)...].drop { $0 <= 0x20 }.prefix { (0x30...0x39).contains($0) }
      // The cross-reference may be a stream, whose dictionary stands at its beginning.
      if let offset = Int(String(decoding: digits, as: UTF8.self)), offset < file.size {
        isEncrypted = try isEncrypted || Self.last("/Encrypt", in: file.read(at: offset, count: 4096)) != nil
      }
    }
    self.isEncrypted = isEncrypted
  }

  private static func last(_ word: String, in bytes: [UInt8]) -> Int? {
    let word = Array(word.utf8)
    guard bytes.count >= word.count else { return nil }
    return stride(from: bytes.count - word.count, through: 0, by: -1).first {
      bytes[$0] == word[0] && bytes[$0...].starts(with: word)
    }
  }
}
