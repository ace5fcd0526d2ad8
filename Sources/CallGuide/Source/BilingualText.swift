/// A text in the two languages every person-facing string of Hefu has.
public struct BilingualText: Hashable, Sendable {
  /// Chinese, the first language.
  public var zh: String
  /// English.
  public var en: String

  /// A text in both languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The same words in both languages: codes, names, numbers.
  public init(same text: String) {
    self.init(zh: text, en: text)
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .zh: zh
    case .en: en
    }
  }
}

/// A language Hefu speaks.
public enum Language: String, CaseIterable, Sendable {
  /// Chinese (simplified).
  case zh
  /// English.
  case en
}
