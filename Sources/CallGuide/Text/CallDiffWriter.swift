/// Collects the changes of one comparison.
struct CallDiffWriter {
  private(set) var changes: [CallDiff.Change] = []

  private mutating func add(
    _ kind: CallDiff.Kind, _ subject: String, _ old: String?, _ new: String?, zh: String, en: String
  ) {
    changes.append(
      CallDiff.Change(kind: kind, subject: subject, old: old, new: new, text: BilingualText(zh: zh, en: en)))
  }

  /// One attribute that may be absent on either side.
  private mutating func attribute(
    _ kind: CallDiff.Kind, _ subject: String, _ name: BilingualText, _ old: BilingualText?,
    _ new: BilingualText?
  ) {
    guard old != new else { return }
    let none = BilingualText(zh: "无", en: "none")
    let (was, now) = (old ?? none, new ?? none)
    add(
      kind, subject, old?.zh, new?.zh, zh: "\(subject) 的\(name.zh)：由“\(was.zh)”改为“\(now.zh)”。",
      en: "\(subject): \(name.en) changed from “\(was.en)” to “\(now.en)”.")
  }

  // MARK: The call

  mutating func call(_ old: Call, _ new: Call) {
    let kind = CallDiff.Kind.callChanged
    attribute(
      kind, "call.id", BilingualText(zh: "编号", en: "id"), BilingualText(same: old.id),
      BilingualText(same: new.id))
    attribute(
      kind, "call.state", BilingualText(zh: "状态", en: "state"), BilingualText(same: old.state),
      BilingualText(same: new.state))
    attribute(kind, "call.batch", BilingualText(zh: "批次", en: "batch"), old.batch, new.batch)
    for name in Set(old.sets.keys).union(new.sets.keys).sorted() {
      let codes = [old, new].map { call in
        call.sets[name].map { BilingualText(same: $0.codes.sorted().joined(separator: " ")) }
      }
      attribute(kind, name, BilingualText(zh: "成员", en: "members"), codes[0], codes[1])
    }
  }

  mutating func settings(_ old: Call, _ new: Call) {
    let was = Dictionary(old.settings.map { ($0.field, Self.words($0.value)) }) { first, _ in first }
    let now = Dictionary(new.settings.map { ($0.field, Self.words($0.value)) }) { first, _ in first }
    for field in Set(was.keys).union(now.keys).sorted() where was[field] != now[field] {
      let none = ("未设", "not set")
      add(
        .settingChanged, field, was[field], now[field],
        zh: "设置 \(field)：由“\(was[field] ?? none.0)”改为“\(now[field] ?? none.0)”。",
        en: "Setting \(field) changed from “\(was[field] ?? none.1)” to “\(now[field] ?? none.1)”.")
    }
  }

  mutating func documents(_ old: Call, _ new: Call) {
    for document in old.documents where !new.documents.contains(where: { $0.id == document.id }) {
      add(
        .documentChanged, document.id, document.title.zh, nil, zh: "删去文件“\(document.title.zh)”。",
        en: "The document “\(document.title.en)” is gone.")
    }
    for document in new.documents {
      guard let before = old.documents.first(where: { $0.id == document.id }) else {
        add(
          .documentChanged, document.id, nil, document.title.zh, zh: "新增文件“\(document.title.zh)”。",
          en: "The document “\(document.title.en)” is new.")
        continue
      }
      attribute(
        .documentChanged, document.id, BilingualText(zh: "标题", en: "title"), before.title, document.title)
    }
  }

  // MARK: Topics

