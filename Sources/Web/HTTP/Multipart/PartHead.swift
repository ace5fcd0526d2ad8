extension PartHead {
  /// Reads the lines of a part's head (RFC 7578, 4.2 and 4.8).
  init(lines: ArraySlice<UInt8>) throws(MultipartFault) {
    guard let text = String(validating: lines, as: UTF8.self), !text.unicodeScalars.contains("\u{0}") else {
      throw .malformed
    }
    var disposition: String?
    var type: String?
    for line in text.split(separator: "\r\n" as Character) {
      let bytes = line.utf8
      guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon != bytes.startIndex,
        !bytes.contains(0x0A), !bytes.contains(0x0D)
      else { throw .malformed }
      let value = line[bytes.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      switch line[..<colon].lowercased() {
      case "content-disposition":
        guard disposition == nil else { throw .malformed }
        disposition = String(value)
      case "content-type": type = String(value)
      case "content-transfer-encoding":
        guard ["binary", "8bit", "7bit"].contains(value.lowercased()) else { throw .nested }
      default: break
      }
    }
    if let type, type.lowercased().hasPrefix("multipart/") { throw .nested }
    guard let disposition, let (kind, parameters) = HeaderParameters.read(disposition), kind == "form-data",
      let name = parameters["name"]
    else { throw .malformed }
    self.init(
      name: HeaderParameters.undo(name), fileName: parameters["filename"].map(HeaderParameters.undo),
      type: type)
  }
}

extension MultipartParser {
  /// The boundary a content type names.
  /// - Throws: `.noBoundary` when there is none of 1 to 70 permitted characters (RFC 2046, 5.1.1).
  package static func boundary(of contentType: String) throws(MultipartFault) -> String {
    guard let (_, parameters) = HeaderParameters.read(contentType), let boundary = parameters["boundary"],
      (1...70).contains(boundary.utf8.count), boundary.last != " ",
      boundary.utf8.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
      })
    else { throw .noBoundary }
    return boundary
  }
}

/// `value; name=token; name="quoted"`, byte by byte: a quote is a quote whatever mark follows it.
enum HeaderParameters {
  /// The value in lower case and its parameters by lower-case name; `nil` when malformed or a parameter stands twice.
  static func read(_ header: String) -> (value: String, parameters: [String: String])? {
    let header = Array(header.utf8)
    var rest = header[...]
    let value = rest.prefix { $0 != semicolon }
    rest = rest[value.endIndex...]
    var parameters: [String: String] = [:]
    while rest.first == semicolon {
      rest = rest.dropFirst().drop(while: isBlank)
      if rest.isEmpty { break }
      let name = rest.prefix { $0 != equals && $0 != semicolon && $0 != quote }
      rest = rest[name.endIndex...]
      guard !name.isEmpty, rest.first == equals else { return nil }
      rest = rest.dropFirst()
      let content: String
      if rest.first == quote {
        guard let quoted = quoted(&rest) else { return nil }
        content = quoted
      } else {
        let token = rest.prefix { $0 != semicolon }
        rest = rest[token.endIndex...]
        content = text(token)
      }
      guard parameters.updateValue(content, forKey: text(name).lowercased()) == nil else { return nil }
    }
    return (text(value).lowercased(), parameters)
  }

  private static let semicolon = UInt8(ascii: ";"), equals = UInt8(ascii: "="), quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Without blanks at either end.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop(while: isBlank)
    while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A quoted text. A backslash escapes only quotes: browsers send those of Windows paths as they are.
  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
    var out: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      switch byte {
      case quote:
        rest = rest.drop(while: isBlank)
        return rest.isEmpty || rest.first == semicolon ? String(decoding: out, as: UTF8.self) : nil
      case backslash where rest.first == quote:
        rest = rest.dropFirst()
        out.append(quote)
      default: out.append(byte)
      }
    }
    return nil
  }

  /// Browsers write quotes and line breaks in names as `%22`, `%0D`, `%0A` (HTML, multipart/form-data encoding).
  static func undo(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "%")) else { return name }
    return name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }
}
