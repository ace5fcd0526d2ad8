internal import Foundation
package import Ledger

extension FileShelf {
  /// What was removed.
  package struct Collected: Hashable, Sendable {
    package var count: Int
    /// In bytes.
    package var size: Int64
  }

  /// Removes files that no row of the table `file` names and that were kept longer ago than `grace` seconds.
  ///
  /// Safe beside running uploads: a file is removed only while nobody puts one in its place, and only if it was not put there
  /// again meanwhile.
  package func collectOrphans(of location: Store.Location, grace: Int64 = 3600) async throws -> Collected {
    let lock = try FileLock(lock, alone: false)
    let now = try lock.touch()
    lock.release()
    // First what is there, then what is named: what is named between the two is young.
    let old = files().filter { (Disk.info(path(of: $0))?.changed ?? now) < now - grace }
    let engine = try location.engine()
    let named: Set<Hash>
    do {
      named = try await engine.survey { connection in
        Set(try connection.rows("SELECT hash FROM file").compactMap { Hash(bytes: $0.blob(0)) })
      }
      await engine.close()
    } catch {
      await engine.close()
      throw error
    }
    var collected = Collected(count: 0, size: 0)
    for hash in old where !named.contains(hash) {
      let alone = try FileLock(self.lock, alone: true)
      defer { alone.release() }
      guard let info = Disk.info(path(of: hash)), info.changed < now - grace else { continue }
      guard unlink(path(of: hash)) == 0 else { throw Disk.failure("remove \(path(of: hash))") }
      collected.count += 1
      collected.size += info.size
    }
    return collected
  }

  /// Every file on the shelf.
  package func files() -> [Hash] {
    (0..<256).flatMap { first in
      let part = Self.twoDigits(UInt8(first))
      return Disk.names(in: "\(folder)/\(part)").compactMap { Hash(hexadecimal: part + $0) }
    }
  }
}

extension Hash {
  /// A hash from 64 lower-case hexadecimal digits.
  init?(hexadecimal text: String) {
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte - 0x30 : byte - 0x57 }
    let digits = text.utf8.map(digit)
    self.init(bytes: (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
  }
}
