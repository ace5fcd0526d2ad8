/// What a YAML or JSON file says, every scalar kept as the text that was written, with its place.
///
/// Keeping text means that `NO`, `1.10` and `2024-06-03` stay what they were; types come from the dictionary later.
public struct Tree: Sendable {
  /// One entry of a map, in the order written.
  public struct Entry: Sendable {
    /// The key.
    public var key: String
    /// Where the key stands.
    public var place: Place
    /// The value.
    public var value: Tree

    /// An entry.
    public init(key: String, place: Place, value: Tree) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  /// The shape of a node.
  public indirect enum Content: Sendable {
    /// A quoted text.
    case text(String)
    /// An unquoted word: a plain YAML scalar, or a JSON number, `true`, `false`, `null`.
    case word(String)
    /// A list.
    case list([Tree])
    /// A map without duplicate keys.
    case map([Entry])
  }

  /// What the node is.
  public var content: Content
  /// Where it starts.
  public var place: Place

  /// A node.
  public init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The text of a scalar, quoted or not; `nil` for lists, maps and nothing.
  public var scalar: String? {
    switch content {
    case .text(let text): text
    case .word(let word): isNothing ? nil : word
    case .list, .map: nil
    }
  }

  /// Whether nothing was written: `null`, `~` or an empty plain scalar.
  public var isNothing: Bool {
    if case .word(let word) = content { return word.isEmpty || word == "null" || word == "~" }
    return false
  }

  /// The elements of a list.
  public var list: [Tree]? {
    if case .list(let elements) = content { return elements }
    return nil
  }

  /// The entries of a map.
  public var map: [Entry]? {
    if case .map(let entries) = content { return entries }
    return nil
  }

  /// The value under `key`, if this is a map that has it.
  public subscript(key: String) -> Tree? {
    map?.first { $0.key == key }?.value
  }

  /// What the node is, in words, for messages.
  public var kind: BilingualText {
    switch content {
    case .text(let text):
      BilingualText(zh: "文字「\(text.prefix(40))」", en: "the text “\(text.prefix(40))”")
    case .word(let word):
      isNothing ? BilingualText(zh: "空值", en: "nothing") : BilingualText(zh: "「\(word)」", en: "“\(word)”")
    case .list: BilingualText(zh: "列表", en: "a list")
    case .map: BilingualText(zh: "一组键值", en: "a map")
    }
  }
}
