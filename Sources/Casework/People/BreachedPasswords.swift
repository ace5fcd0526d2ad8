internal import Crypto
internal import Foundation
internal import Synchronization

/// Passwords that are known to attackers: a short list of our own, and a file where there is one.
///
/// The file has one entry a line: SHA-1 hashes in hexadecimal, sorted, with or without `:count` after them, as breach lists are
/// distributed, searched where they lie; or plain passwords in any order, kept as 8-byte fingerprints.
package final class BreachedPasswords: Sendable {
  private enum Source: Sendable {
    case none
    case sorted(path: String, size: UInt64)
    /// Sorted first halves of SHA-256; one in 10⁹ of good passwords is refused for nothing with 10¹⁰ entries.
    case fingerprints([UInt64])
  }

  private let source: Source

  /// The built-in list alone.
  package init() { source = .none }

  /// The built-in list and a file.
  /// - Throws: what Foundation throws when it cannot be read.
  package init(path: String) throws {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    let head = try handle.read(upToCount: 40) ?? Data()
    let size = try handle.seekToEnd()
    if head.count == 40, head.allSatisfy(Self.isHex) {
      source = .sorted(path: path, size: size)
    } else {
      let bytes = try Data(contentsOf: URL(filePath: path))
      source = .fingerprints(
        bytes.split { $0 == 0x0A || $0 == 0x0D }.map { Self.fingerprint(String(decoding: $0, as: UTF8.self)) }
          .sorted())
    }
  }

  /// Whether attackers know this password, in upper or lower case, or with digits and marks around a common word.
  /// - Complexity: logarithmic; some thirty small reads of a sorted file.
  package func contains(_ password: String) -> Bool {
    let lower = password.lowercased()
    let core = lower.trimmingCharacters(in: .decimalDigits.union(.punctuationCharacters).union(.symbols))
    if Self.common.contains(lower) || (Self.words.contains(core) && lower.count < core.count + 8) {
      return true
    }
    switch source {
    case .none: return false
    case .fingerprints(let known):
      return Self.has(known, Self.fingerprint(password)) || Self.has(known, Self.fingerprint(lower))
    case .sorted(let path, let size):
      // A list that cannot be read any more stops nobody from choosing a password.
      return (try? Self.search(path, size, password)) ?? false
    }
  }

  private static func fingerprint(_ text: String) -> UInt64 {
    SHA256.hash(data: Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func has(_ sorted: [UInt64], _ value: UInt64) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == value
  }

  /// Binary search over bytes: each probe reads the line that starts after it.
  private static func search(_ path: String, _ size: UInt64, _ password: String) throws -> Bool {
    let wanted = hex(Insecure.SHA1.hash(data: Array(password.utf8)))
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    var low: UInt64 = 0
    var high = size
    while low < high {
      let middle = (low + high) / 2
      try handle.seek(toOffset: middle)
      let bytes = try handle.read(upToCount: 160) ?? Data()
      // The first line is whole only at the beginning of the file.
      var start = bytes.startIndex
      if middle > 0 {
        guard let end = bytes.firstIndex(of: 0x0A) else {
          high = middle
          continue
        }
        start = end + 1
      }
      let line = bytes[start...].prefix(40).map { isHex($0) && $0 >= 0x61 ? $0 - 0x20 : $0 }
      if line == wanted { return true }
      if line.count < 40 || wanted.lexicographicallyPrecedes(line) { high = middle } else { low = middle + 1 }
    }
    // The first line has no probe of its own when the search ends beside it.
    try handle.seek(toOffset: 0)
    let first = try handle.read(upToCount: 40) ?? Data()
    return first.map { isHex($0) && $0 >= 0x61 ? $0 - 0x20 : $0 } == wanted
  }

  private static func hex(_ digest: Insecure.SHA1Digest) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// Words that make no password, whatever digits stand around them.
  private static let words: Set<String> = [
    "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "administrator", "root", "letmein",
    "welcome",
    "iloveyou", "woaini", "woaiwojia", "woaizhongguo", "zhongguo", "beijing", "shanghai", "qwerty",
    "qwertyuiop",
    "qazwsx", "qazwsxedc", "asdfgh", "asdfghjkl", "zxcvbnm", "dragon", "monkey", "football", "baseball",
    "princess",
    "sunshine", "superman", "starwars", "computer", "internet", "master", "shadow", "michael", "jordan",
    "trustno",
    "changeme", "secret", "mima", "denglu", "nihao", "wodemima", "guest", "test", "tester", "testing",
    "default",
    "login", "hello", "helloworld", "university", "science", "research", "abc", "abcd", "aaa", "xxx", "a",
    "aa", "q",
    "z", "x", "w", "woshishei", "yiersan", "keji", "daxue", "xiangmu",
  ]

  /// Whole passwords from the head of every list.
  private static let common: Set<String> = [
    "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "qwer1234",
    "qwerasdf",
    "asdf1234", "zaq12wsx", "zaq1xsw2", "a1b2c3d4", "a1b2c3d4e5", "abcd1234", "1234qwer", "1234abcd",
    "12341234",
    "123123123", "112233445566", "11223344", "147258369", "159357456", "789456123", "987654321", "5201314520",
    "5201314", "1314520", "q1w2e3r4", "q1w2e3r4t5", "qq123456", "qweasdzxc", "qweasd123", "asdasdasd",
    "zxczxczxc",
    "correcthorsebatterystaple", "correct horse battery staple", "iloveyouforever", "thisismypassword",
    "thisisapassword", "mypasswordisthis", "passwordpassword", "123456789012345", "1234567890123456",
    "qwertyuiopasdfg",
    "qwertyuiopasdfgh", "abcdefghijklmno", "abcdefghijklmnop", "woaibeijingtiananmen",
    "haohaoxuexitiantianxiangshang",
    "tobeornottobethatisthequestion", "letmeinletmeinletmein", "whatever12345678", "administrator123",
  ]
}
