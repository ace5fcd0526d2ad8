import Testing
import Web

/// A body as browsers write it.
private func body(_ parts: [(head: String, content: [UInt8])], boundary: String = "X-1") -> [UInt8] {
  var out: [UInt8] = []
  for part in parts {
    out += Array("--\(boundary)\r\n\(part.head)\r\n\r\n".utf8) + part.content + [0x0D, 0x0A]
  }
  return out + Array("--\(boundary)--\r\n".utf8)
}

private func field(_ name: String, _ value: String) -> (head: String, content: [UInt8]) {
  ("Content-Disposition: form-data; name=\"\(name)\"", Array(value.utf8))
}

private func file(_ name: String, _ fileName: String, _ content: [UInt8]) -> (head: String, content: [UInt8])
{
  (
    "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"\r\nContent-Type: application/pdf",
    content
  )
}

/// What a body says, its contents joined.
private struct Reading: Equatable {
  var parts: [(PartHead, [UInt8])] = []
  var fault: MultipartFault?
  /// The most that was held back at once.
  var pieces = 0

  init(_ bytes: [UInt8], cuts: [Int] = [], boundary: String = "X-1", partLimit: Int = 2000) {
    var parser = MultipartParser(boundary: boundary, partLimit: partLimit)
    do {
      var start = 0
      for cut in cuts + [bytes.count] {
        try parser.feed(bytes[start..<cut]) { take($0) }
        start = cut
      }
      try parser.finish()
    } catch let fault as MultipartFault { self.fault = fault } catch {}
  }

  private mutating func take(_ event: MultipartParser.Event) {
    switch event {
    case .part(let head): parts.append((head, []))
    case .bytes(let bytes):
      parts[parts.count - 1].1 += bytes
      pieces += 1
    case .endOfPart: break
    }
  }

  static func == (left: Reading, right: Reading) -> Bool {
    left.fault == right.fault && left.parts.map(\.0) == right.parts.map(\.0)
      && left.parts.map(\.1) == right.parts.map(\.1)
  }
}

@Suite struct MultipartTests {
  @Test func `fields and files come out as they went in`() {
    let content = Array("--X-1 is no boundary here\r\n--X-\r\n\r\n-".utf8) + [0, 13, 10, 255, 13]
    let reading = Reading(body([field("标题", "中\r\n文"), file("doc", "报告.pdf", content), field("empty", "")]))
    #expect(reading.fault == nil)
    #expect(reading.parts.map(\.0.name) == ["标题", "doc", "empty"])
    #expect(reading.parts.map(\.0.fileName) == [nil, "报告.pdf", nil])
    #expect(reading.parts[1].0.type == "application/pdf")
    #expect(reading.parts.map(\.1) == [Array("中\r\n文".utf8), content, []])
  }

  @Test func `names are read as browsers and other programs write them`() throws {
    func name(_ parameters: String) -> String? {
      Reading(body([("Content-Disposition: form-data; name=x; \(parameters)", [])])).parts.first?.0.fileName
    }
    #expect(name("filename=\"a%22b%0D%0Ac.pdf\"") == "a\"b\r\nc.pdf")
    #expect(name("filename=\"a\\\"b.pdf\"") == "a\"b.pdf")
    #expect(name("filename=\"C:\\dir\\file.pdf\"") == "C:\\dir\\file.pdf")
    #expect(name("filename=plain.pdf") == "plain.pdf")
    #expect(name("filename=\"\u{301}x;y=z.pdf\"") == "\u{301}x;y=z.pdf")
    #expect(name("filename=\"x\"; filename*=UTF-8''evil.pdf") == "x")
  }

