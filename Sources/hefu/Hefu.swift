import ArgumentParser
import Foundation

/// The command line: exit codes 0 (done), 1 (the answer is no), 2 (bad usage or unreadable input).
@main
struct Hefu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hefu",
    abstract: "合符：让指南成为程序 · The guide is the program.",
    discussion: """
      示例 / Examples:
        hefu guide cover Calls/2024-2
        hefu check --call Calls/2024-2 application.json
        hefu demo --store var/demo --call Calls/2024-2
        hefu serve --store var/demo --call Calls/2024-2
      """,
    subcommands: [
      GuideCommand.self, CheckCommand.self, SchemaCommand.self, FormCommand.self, CasesCommand.self,
      ReceiptCommand.self, LogCommand.self, WitnessCommand.self, BackupCommand.self, RestoreCommand.self,
      MoveCommand.self, FilesCommand.self, ServeCommand.self, SettingsCommand.self, DemoCommand.self,
      AccountCommand.self,
    ])

  static func main() async {
    // A reader or a program that has gone is an error of that write, not the end of this process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      failure.report()
      Foundation.exit(failure.code)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        if !message.isEmpty { print(message) }
        Foundation.exit(0)
      }
      if !message.isEmpty { FileHandle.standardError.write(Data((message + "\n").utf8)) }
      Foundation.exit(code == .failure ? 1 : 2)
    }
  }
}
