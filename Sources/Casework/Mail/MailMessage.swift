internal import Foundation
package import Ledger

/// A plain-text mail as it goes over the wire (RFC 5322, RFC 2045): headers in ASCII, the text as base64 of UTF-8.
///
/// Nothing typed can end a header line: addresses were read strictly, and every other header text with a character outside printable
/// ASCII becomes encoded words.
package struct MailMessage: Sendable, Hashable {
  package var id: String
  package var from: String
  package var to: String
  package var subject: String
  package var body: String
  package var date: Instant

  package init(id: String, from: String, to: String, subject: String, body: String, date: Instant) {
    self.id = id
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.date = date
  }

  /// The message with CRLF line ends.
  package var text: String {
    let domain = from.split(separator: "@").last.map(String.init) ?? "hefu.invalid"
    let headers = [
      "Date: \(Self.date(date))", "From: \(Self.word("合符 Hefu")) <\(Self.address(from))>",
      "To: <\(Self.address(to))>",
      "Subject: \(Self.word(subject))", "Message-ID: <\(Self.address(id))@\(Self.address(domain))>",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
      "Auto-Submitted: auto-generated",
    ]
    return (headers + [""] + Self.encoded(body)).map { $0 + "\r\n" }.joined()
  }

  /// What may stand between angle brackets; anything else is dropped.
  private static func address(_ text: String) -> String {
    String(
      text.unicodeScalars.filter {
        $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && $0 != "<" && $0 != ">"
      })
  }

  /// A header's text: as it is when printable ASCII, else encoded words (RFC 2047) short enough to stand behind a header’s name, folded.
  static func word(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) }
    if plain, !text.contains("=?"), text.utf8.count <= 60 { return text }
    var words: [String] = []
    var bytes: [UInt8] = []
    func flush() {
      if !bytes.isEmpty { words.append("=?UTF-8?B?" + Data(bytes).base64EncodedString() + "?=") }
      bytes = []
    }
    for scalar in text.unicodeScalars {
      // Line ends and other controls become spaces.
      let character = scalar.value < 0x20 || scalar.value == 0x7F ? " " : String(scalar)
      if bytes.count + character.utf8.count > 39 { flush() }
      bytes += character.utf8
    }
    flush()
    return words.joined(separator: "\r\n ")
  }

  /// Lines of 76 characters.
  private static func encoded(_ body: String) -> [String] {
    let lines = body.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    let text = Array(Data(lines.utf8).base64EncodedString().utf8)
    return stride(from: 0, to: text.count, by: 76).map {
      String(decoding: text[$0..<min($0 + 76, text.count)], as: UTF8.self)
    }
  }

  /// `Mon, 03 Jun 2024 07:59:58 +0000`.
  static func date(_ moment: Instant) -> String {
    // `2024-06-03T07:59:58Z`
    let text = moment.description
    let parts = text.dropLast().split(separator: "T")
    let day = parts[0].split(separator: "-")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let number = Int(
      (moment.milliseconds - (moment.milliseconds % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000)
    let month = Int(day[1]) ?? 1
    return "\(days[(number % 7 + 7) % 7]), \(day[2]) \(months[(month - 1) % 12]) \(day[0]) \(parts[1]) +0000"
  }
}
