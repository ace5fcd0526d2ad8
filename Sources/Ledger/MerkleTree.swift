/// An append-only hash tree over leaf hashes (RFC 9162 section 2.1).
///
/// Complete subtrees are kept, so appending costs O(1) amortised and every root and proof O(log n).
public struct MerkleTree: Sendable {
  /// `levels[k][i]` is the root of the i-th complete subtree of 2ᵏ leaves.
  private var levels: [[Hash]] = []

  /// A tree without leaves.
  public init() {}

  /// A tree over these leaf hashes.
  public init(_ leaves: some Sequence<Hash>) {
    for leaf in leaves { append(leaf) }
  }

  /// Number of leaves.
  public var count: Int { levels.first?.count ?? 0 }

  /// The hash of leaf `index`.
  public func leaf(_ index: Int) -> Hash { levels[0][index] }

  /// Appends a leaf.
  public mutating func append(_ leaf: Hash) {
    var hash = leaf
    var level = 0
    while true {
      if levels.count == level { levels.append([]) }
      levels[level].append(hash)
      guard levels[level].count.isMultiple(of: 2) else { return }
      hash = .node(levels[level][levels[level].count - 2], hash)
      level += 1
    }
  }

  /// Forgets every leaf from `count` on.
  public mutating func truncate(to count: Int) {
    for level in levels.indices {
      let kept = count >> level
      if levels[level].count > kept { levels[level].removeLast(levels[level].count - kept) }
    }
  }

  /// The root of the tree as it was with `size` leaves.
  public func root(size: Int? = nil) -> Hash {
    let size = size ?? count
    return size == 0 ? .ofNothing : root(0..<size)
  }

  /// The root of the leaves in `range`, whose start is where a subtree of its size may start.
  private func root(_ range: Range<Int>) -> Hash {
    let level = range.count.trailingZeroBitCount
    if range.count == 1 << level, level < levels.count, range.upperBound <= levels[level].count << level {
      return levels[level][range.lowerBound >> level]
    }
    let middle = range.lowerBound + Self.split(range.count)
    return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
  }

  /// The largest power of two smaller than `count`.
  private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

  /// The proof that leaf `index` is in the tree of `size` leaves (RFC 9162 section 2.1.3.1); `nil` when it is not.
  public func inclusionProof(of index: Int, size: Int? = nil) -> [Hash]? {
    let size = size ?? count
    guard index >= 0, index < size, size <= count else { return nil }
    var proof: [Hash] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + Self.split(range.count)
      if index < middle {
        proof.append(root(middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        proof.append(root(range.lowerBound..<middle))
        range = middle..<range.upperBound
      }
    }
    return proof.reversed()
  }

  /// The proof that the tree of `old` leaves is the beginning of the tree of `size` leaves (RFC 9162 section 2.1.4.1).
  public func consistencyProof(from old: Int, size: Int? = nil) -> [Hash]? {
    let size = size ?? count
    guard old > 0, old <= size, size <= count else { return old == 0 ? [] : nil }
    var proof: [Hash] = []
    var range = 0..<size
    // Whether the subtree at hand starts where the old tree starts, so that its root is known to the verifier.
    var known = true
    while old != range.upperBound {
      let middle = range.lowerBound + Self.split(range.count)
      if old <= middle {
        proof.append(root(middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        proof.append(root(range.lowerBound..<middle))
        range = middle..<range.upperBound
        known = false
      }
    }
    if !known { proof.append(root(range)) }
    return proof.reversed()
  }
}

extension MerkleTree {
  /// Whether `proof` shows that `leaf` is leaf `index` of the tree of `size` leaves with this root
  /// (RFC 9162 section 2.1.3.2).
  public static func verifyInclusion(of leaf: Hash, index: Int, size: Int, proof: [Hash], root: Hash) -> Bool
  {
    guard index >= 0, index < size else { return false }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in proof {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = .node(sibling, hash)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = .node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether `proof` shows that the tree of `old` leaves is the beginning of the tree of `size` leaves
  /// (RFC 9162 section 2.1.4.2). Every tree begins with the empty one.
  public static func verifyConsistency(
    from old: Int, _ oldRoot: Hash, to size: Int, _ root: Hash, proof: [Hash]
  ) -> Bool {
    guard old >= 0, old <= size else { return false }
    if old == 0 { return proof.isEmpty && oldRoot == .ofNothing }
    if old == size { return proof.isEmpty && oldRoot == root }
    var path = proof[...]
    if old & (old - 1) == 0 { path = [oldRoot] + path }
    guard let first = path.popFirst() else { return false }
    var node = old - 1
    var last = size - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var oldHash = first
    var newHash = first
    for sibling in path {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        oldHash = .node(sibling, oldHash)
        newHash = .node(sibling, newHash)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        newHash = .node(newHash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && oldHash == oldRoot && newHash == root
  }
}
