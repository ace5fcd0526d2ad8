/// An attribute of an element.
public struct Attribute: Sendable {
  enum Value: Sendable {
    case text(String)
    case flag(Bool)
  }

  let name: StaticString
  let value: Value

  /// An attribute with a value; `name` is a literal, so it never comes from input.
  public init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = .text(value)
  }

  /// An attribute that is there or not, such as `required`.
  public init(_ name: StaticString, if condition: Bool) {
    self.name = name
    value = .flag(condition)
  }

  /// An attribute written only where there is a value.
  public init(_ name: StaticString, optional value: String?) {
    self.name = name
    self.value = value.map(Value.text) ?? .flag(false)
  }
}

// The names are HTML's own.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Attribute {
  public static func id(_ value: String) -> Attribute { Attribute("id", value) }
  public static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
  public static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
  public static func href(_ value: String) -> Attribute { Attribute("href", value) }
  public static func name(_ value: String) -> Attribute { Attribute("name", value) }
  public static func value(_ value: String) -> Attribute { Attribute("value", value) }
  public static func type(_ value: String) -> Attribute { Attribute("type", value) }
  public static func `for`(_ value: String) -> Attribute { Attribute("for", value) }
  public static func describedBy(_ value: String?) -> Attribute {
    Attribute("aria-describedby", optional: value)
  }
  public static func aria(label value: String) -> Attribute { Attribute("aria-label", value) }
  public static func aria(labelledBy value: String) -> Attribute { Attribute("aria-labelledby", value) }
  public static var hiddenFromReaders: Attribute { Attribute("aria-hidden", "true") }
}
