import Foundation
import Ledger
import StorageFixture
import Testing

@testable import Storage

@Suite struct ShelfTests {
  private func withShelf(_ body: (FileShelf, TestDatabase) async throws -> Void) async throws {
    try await withDatabase(.sqlite) { database in
      try await body(try FileShelf(folder: database.folder.appending(path: "files").path), database)
    }
  }

  private func keep(_ bytes: [UInt8], on shelf: FileShelf) async throws -> FileShelf.Stored {
    let incoming = try await shelf.begin(limit: .max)
    try await incoming.write(bytes)
    return try await incoming.keep()
  }

  private func leftovers(_ shelf: FileShelf) -> [String] { Disk.names(in: shelf.folder + "/incoming") }

  @Test func `a file comes out as it went in, under its hash`() async throws {
    try await withShelf { shelf, _ in
      let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let incoming = try await shelf.begin(limit: 1_000_000)
      for start in stride(from: 0, to: bytes.count, by: 7001) {
        try await incoming.write(Array(bytes[start..<min(start + 7001, bytes.count)]))
      }
      let stored = try await incoming.keep()
      #expect(stored == FileShelf.Stored(hash: .of(bytes), size: 1_000_000))
      let file = try #require(try await shelf.read(stored.hash))
      #expect(file.size == 1_000_000)
      var out: [UInt8] = []
      for try await part in file {
        #expect(part.count <= 64 * 1024)
        out += part
      }
      #expect(out == bytes)
      #expect(try await shelf.verify(stored.hash))
      #expect(leftovers(shelf).isEmpty)
      #expect(try await shelf.read(.of([9])) == nil)
      #expect(try await shelf.verify(.of([9])) == false)
    }
  }

  @Test func `what is too large, abandoned or dropped leaves nothing`() async throws {
    try await withShelf { shelf, _ in
      let large = try await shelf.begin(limit: 10)
      try await large.write(Array(repeating: 1, count: 10))
      await #expect(throws: FileShelf.TooLarge(limit: 10)) { try await large.write([1]) }
      await #expect(throws: StoreFailure.self) { try await large.keep() }
      let abandoned = try await shelf.begin(limit: 10)
      await abandoned.abandon()
      do {
        let dropped = try await shelf.begin(limit: 10)
        try await dropped.write([1])
      }
      #expect(leftovers(shelf).isEmpty)
      #expect(shelf.files().isEmpty)
    }
  }

  @Test func `the same file twice is one file`() async throws {
    try await withShelf { shelf, _ in
      let hashes = try await withThrowingTaskGroup(of: Hash.self) { group in
        for _ in 0..<20 { group.addTask { try await self.keep([1, 2, 3], on: shelf).hash } }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(hashes == [.of([1, 2, 3])])
      #expect(shelf.files() == [.of([1, 2, 3])])
    }
  }

  @Test func `an altered file is found out`() async throws {
    try await withShelf { shelf, _ in
      let stored = try await keep([1, 2, 3], on: shelf)
      try Data([1, 2, 4]).write(to: URL(filePath: shelf.path(of: stored.hash)))
      #expect(try await shelf.verify(stored.hash) == false)
      _ = try await keep([1, 2, 3], on: shelf)
      #expect(try await shelf.verify(stored.hash))
    }
  }

  @Test func `a server that starts clears away what crashed uploads left, and no running one`() async throws {
    try await withShelf { shelf, _ in
      let running = try await shelf.begin(limit: 10)
      try await running.write([1])
      try Data([1, 2]).write(to: URL(filePath: shelf.folder + "/incoming/left"))
      #expect(leftovers(shelf).count == 2)
      let other = try FileShelf(folder: shelf.folder)
      #expect(leftovers(other).count == 1)
      try await running.write([2])
      let stored = try await running.keep()
      #expect(try await other.verify(stored.hash))
    }
  }

  @Test func `orphans go, named and young files stay`() async throws {
    try await withShelf { shelf, database in
      let store = try await database.open()
      let files = [
        try await keep([1], on: shelf), try await keep([2], on: shelf), try await keep([3], on: shelf),
      ]
      let named = files[0].hash
      try await store.write { tx in
        _ = try tx.run(
          "INSERT INTO file (hash, size, media, scan, stored) VALUES ($1, 1, '', '', 0)", .blob(named.bytes))
      }
      for file in files.prefix(2) {
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: shelf.path(of: file.hash))
      }
      #expect(
        try await shelf.collectOrphans(of: database.location) == FileShelf.Collected(count: 1, size: 1))
      #expect(Set(shelf.files()) == [files[0].hash, files[2].hash])
      await store.close()
    }
  }

  @Test func `files kept while orphans are collected are there afterwards`() async throws {
    try await withShelf { shelf, database in
      let store = try await database.open()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<4 {
          group.addTask {
            for number in 0..<30 {
              // Contents that were there before, and old: the collector would like to have them.
              let bytes = [UInt8(writer), UInt8(number % 5)]
              let hash = try await self.keep(bytes, on: shelf).hash
              #expect(try await shelf.verify(hash))
              if number % 7 == 0 {
                try FileManager.default.setAttributes(
                  [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: shelf.path(of: hash))
              }
            }
          }
        }
        group.addTask {
          for _ in 0..<20 { _ = try await shelf.collectOrphans(of: database.location) }
        }
        try await group.waitForAll()
      }
      await store.close()
    }
  }
}
