internal import CallGuide

/// 统一社会信用代码, the eighteen characters under which an organisation in China is registered (GB 32100-2015).
package enum CreditCode {
  /// Its alphabet: digits and capitals without I, O, S, V, Z.
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  /// Powers of 3 modulo 31, one a place.
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

  /// The check character of the first seventeen; `nil` when they are not seventeen of the alphabet.
  package static func check(_ body: String) -> Character? {
    let bytes = Array(body.utf8)
    guard bytes.count == 17 else { return nil }
    var sum = 0
    for (byte, weight) in zip(bytes, weights) {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      sum += value * weight
    }
    return Character(UnicodeScalar(alphabet[(31 - sum % 31) % 31]))
  }

  /// The code in capitals without spaces.
  /// - Throws: `invalid` for `field`, saying which of its rules it breaks.
  package static func read(_ typed: String, field: String = "creditCode") throws(CaseFailure) -> String {
    let text = typed.uppercased().filter { !$0.isWhitespace && $0 != "-" }
    func wrong(_ zh: String, _ en: String) -> CaseFailure {
      CaseFailure(
        .invalid, BilingualText(zh: zh, en: en),
        remedy: BilingualText(
          zh: "请对照营业执照或事业单位法人证书上的 18 位代码。",
          en: "Compare it with the eighteen characters on the certificate of registration."),
        field: field)
    }
    guard text.utf8.count == 18, text.count == 18 else {
      throw wrong(
        "统一社会信用代码应为 18 位，现为 \(text.count) 位",
        "A unified social credit code has 18 characters; this one has \(text.count)")
    }
    if let bad = text.first(where: { !$0.isASCII || !alphabet.contains($0.asciiValue ?? 0) }) {
      throw wrong(
        "统一社会信用代码中不会出现「\(bad)」（不用 I、O、S、V、Z）",
        "“\(bad)” does not occur in a unified social credit code (I, O, S, V, Z are not used)")
    }
    guard text.last == check(String(text.prefix(17))) else {
      throw wrong(
        "统一社会信用代码的校验位不对，可能有一位写错", "The check character is not right: one of the characters is mistyped")
    }
    return text
  }
}
