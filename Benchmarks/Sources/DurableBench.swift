import Crypto
import Foundation
import Ledger
import Storage

extension Bench {
  /// Durable writes a second: so many writers, each waiting for its acknowledgement before it writes again. One write is an
  /// answer saved, with its journal entry, as the form's autosave and a submission's do.
  static func durable(_ place: String, writers: Int, seconds: Double, sharing: String) async throws {
    let store = try await open(place, batch: sharing == "single" ? 1 : 256)
    let run = "\(UUID())"
    let clock = ContinuousClock()
    let start = clock.now
    let end = start.advanced(by: .seconds(seconds))
    let sorted = try await withThrowingTaskGroup(of: [Double].self) { group in
      for writer in 0..<writers {
        group.addTask {
          var mine: [Double] = []
          var number = 0
          while clock.now < end {
            let before = clock.now
            try await write(store, "\(run)/\(writer)/\(number)")
            mine.append((clock.now - before) / .milliseconds(1))
            number += 1
          }
          return mine
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }.sorted()
    }
    let elapsed = (clock.now - start) / .seconds(1)
    await store.close()
    var measurement = Measurement()
    measurement["perSecond"] = Double(sorted.count) / elapsed
    measurement["p50"] = sorted[sorted.count / 2]
    measurement["p99"] = sorted[sorted.count * 99 / 100]
    measurement.print()
  }

  /// Writes until it is killed, or the store stops; names each write on standard output once it is acknowledged.
  static func writeOn(_ place: String, writers: Int) async throws {
    let store = try await open(place, batch: 256)
    let run = "\(UUID())"
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var number = 0
          while !store.isStopped {
            let name = "\(run)/\(writer)/\(number)"
            do {
              let position = try await write(store, name)
              FileHandle.standardOutput.write(Data("\(position) \(name)\n".utf8))
            } catch { FileHandle.standardError.write(Data("\(error)\n".utf8)) }
            number += 1
          }
        }
      }
    }
    let entries = try await store.read { try $0.row("SELECT COUNT(*) FROM journal")?.int(0) ?? 0 }
    FileHandle.standardError.write(Data("the store stopped; \(entries) entries can be read\n".utf8))
  }

  @discardableResult
  private static func write(_ store: Store, _ name: String) async throws -> Int {
    let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    return try await store.write { tx in
      try tx.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        .text(name), .text("[\"中埃绿色能源联合实验室\"]"))
      return try tx.record(
        JournalEvent(
          event: "saved", call: "2024-2", guide: "guide", subject: name, facts: .of(Array(name.utf8)),
          time: now,
          actor: "bench", salt: Array(SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) })))
    }
  }

  private static func open(_ place: String, batch: Int) async throws -> Store {
    let location: Store.Location =
      place.hasPrefix("postgres") ? .postgres(place) : .sqlite(path: place)
    // The same in every run: a store goes on only under the key its journal was signed with.
    let seed = Array(repeating: 7 as UInt8, count: 32)
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    let signer = SignerKey(name: "hefu.invalid/bench", key: key)
    return try await Store.open(location, signer: signer, now: Instant(milliseconds: 0), batch: batch)
  }

  /// A journal's tree of `count` leaves; what it costs is the process's peak memory.
  static func tree(leaves count: Int) throws {
    var tree = MerkleTree()
    let time = seconds {
      for number in 0..<count { tree.append(.of(withUnsafeBytes(of: number) { Array($0) })) }
    }
    var measurement = Measurement()
    measurement["seconds"] = time
    measurement["proof"] = Double(tree.inclusionProof(of: count / 3)?.count ?? 0)
    measurement.print()
  }
}
