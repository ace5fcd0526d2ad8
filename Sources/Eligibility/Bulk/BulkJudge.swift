internal import CallGuide

/// One bit a row: whether its value passes `test`.
@inline(__always)
private func pack<T>(_ values: [T], _ test: (T) -> Bool) -> [UInt64] {
  var words = [UInt64](repeating: 0, count: (values.count + 63) / 64)
  values.withUnsafeBufferPointer { values in
    for word in 0..<values.count / 64 {
      var bits: UInt64 = 0
      for bit in 0..<64 { bits |= (test(values[word * 64 + bit]) ? 1 : 0) << UInt64(bit) }
      words[word] = bits
    }
    for row in values.count / 64 * 64..<values.count where test(values[row]) {
      words[row / 64] |= UInt64(1) << UInt64(row % 64)
    }
  }
  return words
}

/// One bit a row: whether its two values pass `test`.
@inline(__always)
private func pack<A, B>(_ first: [A], _ second: [B], _ test: (A, B) -> Bool) -> [UInt64] {
  var words = [UInt64](repeating: 0, count: (first.count + 63) / 64)
  first.withUnsafeBufferPointer { first in
    second.withUnsafeBufferPointer { second in
      for word in 0..<first.count / 64 {
        var bits: UInt64 = 0
        for bit in 0..<64 {
          bits |= (test(first[word * 64 + bit], second[word * 64 + bit]) ? 1 : 0) << UInt64(bit)
        }
        words[word] = bits
      }
      for row in first.count / 64 * 64..<first.count where test(first[row], second[row]) {
        words[row / 64] |= UInt64(1) << UInt64(row % 64)
      }
    }
  }
  return words
}

extension BulkRule {
  func planes(of test: BulkTest, _ table: BulkTable) -> Planes {
    switch test {
    case .all(let parts):
      var planes = self.planes(of: parts[0], table)
      for part in parts.dropFirst() { planes.formAnd(self.planes(of: part, table)) }
      return planes
    case .any(let parts):
      var planes = self.planes(of: parts[0], table)
      for part in parts.dropFirst() { planes.formOr(self.planes(of: part, table)) }
      return planes
    case .unless(let exception, let then, let settles):
      return .unless(planes(of: exception, table), planes(of: then, table), settles: settles)
    case .when(let condition, let then, let settles):
      return .when(planes(of: condition, table), planes(of: then, table), settles: settles)
    case .member(let membership, let lack): return member(membership, lack, table)
    case .compare(let comparison, let lack):
      let column = table.column(comparison.field, .number)
      return Planes(holds: within(comparison.bounds, column.numbers), present: column.present, lack: lack)
    case .compareFields(let comparison, let left, let right):
      return compareFields(comparison, left, right, table)
    case .date(let test, let lack, let limit): return date(test, lack, limit, table)
    case .elapsed(let test, let lack, let until): return elapsed(test, lack, until, table)
    case .duration(let bounds, let lack): return duration(bounds, lack, table)
    case .stated(let slot, let lack):
      let present = table.column(slot, .presence).present
      return Planes(holds: present, present: present, lack: lack)
    case .truth(let slot, let expected, let lack):
      let column = table.column(slot, .flag)
      let holds = expected ? column.flags : column.flags.map(~)
      return Planes(holds: holds, present: column.present, lack: lack)
    case .titleFormat(let format, let lack, let country): return title(format, lack, country, table)
    case .attached(let slot, let withSubmission, let lack):
      let file = table.column(slot, .file)
      var late = [UInt64](repeating: 0, count: table.wordCount)
      if withSubmission {
        let submitted = table.column(rules.slots.submittedOn, .day)
        late = pack(file.days, submitted.days) { $0 > $1 }
        for word in late.indices { late[word] &= submitted.present[word] }
      }
      return Planes(holds: late.map(~), present: file.present, lack: lack)
    }
  }

  private func member(_ membership: Membership, _ lack: Lack, _ table: BulkTable) -> Planes {
    let column = table.column(membership.field, .code)
    // One answer a code, whatever the number of rows.
    var answers = [!membership.isAmong]
    let codes = Set(membership.codes)
    answers += column.names.map { codes.contains($0) == membership.isAmong }
    let holds = answers.withUnsafeBufferPointer { answers in pack(column.codes) { answers[Int($0)] } }
    return Planes(holds: holds, present: column.present, lack: lack)
  }

  /// Which numbers keep the limits; one comparison with each end of what is allowed.
  private func within(_ bounds: Bounds, _ numbers: [Int64]) -> [UInt64] {
    var low = Int64.min
    var high = Int64.max
    if let equals = bounds.equals { (low, high) = (equals.millionths, equals.millionths) }
    if let atLeast = bounds.atLeast { low = max(low, atLeast.millionths) }
    if let moreThan = bounds.moreThan { low = max(low, moreThan.millionths + 1) }
    if let atMost = bounds.atMost { high = min(high, atMost.millionths) }
    if let lessThan = bounds.lessThan { high = min(high, lessThan.millionths - 1) }
    return pack(numbers) { [low, high] in $0 >= low && $0 <= high }
  }

