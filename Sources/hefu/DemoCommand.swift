import ArgumentParser
import CallGuide
import Casework
import Demonstration
import Eligibility
import Foundation
import Ledger
import Storage

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "把虚构的申报书填入演示库 · Fill a demonstration store with invented applications.",
    discussion: """
      人员、单位、申报书均为虚构并有标记；只写入空库或已有的演示库。种子相同则内容相同；再次运行在原有之后追加。
      People, organisations and applications are invented and marked; only an empty store or a demonstration is written to.
      The same seed gives the same applications; another run adds to what is there.

      示例 / Examples:
        hefu demo --store var/demo --call Calls/2024-2
        hefu demo --store var/demo --call Calls/2024-2 --applications 10000 --seed 7
        hefu demo --store var/demo --database postgres://localhost/hefu --call Calls/2024-2
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @Option(help: ArgumentHelp("申报书数量 · how many applications", valueName: "N")) var applications = 300
  @Option(help: ArgumentHelp("种子 · seed", valueName: "S")) var seed: UInt64 = 1
  @OptionGroup var place: StoreOptions
  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard (0...1_000_000).contains(applications) else {
      throw ValidationError(
        "--applications \(applications): 应在 0 至 1000000 之间 · between 0 and 1000000")
    }
    guard place.store != nil else {
      throw ValidationError("缺少 --store DIR（演示库的文件夹）· --store DIR is missing (the demonstration’s folder)")
    }
  }

  func run() async throws {
    let rules = try Files.rulebook(call, speech.language)
    let premises = try await Premises.open(place, speech.language)
    let casework = premises.casework(rules)
    let outcome: Filling.Outcome
    let clock = ContinuousClock()
    let started = clock.now
    do {
      outcome = try await fill(casework, folder: premises.folder)
    } catch let failure as CaseFailure {
      await premises.store.close()
      let language = speech.language
      throw Failure(
        code: 1, lines: ["\(premises.folder): \(failure.what[language])。\(failure.remedy[language])"])
    }
    await premises.store.close()
    let seconds =
      Double((clock.now - started).components.seconds)
      + Double((clock.now - started).components.attoseconds) / 1e18
    let rate = Int((Double(outcome.applications) / max(seconds, 0.001)).rounded())
    let console = speech.console
    console.line(
      console.say(
        "已填入 \(outcome.applications) 份申报书（提交 \(outcome.submissions) 次），用时 \(Self.short(seconds)) 秒，每秒 \(rate) 份",
        "\(outcome.applications) applications (\(outcome.submissions) submissions) in \(Self.short(seconds)) s: \(rate) a second"
      ))
    if outcome.isStopped { throw Failure.answerIsNo }
  }

  private func fill(_ casework: Casework, folder: String) async throws -> Filling.Outcome {
    let machine = Premises.now()
    var calendar = DemonstrationCalendar(rules: casework.rules, machine: machine)
    if try await !calendar.found(in: casework) {
      calendar = try await DemonstrationCalendar.standing(in: casework)
    }
    let papers = Paper.all(of: casework.rules)
    try await keep(papers, in: folder)
    let maker = DemonstrationMaker(
      rules: casework.rules, seed: seed, today: calendar.today, leads: max(12, min(200, applications / 30)))
    let filling = Filling(casework: casework, maker: maker, calendar: calendar, papers: papers)
    Interrupt.watch()
    let bar = ProgressBar()
    let name = speech.console.say("申报书", "applications")
    let outcome = try await filling.add(
      applications, progress: { bar.show(name, $0, of: applications) }, isStopped: { Interrupt.isAsked })
    bar.end()
    return outcome
  }

  /// The documents' bytes, before anything names them.
  private func keep(_ papers: [Paper], in folder: String) async throws {
    let shelf = try FileShelf(folder: folder + "/files")
    for paper in papers {
      let incoming = try await shelf.begin(limit: 1 << 20)
      try await incoming.write(paper.bytes)
      _ = try await incoming.keep()
    }
  }

  private static func short(_ seconds: Double) -> String { String((seconds * 10).rounded() / 10) }
}
