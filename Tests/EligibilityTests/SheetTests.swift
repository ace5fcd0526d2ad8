import CallGuide
import Eligibility
import Testing

@Suite struct SheetTests {
  private let rules: Rulebook

  init() throws { rules = try Repository.rulebook() }

  /// What people state of these facts before the award; boxes that are not ticked say nothing.
  private func stated(_ facts: Facts) -> [String: Value] {
    var values: [String: Value] = [:]
    for field in rules.dictionary.fields where !field.slot.isMember && field.phase == .application {
      switch facts[field] {
      case .rows(let rows)?:
        let members = rules.dictionary.members(of: field)
        let kept = rows.map { row in
          var row = row
          for (index, member) in members.enumerated() where member.phase != .application {
            row.values[index] = nil
          }
          return row
        }.filter { row in row.values.contains { $0 != nil } }
        if !kept.isEmpty { values[field.id] = .rows(kept) }
      case .file?: values[field.id] = .file(Attachment(name: field.id))
      case .marks(let marks)? where !field.isStatedList:
        let ticked = marks.filter { $0.value != .absent }
        if !ticked.isEmpty { values[field.id] = .marks(ticked.mapValues { _ in .present(page: nil) }) }
      case .marks(let marks)? where marks.isEmpty: break
      case let value?: values[field.id] = value
      case nil: break
      }
    }
    return values
  }

  @Test func `every scenario's facts go through a sheet and come back the same`() throws {
    let scenarios = try Repository.scenarios()
    let form = rules.wholeForm.asked()
    var compared = 0
    for scenario in scenarios {
      let facts = try rules.reader.read(scenario.facts)
      guard let topic = try? rules.topic(of: facts, file: scenario.place.file) else { continue }
      let sheet = Sheet(facts, rules: rules)
      let reading = sheet.read(form: form, topic: topic, rules: rules)
      let place = "\(scenario.place.file):\(scenario.place.line)"
      #expect(reading.faults.isEmpty, "\(place): \(reading.faults)")
      let before = stated(facts)
      let after = stated(try #require(reading.facts))
      for (name, value) in before where after[name] != value {
        Issue.record("\(place): \(name) was \(value), is \(String(describing: after[name]))")
      }
      #expect(before.count == after.count, "\(place)")
      // The file it would be read from says the same, and says it the same way every time.
      let text = sheet.canonical(form: form, topic: topic)
      let tree = try JSONReader.read(Array(text.utf8), file: "canonical")
      let again = try Sheet(application: tree, rules: rules)
      #expect(again == sheet.kept(by: form), "\(place)")
      #expect(again.canonical(form: form, topic: topic) == text)
      compared += before.count
    }
    #expect(compared > 1500)
  }

  @Test func `a control the form does not have is refused`() throws {
    let topic = try #require(rules.call.topic("1.5"))
    let form = rules.form(for: topic).asked()
    for name in [
      "app.titleZh", "org[0].name", "org[49].role", "doc.recognition.states.labName",
      "doc.recognition.states.labName.page", "attest.originator.made", "app.topic.other",
    ] {
      #expect(Sheet.isControl(name, form: form), "\(name)")
    }
    for name in [
      "", "app", "app.direction", "app.submittedOn", "org", "org.name", "org[].name", "org[50].name",
      "org[-1].name",
      "org[+1].name", "org[01].name", "org[1]name", "org[1].name.x", "org[1][1].name", "org[９].name",
      "he.projectId",
      "visit[0].person", "counterpart.reference", "doc.recognition.states.nothing", "attest.originator",
      "constructor",
      "app.titleZh ", "doc.labAgreement.fileHash", "org[99999999999999999999].name",
    ] {
      #expect(!Sheet.isControl(name, form: form), "\(name)")
    }
  }

  @Test func `what cannot be read is told at its control, and the rest is read`() throws {
    let topic = try #require(rules.call.topic("1.5"))
    let form = rules.form(for: topic).asked()
    let sheet = Sheet(values: [
      "app.durationMonths": ["三年"], "app.titleZh": ["中埃人工智能联合实验室"], "org[3].registeredOn": ["2023-02-30"],
      "org[3].name": ["甲"], "org[1].name": ["  "], "doc.recognition.states.labName": ["true"],
      "doc.recognition.states.labName.page": ["第三页"], "doc.recognition.states.contact.page": ["7"],
      "doc.recognition.states.organisations": ["false"], "attest.originator.date": ["昨天"],
      "attest.originator.made": ["true"],
    ])
    let reading = sheet.read(form: form, topic: topic, rules: rules)
    #expect(reading.facts == nil)
    #expect(
      Set(reading.faults.compactMap(\.control)) == [
        "app.durationMonths", "org[3].registeredOn", "doc.recognition.states.labName.page",
        "attest.originator.date",
      ])
    #expect(reading.rows["org"] == [3])
    let title = try #require(rules.dictionary.field("app.titleZh"))
    #expect(reading.readable[title] == .text("中埃人工智能联合实验室"))
    let states = try #require(rules.dictionary.field("doc.recognition.states"))
    #expect(reading.readable[states] == .marks(["contact": .present(page: 7), "organisations": .absent]))
  }

