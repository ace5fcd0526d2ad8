internal import Markup

/// A QR code (ISO/IEC 18004): byte mode, error correction level M, versions 1 to 10. Enough for an `otpauth://` address.
package struct QRCode {
  /// Modules a side.
  package private(set) var size: Int
  /// Row by row; true is dark.
  package private(set) var modules: [[Bool]]
  private var isFixed: [[Bool]]

  /// For each version: error correction codewords of a block, then numbers of blocks with their data codewords.
  private static let versions: [(correction: Int, blocks: [(count: Int, data: Int)])] = [
    (10, [(1, 16)]), (16, [(1, 28)]), (26, [(1, 44)]), (18, [(2, 32)]), (24, [(2, 43)]), (16, [(4, 27)]),
    (18, [(4, 31)]), (22, [(2, 38), (2, 39)]), (22, [(3, 36), (2, 37)]), (26, [(4, 43), (1, 44)]),
  ]
  private static let alignment: [[Int]] = [
    [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
  ]

  /// The code of a text; `nil` when it is longer than 213 bytes.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let fitting = Self.versions.indices.first { index in
      let capacity = Self.versions[index].blocks.reduce(0) { $0 + $1.count * $1.data }
      return bytes.count + (index < 9 ? 2 : 3) <= capacity
    }
    guard let index = fitting else { return nil }
    size = 21 + 4 * index
    modules = Array(repeating: Array(repeating: false, count: size), count: size)
    isFixed = modules
    drawPatterns(index)
    let words = Self.codewords(bytes, index)
    place(words)
    var best: (penalty: Int, code: QRCode)?
    for mask in 0..<8 {
      var candidate = self
      candidate.apply(mask)
      candidate.drawFormat(mask)
      let penalty = candidate.penalty
      if penalty < best?.penalty ?? .max { best = (penalty, candidate) }
    }
    if let best { self = best.code }
  }

  // MARK: data

  private static func codewords(_ bytes: [UInt8], _ index: Int) -> [UInt8] {
    let (correction, groups) = versions[index]
    let capacity = groups.reduce(0) { $0 + $1.count * $1.data }
    var bits: [Bool] = []
    func put(_ value: Int, _ count: Int) {
      for bit in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> bit & 1 == 1) }
    }
    put(0b0100, 4)
    put(bytes.count, index < 9 ? 8 : 16)
    for byte in bytes { put(Int(byte), 8) }
    put(0, min(4, capacity * 8 - bits.count))
    put(0, (8 - bits.count % 8) % 8)
    var data = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var pad: UInt8 = 0xEC
    while data.count < capacity {
      data.append(pad)
      pad ^= 0xEC ^ 0x11
    }
    var blocks: [[UInt8]] = []
    var start = 0
    for group in groups {
      for _ in 0..<group.count {
        blocks.append(Array(data[start..<start + group.data]))
        start += group.data
      }
    }
    let longest = blocks.map(\.count).max() ?? 0
    let corrections = blocks.map { GaloisField.remainder(of: $0, degree: correction) }
    // Codewords of all blocks in turn, so that a scratch hurts each a little.
    return (0..<longest).flatMap { place in blocks.compactMap { place < $0.count ? $0[place] : nil } }
      + (0..<correction).flatMap { place in corrections.map { $0[place] } }
  }

  // MARK: patterns

  private mutating func set(_ row: Int, _ column: Int, _ dark: Bool) {
    guard modules.indices.contains(row), modules.indices.contains(column) else { return }
    modules[row][column] = dark
    isFixed[row][column] = true
  }

  private mutating func drawPatterns(_ index: Int) {
    for place in 0..<size {
      set(6, place, place.isMultiple(of: 2))
      set(place, 6, place.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for down in -4...4 {
        for right in -4...4 {
          let ring = max(abs(down), abs(right))
          set(row + down, column + right, ring != 2 && ring != 4)
        }
      }
    }
    let centres = Self.alignment[index]
    for row in centres {
      for column in centres {
        let isCorner = (row == 6 && (column == 6 || column == size - 7)) || (row == size - 7 && column == 6)
        if isCorner { continue }
        for down in -2...2 {
          for right in -2...2 { set(row + down, column + right, max(abs(down), abs(right)) != 1) }
        }
      }
    }
    drawFormat(0)
    drawVersion(index + 1)
  }

  /// Fifteen bits twice: level M is 00, then the mask, then their BCH code.
  private mutating func drawFormat(_ mask: Int) {
    var rest = mask
    for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9 & 1) * 0x537 }
    let bits = (mask << 10 | rest) ^ 0x5412
    func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
    for place in 0...5 { set(place, 8, bit(place)) }
    set(7, 8, bit(6))
    set(8, 8, bit(7))
    set(8, 7, bit(8))
    for place in 9..<15 { set(8, 14 - place, bit(place)) }
    for place in 0..<8 { set(8, size - 1 - place, bit(place)) }
    for place in 8..<15 { set(size - 15 + place, 8, bit(place)) }
    set(size - 8, 8, true)
  }

  private mutating func drawVersion(_ version: Int) {
    guard version >= 7 else { return }
    var rest = version
    for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11 & 1) * 0x1F25 }
    let bits = version << 12 | rest
    for place in 0..<18 {
      let dark = bits >> place & 1 == 1
      set(size - 11 + place % 3, place / 3, dark)
      set(place / 3, size - 11 + place % 3, dark)
    }
  }

  /// Two columns at a time from the right, up and down in turn, around what is fixed.
  private mutating func place(_ words: [UInt8]) {
    var next = 0
    var isUp = true
    for right in stride(from: size - 1, through: 1, by: -2) {
      let right = right <= 6 ? right - 1 : right
      for step in 0..<size {
        let row = isUp ? size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row][column] && next < words.count * 8 {
          modules[row][column] = words[next / 8] >> UInt8(7 - next % 8) & 1 == 1
          next += 1
        }
      }
      isUp.toggle()
    }
  }

  // MARK: masks

  private mutating func apply(_ mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isFixed[row][column] && Self.isMasked(mask, row, column) {
        modules[row][column].toggle()
      }
    }
  }

  private static func isMasked(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
    switch mask {
    case 0: (row + column).isMultiple(of: 2)
    case 1: row.isMultiple(of: 2)
    case 2: column.isMultiple(of: 3)
    case 3: (row + column).isMultiple(of: 3)
    case 4: (row / 2 + column / 3).isMultiple(of: 2)
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3).isMultiple(of: 2)
    default: ((row + column) % 2 + row * column % 3).isMultiple(of: 2)
    }
  }

  /// How hard it is to read: long runs, blocks, what looks like a finder, and imbalance.
  private var penalty: Int {
    var sum = 0
    var dark = 0
    let columns = (0..<size).map { column in modules.map { $0[column] } }
    for line in modules + columns {
      var run = 0
      var last: Bool?
      for module in line {
        run = module == last ? run + 1 : 1
        last = module
        if run == 5 { sum += 3 } else if run > 5 { sum += 1 }
      }
      let finder = [true, false, true, true, true, false, true]
      for start in 0...(size - 11) {
        let part = Array(line[start..<start + 11])
        let isAhead = Array(part[0..<7]) == finder && !part[7...].contains(true)
        let isBehind = Array(part[4...]) == finder && !part[..<4].contains(true)
        if isAhead || isBehind { sum += 40 }
      }
    }
    for row in 0..<size {
      dark += modules[row].count { $0 }
      for column in 0..<size where row + 1 < size && column + 1 < size {
        let first = modules[row][column]
        if modules[row][column + 1] == first, modules[row + 1][column] == first,
          modules[row + 1][column + 1] == first
        {
          sum += 3
        }
      }
    }
    return sum + abs(dark * 20 - size * size * 10) / (size * size) * 10
  }

  // MARK: drawing

  /// Writes it as SVG with the quiet zone around it.
  func write(label: String, _ html: inout HTML) {
    var outline = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        let start = column
        while column < size, modules[row][column] { column += 1 }
        if column > start {
          outline += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
        } else {
          column += 1
        }
      }
    }
    html(
      .svg, .class("qr"), Attribute("viewBox", "-4 -4 \(size + 8) \(size + 8)"), Attribute("role", "img"),
      .aria(label: label), Attribute("shape-rendering", "crispEdges")
    ) { html in
      html(.path, Attribute("d", outline), content: { _ in })
    }
  }
}

/// Arithmetic modulo x⁸ + x⁴ + x³ + x² + 1, in which Reed–Solomon codes of QR codes are computed.
private enum GaloisField {
  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var result = 0
    for bit in stride(from: 7, through: 0, by: -1) {
      result = result << 1 ^ (result >> 7) * 0x11D
      if right >> UInt8(bit) & 1 == 1 { result ^= Int(left) }
    }
    return UInt8(result)
  }

  /// The remainder of `data · x^degree` by (x − 1)(x − 2)(x − 4)…
  static func remainder(of data: [UInt8], degree: Int) -> [UInt8] {
    var divisor = [UInt8](repeating: 0, count: degree)
    divisor[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for place in divisor.indices {
        divisor[place] = product(divisor[place], root) ^ (place + 1 < degree ? divisor[place + 1] : 0)
      }
      root = product(root, 2)
    }
    var rest = [UInt8](repeating: 0, count: degree)
    for byte in data {
      let factor = byte ^ rest.removeFirst()
      rest.append(0)
      for place in rest.indices { rest[place] ^= product(divisor[place], factor) }
    }
    return rest
  }
}
