import Eligibility
import Testing

private func day(_ text: String) -> Day {
  guard let day = Day(text) else {
    Issue.record("\(text) is no day")
    return Day(number: 0)
  }
  return day
}

@Suite struct DayTests {
  @Test(arguments: [
    "2023-02-29", "2023-02-30", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01", "2024/01/01",
    "0000-01-01", "2024-01-011",
    "", "２０２４-01-01",
  ])
  func `impossible days are refused`(text: String) { #expect(Day(text) == nil) }

  @Test func `every day of four centuries reads back as it was written`() {
    var expected = day("1899-12-31")
    for number in expected.number...day("2300-01-01").number {
      let found = Day(number: number)
      #expect(Day(found.description) == found)
      if number > expected.number { #expect(expected < found) }
      expected = found
    }
  }

  @Test func `a period of months ends on the corresponding day, or the month's last`() {
    #expect(day("2021-06-03").adding(months: 36) == day("2024-06-03"))
    #expect(day("2020-02-29").adding(months: 36) == day("2023-02-28"))
    #expect(day("2024-01-31").adding(months: 1) == day("2024-02-29"))
    #expect(day("2024-12-31").adding(months: 2) == day("2025-02-28"))
    #expect(day("2024-03-31").adding(months: -1) == day("2024-02-29"))
  }
}

@Suite struct AmountTests {
  @Test func `money is integers of fen`() throws {
    #expect(try Amount.read("300.00").millionths == 300_000_000)
    #expect(try Amount.read("0.000001").millionths == 1)
    #expect(try Amount.read("99.99") < Amount.read("100"))
    #expect(try Amount.read("1.2000000") == Amount.read("1.2"))
    #expect(try Amount.read("99.99").description == "99.99")
    #expect(try Amount.read("-0.5").description == "-0.5")
  }

  @Test(arguments: ["", "-", ".5", "5.", "1e3", "NaN", "1,000", "0x10", "１２", "1.2.3", "+1", " 1"])
  func `what is no plain number is refused`(text: String) {
    #expect(throws: Amount.Failure.self) { try Amount.read(text) }
  }

  @Test func `too fine and too large are told apart`() {
    #expect(throws: Amount.Failure.tooManyDecimals) { try Amount.read("0.0000001") }
    #expect(throws: Amount.Failure.tooLarge) { try Amount.read("99999999999999") }
  }

  @Test func `a product is rounded once, half up`() throws {
    #expect(try Amount.read("40").times(Amount.read("7.8")) == Amount.read("312"))
    #expect(try Amount.read("0.000001").times(Amount.read("0.5")) == Amount.read("0.000001"))
    #expect(try Amount.read("0.000001").times(Amount.read("0.499999")) == Amount(0))
  }
}
