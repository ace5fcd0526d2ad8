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
    /// It has the form, but begins with the longer name of another country.
    case rival
  }

  /// Whether bytes and characters agree: printing ASCII, and U+4000 to U+9FFF, which nothing composes or folds.
  static func isPlain(_ title: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without branches, so that the compiler takes sixteen bytes at a time.
    var other: UInt8 = 0
    for byte in title {
      let printing: UInt8 = byte &- 0x21 < 0x5E ? 1 : 0
      let continuing: UInt8 = byte &- 0x80 < 0x40 ? 1 : 0
      let leading: UInt8 = byte &- 0xE4 < 6 ? 1 : 0
      other |= 1 ^ (printing | continuing | leading)
    }
    return other == 0
  }

  /// Matches prefix, country and suffix; `forms` are the country's names, longest first, `rivals` the names of other
  /// countries that begin like it.
  static func match(
    _ title: UnsafeBufferPointer<UInt8>, prefix: [UInt8], forms: [[UInt8]], rivals: [[UInt8]],
    suffix: [UInt8]
  ) -> Match {
    let prefixCount = prefix.count
    let suffixCount = suffix.count
    guard title.count >= prefixCount + suffixCount, stands(prefix, in: title, at: 0),
      stands(suffix, in: title, at: title.count - suffixCount)
    else { return .ends }
    let middleCount = title.count - prefixCount - suffixCount
    for index in forms.indices {
      let count = forms[index].count
      guard count <= middleCount, stands(forms[index], in: title, at: prefixCount) else { continue }
      guard count < middleCount else { return .noField }
      for rival in rivals where rival.count <= middleCount && stands(rival, in: title, at: prefixCount) {
        return .rival
      }
      return .form(index)
    }
    return .country
  }

  @inline(__always)
  private static func stands(
    _ word: [UInt8], in title: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    var index = start
    for byte in word {
      if title[index] != byte { return false }
      index += 1
    }
    return true
  }
}