  private func compareFields(
    _ comparison: FieldComparison, _ lackLeft: Lack, _ lackRight: Lack, _ table: BulkTable
  ) -> Planes {
    let left = table.column(comparison.left, .number)
    let right = table.column(comparison.right, .number)
    let holds =
      switch comparison.relation {
      case .atMost: pack(left.numbers, right.numbers) { $0 <= $1 }
      case .atLeast: pack(left.numbers, right.numbers) { $0 >= $1 }
      case .equals: pack(left.numbers, right.numbers) { $0 == $1 }
      }
    // The columns number their currencies each in its own order.
    let known: [Int32] = [-1] + left.names.map { right.code(of: $0) ?? -1 }
    let same = known.withUnsafeBufferPointer { known in pack(left.codes, right.codes) { known[Int($0)] == $1 }
    }
    var comparable = same
    for word in comparable.indices { comparable[word] &= left.present[word] & right.present[word] }
    var planes = Planes(holds: holds, present: comparable, lack: .open)
    planes.miss(where: { ~left.present[$0] }, lackLeft)
    planes.miss(where: { ~right.present[$0] }, lackRight)
    // A side that the applicant owed decides, whatever the other waits for.
    for word in comparable.indices { planes.lacking[word] &= ~planes.violated[word] }
    return planes
  }

  private func date(_ test: DateTest, _ lack: Lack, _ lackLimit: Lack, _ table: BulkTable) -> Planes {
    let found = table.column(test.field, .day)
    let holds: [UInt64]
    var known = found.present
    switch test.limit {
    case .day(let limit):
      let limit = limit.number
      holds =
        switch test.order {
        case .before: pack(found.days) { $0 < limit }
        case .onOrBefore: pack(found.days) { $0 <= limit }
        case .after: pack(found.days) { $0 > limit }
        case .onOrAfter: pack(found.days) { $0 >= limit }
        }
    case .field(let slot):
      let limit = table.column(slot, .day)
      for word in known.indices { known[word] &= limit.present[word] }
      holds =
        switch test.order {
        case .before: pack(found.days, limit.days) { $0 < $1 }
        case .onOrBefore: pack(found.days, limit.days) { $0 <= $1 }
        case .after: pack(found.days, limit.days) { $0 > $1 }
        case .onOrAfter: pack(found.days, limit.days) { $0 >= $1 }
        }
    }
    var planes = Planes(holds: holds, present: known, lack: .open)
    planes.miss(where: { ~found.present[$0] }, lack)
    planes.miss(where: { found.present[$0] & ~known[$0] }, lackLimit)
    return planes
  }

  private func elapsed(_ test: Elapsed, _ lack: Lack, _ lackUntil: Lack, _ table: BulkTable) -> Planes {
    let since = table.column(test.since, .day)
    var planes: Planes
    switch test.until {
    case .day(let until):
      let latest = LatestStart(months: test.months, until: until)
      planes = Planes(
        holds: pack(since.days) { latest.allows($0) }, present: since.present, lack: .open)
    case .field(let slot):
      let until = table.column(slot, .day)
      // Nearly always one day for all rows: worked out once for each run of equal days.
      var latest = LatestStart(months: test.months, until: Day(number: 0))
      let holds = pack(since.days, until.days) { since, until in
        if until != latest.until.number {
          latest = LatestStart(months: test.months, until: Day(number: until))
        }
        return latest.allows(since)
      }
      var known = since.present
      for word in known.indices { known[word] &= until.present[word] }
      planes = Planes(holds: holds, present: known, lack: .open)
      planes.miss(where: { ~until.present[$0] }, lackUntil)
    }
    planes.miss(where: { ~since.present[$0] }, lack)
    for word in planes.lacking.indices { planes.lacking[word] &= ~planes.violated[word] }
    return planes
  }

  private func duration(_ bounds: Bounds, _ lack: Lack, _ table: BulkTable) -> Planes {
    let months = table.column(rules.slots.months, .number)
    let start = table.column(rules.slots.start, .day)
    let end = table.column(rules.slots.end, .day)
    var holds = within(bounds, months.numbers)
    var known = months.present
    for word in known.indices {
      // Only rows with both days need the calendar.
      var dated = start.present[word] & end.present[word]
      while dated != 0 {
        let bit = dated & (~dated + 1)
        let row = word * 64 + dated.trailingZeroBitCount
        dated &= ~bit
        let stated = known[word] & bit != 0 ? Amount(millionths: months.numbers[row]).whole : nil
        let answer = Evaluator.durationHolds(
          bounds, stated: stated, from: Day(number: start.days[row]), to: Day(number: end.days[row]))
        known[word] = known[word] & ~bit | (answer == nil ? 0 : bit)
        holds[word] = holds[word] & ~bit | (answer == true ? bit : 0)
      }
    }
    return Planes(holds: holds, present: known, lack: lack)
  }
}

/// The latest day from which a period of months has passed by `until`.
private struct LatestStart {
  let months: Int
  let until: Day
  /// `nil` where the calendar ends: then every day is worked out.
  private let day: Int32?

  init(months: Int, until: Day) {
    self.months = months
    self.until = until
    let years = until.parts.year
    // A period of months ends on a later day the later it begins, so one day divides those that are over from the rest.
    guard years > months / 12 + 1, years + months / 12 + 1 < 9999 else {
      day = nil
      return
    }
    var candidate = until.adding(months: -months).adding(days: 4)
    while candidate.adding(months: months) > until { candidate = candidate.adding(days: -1) }
    day = candidate.number
  }

  @inline(__always)
  func allows(_ since: Int32) -> Bool {
    if let day { return since <= day }
    return Day(number: since).adding(months: months) <= until
  }
}
