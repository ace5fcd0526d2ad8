internal import Foundation

/// A file read piece by piece, wherever one wants.
package protocol RandomAccess {
  /// Bytes in all.
  var size: Int { get }
  /// The bytes from `offset` on, fewer at the end.
  func read(at offset: Int, count: Int) throws -> [UInt8]
}

extension [UInt8]: RandomAccess {
  package var size: Int { count }

  package func read(at offset: Int, count: Int) -> [UInt8] {
    guard (0..<self.count).contains(offset), count > 0 else { return [] }
    return Array(self[offset..<Swift.min(self.count, offset + count)])
  }
}

/// A file on the disk, open for reading.
package final class OpenFile: RandomAccess {
  package let size: Int
  private let handle: FileHandle

  /// - Throws: what the system says when the file cannot be opened.
  package init(path: String) throws {
    handle = try FileHandle(forReadingFrom: URL(filePath: path))
    size = Int(try handle.seekToEnd())
  }

  deinit { try? handle.close() }

  package func read(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    try handle.seek(toOffset: UInt64(offset))
    return try handle.read(upToCount: count).map(Array.init) ?? []
  }
}
