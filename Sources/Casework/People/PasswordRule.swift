internal import CallGuide
internal import Crypto
internal import Foundation

/// What a password must be (NIST SP 800-63B-4, 3.1.1.2): long enough and not guessed first. No rules of composition.
struct PasswordRule: Sendable {
  /// The least length where the password is all there is, and beside a second factor; in Unicode scalars after NFKC.
  static let least = 15, leastWithSecondFactor = 8
  /// More than anybody types; bounds the work.
  static let most = 256

  let breached: BreachedPasswords

  /// - Parameter about: what an attacker knows of the person: address, names, organisation.
  /// - Throws: `invalid` for `field`.
  func require(_ password: String, hasSecondFactor: Bool, about: [String], field: String) throws(CaseFailure)
  {
    let text = password.precomposedStringWithCompatibilityMapping
    let length = text.unicodeScalars.count
    let least = hasSecondFactor ? Self.leastWithSecondFactor : Self.least
    if length < least { throw .shortPassword(least: least, hasSecondFactor: hasSecondFactor, field: field) }
    if length > Self.most { throw .longPassword(most: Self.most, field: field) }
    if Self.isAbout(text, about) { throw .personalPassword(field: field) }
    if Self.isMonotonous(text) || breached.contains(text) { throw .knownPassword(field: field) }
  }

  /// Whether next to nothing is left once what is known of the person, and of us, is taken out.
  private static func isAbout(_ password: String, _ about: [String]) -> Bool {
    var rest = password.lowercased()
    let words = (about + ["hefu", "合符", "password", "密码"]).flatMap { text in
      let text = text.lowercased()
      return [text] + text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    for word in Set(words).sorted(by: { $0.count > $1.count })
    where word.count >= 3 || word == "合符" || word == "密码" {
      rest = rest.replacing(word, with: "")
    }
    // What is strung along in signs adds little: `password2024!!!!!`.
    return rest.count < password.count && rest.filter(\.isLetter).count < 4
      && rest.filter { $0.isLetter || $0.isNumber }.count < 8
  }

  /// Whether it is a run (`abcdefgh`, `87654321`, `qwertyui`) or few characters repeated.
  private static func isMonotonous(_ password: String) -> Bool {
    let scalars = password.lowercased().unicodeScalars.map { Int($0.value) }
    if Set(scalars).count < 4 { return true }
    let steps = zip(scalars, scalars.dropFirst()).map { $1 - $0 }
    if let first = steps.first, abs(first) <= 1, steps.allSatisfy({ $0 == first }) { return true }
    // `1234567890123456` is ten characters and a repetition; what repeats is not counted twice.
    for period in 1...10 where scalars.count >= period + 4 {
      if scalars.indices.dropFirst(period).allSatisfy({ scalars[$0] == scalars[$0 - period] }) { return true }
    }
    let text = password.lowercased()
    return ["`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "qwertyuiopasdfghjklzxcvbnm"]
      .contains {
        $0.contains(text) || String($0.reversed()).contains(text)
      }
  }
}

extension CaseFailure {
  fileprivate static func shortPassword(least: Int, hasSecondFactor: Bool, field: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "密码至少 \(least) 个字符", en: "A password has at least \(least) characters"),
      remedy: hasSecondFactor
        ? BilingualText(zh: "再加几个字符；任何字符都可以。", en: "Add some more; any character will do.")
        : BilingualText(
          zh: "可以用几个互不相关的词连成一句，空格也算；启用第二重验证后 \(PasswordRule.leastWithSecondFactor) 个字符即可。",
          en:
            "Some unrelated words make a good one, spaces count. With a second factor \(PasswordRule.leastWithSecondFactor) are enough."
        ),
      field: field)
  }

  fileprivate static func longPassword(most: Int, field: String) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "密码最多 \(most) 个字符", en: "A password has at most \(most) characters"),
      remedy: BilingualText(zh: "请缩短一些。", en: "Please shorten it."), field: field)
  }

  fileprivate static func personalPassword(field: String) -> CaseFailure {
    CaseFailure(
      .invalid,
      BilingualText(
        zh: "密码几乎只由姓名、邮箱或本系统的名称组成", en: "This is little more than your name, your address or this site’s name"
      ),
      remedy: BilingualText(zh: "请换成与您本人无关的词句。", en: "Choose words that have nothing to do with you."),
      field: field)
  }

  fileprivate static func knownPassword(field: String) -> CaseFailure {
    CaseFailure(
      .invalid,
      BilingualText(zh: "这个密码太常见，或曾在别处泄露", en: "This password is too common or was leaked elsewhere"),
      remedy: BilingualText(
        zh: "攻击者会最先试它。请换一个，不要只在末尾加数字。",
        en: "It is what attackers try first. Choose another; adding a digit is not enough."),
      field: field)
  }
}
