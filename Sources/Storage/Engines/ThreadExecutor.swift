internal import Dispatch
internal import Foundation
internal import Synchronization

/// A thread of its own for an actor whose work blocks, so that the threads all tasks share never wait for a disk or a socket.
///
/// The owner calls ``stop()`` when nothing more will come: what was enqueued before is still done.
final class ThreadExecutor: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let signal = DispatchSemaphore(value: 0)

  init(name: String) {
    let thread = Thread { self.work() }
    thread.name = name
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    signal.signal()
  }

  /// Ends the thread after what was enqueued.
  func stop() { signal.signal() }

  private func work() {
    while true {
      signal.wait()
      // A signal without a job is the one to stop.
      guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return }
      job.runSynchronously(on: asUnownedSerialExecutor())
    }
  }
}
