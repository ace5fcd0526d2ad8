import CallGuide
import Casework
import Crypto
import Foundation
import StorageFixture
import Testing

@Suite struct PasswordTests {
  private let cheap = PasswordKeeper.Cost(memory: 64, passes: 1)
  private let salt = [UInt8](repeating: 9, count: 16)

  @Test func `a hash is a PHC string of argon2id and holds its password only`() async throws {
    let keeper = PasswordKeeper()
    let hash = try await keeper.hash("nine violet lanterns", salt: salt)
    #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(try await keeper.check("nine violet lanterns", against: hash).isRight)
    #expect(try await !keeper.check("nine violet lantern", against: hash).isRight)
    #expect(try await !keeper.check("", against: hash).isRight)
  }

  @Test func `full-width letters of an input method are the same password`() async throws {
    let keeper = PasswordKeeper(cost: cheap)
    let hash = try await keeper.hash("ｎｉｎｅ　ｖｉｏｌｅｔ", salt: salt)
    #expect(try await keeper.check("nine violet", against: hash).isRight)
  }

  @Test func `a hash of another cost is right and outdated`() async throws {
    let hash = try await PasswordKeeper(cost: cheap).hash("nine violet", salt: salt)
    let (isRight, isOutdated) = try await PasswordKeeper(cost: .init(memory: 128, passes: 1)).check(
      "nine violet", against: hash)
    #expect(isRight && isOutdated)
    #expect(try await !PasswordKeeper(cost: cheap).check("nine violet", against: hash).isOutdated)
  }

  @Test func `what does not fit into the queue is refused at once`() async throws {
    // Slow enough that the others come while the first is at work, on a busy machine too.
    let keeper = PasswordKeeper(cost: .init(memory: 19 * 1024, passes: 60), lanes: 1, queue: 2)
    let answers = await withTaskGroup(of: CaseFailure.Code?.self) { group in
      for _ in 0..<24 {
        group.addTask { [salt] in await refusal { _ = try await keeper.hash("nine violet", salt: salt) } }
      }
      return await group.reduce(into: [CaseFailure.Code?]()) { $0.append($1) }
    }
    #expect(answers.contains(.tooMany))
    #expect(answers.contains(nil))
    #expect(answers.allSatisfy { $0 == nil || $0 == .tooMany })
    // Afterwards it takes work again.
    #expect(try await keeper.hash("nine violet", salt: salt).hasPrefix("$argon2id$"))
  }

  @Test(arguments: EngineKind.available)
  func `passwords that are short, common, monotonous or about the person are refused`(engine: EngineKind)
    async throws
  {
    try await withStore(engine) { store in
      let people = People(store)
      try await people.casework.beginRegistration(email: "li.mingyuan@example.edu.cn", language: .zh)
      let ticket = try await people.ticket("register", to: "li.mingyuan@example.edu.cn")
      var person = NewPerson()
      person.nameEn = "Li Mingyuan"
      for bad in [
        "", "fourteen chars", "qwertyuiopasdfghjkl", "123456789012345678", "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "li.mingyuan@example.edu.cn", "mingyuan mingyuan 1", "correct horse battery staple",
        "Correct Horse Battery Staple", "password2024!!!!!", String(repeating: "long and ", count: 40),
      ] {
        person.password = bad
        let refused = await failure {
          _ = try await people.casework.register(ticket, person, from: People.here)
        }
        #expect(refused?.code == .invalid && refused?.field == "password", "“\(bad)” was taken")
      }
      person.password = "窗外飞过九只紫色的灯笼鸟停在屋檐"
      _ = try await people.casework.register(ticket, person, from: People.here)
    }
  }

  @Test func `a sorted list of hashes is searched where it lies, a plain one in memory`() throws {
    let folder = FileManager.default.temporaryDirectory
    let leaked = (0..<5000).map { "leaked password number \($0)" }
    let sorted = folder.appending(path: "hefu-\(UUID().uuidString).txt")
    let plain = folder.appending(path: "hefu-\(UUID().uuidString).txt")
    defer { for file in [sorted, plain] { try? FileManager.default.removeItem(at: file) } }
    let hashes = leaked.map { text in
      Insecure.SHA1.hash(data: Data(text.utf8)).map {
        ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true)
      }
      .joined()
    }
    let lines = zip(hashes.sorted(), 0...).map { "\($0):\($1 * 37 % 9000)\r\n" }.joined()
    try Data(lines.utf8).write(to: sorted)
    try Data(leaked.joined(separator: "\n").utf8).write(to: plain)
    for list in [try BreachedPasswords(path: sorted.path), try BreachedPasswords(path: plain.path)] {
      #expect(leaked.allSatisfy(list.contains))
      #expect((0..<500).allSatisfy { !list.contains("unknown lantern \($0)") })
    }
  }
}