  mutating func topics(_ old: Call, _ new: Call) {
    var left = old.topics
    var before: [Int: Topic] = [:]
    func take(_ index: Int, _ topic: Topic, where matches: (Topic) -> Bool) {
      guard before[index] == nil, let found = left.firstIndex(where: matches) else { return }
      before[index] = left.remove(at: found)
    }
    // The title says what a topic is; its number is only where it stands.
    for (index, topic) in new.topics.enumerated() {
      take(index, topic) { $0.id == topic.id && $0.title.zh == topic.title.zh }
    }
    for (index, topic) in new.topics.enumerated() { take(index, topic) { $0.title.zh == topic.title.zh } }
    for (index, topic) in new.topics.enumerated() {
      take(index, topic) {
        $0.id == topic.id
          && ($0.partners == topic.partners || Self.likeness($0.title.zh, topic.title.zh) > 0.5)
      }
    }
    for topic in left {
      add(
        .topicRemoved, topic.id, topic.title.zh, nil,
        zh: "删去方向 \(topic.id)“\(topic.title.zh)”（\(topic.clauses.count) 条）。",
        en: "Topic \(topic.id) “\(topic.title.en)” is gone (\(topic.clauses.count) clauses).")
    }
    for (index, topic) in new.topics.enumerated() {
      if let previous = before[index] {
        attributes(previous, topic)
        clauses(previous.clauses, topic.clauses)
      } else {
        add(
          .topicAdded, topic.id, nil, topic.title.zh,
          zh: "新增方向 \(topic.id)“\(topic.title.zh)”（\(topic.clauses.count) 条）。",
          en: "Topic \(topic.id) “\(topic.title.en)” is new (\(topic.clauses.count) clauses).")
      }
    }
  }

  private mutating func attributes(_ old: Topic, _ new: Topic) {
    func change(_ zh: String, _ en: String, _ was: BilingualText?, _ now: BilingualText?) {
      attribute(.topicChanged, new.id, BilingualText(zh: zh, en: en), was, now)
    }
    func areas(_ list: [Area]) -> [String] {
      list.flatMap { [$0.name.zh + ($0.isOpen ? "（开放）" : "")] + areas($0.areas) }
    }
    change("编号", "number", BilingualText(same: old.id), BilingualText(same: new.id))
    change("名称", "title", old.title, new.title)
    change(
      "合作方", "partners", BilingualText(same: old.partners.joined(separator: " ")),
      BilingualText(same: new.partners.joined(separator: " ")))
    change(
      "依据", "basis", old.basis.map { BilingualText(same: $0.rawValue) },
      new.basis.map { BilingualText(same: $0.rawValue) })
    change(
      "拟支持项目数", "quota", old.quota.map { Self.words($0, "个", "") }, new.quota.map { Self.words($0, "个", "") })
    change(
      "拟支持经费", "envelope", old.envelope.map { Self.words($0, "万元", " ×10,000 RMB") },
      new.envelope.map { Self.words($0, "万元", " ×10,000 RMB") })
    let (was, now) = (areas(old.areas), areas(new.areas))
    if was != now {
      let gone = was.filter { !now.contains($0) }
      let come = now.filter { !was.contains($0) }
      let zh = [
        gone.isEmpty ? nil : "删去“\(gone.joined(separator: "、"))”",
        come.isEmpty ? nil : "新增“\(come.joined(separator: "、"))”",
      ]
      let en = [
        gone.isEmpty ? nil : "without “\(gone.joined(separator: ", "))”",
        come.isEmpty ? nil : "with “\(come.joined(separator: ", "))” added",
      ]
      let ordered = gone.isEmpty && come.isEmpty
      add(
        .topicChanged, new.id, was.joined(separator: "、"), now.joined(separator: "、"),
        zh: "\(new.id) 的领域方向：\(ordered ? "次序改变" : zh.compactMap(\.self).joined(separator: "，"))。",
        en:
          "\(new.id): areas \(ordered ? "in another order" : en.compactMap(\.self).joined(separator: " and "))."
      )
    }
    change(
      "领域清单", "list of areas",
      BilingualText(zh: old.areasOpen ? "开放" : "封闭", en: old.areasOpen ? "open" : "closed"),
      BilingualText(zh: new.areasOpen ? "开放" : "封闭", en: new.areasOpen ? "open" : "closed"))
    change("每国限额", "limit per country", old.perCountry.map(Self.words), new.perCountry.map(Self.words))
    change("每领域限额", "limit per area", old.perArea.map(Self.words), new.perArea.map(Self.words))
    change("执行期", "period", old.period.map(Self.words), new.period.map(Self.words))
    change("外方机构", "partner agency", old.agency?.name, new.agency?.name)
    change(
      "外方邮箱", "partner e-mail", old.agency?.email.map { BilingualText(same: $0) },
      new.agency?.email.map { BilingualText(same: $0) })
    change(
      "外方网址", "partner site", old.agency?.url.map { BilingualText(same: $0) },
      new.agency?.url.map { BilingualText(same: $0) })
  }

