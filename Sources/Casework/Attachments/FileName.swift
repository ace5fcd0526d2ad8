internal import Foundation

/// Names of files as people gave them, made harmless: shown and sent out, never used as a path.
package enum FileName {
  /// The longest name kept, in bytes.
  package static let limit = 180

  /// The name without folders, control characters and marks that turn the direction of writing (which can make `gpj.exe`
  /// look like `exe.jpg`), in NFC, its ending kept when it is shortened.
  package static func clean(_ name: String) -> String {
    let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? Substring().unicodeScalars
    var scalars = String.UnicodeScalarView()
    for scalar in last where !isHarmful(scalar) { scalars.append(scalar) }
    var text = String(scalars).precomposedStringWithCanonicalMapping
    text = text.trimmingCharacters(in: CharacterSet(charactersIn: " .\u{3000}\u{A0}"))
    // A name of dots alone, or none.
    if text.isEmpty { return "file" }
    return shortened(text)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    // Control; format (bidi marks, zero-width characters, tags); unassigned, private and lone surrogates; line separators.
    case .control, .format, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: true
    default: "<>:\"|?*".unicodeScalars.contains(scalar)
    }
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > limit else { return text }
    var ending = ""
    if let dot = text.lastIndex(of: "."), text[dot...].utf8.count <= 12 { ending = String(text[dot...]) }
    var out = ""
    for character in text.dropLast(ending.count) {
      guard out.utf8.count + String(character).utf8.count + ending.utf8.count <= limit else { break }
      out.append(character)
    }
    return out + ending
  }
}
