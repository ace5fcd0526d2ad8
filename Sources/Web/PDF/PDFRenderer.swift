internal import Foundation
package import Markup

/// Makes PDFs of pages: tagged for readers of screens (PDF/UA-1), with fonts for Chinese embedded.
///
/// A few renderer processes of their own wait for work, so that what they are given, and what goes wrong in them, stays out
/// of this one. Where the renderer is not installed PDFs are not offered; everything else works as before.
///
/// ```swift
/// let pdf = PDFRenderer(python: "/home/hefu/.cache/hefu-venv/bin/python")
/// await pdf.prepare()
/// if await pdf.isOffered { let bytes = try await pdf.render(page) }
/// ```
package actor PDFRenderer {
  /// Why there is no PDF.
  package enum Failure: Error, Hashable, Sendable {
    /// No renderer is installed.
    case notOffered
    /// Too many documents are waiting already; asking again a little later may help.
    case busy
    /// It took too long.
    case slow
    /// The document could not be set; what the renderer said, for the log.
    case refused(String)
  }

  /// How much at once.
  package struct Bounds: Sendable {
    /// Processes; each takes about 120 MB.
    package var processes: Int
    /// Documents that may wait for one.
    package var waiting: Int
    /// Seconds for one document.
    package var seconds: Double

    package init(processes: Int = 1, waiting: Int = 16, seconds: Double = 20) {
      self.processes = processes
      self.waiting = waiting
      self.seconds = seconds
    }
  }

  private let python: String?
  private let bounds: Bounds
  private let launching = DispatchQueue(label: "hefu.pdf.launch")
  private var idle: [RenderProcess] = []
  private var running = 0
  private var queue: [CheckedContinuation<Void, Never>] = []
  private var isInstalled: Bool?
  private var isLooking = false
  private var looking: Task<Bool, Never>?
  private var lastLook = -Double.infinity

  /// Seconds until a renderer that was not there is looked for again: it may have been installed meanwhile.
  private static let pause = 60.0
  /// Seconds for the interpreter and the package to load.
  private static let loading = 30.0

  /// A renderer that runs with this interpreter; `nil` offers none.
  package init(python: String?, bounds: Bounds = Bounds()) {
    self.python = python
    self.bounds = bounds
  }

  /// The interpreter to use: what `HEFU_PYTHON` names, else that of the environment `bin/serve` prepares.
  package static func interpreter(_ environment: [String: String]) -> String? {
    let venv = environment["HEFU_VENV"] ?? (environment["HOME"] ?? "") + "/.cache/hefu-venv"
    return environment["HEFU_PYTHON"] ?? venv + "/bin/python"
  }

  /// Whether PDFs can be had, as far as is known: a page that asks does not wait.
  package var isOffered: Bool {
    lookIfDue()
    return isInstalled ?? false
  }

  /// Starts the first process where there is none yet, and waits for it.
  /// - Returns: whether PDFs can be had.
  @discardableResult
  package func prepare() async -> Bool {
    lookIfDue()
    return await looking?.value ?? false
  }

  private func lookIfDue() {
    guard !isLooking, isInstalled == nil || (isInstalled == false && Self.now - lastLook >= Self.pause) else {
      return
    }
    isLooking = true
    lastLook = Self.now
    looking = Task { await look() }
  }

  private func look() async -> Bool {
    let process = try? await launch()
    if let process { idle.append(process) }
    isInstalled = process != nil
    isLooking = false
    return process != nil
  }

  /// A page as PDF.
  package func render(_ html: HTML) async throws(Failure) -> [UInt8] { try await render(html.bytes) }

  func render(_ html: [UInt8]) async throws(Failure) -> [UInt8] {
    guard await prepare() else { throw .notOffered }
    try await takeTurn()
    defer { endTurn() }
    // A process may have ended while it was idle; a new one is tried once.
    for attempt in 0..<2 {
      let process: RenderProcess
      if let waiting = idle.popLast() {
        process = waiting
      } else {
        do { process = try await launch() } catch { break }
      }
      do throws(RenderProcess.Failure) {
        let pdf = try await process.render(html, seconds: bounds.seconds)
        idle.append(process)
        return pdf
      } catch {
        switch error {
        case .refused(let reason):
          idle.append(process)
          throw .refused(reason)
        case .slow: throw .slow
        case .gone(let reason) where attempt > 0: throw .refused(reason)
        case .gone: continue
        }
      }
    }
    isInstalled = nil
    throw .notOffered
  }

  /// Ends the processes that wait; those that work end with their document.
  package func close() { idle = [] }

  private func takeTurn() async throws(Failure) {
    guard running >= bounds.processes else {
      running += 1
      return
    }
    guard queue.count < bounds.waiting else { throw .busy }
    // Whoever ends hands the turn on, so `running` stays as it is.
    await withCheckedContinuation { queue.append($0) }
  }

  private func endTurn() {
    if queue.isEmpty { running -= 1 } else { queue.removeFirst().resume() }
  }

  private func launch() async throws(RenderProcess.Failure) -> RenderProcess {
    guard let python, FileManager.default.isExecutableFile(atPath: python) else {
      throw .gone("no interpreter")
    }
    let result: Result<RenderProcess, RenderProcess.Failure> = await withCheckedContinuation { continuation in
      launching.async {
        continuation.resume(
          returning: Result { () throws(RenderProcess.Failure) -> RenderProcess in
            try RenderProcess(python: python, seconds: Self.loading)
          })
      }
    }
    return try result.get()
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}