  @Test(arguments: [
    ("", MultipartFault.truncated),
    ("--X-1", .truncated), ("--X-1\r\n", .truncated), ("--X-2\r\n\r\n", .malformed),
    ("preamble\r\n--X-1\r\n", .malformed),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc", .truncated),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--X-1", .truncated),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--X-1-", .truncated),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nabc\r\n--X-1x\r\n", .malformed),
    ("--X-1\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: form-data\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition form-data\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\n: x\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\n\r\n--X-1--", .malformed),
    ("--X-1\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\n\r\n--X-1--", .malformed),
    (
      "--X-1\r\nContent-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=Y\r\n\r\n\r\n--X-1--",
      .nested
    ),
    (
      "--X-1\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--X-1--",
      .nested
    ),
  ]) func `what is not well-formed is refused, saying what is wrong`(body: String, fault: MultipartFault) {
    #expect(Reading(Array(body.utf8)).fault == fault)
    #expect(Reading(Array(body.utf8), cuts: Array(1..<max(1, body.utf8.count))).fault == fault)
  }

  @Test func `heads and their number are bounded`() {
    let long = "Content-Disposition: form-data; name=\"\(String(repeating: "x", count: 9000))\""
    #expect(Reading(body([(long, [])])).fault == .headersTooLarge)
    #expect(Reading(Array("--X-1\r\n\(long)".utf8)).fault == .headersTooLarge)
    let many = body(Array(repeating: field("a", ""), count: 11))
    #expect(Reading(many, partLimit: 10).fault == .tooManyParts)
    #expect(Reading(many, partLimit: 11).fault == nil)
  }

  @Test func `a boundary has 1 to 70 permitted characters`() throws {
    #expect(try MultipartParser.boundary(of: "multipart/form-data; boundary=abc") == "abc")
    #expect(try MultipartParser.boundary(of: "multipart/form-data; charset=x; boundary=\"a b:c\"") == "a b:c")
    for wrong in [
      "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a\"b",
      "multipart/form-data; boundary=中", "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
      "multipart/form-data; boundary=\"x\"; boundary=\"y\"",
    ] {
      #expect(throws: MultipartFault.noBoundary, "\(wrong)") { try MultipartParser.boundary(of: wrong) }
    }
  }

  @Test func `wherever the bytes are cut, the same comes out`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    for _ in 0..<300 {
      let bytes = body(chance.parts())
      let whole = Reading(bytes)
      #expect(whole.fault == nil, "seed \(seed)")
      #expect(Reading(bytes, cuts: chance.cuts(bytes.count)) == whole, "seed \(seed)")
    }
  }

  @Test func `a mutated body ends in parts or a fault, the same wherever it is cut`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var chance = Chance(seed: seed)
    var faults = 0
    for _ in 0..<3000 {
      let bytes = chance.mutate(body(chance.parts()))
      let whole = Reading(bytes)
      if whole.fault != nil { faults += 1 }
      let cut = Reading(bytes, cuts: chance.cuts(bytes.count))
      // Contents of the part in which the fault lies may differ: what was sure goes out at once.
      #expect(cut.fault == whole.fault, "seed \(seed)")
      #expect(cut.parts.map(\.0) == whole.parts.map(\.0), "seed \(seed)")
      if whole.fault == nil { #expect(cut == whole, "seed \(seed)") }
    }
    #expect(faults > 300, "seed \(seed)")
  }
}

/// Bodies and cuts by chance, the same for the same seed.
private struct Chance {
  var seed: UInt64

  mutating func next(_ bound: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((seed >> 33) % UInt64(bound))
  }

  mutating func content() -> [UInt8] {
    // Mostly bytes that look like the beginning of a boundary.
    let alphabet: [UInt8] = [13, 10, 45, 45, 88, 45, 49, 0, 255, 65]
    return (0..<next(60)).map { _ in alphabet[next(alphabet.count)] }
  }

  mutating func parts() -> [(head: String, content: [UInt8])] {
    (0..<next(5)).map { index in
      let content = content()
      // A content that holds the boundary itself is no valid one.
      let isSafe = !String(decoding: content, as: UTF8.self).contains("--X-1")
      let bytes = isSafe ? content : []
      return next(2) == 0
        ? ("Content-Disposition: form-data; name=\"f\(index)\"", bytes)
        : ("Content-Disposition: form-data; name=\"f\(index)\"; filename=\"中\(index).pdf\"", bytes)
    }
  }

  mutating func cuts(_ count: Int) -> [Int] {
    guard count > 0 else { return [] }
    return (0..<next(40)).map { _ in next(count) }.sorted()
  }

  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<1 + next(3) where !bytes.isEmpty {
      let at = next(bytes.count)
      switch next(5) {
      case 0: bytes[at] = UInt8(next(256))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(UInt8(next(256)), at: at)
      case 3: bytes = Array(bytes[..<at])
      default: bytes.insert(contentsOf: Array("\r\n--X-1".utf8.prefix(next(8))), at: at)
      }
    }
    return bytes
  }
}
