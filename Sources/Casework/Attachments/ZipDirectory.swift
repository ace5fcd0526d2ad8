/// The central directory of a ZIP archive (PKWARE APPNOTE 4.3.12–4.3.16), read without unpacking anything.
package struct ZipDirectory: Sendable, Hashable {
  /// One file in the archive, as the directory describes it.
  package struct Entry: Sendable, Hashable {
    package var name: String
    package var packed: Int
    package var unpacked: Int
    /// Where its local header stands.
    package var offset: Int
    package var isEncrypted: Bool
  }

  /// Why an archive is not taken.
  package enum Fault: Error, Sendable, Hashable {
    /// No directory, or one that contradicts itself.
    case damaged
    /// Unpacked it would be larger than may be.
    case tooLarge
    /// More files than may be.
    case tooMany
    /// Needs a password.
    case encrypted
    /// An entry's name leads out of the folder.
    case escaping
  }

  /// How large and how many.
  package struct Limits: Sendable, Hashable {
    package var unpacked: Int
    package var entries: Int
    /// How many times larger it may become, above a megabyte: documents stay below 100, zip bombs do not.
    package var ratio: Int

    package init(unpacked: Int = 300 << 20, entries: Int = 5000, ratio: Int = 200) {
      self.unpacked = unpacked
      self.entries = entries
      self.ratio = ratio
    }
  }

  private static let directoryLimit = 4 << 20

  package let entries: [Entry]

  /// Reads and checks the directory.
  /// - Complexity: linear in the directory; the contents are not touched.
  package init(_ file: some RandomAccess, limits: Limits = Limits()) throws {
    let end = try End(file)
    guard end.count <= limits.entries else { throw Fault.tooMany }
    guard end.length <= Self.directoryLimit, end.offset >= 0, end.offset + end.length <= end.position else {
      throw Fault.damaged
    }
    let directory = Fields(try file.read(at: end.offset, count: end.length))
    var entries: [Entry] = []
    var index = 0
    for _ in 0..<end.count {
      let (entry, next) = try Self.entry(directory, at: index)
      entries.append(entry)
      index = next
    }
    self.entries = entries
    try check(limits, size: end.offset)
  }

  /// Bytes of all contents unpacked.
  package var unpacked: Int { entries.reduce(0) { $0 + $1.unpacked } }

  /// Whether it is a Word or Excel file, by the parts those must have; else a plain archive.
  package var kind: FileKind {
    let names = Set(entries.map(\.name))
    guard names.contains("[Content_Types].xml") else { return .zip }
    if names.contains("word/document.xml") { return .docx }
    return names.contains("xl/workbook.xml") ? .xlsx : .zip
  }

  /// Whether it carries a program that an office suite would run.
  package var hasMacros: Bool { entries.contains { $0.name.lowercased().hasSuffix("vbaproject.bin") } }

  // MARK: checks

  private func check(_ limits: Limits, size: Int) throws {
    if entries.contains(where: \.isEncrypted) { throw Fault.encrypted }
    var unpacked = 0
    var packed = 0
    for entry in entries {
      guard entry.unpacked >= 0, entry.packed >= 0, entry.unpacked <= limits.unpacked else {
        throw Fault.tooLarge
      }
      unpacked += entry.unpacked
      packed += entry.packed
      guard unpacked <= limits.unpacked else { throw Fault.tooLarge }
      let parts = entry.name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      guard !parts.contains(".."), !entry.name.hasPrefix("/"), !entry.name.hasPrefix("\\"),
        !entry.name.contains(":")
      else { throw Fault.escaping }
    }
    guard unpacked <= 1 << 20 || unpacked / limits.ratio <= size else { throw Fault.tooLarge }
    // Contents that lie on top of each other are counted once on the disk and many times when unpacked.
    var free = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= free, entry.offset + 30 + entry.packed <= size else { throw Fault.damaged }
      free = entry.offset + 30 + entry.packed
    }
  }

  // MARK: reading

  /// Little-endian numbers in bytes; beyond the end there are none.
  private struct Fields {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func number(_ offset: Int, _ width: Int) throws -> Int {
      guard offset >= 0, offset + width <= bytes.count else { throw Fault.damaged }
      var value: UInt64 = 0
      for index in (0..<width).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
      guard let value = Int(exactly: value) else { throw Fault.damaged }
      return value
    }
  }

  /// The end record, in its 64-bit form where there is one.
  private struct End {
    var count = 0
    var length = 0
    var offset = 0
    var position = 0

    init(_ file: some RandomAccess) throws {
      let tail = min(file.size, 22 + 65_535)
      let fields = Fields(try file.read(at: file.size - tail, count: tail))
      guard fields.bytes.count >= 22 else { throw Fault.damaged }
      // Searched from the end; its comment must reach exactly to the file's end.
      let found = stride(from: fields.bytes.count - 22, through: 0, by: -1).first { start in
        fields.bytes[start...].starts(with: [0x50, 0x4B, 5, 6])
          && (try? fields.number(start + 20, 2)) == fields.bytes.count - start - 22
      }
      guard let start = found else { throw Fault.damaged }
      guard try fields.number(start + 4, 2) == 0 || fields.number(start + 4, 2) == 0xFFFF else {
        throw Fault.damaged
      }
      count = try fields.number(start + 10, 2)
      length = try fields.number(start + 12, 4)
      offset = try fields.number(start + 16, 4)
      position = file.size - tail + start
      if count == 0xFFFF || length == 0xFFFF_FFFF || offset == 0xFFFF_FFFF { try widen(file) }
    }

    private mutating func widen(_ file: some RandomAccess) throws {
      let locator = Fields(try file.read(at: position - 20, count: 20))
      guard try locator.number(0, 4) == 0x0706_4B50 else { throw Fault.damaged }
      let place = try locator.number(8, 8)
      let record = Fields(try file.read(at: place, count: 56))
      guard try record.number(0, 4) == 0x0606_4B50 else { throw Fault.damaged }
      count = try record.number(32, 8)
      length = try record.number(40, 8)
      offset = try record.number(48, 8)
      position = place
      guard offset <= position, length <= position else { throw Fault.damaged }
    }
  }

  private static func entry(_ directory: Fields, at index: Int) throws -> (Entry, Int) {
    guard try directory.number(index, 4) == 0x0201_4B50 else { throw Fault.damaged }
    let nameLength = try directory.number(index + 28, 2)
    let extraLength = try directory.number(index + 30, 2)
    let commentLength = try directory.number(index + 32, 2)
    let extra = index + 46 + nameLength
    let next = extra + extraLength + commentLength
    guard next <= directory.bytes.count else { throw Fault.damaged }
    var entry = Entry(
      name: String(decoding: directory.bytes[index + 46..<extra], as: UTF8.self),
      packed: try directory.number(index + 20, 4), unpacked: try directory.number(index + 24, 4),
      offset: try directory.number(index + 42, 4),
      isEncrypted: try directory.number(index + 8, 2) & 0x2041 != 0)
    try widen(&entry, directory, extra..<extra + extraLength)
    return (entry, next)
  }

  /// Sizes of 4 GB and more stand in an extra field (4.5.3).
  private static func widen(_ entry: inout Entry, _ directory: Fields, _ extra: Range<Int>) throws {
    let full = 0xFFFF_FFFF
    guard entry.unpacked == full || entry.packed == full || entry.offset == full else { return }
    var index = extra.lowerBound
    while index + 4 <= extra.upperBound {
      let length = try directory.number(index + 2, 2)
      if try directory.number(index, 2) == 1 {
        var place = index + 4
        for path in [\Entry.unpacked, \Entry.packed, \Entry.offset] where entry[keyPath: path] == full {
          guard place + 8 <= index + 4 + length else { throw Fault.damaged }
          entry[keyPath: path] = try directory.number(place, 8)
          place += 8
        }
        return
      }
      index += 4 + length
    }
    throw Fault.damaged
  }
}