  @Test func `rows are added at the end, removed rows do not count and the others keep their numbers`() throws
  {
    let topic = try #require(rules.call.topic("1.5"))
    let form = rules.form(for: topic).asked()
    let list = try #require(form.questions.first { $0.field.id == "org" })
    var sheet = Sheet(blankFor: topic, form: form, rules: rules)
    #expect(sheet.rows(of: list.field) == [0, 1])
    #expect(sheet.addRow(to: list).count == 1)
    #expect(sheet.rows(of: list.field) == [0, 1, 2])
    sheet.merge(["org[2].name": ["丙"]])
    #expect(Set(sheet.removeRow(1, of: list.field).keys) == ["org[1].role", "org[1].side"])
    #expect(sheet.rows(of: list.field) == [0, 2])
    #expect(sheet.read(form: form, topic: topic, rules: rules).rows["org"] == [0, 2])
    for _ in 0..<100 { sheet.addRow(to: list) }
    #expect(sheet.rows(of: list.field).last == Sheet.rowLimit - 1)
    var empty = Sheet()
    #expect(empty.rows(of: list.field) == [0])
    empty.addRow(to: list)
    #expect(empty.rows(of: list.field) == [0, 1])
  }

  @Test func `attached documents count, ticks do not, once documents are uploaded`() throws {
    let topic = try #require(rules.call.topic("1.5"))
    let form = rules.form(for: topic).asked()
    let sheet = Sheet(values: ["doc.recognition": ["yes"]])
    let field = try #require(rules.dictionary.field("doc.recognition"))
    #expect(sheet.read(form: form, topic: topic, rules: rules).readable[field] != nil)
    #expect(sheet.read(form: form, topic: topic, rules: rules, attachments: [:]).readable[field] == nil)
    let attached = Attachment(
      name: "函.pdf", attachedOn: Day("2024-06-01"), sha256: String(repeating: "a", count: 64))
    let reading = sheet.read(
      form: form, topic: topic, rules: rules, attachments: ["doc.recognition": attached])
    #expect(reading.readable[field] == .file(attached))
  }

  @Test func `every control stands in one section that the form has`() throws {
    for topic in rules.call.topics {
      let form = rules.form(for: topic).asked()
      let sections = Set(form.sections.map(\.section.id))
      for question in form.questions {
        #expect(form.section(of: question.field.id).map(sections.contains) == true)
      }
    }
    let form = rules.form(for: try #require(rules.call.topic("1.5"))).asked()
    #expect(form.section(of: "org[1].name") == "team")
    #expect(form.section(of: "doc.recognition.states.labName.page") == "attachments")
    #expect(form.section(of: "nothing") == nil)
  }
}
