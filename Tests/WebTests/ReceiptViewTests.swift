import CallGuide
import Crypto
import Foundation
import Hummingbird
import Ledger
import Markup
import Testing

@testable import Casework
@testable import Web

/// A receipt with something awkward in every field.
func sampleSheet(attachments: Int = 2) throws -> ReceiptSheet {
  let signer = SignerKey(name: "hefu.invalid/test", key: Curve25519.Signing.PrivateKey())
  let entry = JournalEntry(
    event: "submitted", call: "2024-2", guide: "1", subject: "a", facts: .of([1]), attachments: [:],
    time: "2024-06-10T02:00:00Z", actor: "p")
  let salt = [UInt8](repeating: 9, count: 16)
  let checkpoint = Checkpoint(origin: signer.verifier.name, size: 1, root: entry.leaf(salt: salt))
  return ReceiptSheet(
    number: "2024-2-1.5-0007", version: 2,
    title: BilingualText(zh: "中阿新能源<联合>实验室", en: "Joint laboratory & 'new' energy"), topic: "1.5",
    topicTitle: BilingualText(zh: "中国和阿曼联合研究", en: "China–Oman joint research"),
    organisation: BilingualText(zh: "示范大学", en: "Example University"),
    submitted: Instant(milliseconds: 1_717_984_800_000), facts: .of([1]),
    attachments: (0..<attachments).map {
      ReceiptSheet.Attachment(
        field: "doc.\($0)", label: BilingualText(zh: "合作协议", en: "Agreement"), name: "协议 \($0).pdf",
        hash: .of([UInt8($0)]))
    }, checkpoint: checkpoint, key: signer.verifier,
    attestations: [
      ReceiptSheet.Attestation(
        witness: "agency.example", time: Instant(milliseconds: 1_718_000_000_000), size: 9)
    ],
    receipt: Receipt(
      entry: entry, salt: salt, index: 0, proof: [], checkpoint: try checkpoint.signed(by: signer)),
    isDemonstration: true)
}

@Suite struct ReceiptViewTests {
  @Test func `a receipt says everything in both languages and both times, and escapes what was typed`() throws
  {
    let sheet = try sampleSheet()
    var html = HTML()
    ReceiptView(sheet).write(&html, downloads: .init(text: "/t", pdf: nil, journal: "/log/"))
    let page = String(decoding: html.bytes, as: UTF8.self)
    for text in [
      "2024-2-1.5-0007", "中阿新能源&lt;联合&gt;实验室", "Joint laboratory &amp; 'new' energy", "2024-06-10 10:00:00",
      "2024-06-10 02:00:00", sheet.facts.description, sheet.checkpoint.root.base64, sheet.key.description,
      "agency.example", "Example University", "协议 1.pdf", "演示数据", "hefu receipt verify", "未安装 PDF",
    ] { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("<联合>"))
  }

  @Test(.enabled(if: isInstalled)) func `as PDF it has its number and its Chinese title`() async throws {
    let renderer = PDFRenderer(python: python)
    let began = ContinuousClock.now
    let pdf = try await renderer.render(ReceiptView(try sampleSheet(attachments: 12)).paper)
    if let folder = ProcessInfo.processInfo.environment["HEFU_KEEP"] {
      try Data(pdf).write(to: URL(filePath: folder + "/receipt.pdf"))
      print("receipt.pdf: \(pdf.count) bytes, \(ContinuousClock.now - began)")
    }
    let text = try poppler("pdftotext", pdf, after: ["-"])
    #expect(text.contains("2024-2-1.5-0007") && text.contains("中阿新能源<联合>实验室"))
    #expect(text.contains("Receipt of submission") && text.contains("hefu receipt verify"))
    #expect(try poppler("pdfinfo", pdf).contains(#/Tagged:\s+yes/#))
  }

  @Test func `a file's name cannot break out of its header`() throws {
    let response = Response.pdf([], name: "a\"; filename=\"b\r\nX: y/../é")
    #expect(response.headers[.contentDisposition] == "attachment; filename=\"afilenamebXy...pdf\"")
  }
}
