import Foundation
import Ledger
import StorageFixture
import Synchronization
import Testing

@testable import Storage

@Suite struct BackupTests {
  /// Every pair of engines at hand.
  static let pairs = EngineKind.available.flatMap { from in EngineKind.available.map { (from, $0) } }

  private func fill(_ store: Store, _ shelf: FileShelf, files: Int = 5) async throws {
    for number in 0..<files {
      let incoming = try await shelf.begin(limit: .max)
      try await incoming.write(Array("file \(number)".utf8))
      let stored = try await incoming.keep()
      try await store.write { tx in
        try tx.run(
          "INSERT INTO file (hash, size, media, pages, scan, stored) VALUES ($1, $2, 'text/plain', $3, '', 0)",
          .blob(stored.hash.bytes), .integer(stored.size), number == 0 ? .null : .int(number))
        try tx.run(
          "INSERT INTO setting (name, value) VALUES ($1, $2)", .text("a\(number)"), .text("合符'\n\"☃"))
        try tx.record(.example("\(number)"))
      }
    }
  }

  private func shelf(_ database: TestDatabase) throws -> FileShelf {
    try FileShelf(folder: database.folder.appending(path: "files").path)
  }

  @Test(arguments: pairs)
  func `a backup made while people write is restored on any engine with the same root`(
    from: EngineKind, to: EngineKind
  ) async throws {
    try await withDatabase(from) { source in
      let store = try await source.open()
      let shelf = try shelf(source)
      try await fill(store, shelf)
      let isDone = Mutex(false)
      async let writing = {
        var count = 0
        while !isDone.withLock({ $0 }) {
          try await store.write { _ = try $0.record(.example("more")) }
          count += 1
        }
        return count
      }()
      let folder = source.folder.appending(path: "backup").path
      let manifest = try await Backup.make(
        of: source.location, shelf: shelf, in: folder, now: TestDatabase.beginning)
      isDone.withLock { $0 = true }
      let written = try await writing
      #expect((5...5 + written).contains(manifest.journal.size))
      #expect(manifest.journal.root == store.journal.root(size: manifest.journal.size)?.base64)
      #expect(manifest.files == .init(count: 5, size: 30, damaged: []))
      await store.close()

      try await withDatabase(to) { target in
        let shelf = try self.shelf(target)
        let restored = try await Backup.restore(
          folder, to: target.location, shelf: shelf, now: TestDatabase.beginning)
        #expect(restored == manifest)
        let store = try await Store.open(target.location, signer: source.signer, now: TestDatabase.beginning)
        #expect(store.journal.size == manifest.journal.size)
        #expect(store.journal.root(size: store.journal.size)?.base64 == manifest.journal.root)
        for file in try await store.read({ try Backup.files($0) }) {
          #expect(try await shelf.verify(file.hash))
        }
        let texts = try await store.read { try $0.rows("SELECT value FROM setting").map { $0.text(0) } }
        #expect(texts == Array(repeating: "合符'\n\"☃", count: 5))
        #expect(try await store.write { try $0.record(.example("after")) } == manifest.journal.size)
        await store.close()
      }
    }
  }

  @Test(arguments: pairs)
  func `a store moves between engines with every row, once`(from: EngineKind, to: EngineKind) async throws {
    try await withDatabase(from) { source in
      let store = try await source.open()
      try await fill(store, try shelf(source))
      try await store.write { tx in
        for number in 0..<2000 {
          try tx.run("INSERT INTO counter (name, value) VALUES ($1, $2)", .text("\(number)"), .int(-number))
        }
      }
      try await withDatabase(to) { target in
        let steps = Mutex<[CopyProgress]>([])
        let moved = try await StoreMove.run(
          from: source.location, to: target.location, now: TestDatabase.beginning
        ) {
          step in steps.withLock { $0.append(step) }
        }
        #expect(moved.tables["counter"] == 2000)
        #expect(moved.root == store.journal.root(size: 5))
        let last = steps.withLock { $0.last }
        #expect(last?.done == last?.total && last?.done == moved.tables.values.reduce(0, +))
        await #expect(throws: StoreFailure.self) {
          try await StoreMove.run(from: source.location, to: target.location, now: TestDatabase.beginning)
        }
      }
      await store.close()
    }
  }

  @Test func `a damaged backup is not restored, and nothing is left of the attempt`() async throws {
    try await withDatabase(.sqlite) { source in
      let store = try await source.open()
      let shelf = try shelf(source)
      try await fill(store, shelf)
      let folder = source.folder.appending(path: "backup").path
      _ = try await Backup.make(of: source.location, shelf: shelf, in: folder, now: TestDatabase.beginning)
      await store.close()
      let file = try #require(shelf.files().first?.description)
      for victim in ["manifest.json", "hefu.sqlite", "files/\(file.prefix(2))/\(file.dropFirst(2))"] {
        let copy = source.folder.appending(path: "copy").path
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        var data = try Data(contentsOf: URL(filePath: "\(copy)/\(victim)"))
        let place =
          victim == "manifest.json"
          ? (data.firstRange(of: Data("root\" : \"".utf8))?.upperBound ?? 0) : data.count / 2
        data[place] ^= 1
        try data.write(to: URL(filePath: "\(copy)/\(victim)"))
        let target = source.folder.appending(path: "restored.sqlite").path
        await #expect(throws: StoreFailure.self, "\(victim)") {
          try await Backup.restore(
            copy, to: .sqlite(path: target),
            shelf: try FileShelf(folder: source.folder.appending(path: "other").path),
            now: TestDatabase.beginning)
        }
        #expect(!FileManager.default.fileExists(atPath: target))
        #expect(Disk.names(in: source.folder.path).allSatisfy { !$0.contains("partial") })
        try FileManager.default.removeItem(atPath: copy)
      }
    }
  }

  @Test func `a backup says which files the shelf had not whole`() async throws {
    try await withDatabase(.sqlite) { source in
      let store = try await source.open()
      let shelf = try shelf(source)
      try await fill(store, shelf)
      let lost = try #require(shelf.files().first)
      try FileManager.default.removeItem(atPath: shelf.path(of: lost))
      let folder = source.folder.appending(path: "backup").path
      let manifest = try await Backup.make(
        of: source.location, shelf: shelf, in: folder, now: TestDatabase.beginning)
      #expect(manifest.files.damaged == [lost.description])
      await #expect(throws: StoreFailure.self) {
        try await Backup.make(of: source.location, shelf: shelf, in: folder, now: TestDatabase.beginning)
      }
      await store.close()
    }
  }
}
