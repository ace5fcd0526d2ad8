internal import CallGuide
package import Eligibility
package import Ledger

/// A document of the demonstration: one page that says what it is not. One for each kind of document, whoever attaches it.
package struct Paper: Sendable {
  /// The field it is attached to.
  package var field: String
  package var bytes: [UInt8]
  package var hash: Hash

  /// The document of a field.
  init(_ field: Field) {
    self.field = field.id
    bytes = Self.pdf(lines: [Marks.document.en, field.label.en, field.id])
    hash = .of(bytes)
  }

  /// Every document that applications of a call attach.
  package static func all(of rules: Rulebook) -> [Paper] {
    rules.dictionary.fields.filter { $0.type == .file && $0.phase == .application }.map { Paper($0) }
  }

  /// A PDF of one page (ISO 32000-1) with some lines in Helvetica, which every reader has.
  static func pdf(lines: [String]) -> [UInt8] {
    let shown = lines.map { line in
      let plain = line.unicodeScalars.map {
        $0.isASCII && !"()\\".unicodeScalars.contains($0) ? Character($0) : " "
      }
      return "(\(String(plain))) Tj T*"
    }
    let content = "BT /F1 14 Tf 22 TL 72 720 Td \(shown.joined(separator: " ")) ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>
      """,
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var out = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(out.count)
      out += "\(index + 1) 0 obj\n\(object)\nendobj\n".utf8
    }
    let start = out.count
    out += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8
    for offset in offsets {
      let digits = String(offset)
      out += (String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8
    }
    out += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8
    return out
  }
}
