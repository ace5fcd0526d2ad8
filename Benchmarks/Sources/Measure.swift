import CallGuide
import Foundation

/// What one run of one benchmark measured, as one JSON object on standard output; `Benchmarks/run` makes figures of it.
struct Measurement {
  private var entries: [(key: String, value: String)] = []

  subscript(key: String) -> Double? {
    get { nil }
    set { entries.append((key, newValue.map { String(format: "%.6g", $0) } ?? "null")) }
  }

  /// Prints it, with the peak memory of the process.
  func print() {
    var all = entries
    all.append(("peakMemoryMB", String(format: "%.4g", Self.peakMemoryMB)))
    Swift.print("{" + all.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}")
  }

  /// VmHWM: the most memory this process ever held.
  private static var peakMemoryMB: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }
    return (kilobytes ?? 0) / 1024
  }
}

/// Seconds of processor time that `body` takes: one thread, whatever else the machine is doing.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  try body()
  return now() - start
}

/// The median of several runs of `body`, after one that does not count.
func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
  try body()
  var times: [Double] = []
  for _ in 0..<runs { times.append(try seconds(body)) }
  return times.sorted()[runs / 2]
}

/// The files of a folder.
func files(of folder: String) throws -> CallFiles {
  var contents: [String: [UInt8]] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.contains(".") {
    contents[name] = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
  }
  return CallFiles(folder: folder, contents: contents)
}
