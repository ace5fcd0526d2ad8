internal import Crypto
internal import Foundation

/// A SHA-256 hash, held in place: a tree of a million of them is one block of memory.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// A hash from its 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    var count = 0
    withUnsafeMutableBytes(of: &words) { room in
      for byte in bytes {
        if count < 32 { room[count] = byte }
        count += 1
      }
    }
    guard count == 32 else { return nil }
  }

  private init(_ digest: SHA256.Digest) {
    digest.withUnsafeBytes { bytes in
      withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
    }
  }

  /// 32 bytes.
  public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

  /// The same 32 bytes.
  public static func == (left: Hash, right: Hash) -> Bool { left.words == right.words }

  /// Four words of it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }

  /// A hash from standard base64 (RFC 4648, with padding).
  public init?(base64 text: String) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// A hash from 64 lower-case hexadecimal digits.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for digit in digits {
      switch digit {
      case 0x30...0x39: bytes.append(digit - 0x30)
      case 0x61...0x66: bytes.append(digit - 0x61 + 10)
      default: return nil
      }
    }
    self.init(bytes: stride(from: 0, to: 64, by: 2).map { bytes[$0] << 4 | bytes[$0 + 1] })
  }

  /// Standard base64 with padding.
  public var base64: String { Base64.encode(bytes) }

  /// Lower-case hexadecimal.
  public var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// SHA-256 of bytes.
  public static func of(_ bytes: some Sequence<UInt8>) -> Hash { Hash(SHA256.hash(data: Array(bytes))) }

  /// The hash of a leaf: SHA-256(0x00 ‖ data), RFC 9162 section 2.1.1.
  public static func leaf(_ data: some Sequence<UInt8>) -> Hash { of([0x00] + Array(data)) }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), RFC 9162 section 2.1.1.
  public static func node(_ left: Hash, _ right: Hash) -> Hash {
    var hasher = SHA256()
    withUnsafeBytes(of: (0x01 as UInt8)) { hasher.update(bufferPointer: $0) }
    withUnsafeBytes(of: left.words) { hasher.update(bufferPointer: $0) }
    withUnsafeBytes(of: right.words) { hasher.update(bufferPointer: $0) }
    return Hash(hasher.finalize())
  }

  /// The root of a tree without leaves: SHA-256 of nothing.
  public static let ofNothing = of([])
}

/// Base64 (RFC 4648 section 4) with exactly one spelling for every content, so that no text can be altered unnoticed.
enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else { return nil }
    return Array(data)
  }
}
