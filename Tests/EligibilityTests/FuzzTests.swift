import CallGuide
import Eligibility
import Testing

/// The three readers, given damaged input: they answer with problems that have a place, and never crash.
@Suite struct FuzzTests {
  private func damaged(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: at)
      case 2:
        bytes.insert(
          contentsOf: Array("{[\":,-#&*!|>'%@`\n\t 0".utf8).shuffled(using: &random).prefix(3), at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...80, using: &random)))
      case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 60)], at: at)
      case 5: bytes = Array(bytes.prefix(at))
      default: bytes.insert(contentsOf: "未\u{0}\u{2028}𠀀".utf8, at: at)
      }
    }
    return bytes
  }

  @Test func `damaged applications give problems, never a crash`() throws {
    let rules = try Repository.rulebook()
    let topic = try #require(rules.call.topic("1.9"))
    let day = try #require(Day("2024-06-03"))
    let application = #"""
      {"app":{"direction":"1.9","titleZh":"中法先进材料联合实验室","topic":"ai","startDate":"2025-01-01","durationMonths":36,
       "budget":{"grant":"200.00","total":{"amount":"300.5","currency":"EUR"}}},"partner":{"country":"BE","region":"BE-WAL"},
       "org":[{"name":"示例大学","side":"CN","role":"lead","type":"university","registeredOn":"1950-01-01"},{"name":"Demo","side":"foreign","role":"foreignLead"}],
       "doc":{"labAgreement":{"file":"a.pdf","signedOn":"2022-12-31","signatories":["示例大学",{"name":"Demo","kind":"unit"}]}},
       "target":{"patents":3,"events":2,"youngScholars":5}}
      """#
    var random = Random.seeded()
    var accepted = 0
    for _ in 0..<3000 {
      do {
        let facts = try rules.reader.read(
          try JSONReader.read(damaged(Array(application.utf8), &random), file: "f"))
        _ = rules.check(facts, topic: topic, stage: .formal, on: day)
        accepted += 1
      } catch let problem as Problem {
        #expect(problem.place != nil)
      } catch let problems as Problems {
        #expect(!problems.all.isEmpty && problems.all.allSatisfy { $0.place != nil })
      }
    }
    #expect(accepted > 0 && accepted < 3000)
  }

  @Test func `damaged call files and guide texts give problems, never a crash`() throws {
    let files = try Repository.files(of: "2024-2")
    var random = Random.seeded()
    for round in 0..<60 {
      var broken = files
      let name = round % 3 == 0 ? "guide.txt" : "call.yaml"
      broken.contents[name] = damaged(files.contents[name] ?? [], &random)
      do {
        _ = try Rulebook(try Call.read(broken))
      } catch {
        #expect(!error.all.isEmpty)
      }
    }
  }
}
