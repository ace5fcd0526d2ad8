import CallGuide
import Casework
import Foundation
import Ledger
import Storage
import StorageFixture
import Synchronization
import Testing

@Suite struct MailTests {
  private func message(subject: String, body: String = "正文", to: String = "a@example.org") -> MailMessage {
    MailMessage(
      id: "id1", from: "noreply@hefu.example", to: to, subject: subject, body: body,
      date: Instant(milliseconds: 1_717_401_598_000))
  }

  private func headers(_ message: MailMessage) -> [String] {
    let head = message.text.components(separatedBy: "\r\n\r\n")[0]
    return head.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
  }

  @Test func `no subject or address adds a header`() {
    for bad in [
      "a\r\nBcc: x@example.org", "a\nBcc: x@example.org", "a\rBcc: x", "合符\r\n\r\nbody", "a\u{0B}b\u{2028}c",
    ] {
      #expect(headers(message(subject: bad)).count == 9)
      #expect(!message(subject: bad).text.contains("\r\nBcc"))
    }
    let bent = message(subject: "x", to: "a@example.org>\r\nBcc: <b@example.org")
    #expect(headers(bent).count == 9 && headers(bent)[2] == "To: <a@example.orgBcc:b@example.org>")
  }

  @Test func `subjects are encoded words, the text base64, all lines short and ASCII`() throws {
    let subject = "您已成为示范第一大学的科研管理部门人员，请登录后确认本单位的成员申请 · Hefu"
    let body = String(repeating: "符分两半，合而为信。\n", count: 60)
    let text = message(subject: subject, body: body).text
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
    let line = try #require(headers(message(subject: subject)).first { $0.hasPrefix("Subject: ") })
    let decoded = line.dropFirst(9).split(separator: " ").map { word in
      String(decoding: Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data(), as: UTF8.self)
    }.joined()
    #expect(decoded == subject)
    let content = text.components(separatedBy: "\r\n\r\n")[1].replacingOccurrences(of: "\r\n", with: "")
    #expect(Data(base64Encoded: content) == Data(body.replacingOccurrences(of: "\n", with: "\r\n").utf8))
    #expect(headers(message(subject: "x"))[0] == "Date: Mon, 03 Jun 2024 07:59:58 +0000")
  }

  /// A carrier that refuses, delays or takes, and remembers what it took.
  private final class Carrier: MailCarrier {
    enum Mood: Sendable { case takes, delays, refuses }
    let mood: Mutex<Mood>
    let taken = Mutex<[MailMessage]>([])
    let tries = Mutex(0)

    init(_ mood: Mood) { self.mood = Mutex(mood) }

    func carry(_ message: MailMessage) async throws {
      tries.withLock { $0 += 1 }
      switch mood.withLock({ $0 }) {
      case .takes: taken.withLock { $0.append(message) }
      case .delays: throw Unexpected(what: "no connection")
      case .refuses: throw MailRefused(reason: "550 no such user")
      }
    }
  }

  @Test(arguments: EngineKind.available)
  func `a mail goes out once, and its text with the link is forgotten`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.casework.beginRegistration(email: "a@example.org", language: .zh)
      let carrier = Carrier(.takes)
      let mailer = Mailer(people.casework, carrier: carrier, from: "noreply@hefu.example")
      #expect(try await mailer.sendDue() == 1)
      #expect(try await mailer.sendDue() == 0)
      #expect(carrier.taken.withLock { $0.map(\.to) } == ["a@example.org"])
      #expect(try await people.mails(to: "a@example.org").map(\.body) == [""])
    }
  }

  @Test(arguments: EngineKind.available)
  func `a mail that cannot be sent is tried later and later, given up after two days, and can be sent again`(
    engine: EngineKind
  ) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let system = try await people.appoint(try await people.register("system@example.org"), .system)
      let carrier = Carrier(.takes)
      let mailer = Mailer(people.casework, carrier: carrier)
      try await mailer.sendDue()
      carrier.mood.withLock { $0 = .delays }
      carrier.tries.withLock { $0 = 0 }
      try await people.casework.beginRegistration(email: "a@example.org", language: .zh)
      for _ in 0..<(3 * 24 * 60) {
        try await mailer.sendDue()
        people.wait(60)
      }
      #expect(carrier.tries.withLock { $0 } == 8)
      let dead = try await people.casework.deadLetters(system)
      #expect(dead.map(\.recipient) == ["a@example.org"])
      #expect(dead.first?.failure.contains("no connection") == true)
      carrier.mood.withLock { $0 = .takes }
      try await people.casework.resend(dead[0].id, by: system)
      #expect(try await mailer.sendDue() == 1)
      #expect(try await people.casework.deadLetters(system).isEmpty)
    }
  }

  @Test(arguments: EngineKind.available)
  func `what the other side refuses for good is not tried again`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      let carrier = Carrier(.refuses)
      let mailer = Mailer(people.casework, carrier: carrier)
      try await people.casework.beginRegistration(email: "a@example.org", language: .zh)
      try await mailer.sendDue()
      people.wait(30 * 86_400)
      #expect(try await mailer.sendDue() == 0)
      #expect(carrier.tries.withLock { $0 } == 1)
    }
  }

  @Test(arguments: EngineKind.available)
  func `a mail of a use case that failed was never written`(engine: EngineKind) async throws {
    try await withStore(engine) { store in
      let people = People(store)
      _ = await refusal {
        try await store.write { transaction in
          try people.casework.mail(
            to: "a@example.org", .zh, subject: .init(same: "x"), body: .init(same: "y"), transaction)
          throw CaseFailure(.conflict, .init(same: "x"), remedy: .init(same: "y"))
        }
      }
      let mails = try await people.mails(to: "a@example.org")
      #expect(mails.isEmpty)
    }
  }

  @Test func `the demonstration's post is a folder, and sendmail gets the mail on its standard input`()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hefu-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await FolderCarrier(folder: folder).carry(message(subject: "主题"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count == 1 && files[0].hasSuffix("-id1.eml"))
    let program = folder.appending(path: "sendmail")
    let script =
      "#!/bin/sh\nprintf '%s ' \"$@\" > \(folder.path)/arguments\ncat > \(folder.path)/input\nexit ${CODE:-0}\n"
    try Data(script.utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    try await SendmailCarrier(program: program).carry(message(subject: "主题"))
    let arguments = try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8)
    #expect(arguments == "-i -f noreply@hefu.example -- a@example.org ")
    #expect(
      try String(contentsOf: folder.appending(path: "input"), encoding: .utf8).hasPrefix("Date: Mon, 03 Jun"))
    try Data("#!/bin/sh\ncat >/dev/null; exit 67\n".utf8).write(to: program)
    await #expect(throws: MailRefused.self) {
      try await SendmailCarrier(program: program).carry(message(subject: "x"))
    }
    // It ends without reading a mail longer than a pipe holds: the mail waits, and we go on.
    try Data("#!/bin/sh\nexit 75\n".utf8).write(to: program)
    await #expect(throws: MailDelayed.self) {
      try await SendmailCarrier(program: program).carry(
        message(subject: "x", body: String(repeating: "x", count: 200_000)))
    }
  }
}
