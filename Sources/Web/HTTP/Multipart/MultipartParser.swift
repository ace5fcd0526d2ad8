internal import Foundation

/// The head of a part of `multipart/form-data`.
package struct PartHead: Sendable, Hashable {
  /// The control's name.
  package var name: String
  /// The file's name as the browser said it; `nil` for an ordinary field.
  package var fileName: String?
  /// The type the browser guessed; never trusted.
  package var type: String?
}

/// What is wrong with a multipart body.
package enum MultipartFault: Error, Sendable, Hashable {
  case noBoundary
  case malformed
  case nested
  case headersTooLarge
  case tooManyParts
  case truncated
  case fieldTooLarge(String, limit: Int)
  case fileTooLarge(String, limit: Int)
}

/// Reads `multipart/form-data` (RFC 7578) as its bytes arrive, in pieces of any size.
///
/// It holds back only what may still turn out to be a boundary, and a part's head; contents go out as they come.
/// - Complexity: linear in the bytes fed, however they are cut.
package struct MultipartParser: Sendable {
  /// What was read.
  package enum Event: Sendable, Hashable {
    case part(PartHead)
    case bytes([UInt8])
    case endOfPart
  }

  private enum State { case start, afterBoundary, head, content, done }

  /// The longest head of a part.
  package static let headLimit = 8 * 1024
  private static let crlf: [UInt8] = [0x0D, 0x0A]

  private let delimiter: [UInt8]
  private let partLimit: Int
  private var state = State.start
  private var parts = 0
  /// What has arrived and not been dealt with. It begins with a line break, because a boundary always follows one.
  private var held: [UInt8] = MultipartParser.crlf

  /// - Parameter boundary: from the content type; see `boundary(of:)`.
  package init(boundary: String, partLimit: Int = 2000) {
    delimiter = Self.crlf + Array("--".utf8) + Array(boundary.utf8)
    self.partLimit = partLimit
  }

  /// Whether the closing boundary has come.
  package var isDone: Bool { state == .done }

  /// Takes the next bytes and says what they complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>, _ emit: (Event) throws -> Void) throws {
    // What follows the closing boundary does not count.
    guard state != .done else { return }
    held.append(contentsOf: bytes)
    var used = 0
    while try step(&used, emit) {}
    held.removeFirst(used)
  }

  /// Says that nothing more comes.
  package func finish() throws(MultipartFault) {
    guard isDone else { throw .truncated }
  }

  /// One step from `held[used...]`; `false` when more bytes are needed.
  private mutating func step(_ used: inout Int, _ emit: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .done:
      used = held.count
      return false
    case .start:
      guard held.count - used >= delimiter.count + 2 else { return false }
      // Some programs put an empty line before the first boundary.
      if held[used...].starts(with: Self.crlf + Self.crlf) { used += 2 }
      guard held[used...].starts(with: delimiter) else { throw MultipartFault.malformed }
      used += delimiter.count
      state = .afterBoundary
      return true
    case .afterBoundary: return try stepAfterBoundary(&used)
    case .head: return try stepHead(&used, emit)
    case .content: return try stepContent(&used, emit)
    }
  }

  private mutating func stepAfterBoundary(_ used: inout Int) throws -> Bool {
    var index = used
    while index < held.count, held[index] == 0x20 || held[index] == 0x09 { index += 1 }
    guard index - used <= 64 else { throw MultipartFault.malformed }
    guard held.count - index >= 2 else { return false }
    switch (held[index], held[index + 1]) {
    case (0x0D, 0x0A):
      // The head's own first line break is kept: a head may be empty of lines.
      used = index
      state = .head
    case (UInt8(ascii: "-"), UInt8(ascii: "-")) where index == used:
      used = held.count
      state = .done
    default: throw MultipartFault.malformed
    }
    return true
  }

  private mutating func stepHead(_ used: inout Int, _ emit: (Event) throws -> Void) throws -> Bool {
    guard let end = Self.find(Self.crlf + Self.crlf, in: held, from: used) else {
      guard held.count - used <= Self.headLimit else { throw MultipartFault.headersTooLarge }
      return false
    }
    guard end - used <= Self.headLimit else { throw MultipartFault.headersTooLarge }
    parts += 1
    guard parts <= partLimit else { throw MultipartFault.tooManyParts }
    try emit(.part(try PartHead(lines: held[min(used + 2, end)..<end])))
    used = end + 4
    state = .content
    return true
  }

  private mutating func stepContent(_ used: inout Int, _ emit: (Event) throws -> Void) throws -> Bool {
    let end = Self.find(delimiter, in: held, from: used)
    let sure = end ?? Self.surelyContent(held, from: used, delimiter: delimiter)
    if sure > used { try emit(.bytes(Array(held[used..<sure]))) }
    used = sure
    guard let end else { return false }
    try emit(.endOfPart)
    used = end + delimiter.count
    state = .afterBoundary
    return true
  }

  // MARK: searching

  /// Where `pattern`, which begins with a line break, first stands.
  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      pattern.withUnsafeBufferPointer { pattern in
        guard let base = bytes.baseAddress, let first = pattern.baseAddress else { return nil }
        var index = start
        while bytes.count - index >= pattern.count {
          let room = bytes.count - index - pattern.count + 1
          guard let hit = memchr(base + index, Int32(pattern[0]), room) else { return nil }
          index = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
          if memcmp(base + index, first, pattern.count) == 0 { return index }
          index += 1
        }
        return nil
      }
    }
  }

  /// Up to where no boundary can begin: the tail that is a beginning of the delimiter is not sure yet.
  private static func surelyContent(_ bytes: [UInt8], from start: Int, delimiter: [UInt8]) -> Int {
    var index = max(start, bytes.count - delimiter.count + 1)
    while index < bytes.count {
      if bytes[index] == delimiter[0], bytes[index...].elementsEqual(delimiter.prefix(bytes.count - index)) {
        return index
      }
      index += 1
    }
    return bytes.count
  }
}
