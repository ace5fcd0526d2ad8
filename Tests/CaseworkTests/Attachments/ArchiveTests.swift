import Casework
import Testing

/// An archive of stored entries whose directory may say anything.
private struct Archive {
  struct File {
    var name: String
    var content: [UInt8] = []
    var unpacked: Int?
    var flags = 0
    var offset: Int?
  }

  var files: [File]
  var comment: [UInt8] = []

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let name = Array(file.name.utf8)
      let unpacked = file.unpacked ?? file.content.count
      let offset = file.offset ?? out.count
      let sizes = number(0, 4) + number(file.content.count, 4) + number(unpacked, 4)
      let common = number(20, 2) + number(file.flags, 2) + number(0, 6) + sizes + number(name.count, 2)
      out += number(0x0403_4B50, 4) + common + number(0, 2) + name + file.content
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 8)
        + number(offset, 4) + name
    }
    let start = out.count
    return out + directory + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2)
      + number(files.count, 2) + number(directory.count, 4) + number(start, 4) + number(comment.count, 2)
      + comment
  }
}

private func number(_ value: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

@Suite struct ArchiveTests {
  private static let word = [
    Archive.File(name: "[Content_Types].xml", content: [1]),
    Archive.File(name: "word/document.xml", content: [2]),
  ]

  @Test func `an archive's directory tells what it is without unpacking`() throws {
    #expect(try ZipDirectory(Archive(files: Self.word).bytes).kind == .docx)
    var excel = Self.word
    excel[1].name = "xl/workbook.xml"
    #expect(try ZipDirectory(Archive(files: excel).bytes).kind == .xlsx)
    #expect(try ZipDirectory(Archive(files: [.init(name: "甲.pdf")], comment: [1, 2]).bytes).kind == .zip)
    #expect(try ZipDirectory(Archive(files: []).bytes).entries.isEmpty)
    #expect(
      try ZipDirectory(Archive(files: Self.word + [.init(name: "word/vbaProject.bin")]).bytes).hasMacros)
  }

  @Test func `a zip bomb is refused by what its directory says, before anything is unpacked`() {
    let big = Archive.File(name: "a", content: Array(repeating: 0, count: 1000), unpacked: 1 << 30)
    #expect(throws: ZipDirectory.Fault.tooLarge) { try ZipDirectory(Archive(files: [big]).bytes) }
    // Many that are each small enough.
    var files: [Archive.File] = []
    for index in 0..<40 {
      files.append(.init(name: "\(index)", content: Array(repeating: 0, count: 50_000), unpacked: 10 << 20))
    }
    #expect(throws: ZipDirectory.Fault.tooLarge) { try ZipDirectory(Archive(files: files).bytes) }
    // Within the size, but far too tight.
    let tight = Archive.File(name: "a", content: Array(repeating: 0, count: 1000), unpacked: 100 << 20)
    #expect(throws: ZipDirectory.Fault.tooLarge) { try ZipDirectory(Archive(files: [tight]).bytes) }
    let many = (0..<6000).map { Archive.File(name: "\($0)") }
    #expect(throws: ZipDirectory.Fault.tooMany) { try ZipDirectory(Archive(files: many).bytes) }
  }

  @Test func `contents on top of each other are refused`() {
    let content = Array<UInt8>(repeating: 0, count: 100)
    let files = (0..<5).map { Archive.File(name: "\($0)", content: content, offset: 0) }
    #expect(throws: ZipDirectory.Fault.damaged) { try ZipDirectory(Archive(files: files).bytes) }
  }

  @Test(arguments: ["../a", "a/../../b", "/etc/x", "\\x", "C:\\x", "a\\..\\b"])
  func `a name that leads out of its folder is refused`(name: String) {
    #expect(throws: ZipDirectory.Fault.escaping) {
      try ZipDirectory(Archive(files: [.init(name: name)]).bytes)
    }
  }

  @Test func `an encrypted archive is noticed`() {
    #expect(throws: ZipDirectory.Fault.encrypted) {
      try ZipDirectory(Archive(files: [.init(name: "a", flags: 1)]).bytes)
    }
  }

  @Test func `damaged archives end in a fault, never worse`() {
    let good = Archive(files: Self.word, comment: [9]).bytes
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for cut in 0..<good.count { #expect((try? ZipDirectory(Array(good[..<cut]))) == nil) }
    for _ in 0..<5000 {
      var bytes = good
      for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
      do { _ = try ZipDirectory(bytes) } catch {
        #expect(error is ZipDirectory.Fault, "seed \(seed)")
      }
    }
  }
}
