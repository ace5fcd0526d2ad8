/// What a file is, by its own bytes; what its name or the browser says is only compared with it.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
  case pdf, png, jpeg, docx, xlsx, zip
  /// Word and Excel before 2007: one container for both, told apart by the name.
  case doc, xls
  case text

  /// What the first bytes can tell.
  package enum Shape: Sendable, Hashable {
    case pdf, png, jpeg
    /// A ZIP archive: an archive, a Word or an Excel file; its directory says which.
    case archive
    /// The container of Word and Excel before 2007.
    case compound
    case text
    case unknown
  }

  /// How many of a file's first bytes decide.
  package static let sniffed = 4096

  /// What a file is by its first bytes (up to `sniffed` of them).
  package static func sniff(_ bytes: some Collection<UInt8>) -> Shape {
    let bytes = Array(bytes.prefix(sniffed))
    if bytes.starts(with: "%PDF-".utf8) { return .pdf }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    // A local entry, or the end record of an empty archive.
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) { return .archive }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
    return isText(bytes) ? .text : .unknown
  }

  /// Text has no control characters but tabs and line breaks; markup that browsers would run is none.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) })
    else { return false }
    let head = String(decoding: bytes.prefix(256).drop { $0 <= 0x20 || $0 >= 0x80 }, as: UTF8.self)
      .lowercased()
    return !["<", "#!", "mz"].contains { head.hasPrefix($0) }
  }

  /// What a name's ending promises.
  package init?(name: String) {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch name[name.utf8.index(after: dot)...].lowercased() {
    case "pdf": self = .pdf
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    case "docx": self = .docx
    case "xlsx": self = .xlsx
    case "zip": self = .zip
    case "doc": self = .doc
    case "xls": self = .xls
    case "txt", "csv": self = .text
    default: return nil
    }
  }

  /// The shape a file of this kind has.
  package var shape: Shape {
    switch self {
    case .pdf: .pdf
    case .png: .png
    case .jpeg: .jpeg
    case .docx, .xlsx, .zip: .archive
    case .doc, .xls: .compound
    case .text: .text
    }
  }

  /// The type it is sent out with.
  package var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .zip: "application/zip"
    case .doc: "application/msword"
    case .xls: "application/vnd.ms-excel"
    case .text: "text/plain; charset=utf-8"
    }
  }

  /// Whether a browser may show it in its own window; everything else is only downloaded.
  package var mayBeShown: Bool { self == .pdf }

  /// The endings of a list of kinds, for people: `PDF、JPG、PNG`.
  package static func endings(_ kinds: [FileKind], separator: String) -> String {
    kinds.map { kind in
      switch kind {
      case .jpeg: "JPG"
      case .text: "TXT"
      default: kind.rawValue.uppercased()
      }
    }.joined(separator: separator)
  }
}
