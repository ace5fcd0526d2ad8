import AccountDesk
import ApplicantDesk
import ArgumentParser
import CallGuide
import Eligibility
import Foundation
import Hummingbird
import OfficeDesk
import PublicSite
import Storage
import Casework
import Ledger
import ServiceLifecycle
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "打开网站：有 --store 时含申报，否则只有公开页面 · Open the site: with --store everything, without it the public pages.",
    discussion: """
      示例 / Examples:
        hefu serve --call Calls/2024-2
        hefu serve --call Calls/2024-2 --port 9000
      """)

  @Option(help: ArgumentHelp("批次文件夹 · call folder", valueName: "CALL")) var call: String
  @Option(help: "地址 · address to listen on") var host = "127.0.0.1"
  @Option(help: "端口 · port") var port = 8080
  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("网站的公开地址 · the site's public address", valueName: "https://…"))
  var url: String?
  @Flag(name: .customLong("behind-tls"), help: "TLS 由前面的代理终止 · TLS ends at a proxy in front")
  var isBehindTLS = false
  @Option(
    help: ArgumentHelp(
      "不限请求频率的来源地址（压力测试）· addresses whose requests are not counted (load tests)", valueName: "ADDR"))
  var uncounted: [String] = []
  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port \(port): 端口应在 0 至 65535 之间 · a port is between 0 and 65535")
    }
  }

  func run() async throws {
    let rules = try Files.rulebook(call, speech.language)
    let premises = place.store == nil ? nil : try await Premises.open(place, speech.language)
    let casework = premises?.casework(rules, accounts: AccountRules(site: url ?? "http://\(host):\(port)"))
    try await casework?.readClock()
    let renderer = PDFRenderer(python: PDFRenderer.interpreter(ProcessInfo.processInfo.environment))
    let site = try await site(rules, premises, casework, renderer)
    let services = try await post(premises, casework) + [Background(casework: casework, renderer: renderer)]
    speech.console.line(
      speech.console.say(
        "\(rules.call.batch.zh)：http://\(host):\(port)/  （Ctrl-C 结束）",
        "\(rules.call.batch.en): http://\(host):\(port)/  (Ctrl-C stops it)"))
    do {
      try await site.application(host: host, port: port, services: services).runService()
    } catch let error where !(error is CancellationError) {
      throw Failure(
        Problem(
          .unreadable, at: nil, subject: "\(host):\(port)",
          zh: "无法监听，端口可能已被占用；可换一个 --port", en: "cannot listen; the port may be taken, try another --port"),
        speech.language)
    }
  }

  /// The public pages alone, or with a store every desk.
  private func site(
    _ rules: Rulebook, _ premises: Premises?, _ casework: Casework?, _ renderer: PDFRenderer
  ) async throws -> Site {
    guard let premises, let casework else {
      return Site(
        desks: [PublicSite(rules: rules, today: { CheckCommand.today })], clock: Clock(Premises.now))
    }
    let procedure = try await casework.procedure()
    let (store, clock) = (premises.store, premises.clock)
    let shelf = try FileShelf(folder: place.files)
    let today: @Sendable () -> Day = { Day(Beijing.day(clock.now())) ?? CheckCommand.today }
    return Site(
      desks: [
        PublicSite(rules: rules, today: today, schedule: { try await casework.schedule() }),
        LogDesk(OpenJournal(store), clock: clock), AccountDesk(casework),
        ApplicantDesk(casework: casework, shelf: shelf, renderer: renderer),
        OfficeDesk(casework: casework, stock: FormStock(rules: rules)) { hash, name, media in
          guard let bytes = try await shelf.read(hash) else { return nil }
          return .file(
            name: name, mediaType: media, size: Int(bytes.size),
            body: ResponseBody(asyncSequence: bytes.map { ByteBuffer(bytes: $0) }))
        },
      ],
      sessions: AccountSessions(casework),
      clock: clock,
      settings: SiteSettings(
        origin: url, isBehindTLS: isBehindTLS, isDemonstration: procedure.isDemonstration,
        uncounted: Set(uncounted)),
      ready: { _ = try await store.read { try Procedure.read($0) } })
  }

  /// What empties the outbox: into a folder in a demonstration, else by sendmail.
  private func post(_ premises: Premises?, _ casework: Casework?) async throws -> [any Service] {
    guard let premises, let casework else { return [] }
    let procedure = try await casework.procedure()
    let carrier: any MailCarrier =
      procedure.isDemonstration
      ? try FolderCarrier(folder: URL(filePath: premises.folder + "/mail")) : SendmailCarrier()
    return [Post(Mailer(casework, carrier: carrier))]
  }
}

/// The mailer as long as the server runs.
private struct Post: Service {
  private let mailer: Mailer

  init(_ mailer: Mailer) { self.mailer = mailer }

  func run() async throws { try await cancelWhenGracefulShutdown { try await mailer.run() } }
}

/// What goes on beside the requests: a demonstration's clock is followed, the PDF renderer is made ready.
private struct Background: Service {
  let casework: Casework?
  let renderer: PDFRenderer

  func run() async throws {
    await cancelWhenGracefulShutdown {
      async let ready = renderer.prepare()
      await casework?.followClock()
      _ = await ready
      // A service that ends would end the server.
      while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
    }
  }
}
