/// A number with at most six decimals, kept as an integer number of millionths.
///
/// Money is given in 万元 with up to six decimals, so the millionths of a 万元 are 分 exactly: nothing is ever rounded
/// on the way in.
public struct Amount: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number × 1,000,000. For money in 万元: 分.
  public let millionths: Int64

  /// A number of millionths.
  public init(millionths: Int64) { self.millionths = millionths }

  /// A whole number.
  public init(_ whole: Int) { millionths = Int64(whole) * 1_000_000 }

  /// Why a text is no amount.
  public enum Failure: Error { case notANumber, tooManyDecimals, tooLarge }

  /// Reads a plain decimal number such as `-12`, `300.00`; no exponent, no thousands separators.
  public static func read(_ text: String) throws(Failure) -> Amount {
    var bytes = Array(text.utf8)[...]
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes.removeFirst() }
    var value: Int64 = 0
    var decimals: Int?
    guard let first = bytes.first, (0x30...0x39).contains(first), bytes.last != UInt8(ascii: ".") else {
      throw .notANumber
    }
    for byte in bytes {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte) else { throw .notANumber }
      if let count = decimals {
        if count == 6 {
          guard byte == 0x30 else { throw .tooManyDecimals }
          continue
        }
        decimals = count + 1
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(byte - 0x30))
      guard !overflow, !carry else { throw .tooLarge }
      value = sum
    }
    for _ in (decimals ?? 0)..<6 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .tooLarge }
      value = product
    }
    // Sums over many projects must not overflow either.
    guard value <= 4_000_000_000_000_000_000 else { throw .tooLarge }
    return Amount(millionths: negative ? -value : value)
  }

  /// The whole number, if it is one.
  public var whole: Int? {
    millionths % 1_000_000 == 0 ? Int(millionths / 1_000_000) : nil
  }

  /// Without trailing zeros: `300`, `99.99`.
  public var description: String {
    let magnitude = millionths.magnitude
    var text = String(magnitude / 1_000_000)
    let fraction = magnitude % 1_000_000
    if fraction > 0 {
      var digits = String(fraction + 1_000_000).dropFirst()
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return millionths < 0 ? "-" + text : text
  }

  /// Smaller numbers are less.
  public static func < (left: Amount, right: Amount) -> Bool { left.millionths < right.millionths }

  /// The sum, staying at the largest representable number rather than wrapping.
  public static func + (left: Amount, right: Amount) -> Amount {
    let (sum, overflow) = left.millionths.addingReportingOverflow(right.millionths)
    return Amount(millionths: overflow ? (left.millionths > 0 ? .max : .min) : sum)
  }

  /// The difference; see `+`.
  public static func - (left: Amount, right: Amount) -> Amount {
    left + Amount(millionths: -right.millionths)
  }

  /// The product, rounded once, half up (away from zero), to the millionth.
  public func times(_ factor: Amount) -> Amount {
    let (high, low) = millionths.magnitude.multipliedFullWidth(by: factor.millionths.magnitude)
    guard high < 500_000 else {
      return Amount(millionths: (millionths < 0) == (factor.millionths < 0) ? .max : .min)
    }
    let (quotient, remainder) = UInt64(1_000_000).dividingFullWidth((high, low))
    let rounded = Int64(clamping: quotient + (remainder >= 500_000 ? 1 : 0))
    return Amount(millionths: (millionths < 0) == (factor.millionths < 0) ? rounded : -rounded)
  }
}

/// Money: an amount in 万 (ten thousand) units of a currency; for RMB that is 万元.
public struct Money: Hashable, Sendable, CustomStringConvertible {
  /// Ten thousands.
  public var amount: Amount
  /// ISO 4217 code.
  public var currency: String

  /// Money.
  public init(_ amount: Amount, currency: String = "CNY") {
    self.amount = amount
    self.currency = currency
  }

  /// `300`, or `300 EUR`.
  public var description: String { currency == "CNY" ? amount.description : "\(amount) \(currency)" }
}

/// A dated exchange rate into RMB.
public struct Rate: Hashable, Sendable {
  /// RMB for one unit.
  public var rate: Amount
  /// The foreign currency.
  public var currency: String
  /// The day it was quoted for.
  public var day: Day?
  /// Who quoted it.
  public var source: String?
}
