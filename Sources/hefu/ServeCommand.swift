import ArgumentParser
import CallGuide
import Eligibility
import Foundation
import Hummingbird
import PublicSite
import Casework
import Ledger
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "打开公共网站：批次、方向、自查 · Open the public site: the call, its topics, the self-check.",
    discussion: """
      示例 / Examples:
        hefu serve --call Calls/2024-2
        hefu serve --call Calls/2024-2 --port 9000
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @Option(help: "地址 · address to listen on") var host = "127.0.0.1"
  @Option(help: "端口 · port") var port = 8080
  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port): 端口应在 0 至 65535 之间 · a port is between 0 and 65535")
    }
  }

  func run() async throws {
    let rules = try Files.rulebook(call, speech.language)
    let clock = Clock { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
    let site = Site(desks: [PublicSite(rules: rules, today: { CheckCommand.today })], clock: clock)
    speech.console.line(
      speech.console.say(
        "\(rules.call.batch.zh)：http://\(host):\(port)/  （Ctrl-C 结束）",
        "\(rules.call.batch.en): http://\(host):\(port)/  (Ctrl-C stops it)"))
    do {
      try await site.application(host: host, port: port).runService()
    } catch let error where !(error is CancellationError) {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: "\(host):\(port)",
          zh: "无法监听，端口可能已被占用；可换一个 --port", en: "cannot listen; the port may be taken, try another --port"),
        speech.language)
    }
  }
}
