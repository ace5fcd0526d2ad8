/// Titles written in Chinese characters and ASCII only, which is nearly all of them: there bytes and characters agree, so
/// bytes decide. Any other title is read character by character (`Evaluator.title`).
enum PlainTitle {
  /// How the bytes of a title stand to a format.
  enum Match: Equatable {
    /// It has the form, with the country's name in the form with this index.
    case form(Int)
    /// It lacks the prefix or the suffix.
    case ends
    /// The country's name does not follow the prefix.
    case country
    /// Nothing stands between country and suffix.
    case noField
  }

  /// Whether bytes and characters agree: printing ASCII, and U+4000 to U+9FFF, which nothing composes or folds.
  static func isPlain(_ title: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in title {
      switch byte {
      case 0x21...0x7E, 0x80...0xBF, 0xE4...0xE9: continue
      default: return false
      }
    }
    return true
  }

  /// Matches prefix, country and suffix; `forms` are the country's names, longest first.
  static func match(
    _ title: UnsafeBufferPointer<UInt8>, prefix: some Collection<UInt8>, forms: [[UInt8]],
    suffix: some Collection<UInt8>
  ) -> Match {
    let prefixCount = prefix.count
    let suffixCount = suffix.count
    guard title.count >= prefixCount + suffixCount, title.starts(with: prefix),
      title[(title.count - suffixCount)...].elementsEqual(suffix)
    else { return .ends }
    let middle = UnsafeBufferPointer(rebasing: title[prefixCount..<title.count - suffixCount])
    guard let form = forms.firstIndex(where: { middle.starts(with: $0) }) else { return .country }
    return middle.count == forms[form].count ? .noField : .form(form)
  }
}
