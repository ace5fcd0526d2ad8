internal import Foundation
public import Eligibility

extension Day {
  /// The present day in Beijing (UTC+8, no summer time).
  public static func inBeijing() -> Day {
    let seconds = Date().timeIntervalSince1970 + 8 * 3600
    return Day(number: Int32((seconds / 86_400).rounded(.down)))
  }
}
