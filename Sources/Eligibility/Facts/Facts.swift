/// What an application states, typed by the dictionary and kept by slot.
public struct Facts: Sendable {
  /// Values by slot; `nil` where nothing is stated.
  public var values: [Value?]

  /// Nothing stated yet.
  public init(slots: Int) { values = Array(repeating: nil, count: slots) }

  /// No facts for this dictionary.
  public init(for dictionary: FactDictionary) { self.init(slots: dictionary.slotCount) }

  /// The value of a field of the application itself (not of a list's rows).
  public subscript(field: Field) -> Value? {
    get { value(at: field.slot) }
    set { if !field.slot.isMember { values[Int(field.slot.slot)] = newValue } }
  }

  func value(at slot: FieldSlot) -> Value? {
    slot.isMember ? nil : values[Int(slot.slot)]
  }

  func rows(at slot: FieldSlot) -> [Row]? {
    if case .rows(let rows) = values[Int(slot.slot)] { return rows }
    return nil
  }
}
