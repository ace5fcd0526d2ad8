import ArgumentParser
import CallGuide
import Casework
import Eligibility
import Foundation
import Ledger
import Storage

struct SettingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "批次的时间与规则 · Dates and rules of a call.",
    discussion: """
      开放申报之前在这里设定；开放之后只能在管理台说明理由提出更改，由另一名管理人员批准。
      They are set here before the call opens; afterwards it takes a reason and two officers, in the programme office's pages.

      示例 / Examples:
        hefu settings set --call Calls/2024-2 --store var --opens 2024-06-01T08:00+08:00 \\
          --deadline 2024-07-01T16:00+08:00 --deadline 1.5=2024-07-10T16:00+08:00 --counting office
        hefu settings show --call Calls/2024-2 --store var
      """, subcommands: [Show.self, Set.self])

  /// What both commands need.
  struct Place: ParsableArguments {
    @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var speech: SpeechOptions

    func validate() throws {
      guard store.store != nil else {
        throw ValidationError("缺少 --store DIR · --store DIR is needed")
      }
    }

    /// Opens the store, does the work and closes it again.
    func withCasework(
      accounts: AccountRules = AccountRules(), _ body: (Casework) async throws -> Void
    ) async throws {
      let rules = try Files.rulebook(call, speech.language)
      let premises = try await Premises.open(store, speech.language)
      do {
        try await body(
          Casework(
            store: premises.store, rules: rules, clock: premises.clock, random: Premises.random,
            accounts: accounts))
      } catch let refusal as CaseFailure {
        await premises.store.close()
        let language = speech.language
        throw Failure(code: 1, lines: [refusal.what[language], refusal.remedy[language]])
      } catch {
        await premises.store.close()
        throw error
      }
      await premises.store.close()
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "显示设置 · Show the settings.")
    @OptionGroup var place: Place
    @Flag(help: "输出 JSON · print JSON") var json = false

    func run() async throws {
      try await place.withCasework { casework in
        try await SettingsCommand.show(casework, json: json, place.speech)
      }
    }
  }

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "开放之前设定 · Set them before the call opens.",
      discussion: """
        未给出的设置保持不变。时间写明时区，如 2024-07-01T16:00+08:00；截止时间含所写的那一秒。
        退出码：0 已设定，1 不能设定（已开放，或设置不成立），2 用法有误。
        What is not given stays. Moments name their offset; a deadline includes the second it names.
        Exit code: 0 set, 1 refused (the call is open, or the settings do not hold together), 2 bad usage.
        """)
    @OptionGroup var place: Place
    @Option(help: ArgumentHelp("开放申报 · when the call opens", valueName: "MOMENT"))
    var opens: OffsetMoment?
    @Option(
      help: ArgumentHelp(
        "截止时间，可按方向 · deadline, of all or of one topic; repeatable", valueName: "[TOPIC=]MOMENT"))
    var deadline: [TopicMoment] = []
    @Option(help: ArgumentHelp("公布所用时区 · zone in which it is announced", valueName: "ZONE"))
    var zone: String?
    @Option(help: ArgumentHelp("截止前须完成 · whose act counts", valueName: "leader|office|endorser"))
    var counting: Procedure.Counting?
    @Option(
      help: ArgumentHelp("必须条款不符合时 · what unmet must-clauses do", valueName: "block|acknowledge"))
    var violations: Procedure.Violations?
    @Flag(inversion: .prefixedNo, help: "是否须推荐单位推荐 · whether an endorsing body has to endorse")
    var endorsement: Bool?
    @Flag(help: "输出 JSON · print JSON") var json = false

    func run() async throws {
      try await place.withCasework { casework in
        var procedure = try await casework.procedure()
        if let opens { procedure.opens = opens.moment }
        for one in deadline {
          if let topic = one.topic {
            procedure.deadlines[topic] = one.moment.moment
          } else {
            procedure.deadline = one.moment.moment
          }
        }
        if let zone { procedure.zone = zone }
        if let counting { procedure.counting = counting }
        if let violations { procedure.violations = violations }
        if let endorsement { procedure.isEndorsed = endorsement }
        try await casework.found(procedure)
        try await SettingsCommand.show(casework, json: json, place.speech)
      }
    }
  }

  private static func show(_ casework: Casework, json: Bool, _ speech: SpeechOptions) async throws {
    let procedure = try await casework.procedure()
    let settings = procedure.settings.sorted { $0.key < $1.key }
    guard !json else {
      let open = procedure.isOpen(at: casework.clock.now())
      let tree = Tree.map(
        settings.map { ($0.key, .text($0.value)) } + [("isOpen", .text(open ? "true" : "false"))])
      Output.write(JSONWriter.write(tree, pretty: true) + "\n")
      return
    }
    let console = speech.console
    for (name, value) in settings {
      let shown =
        Instant(value).map { Beijing.moment($0) + console.say("（北京时间）", " (Beijing time)") } ?? value
      console.line("\(name)  \(shown)")
    }
    if procedure.opens == nil { console.line(console.say("尚未设定开放时间", "no opening is set yet")) }
  }
}

/// A moment with its offset: `2024-07-01T16:00+08:00`, `2024-07-01T08:00:00Z` (RFC 3339, seconds may be left out).
struct OffsetMoment: ExpressibleByArgument {
  let moment: Instant

  init?(argument: String) {
    let bytes = argument.utf8
    guard let sign = bytes.dropFirst(10).firstIndex(where: { "+-Z".utf8.contains($0) }) else { return nil }
    let local = String(argument[..<sign])
    guard let read = Instant(local.utf8.count == 16 ? local + ":00Z" : local + "Z"),
      let offset = Self.seconds(argument[sign...])
    else { return nil }
    moment = read.adding(seconds: -offset)
  }

  /// Seconds east of UTC.
  private static func seconds(_ text: Substring) -> Int64? {
    if text == "Z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hours = Int64(parts[0]),
      let minutes = Int64(parts[1]), (0...14).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return (hours * 3600 + minutes * 60) * (text.hasPrefix("-") ? -1 : 1)
  }
}

/// A deadline of all topics or of one: `1.5=2024-07-01T16:00+08:00`.
struct TopicMoment: ExpressibleByArgument {
  let topic: String?
  let moment: OffsetMoment

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let last = parts.last, let moment = OffsetMoment(argument: String(last)),
      parts.count == 1 || !parts[0].isEmpty
    else { return nil }
    topic = parts.count == 1 ? nil : String(parts[0])
    self.moment = moment
  }
}

extension Procedure.Counting: ExpressibleByArgument {}
extension Procedure.Violations: ExpressibleByArgument {}
