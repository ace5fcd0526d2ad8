/// A value of the YAML that is being drafted, written in flow style with every text quoted.
indirect enum Sketch: Sendable {
  /// A text, quoted unless it is a plain word.
  case text(String)
  case list([Sketch])
  case map([(key: String, value: Sketch)])

  static func number(_ number: Int) -> Sketch { .text(String(number)) }
  static func words(_ words: [String]) -> Sketch { .list(words.map { .text($0) }) }
  static func pair(_ text: BilingualText) -> Sketch { ["zh": .text(text.zh), "en": .text(text.en)] }

  /// The value on one line.
  var yaml: String {
    switch self {
    case .text(let text): Self.scalar(text)
    case .list(let elements): "[" + elements.map(\.yaml).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { Self.scalar($0.key) + ": " + $0.value.yaml }.joined(separator: ", ") + "}"
    }
  }

  /// A plain word where that is safe, otherwise a double-quoted scalar.
  static func scalar(_ text: String) -> String {
    let isWord =
      !text.isEmpty && text.utf8.count <= 60 && text.first != "." && text.first != "-"
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2E
          || $0 == 0x2D || $0 == 0x5F
      }
    return isWord && text != "null" ? text : quoted(text)
  }

  /// A double-quoted YAML scalar; everything a YAML reader might refuse or change is escaped.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out += "\\\""
      case 0x5C: out += "\\\\"
      case 0x0A: out += "\\n"
      case 0x09: out += "\\t"
      case 0x20...0x7E: out.unicodeScalars.append(scalar)
      case 0xA1...0x167F, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0xD7FF, 0xF900...0xFDFF, 0xFE10...0xFEFE,
        0xFF00...0xFFEF, 0x1_0000...0x1_FFFD, 0x2_0000...0x2_FFFD, 0x3_0000...0x3_FFFD:
        // A mark that joins the character before it is safer written out.
        if scalar.properties.generalCategory == .nonspacingMark
          || scalar.properties.generalCategory == .format
        {
          out += escape(scalar)
        } else {
          out.unicodeScalars.append(scalar)
        }
      default: out += escape(scalar)
      }
    }
    return out + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    return "\\U" + zeros + digits
  }
}

extension Sketch: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

extension Sketch: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int) { self = .text(String(value)) }
}

extension Sketch: ExpressibleByBooleanLiteral {
  init(booleanLiteral value: Bool) { self = .text(value ? "true" : "false") }
}

extension Sketch: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: Sketch...) { self = .list(elements) }
}

extension Sketch: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, Sketch)...) {
    self = .map(elements.map { (key: $0.0, value: $0.1) })
  }
}
