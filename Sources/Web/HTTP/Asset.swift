package import Hummingbird

/// A file that is part of the program, with its content's hash in its address so that it may be kept for ever.
package struct Asset: Sendable {
  package let name: String
  package let type: String
  package let bytes: [UInt8]
  package let path: String

  /// A file of the program.
  package init(_ name: String, extension suffix: String, type: String, bytes: [UInt8]) {
    // FNV-1a: tells versions apart; nothing here is secret.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.name = "\(name)-\(String(hash, radix: 16)).\(suffix)"
    self.type = type
    self.bytes = bytes
    path = "/assets/" + self.name
  }

  package static let stylesheet = Asset(
    "site", extension: "css", type: "text/css; charset=utf-8", bytes: PackageResources.site_css)
  package static let icon = Asset(
    "tally", extension: "svg", type: "image/svg+xml", bytes: PackageResources.tally_svg)

  /// Shows moments in the reader's own zone.
  package static let time = Asset.script("time", PackageResources.time_js)

  /// A small ES module; pages that need it name it in their frame.
  package static func script(_ name: String, _ bytes: [UInt8]) -> Asset {
    Asset(name, extension: "js", type: "text/javascript; charset=utf-8", bytes: bytes)
  }

  /// What all desks share. A desk's own are listed by `Desk.assets`.
  static let own = [stylesheet, icon, time, BudgetTable.script]

  package var response: Response {
    Response(
      status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
