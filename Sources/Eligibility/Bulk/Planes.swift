/// Three-valued outcomes of many applications, 64 a word: satisfied, violated, or neither.
///
/// `lacking` marks the undetermined ones that wait for something the applicant left out: at the deadline those decide.
struct Planes {
  var satisfied: [UInt64]
  var violated: [UInt64]
  var lacking: [UInt64]

  init(words: Int) {
    satisfied = [UInt64](repeating: 0, count: words)
    violated = satisfied
    lacking = satisfied
  }

  /// What holds where `present`, fails where `present` but not `holds`, and `lack` elsewhere.
  init(holds: [UInt64], present: [UInt64], lack: Lack) {
    self.init(words: present.count)
    for word in present.indices {
      satisfied[word] = holds[word] & present[word]
      violated[word] = ~holds[word] & present[word]
    }
    miss(where: { ~present[$0] }, lack)
  }

  /// Records facts that are not stated; rows already decided or open stay as they are.
  mutating func miss(where absent: (Int) -> UInt64, _ lack: Lack) {
    switch lack {
    case .open: break
    case .violated: for word in violated.indices { violated[word] |= absent(word) & ~satisfied[word] }
    case .lacking:
      for word in lacking.indices { lacking[word] |= absent(word) & ~satisfied[word] & ~violated[word] }
    }
  }

  mutating func formAnd(_ other: Planes) {
    for word in satisfied.indices {
      satisfied[word] &= other.satisfied[word]
      violated[word] |= other.violated[word]
      lacking[word] = (lacking[word] | other.lacking[word]) & ~violated[word]
    }
  }

  mutating func formOr(_ other: Planes) {
    for word in satisfied.indices {
      satisfied[word] |= other.satisfied[word]
      violated[word] &= other.violated[word]
      lacking[word] = (lacking[word] | other.lacking[word]) & ~satisfied[word]
    }
  }

  /// `unless`: satisfied where the exception holds; `then` decides where it surely does not.
  static func unless(_ exception: Planes, _ then: Planes, settles: Bool) -> Planes {
    combine(frees: exception.satisfied, binds: exception.violated, exception.lacking, then, settles: settles)
  }

  /// `when`: satisfied where the condition is surely not met; `then` decides where it surely is.
  static func when(_ condition: Planes, _ then: Planes, settles: Bool) -> Planes {
    combine(frees: condition.violated, binds: condition.satisfied, condition.lacking, then, settles: settles)
  }

  private static func combine(
    frees: [UInt64], binds: [UInt64], _ lacking: [UInt64], _ then: Planes, settles: Bool
  ) -> Planes {
    var result = Planes(words: frees.count)
    for word in frees.indices {
      let satisfied = frees[word] | then.satisfied[word]
      let unsure = ~satisfied & ~binds[word]
      let open = unsure & (lacking[word] | then.lacking[word])
      let bound = binds[word] & ~satisfied
      result.satisfied[word] = satisfied
      result.violated[word] = (bound & then.violated[word]) | (settles ? open : 0)
      result.lacking[word] = (bound & then.lacking[word]) | (settles ? 0 : open)
    }
    return result
  }
}

/// What it means that a fact is not stated.
enum Lack {
  /// The applicant owed it: violated.
  case violated
  /// Undetermined, because the applicant has not stated it yet.
  case lacking
  /// Undetermined, because somebody else has to supply it.
  case open
}

/// The verdicts of one clause over a table: two bits an application.
public struct BulkVerdicts: Sendable {
  /// Bit `row % 64` of word `row / 64`: the clause is satisfied.
  public private(set) var satisfied: [UInt64]
  /// Bit `row % 64` of word `row / 64`: the clause is violated. Neither bit: undetermined.
  public private(set) var violated: [UInt64]
  /// How many applications were judged.
  public let rowCount: Int

  init(_ planes: Planes, rowCount: Int) {
    satisfied = planes.satisfied
    violated = planes.violated
    self.rowCount = rowCount
    // The last word's unused bits mean nothing.
    if rowCount % 64 != 0, let last = satisfied.indices.last {
      let used = (UInt64(1) << UInt64(rowCount % 64)) - 1
      satisfied[last] &= used
      violated[last] &= used
    }
  }

  /// The verdict of one application.
  public subscript(row: Int) -> Verdict {
    let bit = UInt64(1) << UInt64(row % 64)
    if satisfied[row / 64] & bit != 0 { return .satisfied }
    return violated[row / 64] & bit != 0 ? .violated : .undetermined
  }

  /// How many applications have this verdict.
  public func count(_ verdict: Verdict) -> Int {
    func bits(_ plane: [UInt64]) -> Int { plane.reduce(0) { $0 + $1.nonzeroBitCount } }
    return switch verdict {
    case .satisfied: bits(satisfied)
    case .violated: bits(violated)
    case .undetermined: rowCount - bits(satisfied) - bits(violated)
    }
  }
}
