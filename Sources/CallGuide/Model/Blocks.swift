/// Clause texts and requirements written once and used with arguments.
struct Blocks {
  private let blocks: [String: Tree]
  private static let depthLimit = 8

  init(_ tree: Tree?) {
    var blocks: [String: Tree] = [:]
    for entry in tree?.map ?? [] { blocks[entry.key] = entry.value }
    self.blocks = blocks
  }

  /// Replaces every `use: name, with: {…}` inside a tree by the block's content.
  func expand(_ tree: Tree, depth: Int = 0) throws(Problem) -> Tree {
    guard depth <= Self.depthLimit else {
      throw Problem(
        .tooDeep, at: tree.place, zh: "共用块互相引用超过 \(Self.depthLimit) 层",
        en: "blocks use one another deeper than \(Self.depthLimit) levels")
    }
    switch tree.content {
    case .text, .word: return tree
    case .list(let elements):
      var expanded: [Tree] = []
      for element in elements { expanded.append(try expand(element, depth: depth)) }
      return Tree(.list(expanded), at: tree.place)
    case .map(let entries):
      guard let use = tree["use"] else {
        var expanded = entries
        for index in expanded.indices {
          expanded[index].value = try expand(entries[index].value, depth: depth)
        }
        return Tree(.map(expanded), at: tree.place)
      }
      return try merge(use, tree, depth: depth)
    }
  }

  private func merge(_ use: Tree, _ tree: Tree, depth: Int) throws(Problem) -> Tree {
    guard let name = use.scalar, let block = blocks[name] else {
      let known = blocks.keys.sorted().joined(separator: ", ")
      throw Problem(
        .unknownBlock, at: use.place, subject: use.scalar, zh: "没有这个共用块；已有：\(known)",
        en: "no such block; there are: \(known)")
    }
    var arguments: [String: Tree] = [:]
    for argument in tree["with"]?.map ?? [] { arguments[argument.key] = argument.value }
    let filled = try expand(Self.substitute(block, arguments, at: tree.place), depth: depth + 1)
    let own = (tree.map ?? []).filter { $0.key != "use" && $0.key != "with" }
    guard let inherited = filled.map else {
      guard own.isEmpty else {
        throw Problem(
          .wrongType, at: tree.place, subject: name, zh: "该共用块不是一组键值，不能再加键",
          en: "this block is no map, so no keys can be added to it")
      }
      return filled
    }
    var merged = inherited.filter { entry in !own.contains { $0.key == entry.key } }
    for entry in own {
      var entry = entry
      entry.value = try expand(entry.value, depth: depth)
      merged.append(entry)
    }
    return Tree(.map(merged), at: tree.place)
  }

  private static func substitute(_ tree: Tree, _ arguments: [String: Tree], at place: Place) -> Tree {
    switch tree.content {
    case .text(let text), .word(let text):
      for (name, value) in arguments where text == "{\(name)}" { return value }
      guard text.contains("{") else { return Tree(tree.content, at: place) }
      var filled = text
      for (name, value) in arguments {
        guard let scalar = value.scalar else { continue }
        filled = filled.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(
          separator: scalar)
      }
      if case .word = tree.content { return Tree(.word(filled), at: place) }
      return Tree(.text(filled), at: place)
    case .list(let elements):
      return Tree(.list(elements.map { substitute($0, arguments, at: place) }), at: place)
    case .map(let entries):
      return Tree(
        .map(
          entries.map { entry in
            var entry = entry
            entry.value = substitute(entry.value, arguments, at: place)
            return entry
          }), at: place)
    }
  }
}
