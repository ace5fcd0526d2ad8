import Foundation

/// Text made comparable: compatibility forms unified (NFKC), white space and punctuation dropped, case folded.
///
/// Used for names of organisations, areas and titles, where full-width letters, spaces and dashes carry no meaning.
enum Normalised {
  /// The comparable form.
  static func key(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      guard !scalar.properties.isWhitespace, !isPunctuation(scalar) else { continue }
      out.append(scalar)
    }
    return String(out)
  }

  /// A title as written, with compatibility forms unified and white space dropped.
  static func title(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x21...0x7E, 0x4E00...0x9FFF: out.append(scalar)
      case 0xFF01...0xFF5E: out.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x09...0x0D, 0x20, 0x3000: continue
      default: return composedTitle(text)
      }
    }
    return String(out)
  }

  /// The general case, for what is neither a common Chinese character nor a half- or full-width ASCII one.
  private static func composedTitle(_ text: String) -> String {
    let unified = text.precomposedStringWithCompatibilityMapping
    return String(String.UnicodeScalarView(unified.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// The share of characters two texts have in common, for suggestions.
  static func overlap(_ left: String, _ right: String) -> Double {
    let a = Set(left), b = Set(right)
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return Double(a.intersection(b).count) / Double(a.union(b).count)
  }
}