  // MARK: Clauses

  mutating func clauses(_ old: [Clause], _ new: [Clause]) {
    let folded = old.map { GuideText.fold($0.quote) }
    let foldedNew = new.map { GuideText.fold($0.quote) }
    var match: [Int?] = Array(repeating: nil, count: new.count)
    var free = Set(old.indices)
    func join(_ right: Int, _ left: Int) {
      match[right] = left
      free.remove(left)
    }
    for right in new.indices {
      if let left = old.indices.first(where: {
        free.contains($0) && old[$0].id == new[right].id && folded[$0] == foldedNew[right]
      }) {
        join(right, left)
      }
    }
    // The marker of an item is its place, not its words.
    let bare = folded.map(Self.withoutMarker)
    let bareNew = foldedNew.map(Self.withoutMarker)
    for right in new.indices where match[right] == nil {
      if let left = old.indices.first(where: { free.contains($0) && bare[$0] == bareNew[right] }) {
        join(right, left)
      }
    }
    for right in new.indices where match[right] == nil {
      if let left = old.indices.first(where: { free.contains($0) && old[$0].id == new[right].id }),
        WordDiff(bare[left], bareNew[right]).likeness >= 0.4
      {
        join(right, left)
      }
    }
    for right in new.indices where match[right] == nil {
      let best = free.sorted().map { ($0, WordDiff(bare[$0], bareNew[right]).likeness) }.max { $0.1 < $1.1 }
      if let best, best.1 >= 0.5 { join(right, best.0) }
    }
    for left in free.sorted() {
      add(
        .clauseRemoved, old[left].id, old[left].quote, nil, zh: "删去条款 \(old[left].id)：“\(old[left].quote)”。",
        en: "Clause \(old[left].id) is gone: “\(old[left].quote)”.")
    }
    for right in new.indices {
      guard let left = match[right] else {
        add(
          .clauseAdded, new[right].id, nil, new[right].quote,
          zh: "新增条款 \(new[right].id)：“\(new[right].quote)”。",
          en: "Clause \(new[right].id) is new: “\(new[right].quote)”.")
        continue
      }
      clause(old[left], new[right], sameWords: bare[left] == bareNew[right], bare[left], bareNew[right])
    }
  }

