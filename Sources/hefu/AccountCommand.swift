import ArgumentParser
import CallGuide
import Casework
import Eligibility
import Foundation
import Storage

struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "账户 · Accounts.", subcommands: [Appoint.self])

  struct Appoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "新系统的首批管理员 · The first administrators of a new store.",
      discussion: """
        系统、安全、审计三类管理员须为三人，各得一个只能使用一次的链接，用来设置密码；安全管理员再授予其他职责。
        已有安全管理员时不再执行。退出码：0 已建立，1 不能建立，2 用法有误。
        Three different people each get a link, usable once, to set a password; the security administrator grants all other
        offices. Refused once there is a security administrator. Exit code: 0 done, 1 refused, 2 bad usage.

        示例 / Example:
          hefu account appoint --call Calls/2024-2 --store var --url https://hefu.example.cn \\
            --system a@example.cn --security b@example.cn --audit c@example.cn
        """)
    @OptionGroup var place: SettingsCommand.Place
    @Option(help: ArgumentHelp("网站的公开地址 · the site's public address", valueName: "https://…")) var url: String
    @Option(help: ArgumentHelp("系统管理员邮箱 · system administrator", valueName: "EMAIL")) var system: String
    @Option(help: ArgumentHelp("安全管理员邮箱 · security administrator", valueName: "EMAIL")) var security: String
    @Option(help: ArgumentHelp("审计管理员邮箱 · audit administrator", valueName: "EMAIL")) var audit: String

    func validate() throws {
      guard let address = URL(string: url), ["http", "https"].contains(address.scheme), address.host() != nil
      else {
        throw ValidationError(
          "--url \(url): 应为 https:// 开头的地址 · must be an address that starts with https://")
      }
    }

    func run() async throws {
      let language = place.speech.language
      let site = url.hasSuffix("/") ? String(url.dropLast()) : url
      try await place.withCasework(accounts: AccountRules(site: site)) { casework in
        let appointed = try await casework.appointFirst(
          system: system, security: security, audit: audit, language: language)
        let console = place.speech.console
        for one in appointed {
          console.line("\(one.role.title[language])  \(one.email)")
          console.line("  \(one.link)")
        }
        console.line(
          console.say(
            "每个链接只能使用一次；同样的链接也已放入待发邮件。",
            "Each link works once; the same links wait in the outbox to be mailed."))
      }
    }
  }
}
