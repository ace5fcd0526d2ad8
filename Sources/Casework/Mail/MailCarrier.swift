package import Foundation
internal import Ledger

/// What takes a mail out of the house.
package protocol MailCarrier: Sendable {
  /// Hands a mail over.
  /// - Throws: `MailRefused` when it never will be taken; anything else may be tried again.
  func carry(_ message: MailMessage) async throws
}

/// The receiver's side said no for good.
package struct MailRefused: Error, Sendable {
  package var reason: String

  package init(reason: String) { self.reason = reason }
}

/// A carrier that could not do it now.
package struct MailDelayed: Error, Sendable, CustomStringConvertible {
  package var description: String
}

/// Writes each mail as a file `….eml` into a folder: the demonstration's post.
package struct FolderCarrier: MailCarrier {
  private let folder: URL

  /// Makes the folder where it is missing.
  package init(folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
  }

  package func carry(_ message: MailMessage) async throws {
    // The moment first, so that a listing is in order; a second attempt replaces the first.
    let stamp = message.date.description.filter { $0.isNumber || $0 == "T" }
    let id = message.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    try Data(message.text.utf8).write(to: folder.appending(path: "\(stamp)-\(id).eml"), options: .atomic)
  }
}

/// Hands mails to a program that speaks as sendmail does: `sendmail -i -f FROM -- TO`, the message on standard input.
package struct SendmailCarrier: MailCarrier {
  private let program: URL
  /// Exit statuses of sysexits(3) that mean “never”: no such user or host, bad data, no permission.
  private static let final: Set<Int32> = [65, 67, 68, 77]
  private static let seconds = 60.0

  package init(program: URL = URL(filePath: "/usr/sbin/sendmail")) { self.program = program }

  package func carry(_ message: MailMessage) async throws {
    let process = Process()
    process.executableURL = program
    // No shell: the addresses are arguments, and `--` ends the options.
    process.arguments = ["-i", "-f", message.from, "--", message.to]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let text = Data(message.text.replacing("\r\n", with: "\n").utf8)
    let status = try await run(process, input, text)
    if Self.final.contains(status) { throw MailRefused(reason: "sendmail \(status)") }
    guard status == 0 else { throw MailDelayed(description: "sendmail \(status)") }
  }

  /// A program that ends before it has read its mail must not end us (SIGPIPE).
  private static let survivesClosedPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  private func run(_ process: Process, _ input: Pipe, _ text: Data) async throws -> Int32 {
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
      do {
        try process.run()
      } catch {
        // The handler is not called for a process that never ran.
        process.terminationHandler = nil
        done.resume(throwing: MailDelayed(description: "\(program.path): \(error)"))
        return
      }
      let id = process.processIdentifier
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.seconds) {
        if process.isRunning, process.processIdentifier == id { process.terminate() }
      }
      // Mails are far smaller than a pipe holds for long, and the write ends with an error if the program ends early.
      Self.survivesClosedPipes
      try? input.fileHandleForWriting.write(contentsOf: text)
      try? input.fileHandleForWriting.close()
    }
  }
}
