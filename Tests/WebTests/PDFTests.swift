import Foundation
import Markup
import Testing

@testable import Web

/// The renderer as it is installed here; without one there is nothing to test but that it is not offered.
let python = PDFRenderer.interpreter(ProcessInfo.processInfo.environment)
let isInstalled: Bool = {
  guard let python, FileManager.default.isExecutableFile(atPath: python) else { return false }
  let process = Process()
  process.executableURL = URL(filePath: python)
  process.arguments = ["-I", "-c", "import weasyprint"]
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

/// What a program of Poppler says of a PDF.
func poppler(_ tool: String, _ pdf: [UInt8], _ arguments: [String] = [], after: [String] = []) throws
  -> String
{
  let file = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID()).pdf")
  try Data(pdf).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [tool] + arguments + [file.path] + after
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: bytes, as: UTF8.self)
}

private func document(_ content: (inout HTML) -> Void) -> HTML {
  var html = HTML()
  html.doctype()
  html(.html, .lang("zh-Hans")) { html in
    html(.head) { $0(.title, text: "回执 HF-7") }
    html(.body, content: content)
  }
  return html
}

@Suite(.serialized) struct PDFTests {
  @Test func `without a renderer PDFs are not offered, and asking for one says so`() async {
    for python in [nil, "/nonexistent/python", "/bin/true"] {
      let renderer = PDFRenderer(python: python)
      #expect(await renderer.prepare() == false)
      #expect(await renderer.isOffered == false)
      await #expect(throws: PDFRenderer.Failure.notOffered) { try await renderer.render(document { _ in }) }
    }
  }

  @Test(.enabled(if: isInstalled))
  func `a page becomes a tagged PDF with embedded fonts and text that can be searched`() async throws {
    let renderer = PDFRenderer(python: python)
    let pdf = try await renderer.render(
      document { html in
        html(.h1, text: "面向能源的合作研究 2024-2-1.5-0007")
        html(.p, .lang("en"), text: "Receipt")
      })
    let text = try poppler("pdftotext", pdf, after: ["-"])
    #expect(text.contains("面向能源的合作研究") && text.contains("2024-2-1.5-0007") && text.contains("Receipt"))
    #expect(try poppler("pdfinfo", pdf).contains(#/Tagged:\s+yes/#))
    let fonts = try poppler("pdffonts", pdf).split(separator: "\n").dropFirst(2)
    #expect(!fonts.isEmpty && fonts.allSatisfy { $0.contains("yes yes") })
    #expect(try poppler("pdfinfo", pdf, ["-meta"]).contains("pdfuaid:part=\"1\""))
  }

  @Test(.enabled(if: isInstalled)) func `nothing a page names is fetched`() async throws {
    let secret = FileManager.default.temporaryDirectory.appending(path: "hefu-secret-\(UUID()).svg")
    try #"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text y="9">SECRET</text></svg>"#
      .write(to: secret, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: secret) }
    let listener = try Listener()
    defer { listener.close() }
    let http = "http://127.0.0.1:\(listener.port)/a"
    let page = """
      <!DOCTYPE html><html lang=en><head><title>x</title><link rel=stylesheet href="\(http).css">
      <link rel=attachment href="file://\(secret.path)"><style>@import "\(http)2.css";
      @font-face { font-family: f; src: url("\(http).ttf") } p { font-family: f; background: url("\(http).png") }
      </style></head><body><p>kept<img src="file://\(secret.path)" alt="a"><img src="\(http).svg" alt="b">
      <object data="file://\(secret.path)">c</object>
      <svg><image href="file://\(secret.path)"/></svg></body></html>
      """
    let renderer = PDFRenderer(python: python)
    let pdf = try await renderer.render(Array(page.utf8))
    let text = try poppler("pdftotext", pdf, after: ["-"])
    #expect(text.contains("kept"))
    #expect(!text.contains("SECRET"))
    #expect(try poppler("pdfdetach", pdf, ["-list"]).hasPrefix("0"))
    #expect(listener.connections == 0)
  }

  @Test(.enabled(if: isInstalled))
  func `a document that takes too long is ended, and the next one is made`() async throws {
    let renderer = PDFRenderer(python: python, bounds: .init(seconds: 1.5))
    let endless = document { html in
      for number in 0..<40_000 { html(.p, text: "第 \(number) 段，很长的一份文件。") }
    }
    await #expect(throws: PDFRenderer.Failure.slow) { try await renderer.render(endless) }
    #expect(try await renderer.render(document { $0(.p, text: "短") }).starts(with: Array("%PDF".utf8)))
  }

  @Test(.enabled(if: isInstalled)) func `more than may wait are told so at once`() async throws {
    let renderer = PDFRenderer(python: python, bounds: .init(waiting: 2, seconds: 20))
    await renderer.prepare()
    let answers = await withTaskGroup(of: PDFRenderer.Failure?.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do throws(PDFRenderer.Failure) {
            _ = try await renderer.render(document { $0(.h1, text: "合") })
            return nil
          } catch { return error }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.contains { $0 == .busy })
    #expect(answers.allSatisfy { $0 == nil || $0 == .busy })
    #expect(answers.count { $0 == nil } >= 3)
  }
}

/// Counts who connects.
private final class Listener: Sendable {
  private let socket: Int32
  let port: UInt16

  init() throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && listen(descriptor, 8) == 0
          && getsockname(descriptor, pointer, &length) == 0
      }
    }
    try #require(bound)
    port = UInt16(bigEndian: address.sin_port)
  }

  var connections: Int {
    var count = 0
    while case let accepted = accept(socket, nil, nil), accepted >= 0 {
      count += 1
      Foundation.close(accepted)
    }
    return count
  }

  func close() { Foundation.close(socket) }
}
