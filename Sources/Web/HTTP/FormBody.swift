package import Hummingbird

/// What a form sent, in order: `application/x-www-form-urlencoded`, read strictly and within bounds.
package struct FormBody: Sendable {
  /// The most bytes a form may send.
  package static let limit = 512 * 1024
  /// The most fields a form may send.
  static let fieldLimit = 10_000

  /// What was typed and chosen, for pages that show it again.
  package init(values: [String: [String]]) { self.values = values }

  /// The last value under a name, if it was sent.
  package subscript(name: String) -> String? { values[name]?.last }

  /// Name to values, in the order sent.
  package private(set) var values: [String: [String]] = [:]

  /// Reads the body of a request.
  /// - Throws: `Failure` 413 when too large, 415 for another type of content, 400 when it is no well-formed form.
  package init(_ request: Request, limit: Int = FormBody.limit) async throws {
    let type = request.headers[.contentType].map { $0.prefix { $0 != ";" }.lowercased() }
    guard type.map({ $0.filter { $0 != " " } }) == "application/x-www-form-urlencoded" else {
      throw Failure.unknownFormat
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Failure.tooLarge(limit: limit)
    }
    var bytes: [UInt8] = []
    for try await chunk in request.body {
      guard bytes.count + chunk.readableBytes <= limit else { throw Failure.tooLarge(limit: limit) }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    try self.init(bytes, limit: limit)
  }

  /// Reads bytes.
  /// - Complexity: linear.
  package init(_ bytes: [UInt8], limit: Int = FormBody.limit) throws(Failure) {
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    var count = 0
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      count += 1
      guard count <= Self.fieldLimit else { throw .badRequest(Phrase.Failing.tooManyFields) }
      let cut = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = try Self.decode(pair[..<cut])
      let value = cut == pair.endIndex ? "" : try Self.decode(pair[(cut + 1)...])
      values[name, default: []].append(value)
    }
  }

  /// Undoes percent-encoding; lines end with LF, and NUL is left out.
  private static func decode(_ encoded: ArraySlice<UInt8>) throws(Failure) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var index = encoded.startIndex
    while index < encoded.endIndex {
      switch encoded[index] {
      case UInt8(ascii: "+"): bytes.append(0x20)
      case UInt8(ascii: "%"):
        guard index + 2 < encoded.endIndex, let high = hex(encoded[index + 1]),
          let low = hex(encoded[index + 2])
        else { throw .badRequest(Phrase.Failing.badEncoding) }
        bytes.append(high << 4 | low)
        index += 2
      case let byte: bytes.append(byte)
      }
      index += 1
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .badRequest(Phrase.Failing.badEncoding)
    }
    return withPlainBreaks(text)
  }

  /// Lines end with LF, where browsers send CR LF, and there is no NUL: pasted text may bring one along, no store takes it, and it
  /// must not cost the rest of what was typed.
  static func withPlainBreaks(_ text: String) -> String {
    var text = text
    if text.utf8.contains(0) { text.unicodeScalars.removeAll { $0 == "\u{0}" } }
    guard text.utf8.contains(0x0D) else { return text }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
