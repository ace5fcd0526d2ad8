package import Hummingbird
internal import HTTPTypes

extension Response {
  /// A stored file on its way to a person's disk; a PDF may be shown in the browser's own viewer.
  ///
  /// The type is ours, never the sender's; `nosniff` comes with every answer, and nothing in the file may run or load.
  /// - Parameters:
  ///   - name: as the person named it, made harmless by `FileName.clean`.
  ///   - isShown: shown instead of saved; only for PDF.
  package static func file(
    name: String, mediaType: String, size: Int, isShown: Bool = false, body: ResponseBody
  ) -> Response {
    let kind = isShown && mediaType == "application/pdf" ? "inline" : "attachment"
    return Response(
      status: .ok,
      headers: [
        .contentType: mediaType, .contentLength: String(size),
        .contentDisposition: ContentDisposition.header(kind, name: name),
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'"
          + (kind == "inline" ? "" : "; sandbox"),
        .cacheControl: "private, no-store",
      ], body: body)
  }
}

/// `Content-Disposition` with a file's name (RFC 6266; its encoding by RFC 8187, formerly 5987).
package enum ContentDisposition {
  /// Both forms of the name: ASCII for old programs, UTF-8 for all others.
  package static func header(_ kind: String, name: String) -> String {
    var plain = ""
    var encoded = ""
    for scalar in name.unicodeScalars {
      let isPlain = (0x20...0x7E).contains(scalar.value) && !"\"\\%".unicodeScalars.contains(scalar)
      plain.unicodeScalars.append(isPlain ? scalar : "_")
    }
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: encoded.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "!#$&+-.^_`|~".utf8.contains(byte): encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
  }
}
