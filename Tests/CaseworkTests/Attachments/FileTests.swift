import CallGuide
import Casework
import Foundation
import Testing

@Suite struct FileTests {
  private static let pdf = Array(
    "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n".utf8)

  @Test func `a file is what its bytes say`() {
    #expect(FileKind.sniff(Self.pdf) == .pdf)
    #expect(FileKind.sniff([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
    #expect(FileKind.sniff([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(FileKind.sniff([0x50, 0x4B, 3, 4, 0]) == .archive)
    #expect(FileKind.sniff([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .compound)
    #expect(FileKind.sniff(Array("单位,金额\r\n甲,1\n".utf8)) == .text)
    for other in [
      "", "<html>", "  <!DOCTYPE html>", "\u{FEFF}<svg>", "#!/bin/sh\n", "MZ", "a\u{0}b", "\u{7F}ELF",
    ] {
      #expect(FileKind.sniff(Array(other.utf8)) == .unknown, "\(other)")
    }
  }

  @Test func `what is not what its name says is refused in words`() throws {
    let inspector = FileInspector()
    #expect(try inspector.opening(name: "报告.PDF", first: Self.pdf) == .pdf)
    for (name, bytes) in [
      ("a.pdf", Array("<script>".utf8)), ("a.pdf", [0x50, 0x4B, 3, 4]), ("a.png", Self.pdf),
      ("a.exe", Self.pdf),
      ("a", Self.pdf), ("a.pdf", []), ("a.pdf.svg", Self.pdf), ("a.docm", [0x50, 0x4B, 3, 4]),
    ] {
      let failure = #expect(throws: CaseFailure.self, "\(name)") {
        try inspector.opening(name: name, first: bytes)
      }
      #expect(failure?.code == .invalid)
      #expect(failure?.what.zh.contains("“\(name)”") == true && failure?.remedy.en.isEmpty == false)
    }
  }

  @Test func `truncated and encrypted PDFs are noticed`() throws {
    #expect(try PDFTrailer(Self.pdf).isComplete)
    #expect(try !PDFTrailer(Array(Self.pdf.dropLast(12))).isComplete)
    let text = String(decoding: Self.pdf, as: UTF8.self)
    #expect(try PDFTrailer(Array(text.replacing("/Root", with: "/Encrypt 5 0 R/Root").utf8)).isEncrypted)
    // Hidden in a cross-reference stream far from the end.
    let stream = "%PDF-1.7\n7 0 obj<</Type/XRef/Encrypt 5 0 R>>stream\n" + String(repeating: "x", count: 5000)
    #expect(try PDFTrailer(Array((stream + "\nstartxref\n9\n%%EOF").utf8)).isEncrypted)
    #expect(try !PDFTrailer(Array("startxref\n99999999999999999999\n%%EOF".utf8)).isEncrypted)
    let inspector = FileInspector()
    #expect(throws: CaseFailure.self) {
      try inspector.check(Array(Self.pdf.dropLast(12)), kind: .pdf, name: "a.pdf")
    }
    #expect(throws: CaseFailure.self) {
      try inspector.check([0x50, 0x4B, 3, 4], kind: .docx, name: "a.docx")
    }
  }

  @Test(arguments: [
    ("报告.pdf", "报告.pdf"), ("C:\\Users\\甲\\报告.pdf", "报告.pdf"), ("../../etc/passwd", "passwd"),
    ("a\u{202E}fdp.exe", "afdp.exe"), ("a\u{0}\r\nb.pdf", "ab.pdf"), ("..", "file"), ("", "file"),
    ("/", "file"),
    (" . 名 .pdf ", "名 .pdf"), ("a\u{200B}\u{2066}b", "ab"), ("a<b>:\"|?*.pdf", "ab.pdf"),
    ("e\u{301}.pdf", "\u{E9}.pdf"),
  ]) func `a file's name is made harmless`(given: String, clean: String) {
    #expect(Array(FileName.clean(given).utf8) == Array(clean.utf8))
  }

  @Test func `a long name keeps its ending`() {
    let name = FileName.clean(String(repeating: "长", count: 300) + ".pdf")
    #expect(name.hasSuffix("长.pdf") && name.utf8.count <= FileName.limit)
  }

  @Test func `a scanner's answer is never better than it says`() {
    #expect(VirusScanner.read("stream: OK\0") == .clean)
    #expect(VirusScanner.read("stream: Win.Test.EICAR_HDB-1 FOUND\0") == .infected("Win.Test.EICAR_HDB-1"))
    for other in ["", "OK", "INSTREAM size limit exceeded. ERROR\0", "stream: x ERROR"] {
      if case .unchecked = VirusScanner.read(other) {} else { Issue.record("\(other)") }
    }
  }

  @Test func `a file nobody could check is stored as unchecked`() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID()).pdf").path
    try Data(Self.pdf).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    if case .unchecked = await VirusScanner(socket: nil).scan(path: path) {
    } else {
      Issue.record("no socket")
    }
    if case .unchecked = await VirusScanner(socket: "/nowhere").scan(path: path) {
    } else {
      Issue.record("nobody")
    }
    let report = try await FileInspector(pages: PageCounter(program: nil)).inspect(path: path, name: "a.pdf")
    #expect(report.kind == .pdf && report.pages == nil && report.scan.word == "unchecked")
  }

  @Test(.enabled(if: PageCounter().isAvailable)) func `pages of a PDF are counted, a broken one has none`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory
    let path = folder.appending(path: "hefu-\(UUID()).pdf").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ].enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\(object)endobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 5\n0000000000 65535 f \n"
    for offset in offsets {
      text += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
    }
    text += "trailer<</Size 5/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(await PageCounter().pages(of: path) == 2)
    try Data("%PDF-1.4 broken".utf8).write(to: URL(filePath: path))
    #expect(await PageCounter().pages(of: path) == nil)
  }

  @Test func `a program that hangs is ended`() async {
    // It would never end by itself.
    #expect(await PageCounter(program: "/usr/bin/yes", seconds: 1).pages(of: "x") == nil)
  }
}
