/// Numbers of registers with their check digits, in the range marked as demonstration.
enum RegisterNumbers {
  /// Characters of a unified social credit code; I, O, S, V and Z are left out (GB 32100-2015).
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// A unified social credit code of eighteen characters (GB 32100-2015) around an organisation code (GB 11714-1997).
  /// - Parameter category: 12 public institution, 91 enterprise, 51 association.
  static func creditCode(category: String, serial: Int) -> String {
    var body = Array((category + Marks.division).utf8)
    let digits = Array(String(serial % 10_000_000 + 10_000_000).utf8.dropFirst())
    let organisation = [UInt8(ascii: "D")] + digits
    let sum = zip(organisation, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + value($1.0, base: 36) * $1.1 }
    let check = 11 - sum % 11
    body += organisation
    body.append(check == 10 ? UInt8(ascii: "X") : check == 11 ? UInt8(ascii: "0") : UInt8(0x30 + check))
    var weight = 1
    var total = 0
    for character in body {
      total += (alphabet.firstIndex(of: character) ?? 0) * weight
      weight = weight * 3 % 31
    }
    body.append(alphabet[(31 - total % 31) % 31])
    return String(decoding: body, as: UTF8.self)
  }

  /// A resident identity number (GB 11643-1999, check digit by ISO 7064 MOD 11-2).
  /// - Parameter birth: `YYYY-MM-DD`.
  static func identity(birth: String, serial: Int) -> String {
    var body = Array(Marks.division.utf8) + birth.utf8.filter { $0 != 0x2D }
    body += Array(String(serial % 1000 + 1000).utf8.dropFirst())
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body, weights).reduce(0) { $0 + Int($1.0 &- 0x30) * $1.1 }
    body.append(Array("10X98765432".utf8)[sum % 11])
    return String(decoding: body, as: UTF8.self)
  }

  private static func value(_ character: UInt8, base: Int) -> Int {
    (0x30...0x39).contains(character) ? Int(character - 0x30) : Int(character - 0x41) + 10
  }
}