  private mutating func clause(
    _ old: Clause, _ new: Clause, sameWords: Bool, _ words: [Unicode.Scalar], _ newWords: [Unicode.Scalar]
  ) {
    let name = old.id == new.id ? new.id : "\(new.id)（原 \(old.id)）"
    let nameEn = old.id == new.id ? new.id : "\(new.id) (was \(old.id))"
    if !sameWords {
      let changes = WordDiff(words, newWords).changes
      let zh = changes.map { change in
        if change.old.isEmpty { return "加“\(change.new)”" }
        return change.new.isEmpty ? "删“\(change.old)”" : "“\(change.old)”改为“\(change.new)”"
      }
      let en = changes.map { change in
        if change.old.isEmpty { return "adds “\(change.new)”" }
        return change.new.isEmpty ? "drops “\(change.old)”" : "“\(change.old)” becomes “\(change.new)”"
      }
      add(
        .clauseChanged, new.id, old.quote, new.quote, zh: "条款 \(name)：\(zh.joined(separator: "；"))。",
        en: "Clause \(nameEn): \(en.joined(separator: "; ")).")
    } else if old.id != new.id {
      add(
        .clauseRenumbered, new.id, old.id, new.id, zh: "条款 \(old.id) 改编为 \(new.id)，文字未变。",
        en: "Clause \(old.id) is now \(new.id), with the same words.")
    }
    var reread: [BilingualText] = []
    if old.force != new.force {
      reread.append(
        BilingualText(
          zh: "强度由 \(old.force.rawValue) 改为 \(new.force.rawValue)",
          en: "force \(old.force.rawValue) → \(new.force.rawValue)"))
    }
    if old.classes != new.classes { reread.append(BilingualText(zh: "类别改变", en: "another class")) }
    if Self.words(old.demand) != Self.words(new.demand) {
      reread.append(BilingualText(zh: "判定要求改变", en: "another requirement"))
    }
    guard !reread.isEmpty else { return }
    add(
      .clauseReread, new.id, Self.words(old.demand), Self.words(new.demand),
      zh: "条款 \(name) 的解读：\(reread.map(\.zh).joined(separator: "，"))。",
      en: "Reading of clause \(nameEn): \(reread.map(\.en).joined(separator: ", ")).")
  }
}

extension CallDiffWriter {
  /// How alike two texts are, from 0 to 1.
  fileprivate static func likeness(_ one: String, _ other: String) -> Double { WordDiff(one, other).likeness }

  fileprivate static func withoutMarker(_ words: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard
      let close = words.prefix(4).firstIndex(where: { $0 == "）" || $0 == ")" || ("①"..."⑳").contains($0) })
    else {
      return words
    }
    let inner = words[..<close].drop { $0 == "（" || $0 == "(" }
    guard inner.allSatisfy({ $0.properties.numericType != nil }) else { return words }
    return Array(words[(close + 1)...])
  }

  fileprivate static func words(_ limit: Limit, _ zh: String, _ en: String) -> BilingualText {
    switch limit {
    case .exactly(let number): BilingualText(zh: "\(number)\(zh)", en: "\(number)\(en)")
    case .atMost(let number): BilingualText(zh: "不超过\(number)\(zh)", en: "up to \(number)\(en)")
    case .about(let number): BilingualText(zh: "\(number)\(zh)左右", en: "about \(number)\(en)")
    case .undecided: BilingualText(zh: "待定", en: "to be determined")
    }
  }

  fileprivate static func words(_ share: ShareLimit) -> BilingualText {
    BilingualText(
      zh: "不超过\(share.atMost)个（\(share.force.rawValue)）",
      en: "up to \(share.atMost) (\(share.force.rawValue))")
  }

  fileprivate static func words(_ period: Period) -> BilingualText {
    switch (period.atLeast, period.atMost) {
    case (let low?, let high?) where low == high:
      BilingualText(zh: "\(low)个月（\(period.force.rawValue)）", en: "\(low) months (\(period.force.rawValue))")
    case (let low, let high):
      BilingualText(
        zh: "\(low.map { "\($0)" } ?? "")～\(high.map { "\($0)" } ?? "")个月（\(period.force.rawValue)）",
        en: "\(low.map { "\($0)" } ?? "")–\(high.map { "\($0)" } ?? "") months (\(period.force.rawValue))")
    }
  }

  /// A tree on one line, as flow YAML.
  fileprivate static func words(_ tree: Tree) -> String {
    switch tree.content {
    case .text(let text), .word(let text): text
    case .list(let elements): "[" + elements.map(words).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \(words($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  fileprivate static func words(_ demand: Demand) -> String {
    switch demand {
    case .plain(let tree): words(tree)
    case .readings(let readings): readings.map { "\($0.id): \(words($0.require))" }.joined(separator: "; ")
    }
  }
}
