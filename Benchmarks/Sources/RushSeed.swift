import CallGuide
import Casework
import Crypto
import Demonstration
import Eligibility
import Foundation
import Ledger
import Storage

/// Prepares a store for load: complete drafts over all topics, each with a leader who is signed in.
enum RushSeed {
  /// Opens the store in a folder; `database` is a `postgres://` address, or `-` for SQLite.
  static func open(_ folder: String, _ database: String) async throws -> Store {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let signer = try JournalKey.loadOrCreate(path: folder + "/journal.key")
    let location: Store.Location =
      database == "-" ? .sqlite(path: folder + "/hefu.sqlite") : .postgres(database)
    return try await Store.open(location, signer: signer, now: now)
  }

  static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  static func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: 0 ... .max) } }

  /// Sets a row of `setting`, such as the deadline.
  static func set(_ folder: String, _ database: String, _ name: String, _ value: String) async throws {
    let store = try await open(folder, database)
    try await store.write { transaction in
      try transaction.run(
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        .text(name), .text(value))
    }
    await store.close()
  }

  /// Fills the store; writes a line an application: id, revision, the session's token as hexadecimal.
  static func fill(_ folder: String, _ database: String, rules: Rulebook, count: Int, out: String)
    async throws
  {
    let store = try await open(folder, database)
    let casework = Casework(store: store, rules: rules, clock: Clock { now }, random: random)
    // 2024-05-20, before the example notice’s days.
    let maker = DemonstrationMaker(rules: rules, seed: 1, today: Day(number: 19_863))
    let models = rules.call.topics.map { topic in (topic.id, maker.complete(for: topic, number: 0)) }
      .filter { !$0.1.isEmpty }
    let document = Hash.of(Array("document".utf8))
    try await store.write { transaction in
      let procedure = Procedure(
        opens: now.adding(seconds: -86_400), deadline: now.adding(seconds: 86_400), counting: .leader,
        violations: .acknowledge, isDemonstration: true)
      for row in procedure.rows {
        try transaction.run(
          "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", .text(row.name),
          .text(row.value))
      }
      try transaction.run(
        "INSERT INTO file (hash, size, media, scan, stored) VALUES ($1, 8, 'application/pdf', 'unchecked', 0)",
        .blob(document.bytes))
      try transaction.run(
        """
        INSERT INTO organisation (id, name_zh, name_en, country, kind, created)
        VALUES ('university', '示范大学', 'Demo University', 'CN', 'university', 0)
        """)
    }
    var lines: [String] = []
    for start in stride(from: 0, to: count, by: 100) {
      let end = min(start + 100, count)
      let made: [String] = try await store.write { transaction in
        try (start..<end).map { number in
          let (topic, specimens) = models[number % models.count]
          let specimen = specimens[0]
          let account = "leader\(number)"
          let token = random(20)
          try transaction.run(
            """
            INSERT INTO account (id, email, name_zh, name_en, language, created) VALUES ($1, $2, '示范', 'Demo', 'zh', 0)
            """, .text(account), .text(account + "@demo.example"))
          try transaction.run(
            "INSERT INTO membership (account, organisation, role, granted) VALUES ($1, 'university', 'member', 0)",
            .text(account))
          try transaction.run(
            """
            INSERT INTO session (hash, account, created, seen, ends, second_factor, address, agent)
            VALUES ($1, $2, $3, $3, $4, 0, '-', '-')
            """, .blob(Hash.of(token).bytes), .text(account), .integer(now.milliseconds),
            .integer(now.adding(seconds: 36_000).milliseconds))
          let id = casework.newID()
          try casework.insert(
            id, topic: topic, organisation: "university",
            answers: specimen.answers,
            by: account, at: now, transaction)
          for file in specimen.documents {
            try transaction.run(
              "INSERT INTO attachment (application, field, file, name, account, added) VALUES ($1, $2, $3, $4, $5, $6)",
              .text(id), .text(file.field), .blob(document.bytes), .text(file.name), .text(account),
              .integer(now.milliseconds))
          }
          return "\(id)\t1\t" + token.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
      }
      lines += made
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: out, atomically: true, encoding: .utf8)
    await store.close()
  }

  /// What stands in the store after a load: applications, versions, journal entries, and whether the journal's tree is whole.
  static func count(_ folder: String, _ database: String) async throws {
    let store = try await open(folder, database)
    let row = try await store.read { connection in
      try connection.row(
        """
        SELECT (SELECT COUNT(*) FROM version), (SELECT COUNT(DISTINCT application) FROM version),
          (SELECT COUNT(*) FROM journal WHERE event = 'submitted'), (SELECT MAX(submitted) FROM version)
        """)
    }
    var measurement = Measurement()
    measurement["versions"] = Double(row?.int(0) ?? -1)
    measurement["applications"] = Double(row?.int(1) ?? -1)
    measurement["entries"] = Double(row?.int(2) ?? -1)
    measurement["latest"] = Double(row?.int(3) ?? -1)
    measurement["journal"] = Double(store.journal.size)
    measurement.print()
    await store.close()
  }
}
