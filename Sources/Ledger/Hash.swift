internal import Crypto
internal import Foundation

/// A SHA-256 hash.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// A hash from its 32 bytes.
  public init?(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
    guard self.bytes.count == 32 else { return nil }
  }

  private init(_ digest: SHA256.Digest) { bytes = Array(digest) }

  /// A hash from standard base64 (RFC 4648, with padding).
  public init?(base64 text: String) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
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
  public static func node(_ left: Hash, _ right: Hash) -> Hash { of([0x01] + left.bytes + right.bytes) }

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
