import ArgumentParser
import CallGuide
import Eligibility

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "输出申报书的 JSON Schema · Print the JSON Schema of an application.",
    discussion: """
      示例 / Examples:
        hefu schema --call Calls/2024-2
        hefu schema --call Calls/2024-2 1.5
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @OptionGroup var speech: SpeechOptions
  @Argument(help: ArgumentHelp("方向 · topic", valueName: "TOPIC")) var topic: String?

  func run() throws {
    let rules = try Files.rulebook(call, speech.language)
    let found = try topic.map { try rules.requireTopic($0, speech.language) }
    Output.write(JSONWriter.write(rules.schema(for: found)) + "\n")
  }
}

struct FormCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "输出某方向的填报表 · Print the form of a topic, with the clause that asks for each field.",
    discussion: """
      示例 / Examples:
        hefu form --call Calls/2024-2 1.5
        hefu form --call Calls/2024-2 1.5 --json
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @Flag(help: "输出 JSON · print JSON") var json = false
  @OptionGroup var speech: SpeechOptions
  @Argument(help: ArgumentHelp("方向 · topic", valueName: "TOPIC")) var topic: String

  func run() throws {
    let rules = try Files.rulebook(call, speech.language)
    let form = rules.form(for: try rules.requireTopic(topic, speech.language))
    if json {
      Output.write(JSONWriter.write(form.tree) + "\n")
      return
    }
    let console = speech.console
    for part in form.sections {
      console.line(console.paint(part.section.title[console.language], .bold))
      for question in part.questions {
        line(question, console, indent: "  ")
        for member in question.members { line(member, console, indent: "    · ") }
      }
      console.line()
    }
  }

  private func line(_ question: Form.Question, _ console: Console, indent: String) {
    let field = question.field
    let label = field.label[console.language]
    let unit =
      field.unit.map { $0[console.language] }.flatMap {
        label.contains($0) ? nil : console.say("（\($0)）", " (\($0))")
      } ?? ""
    let others = field.supplier == .applicant ? "" : " [\(field.supplier.rawValue)]"
    console.line(
      indent + label + unit
        + console.paint(
          "  \(field.id): \(field.type.name)\(others)  ← \(question.clauses.joined(separator: " "))", .faint))
  }
}

extension Form {
  /// The form as JSON.
  var tree: Tree {
    .map([
      (
        "sections",
        .list(
          sections.map { part in
            .map([
              ("id", .text(part.section.id)), ("title", .bilingual(part.section.title)),
              ("fields", .list(part.questions.map(\.tree))),
            ])
          })
      )
    ])
  }
}

extension Form.Question {
  var tree: Tree {
    .map([
      ("field", .text(field.id)), ("type", .text(field.type.name)), ("label", .bilingual(field.label)),
      ("help", field.help.map(Tree.bilingual)), ("unit", field.unit.map(Tree.bilingual)),
      ("by", .text(field.supplier.rawValue)), ("clauses", .list(clauses.map { .text($0) })),
      ("members", members.isEmpty ? nil : .list(members.map(\.tree))),
    ])
  }
}

extension Rulebook {
  /// The topic with this number, or a failure that lists the topics.
  func requireTopic(_ id: String, _ language: Language) throws(Failure) -> Topic {
    if let topic = call.topic(id) { return topic }
    let known = call.topics.map(\.id).joined(separator: ", ")
    throw Failure(
      Problem(
        .unknownTopic, at: nil, subject: id, zh: "没有这个方向；可选：\(known)",
        en: "no such topic; use one of: \(known)"),
      language)
  }
}
