package import CallGuide
internal import Foundation

/// A short text somebody typed on one line: trimmed, without control or direction characters.
enum PlainLine {
  /// - Parameter label: what it is, for the message.
  /// - Throws: `invalid` for `field`.
  static func read(
    _ typed: String, _ label: BilingualText, field: String, most: Int = 120, isNeeded: Bool = true
  )
    throws(CaseFailure) -> String
  {
    let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty, isNeeded {
      throw CaseFailure(
        .invalid, BilingualText(zh: "请填写\(label.zh)", en: "\(label.en) is needed"),
        remedy: BilingualText(zh: "这一项不能为空。", en: "This cannot be left empty."), field: field)
    }
    if text.unicodeScalars.count > most {
      throw CaseFailure(
        .invalid,
        BilingualText(zh: "\(label.zh)最多 \(most) 个字符", en: "\(label.en) has at most \(most) characters"),
        remedy: BilingualText(zh: "请缩短。", en: "Please shorten it."), field: field)
    }
    if text.unicodeScalars.contains(where: isHidden) {
      throw CaseFailure(
        .invalid,
        BilingualText(zh: "\(label.zh)中有看不见的控制字符", en: "\(label.en) holds invisible control characters"),
        remedy: BilingualText(zh: "请重新输入，不要从别处粘贴。", en: "Type it anew instead of pasting it."), field: field)
    }
    return text
  }

  /// Controls, line ends, and marks that turn the direction of writing: they make one name look like another.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}

/// A person's name in both scripts.
package enum PersonName {
  /// One of the two is enough; it stands for both then.
  /// - Throws: `invalid` for field `nameZh` or `nameEn`.
  package static func read(zh: String, en: String) throws(CaseFailure) -> BilingualText {
    let chinese = try PlainLine.read(
      zh, BilingualText(zh: "中文姓名", en: "The name in Chinese"), field: "nameZh", most: 60, isNeeded: false)
    let latin = try PlainLine.read(
      en, BilingualText(zh: "英文（拼音）姓名", en: "The name in Latin letters"), field: "nameEn", most: 100,
      isNeeded: chinese.isEmpty)
    return BilingualText(zh: chinese.isEmpty ? latin : chinese, en: latin.isEmpty ? chinese : latin)
  }
}
