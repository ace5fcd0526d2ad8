package import Casework
package import Hummingbird
internal import Ledger

extension Response {
  /// The receipt as the text file that verifies offline.
  package static func receipt(_ sheet: ReceiptSheet) -> Response {
    download(
      Array(sheet.receipt.text.utf8), type: "text/plain; charset=utf-8", name: sheet.fileName + ".txt")
  }

  /// A PDF to keep.
  /// - Parameter name: in ASCII, without its ending.
  package static func pdf(_ bytes: [UInt8], name: String) -> Response {
    download(bytes, type: "application/pdf", name: name + ".pdf")
  }

  /// Somebody's own file: kept by nobody on the way.
  private static func download(_ bytes: [UInt8], type: String, name: String) -> Response {
    let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    return Response(
      status: .ok,
      headers: [
        .contentType: type, .contentDisposition: "attachment; filename=\"\(safe)\"",
        .cacheControl: "private, no-store",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

extension Failure {
  /// Why there is no PDF, for the reader.
  package init(_ failure: PDFRenderer.Failure) {
    switch failure {
    case .notOffered:
      self.init(
        .serviceUnavailable, code: "noPDF", Phrase.Receipts.pdfMissing,
        remedy: Phrase.Receipts.pdfMissingRemedy)
    case .busy:
      self.init(
        .serviceUnavailable, code: "busy", Phrase.Receipts.pdfBusy, remedy: Phrase.Receipts.pdfBusyRemedy)
      retryAfter = 10
    case .slow, .refused:
      self.init(
        .internalServerError, code: "noPDF", Phrase.Receipts.pdfRefused,
        remedy: Phrase.Receipts.pdfMissingRemedy)
    }
  }
}
