import CallGuide
import Casework
import Crypto
import Eligibility
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import OfficeDesk
import Storage
import Web

extension Bench {
  /// The programme office's list of so many applications: session, query, page, in one process.
  static func list(folder: String, count: Int) async throws {
    let rules = try rulebook(folder)
    let place = FileManager.default.temporaryDirectory.appending(path: "hefu-list-\(UUID())").path
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let moment = Instant(milliseconds: 1_718_000_000_000)
    let store = try await Store.open(
      .sqlite(path: place + "/hefu.sqlite"),
      signer: SignerKey(name: "hefu.invalid/bench", key: Curve25519.Signing.PrivateKey()), now: moment)
    try await fill(store, rules, count: count)
    let casework = Casework(
      store: store, rules: rules, clock: Clock { moment },
      random: { count in (0..<count).map { _ in .random(in: 0 ... .max) } })
    let site = Site(
      desks: [OfficeDesk(casework: casework, stock: FormStock(rules: rules)) { _, _, _ in nil }],
      sessions: OneActor(casework: casework), clock: casework.clock, limits: .none)
    let app = Hummingbird.Application(responder: site)
    let (times, bytes) = try await app.test(.router) { client in
      var times: [Double] = []
      var bytes = 0
      let headers: HTTPFields = [.cookie: "lang=zh; hefu-session=" + String(repeating: "00", count: 16)]
      func ask() async throws -> Int {
        try await client.execute(
          uri: "/office/applications?rows=600", method: .get, headers: headers, body: nil
        ) { $0.status == .ok ? $0.body.readableBytes : 0 }
      }
      for _ in 0..<20 { bytes = try await ask() }
      for _ in 0..<9 {
        let start = processorTime()
        for _ in 0..<20 { _ = try await ask() }
        times.append((processorTime() - start) / 20)
      }
      return (times, bytes)
    }
    await store.close()
    var measurement = Measurement()
    measurement["milliseconds"] = times.sorted()[times.count / 2] * 1e3
    measurement["bytes"] = Double(bytes)
    measurement["applications"] = Double(count)
    measurement.print()
  }

  private struct OneActor: SessionSource {
    let casework: Casework

    func actor(for token: [UInt8]) async throws -> Actor? { try await casework.actor(account: "officer") }
  }

  /// Accounts, organisations and applications as a call of some hundred has them; the versions' facts are long.
  private static func fill(_ store: Store, _ rules: Rulebook, count: Int) async throws {
    let topics = rules.call.topics.map(\.id)
    let call = rules.call.id
    let facts = "{" + String(repeating: "\"x\":\"示范\",", count: 1500) + "}"
    try await store.write { transaction in
      for id in ["officer", "leader"] {
        try transaction.run(
          """
          INSERT INTO account (id, email, name_zh, name_en, language, demonstration, created)
          VALUES ($1, $2, '示范', 'Example', 'zh', 1, 0)
          """, .text(id), .text("\(id)@example.org"))
      }
      try transaction.run(
        "INSERT INTO office (account, role, scope, granted) VALUES ('officer', 'officer', '', 0)")
      for number in 0..<60 {
        try transaction.run(
          """
          INSERT INTO organisation (id, name_zh, name_en, country, kind, created) VALUES ($1, $2, $3, 'CN', 'university', 0)
          """, .text("o\(number)"), .text("示范第\(number)大学"), .text("Example University No. \(number)"))
      }
      for number in 0..<count {
        let topic = topics[number % topics.count]
        try transaction.run(
          """
          INSERT INTO application (id, number, call, topic, leader, organisation, endorser, state, title, revision, version,
            satisfied, violated, undetermined, submitted, submitted_title, created, changed)
          VALUES ($1, $2, $3, $4, 'leader', $5, NULL, $6, $7, 40, 2, 31, 2, 17, $8, $7, 0, $8)
          """, .text("application\(number)abcdefghij"), .text("\(call)-\(topic)-\(1000 + number)"),
          .text(call),
          .text(topic), .text("o\(number % 60)"), .text(["submitted", "confirmed", "endorsed"][number % 3]),
          .text("面向干旱地区的光伏与储能协同运行关键技术联合研究（\(number)）"), .integer(1_717_300_000_000 + Int64(number) * 1000))
        try transaction.run(
          """
          INSERT INTO version (application, number, revision, facts, hash, manifest, account, submitted, entry)
          VALUES ($1, 2, 40, $2, $3, '[]', 'leader', 0, 0)
          """, .text("application\(number)abcdefghij"), .text(facts), .blob(Array(repeating: 0, count: 32)))
      }
    }
  }
}

/// Seconds of processor time this process has used, all threads together.
private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
