/// A piece of a page written beforehand, to be put into many pages as it is.
///
/// Only this module can make its bytes, by the same writer as everything else, so it is as safe as what is written anew.
public struct Fragment: Sendable {
  let bytes: [UInt8]

  /// Writes a piece once.
  public init(_ content: (inout HTML) -> Void) {
    var html = HTML(capacity: 1024)
    content(&html)
    bytes = html.bytes
  }
}

/// The options of a `select`, written once; only which of them is chosen differs from page to page.
///
/// - Complexity: putting one into a page copies its bytes.
public struct OptionList: Sendable {
  /// Options under a heading, or without one.
  public struct Group: Sendable {
    let label: String?
    let options: [(value: String, label: String)]

    /// A group.
    public init(_ label: String? = nil, _ options: [(value: String, label: String)]) {
      self.label = label
      self.options = options
    }
  }

  let bytes: [UInt8]
  /// Where ` selected` goes for each value.
  let places: [String: Int]

  /// Writes the options of these groups in order; of equal values the first is the one that is chosen.
  public init(_ groups: [Group]) {
    var html = HTML(capacity: 4096)
    var places: [String: Int] = [:]
    func write(_ options: [(value: String, label: String)], _ html: inout HTML) {
      for option in options {
        let start = html.bytes.count
        html(.option, .value(option.value), text: option.label)
        // The tag ends at the first “>”: those of the value are escaped.
        if let end = html.bytes[start...].firstIndex(of: UInt8(ascii: ">")), places[option.value] == nil {
          places[option.value] = end
        }
      }
    }
    for group in groups {
      if let label = group.label {
        html(.optgroup, Attribute("label", label)) { write(group.options, &$0) }
      } else {
        write(group.options, &html)
      }
    }
    bytes = html.bytes
    self.places = places
  }
}
