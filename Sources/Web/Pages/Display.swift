package import CallGuide

/// Numbers, money and days as people read them in each language.
package enum Display {
  /// `12,345`.
  package static func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var out = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// Money given in 万元: `1,080 万元`, `RMB 10.8 million`.
  package static func money(tenThousands: Int) -> BilingualText {
    let hundredths = tenThousands % 100
    var million = number(tenThousands / 100)
    if hundredths > 0 {
      million += "." + (hundredths < 10 ? "0" : "")
      million += String(hundredths.isMultiple(of: 10) ? hundredths / 10 : hundredths)
    }
    return BilingualText(zh: "\(number(tenThousands)) 万元", en: "RMB \(million) million")
  }

  /// `2024年6月3日`, `3 June 2024`.
  package static func day(year: Int, month: Int, day: Int) -> BilingualText {
    BilingualText(zh: "\(year)年\(month)月\(day)日", en: "\(day) \(months[month - 1]) \(year)")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// A file's size, `1.2 MB`; written alike in both languages.
  package static func size(bytes: Int) -> String {
    if bytes < 1024 { return "\(bytes) B" }
    if bytes < 1024 * 1024 { return "\((bytes + 1023) / 1024) KB" }
    let tenths = (bytes * 10 + 1024 * 512) / (1024 * 1024)
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// A list in words.
  package static func list(_ parts: [BilingualText]) -> BilingualText {
    BilingualText(zh: parts.map(\.zh).joined(separator: "、"), en: parts.map(\.en).joined(separator: ", "))
  }
}
