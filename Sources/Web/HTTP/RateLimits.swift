internal import Ledger
internal import Synchronization

/// Bounds on how often an address and an account may ask: token buckets in memory, in a table of bounded size.
package final class RateLimits: Sendable {
  /// So many at once, then so many a minute.
  package struct Bucket: Sendable, Hashable {
    package var burst: Double
    package var perMinute: Double

    package init(burst: Double, perMinute: Double) {
      self.burst = burst
      self.perMinute = perMinute
    }
  }

  private struct Key: Hashable { var pace: Pace, subject: String, isAccount: Bool }
  private struct Level { var tokens: Double, at: Int64 }

  private let address: [Pace: Bucket]
  private let account: [Pace: Bucket]
  private let capacity: Int
  private let levels = Mutex<[Key: Level]>([:])

  /// - Parameters:
  ///   - address: what one address may; a whole university may stand behind one, so it is generous for ordinary pages.
  ///   - account: what one account may.
  ///   - capacity: how many of them are remembered at most.
  package init(
    address: [Pace: Bucket] = RateLimits.addressDefaults,
    account: [Pace: Bucket] = RateLimits.accountDefaults,
    capacity: Int = 100_000
  ) {
    self.address = address
    self.account = account
    self.capacity = capacity
  }

  /// Nothing is counted.
  package static var none: RateLimits { RateLimits(address: [:], account: [:]) }

  package static let addressDefaults: [Pace: Bucket] = [
    .ordinary: Bucket(burst: 600, perMinute: 3000), .upload: Bucket(burst: 100, perMinute: 300),
    .signIn: Bucket(burst: 20, perMinute: 20), .register: Bucket(burst: 10, perMinute: 5),
    .mail: Bucket(burst: 10, perMinute: 5),
  ]

  package static let accountDefaults: [Pace: Bucket] = [
    .ordinary: Bucket(burst: 200, perMinute: 600), .upload: Bucket(burst: 30, perMinute: 60),
    .signIn: Bucket(burst: 10, perMinute: 10), .register: Bucket(burst: 10, perMinute: 5),
    .mail: Bucket(burst: 10, perMinute: 5),
  ]

  /// How many subjects are remembered.
  package var count: Int { levels.withLock { $0.count } }

  func admit(_ pace: Pace, address subject: String, settings: SiteSettings, at now: Instant) throws(Failure) {
    guard let bucket = address[pace], !settings.uncounted.contains(subject) else { return }
    try take(Key(pace: pace, subject: Self.network(of: subject), isAccount: false), bucket, now)
  }

  func admit(_ pace: Pace, account subject: String, at now: Instant) throws(Failure) {
    guard let bucket = account[pace] else { return }
    try take(Key(pace: pace, subject: subject, isAccount: true), bucket, now)
  }

  /// An IPv6 customer has a whole /64 network; its addresses count as one.
  static func network(of address: String) -> String {
    guard address.contains(":"), !address.contains(".") else { return address }
    var groups: [Substring] = []
    let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let head = halves[0].split(separator: ":")
    let tail = halves.count > 1 ? halves[1].split(separator: ":") : []
    groups = head + Array(repeating: "0", count: max(0, 8 - head.count - tail.count)) + tail
    return groups.prefix(4).joined(separator: ":") + "::/64"
  }

  private func take(_ key: Key, _ bucket: Bucket, _ now: Instant) throws(Failure) {
    let wait: Double? = levels.withLock { levels in
      var level = levels[key] ?? Level(tokens: bucket.burst, at: now.milliseconds)
      let elapsed = max(0, Double(now.milliseconds - level.at)) / 60_000
      level.tokens = min(bucket.burst, level.tokens + elapsed * bucket.perMinute)
      level.at = now.milliseconds
      guard level.tokens >= 1 else {
        levels[key] = level
        return (1 - level.tokens) / bucket.perMinute * 60
      }
      level.tokens -= 1
      if levels[key] == nil, levels.count >= capacity { forgetSome(&levels, now) }
      levels[key] = level
      return nil
    }
    if let wait { throw .tooOften(seconds: max(1, Int(wait.rounded(.up)))) }
  }

  /// Makes room: those that would be full again go first, then whoever waits longest.
  private func forgetSome(_ levels: inout [Key: Level], _ now: Instant) {
    levels = levels.filter { key, level in
      guard let bucket = (key.isAccount ? account : address)[key.pace] else { return false }
      return level.tokens + Double(now.milliseconds - level.at) / 60_000 * bucket.perMinute < bucket.burst
    }
    guard levels.count >= capacity else { return }
    let kept = levels.sorted { $0.value.at > $1.value.at }.prefix(capacity / 2)
    levels = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
  }
}
