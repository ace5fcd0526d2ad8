internal import Foundation
internal import Synchronization

/// Counts the pages of a PDF by poppler's `pdfinfo`, in a process of its own with bounds on time and memory, one at a time.
package actor PageCounter {
  /// Ends what takes too long; it has a thread of its own when all others are busy.
  private static let clock = DispatchQueue(label: "hefu.page-count.clock", qos: .userInitiated)

  private let program: String?
  private let seconds: Int

  /// - Parameters:
  ///   - program: where `pdfinfo` is; looked for in the usual places when not given.
  ///   - seconds: how long it may take.
  package init(program: String? = PageCounter.find("pdfinfo"), seconds: Int = 10) {
    self.program = program
    self.seconds = seconds
  }

  /// Whether pages can be counted here.
  package nonisolated var isAvailable: Bool { program != nil }

  /// The number of pages; `nil` when it cannot be told.
  package func pages(of path: String) async -> Int? {
    guard let program else { return nil }
    var arguments = [program, path]
    if let bounds = Self.find("prlimit") {
      arguments = [bounds, "--as=1073741824", "--cpu=\(seconds)", "--fsize=0", "--"] + arguments
    }
    let answer = await Self.run(arguments, seconds: seconds)
    return answer.split(separator: "\n").lazy.compactMap { line -> Int? in
      guard line.hasPrefix("Pages:") else { return nil }
      return Int(line.dropFirst(6).drop { $0 == " " })
    }.first
  }

  /// Where a program is installed.
  package static func find(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// What a program writes, or nothing when it fails or takes too long.
  private static func run(_ arguments: [String], seconds: Int) async -> String {
    let process = Process()
    process.executableURL = URL(filePath: arguments[0])
    process.arguments = Array(arguments.dropFirst())
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    return await withCheckedContinuation { done in
      let queue = DispatchQueue(label: "hefu.page-count")
      queue.async {
        do { try process.run() } catch {
          done.resume(returning: "")
          return
        }
        clock.asyncAfter(deadline: .now() + .seconds(seconds)) {
          if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        // Some lines at most; a program that wrote more would wait for its reader and be ended by the clock.
        let bytes = (try? output.fileHandleForReading.read(upToCount: 64 * 1024)) ?? nil
        process.waitUntilExit()
        let isGood = process.terminationReason == .exit && process.terminationStatus == 0
        done.resume(returning: isGood ? String(decoding: bytes ?? Data(), as: UTF8.self) : "")
      }
    }
  }
}
