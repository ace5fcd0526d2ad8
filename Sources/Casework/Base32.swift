/// Base32 (RFC 4648) in lower case, without padding: ids and keys people may have to read out.
package enum Base32 {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// The first `count` characters of the encoding.
  package static func encode(_ bytes: [UInt8], count: Int) -> String {
    var out: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(alphabet[Int(buffer >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { out.append(alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
    return String(decoding: out.prefix(count), as: UTF8.self)
  }

  /// The bytes of a text in either case, spaces ignored; `nil` when it is no Base32.
  package static func decode(_ text: String) -> [UInt8]? {
    var out: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for character in text.utf8 where character != 0x20 && character != 0x3D {
      let lower = (0x41...0x5A).contains(character) ? character + 32 : character
      guard let value = alphabet.firstIndex(of: lower) else { return nil }
      buffer = (buffer << 5 | UInt32(value)) & 0xFFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return out
  }
}
