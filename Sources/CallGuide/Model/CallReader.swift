/// The files of a call folder, as bytes; reading them from a disk is the caller's business.
public struct CallFiles: Sendable {
  /// How the folder was named, for messages.
  public var folder: String
  /// File name to bytes.
  public var contents: [String: [UInt8]]

  /// The files of a folder.
  public init(folder: String, contents: [String: [UInt8]]) {
    self.folder = folder
    self.contents = contents
  }
}

extension Call {
  /// Reads and validates a call folder.
  ///
  /// - Throws: every problem found, each with file, line and clause id: unknown keys, unknown blocks, anchors that are not
  ///   found, out of order or overlapping, and any character of a document that no clause quotes.
  public static func read(_ files: CallFiles) throws(Problems) -> Call {
    let file = files.folder + "/call.yaml"
    guard let bytes = files.contents["call.yaml"] else {
      throw Problems(
        Problem(
          .unreadable, at: nil, subject: files.folder, zh: "文件夹中没有 call.yaml",
          en: "there is no call.yaml in this folder"))
    }
    let tree: Tree
    do { tree = try YAMLReader.read(bytes, file: file) } catch { throw Problems(error) }
    var reader = CallReader(files: files, tree: tree)
    let call = reader.read()
    guard reader.problems.isEmpty, let call else { throw Problems(reader.problems) }
    return call
  }
}

/// One reading of one call folder; collects problems instead of stopping at the first.
struct CallReader {
  let files: CallFiles
  let tree: Tree
  let blocks: Blocks
  var problems: [Problem] = []
  private var clauseIDs: Set<String> = []

  init(files: CallFiles, tree: Tree) {
    self.files = files
    self.tree = tree
    blocks = Blocks(tree["blocks"])
  }

  mutating func read() -> Call? {
    let root = MapReader(tree)
    let head = MapReader(root.required("call") ?? tree, subject: "call")
    _ = root.optional("blocks")
    var settings: [Setting] = []
    var noticeOmitted = false
    for entry in root.optional("settings")?.map ?? [] {
      if entry.key == "notice" {
        noticeOmitted = entry.value.scalar == "omitted"
      } else {
        settings.append(Setting(field: entry.key, value: entry.value))
      }
    }
    var common: [Clause] = []
    var claims: [String: [Coverage.Claim]] = [:]
    entries(root.required("preamble"), topic: nil, document: "guide", into: &common, &claims)
    var topics: [Topic] = []
    for topicTree in root.required("topics")?.list ?? [] {
      topics.append(topic(topicTree, claims: &claims))
    }
    entries(root.optional("closing"), topic: nil, document: "guide", into: &common, &claims)
    let notice = root.optional("notice")
    if !noticeOmitted {
      entries(notice, topic: nil, document: "notice", into: &common, &claims)
    }
    var documents: [Document] = []
    for documentTree in root.required("documents")?.list ?? [] {
      if let document = document(documentTree, noticeOmitted: noticeOmitted, claims: claims) {
        documents.append(document)
      }
    }
    quote(&common, from: documents)
    for index in topics.indices { quote(&topics[index].clauses, from: documents) }
    let call = Call(
      id: head.text("id"), programme: head.bilingual("programme"), batch: head.bilingual("batch"),
      issuer: head.bilingual("issuer"), state: head.text("state"), settings: settings, documents: documents,
      sets: sets(root.optional("sets")), fields: root.optional("fields"), commonClauses: common,
      topics: topics)
    problems += head.finish() + root.finish()
    return call
  }

  private mutating func sets(_ tree: Tree?) -> [String: CodeSet] {
    var sets: [String: CodeSet] = [:]
    for entry in tree?.map ?? [] {
      let reader = MapReader(entry.value, subject: entry.key)
      let name = BilingualText(zh: reader.text("zh"), en: reader.text("en"))
      let codes = reader.required("codes")?.list?.compactMap(\.scalar) ?? []
      if Set(codes).count != codes.count {
        reader.report(
          Problem(
            .duplicateKey, at: entry.place, subject: entry.key, zh: "集合中有重复的代码",
            en: "a code stands twice in this set"))
      }
      sets[entry.key] = CodeSet(name: name, codes: codes)
      problems += reader.finish()
    }
    return sets
  }

  private mutating func document(
    _ tree: Tree, noticeOmitted: Bool, claims: [String: [Coverage.Claim]]
  ) -> Document? {
    let reader = MapReader(tree)
    let id = reader.text("id")
    let file = reader.text("file")
    let title = reader.bilingual("title")
    let official = reader.text("official")
    problems += reader.finish()
    if id == "notice" && noticeOmitted { return nil }
    guard let bytes = files.contents[file] else {
      problems.append(
        Problem(
          .unreadable, at: tree.place, subject: id, zh: "文件夹中没有「\(file)」",
          en: "there is no “\(file)” in the folder"))
      return nil
    }
    do throws(Problem) {
      let text = try GuideText(bytes: bytes, file: files.folder + "/" + file)
      let (passages, found) = Coverage.prove(claims[id] ?? [], over: text)
      problems += found
      return Document(
        id: id, title: title, isOfficial: official == "true", text: text, passages: passages)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func quote(_ clauses: inout [Clause], from documents: [Document]) {
    for document in documents {
      var ranges: [String: Range<Int>] = [:]
      for passage in document.passages {
        if case .clause(let id) = passage.owner { ranges[id] = passage.range }
      }
      for index in clauses.indices where clauses[index].document == document.id {
        guard let range = ranges[clauses[index].id] else { continue }
        clauses[index].quote = document.text.quote(range)
        clauses[index].line = document.text.line(at: range.lowerBound)
      }
    }
  }

  mutating func entries(
    _ tree: Tree?, topic: String?, document: String, into clauses: inout [Clause],
    _ claims: inout [String: [Coverage.Claim]]
  ) {
    for raw in tree?.list ?? [] {
      if let label = raw["label"]?.scalar {
        claims[document, default: []].append(
          Coverage.Claim(owner: .label, anchor: Anchor(label), words: label, place: raw.place))
        continue
      }
      do throws(Problem) {
        let clause = try clause(blocks.expand(raw), topic: topic, document: document)
        guard let (clause, words) = clause else { continue }
        claims[document, default: []].append(
          Coverage.Claim(owner: .clause(clause.id), anchor: Anchor(words), words: words, place: raw.place))
        clauses.append(clause)
      } catch {
        var problem = error
        problem.subject =
          raw["id"]?.scalar.map { id in error.subject.map { "\(id): \($0)" } ?? id } ?? error.subject
        problems.append(problem)
      }
    }
  }

  private mutating func clause(_ tree: Tree, topic: String?, document: String) throws(Problem) -> (
    Clause, String
  )? {
    let id = tree["id"]?.scalar
    let reader = MapReader(tree, subject: id)
    let name = reader.text("id")
    let quote = reader.text("quote")
    var demand = Demand.plain(Tree(.map([]), at: tree.place))
    if let readings = reader.optional("readings") {
      demand = .readings(readings.list?.map { reading(in: $0, clause: name) } ?? [])
      _ = reader.optional("require")
    } else if let require = reader.required("require") {
      demand = .plain(require)
    }
    let clause = Clause(
      id: name, topic: topic, document: document, quote: "", line: 0, summary: reader.bilingual("summary"),
      classes: reader.choices("class", of: ClauseClass.self),
      force: reader.choice("force", of: Force.self) ?? .must,
      stages: reader.choices("stages", of: Stage.self), deciders: reader.choices("by", of: Decider.self),
      evidence: reader.optionalBilingual("evidence"), justification: reader.optionalText("justify"),
      demand: demand, message: reader.optionalBilingual("message"), note: reader.optionalText("note"),
      needsConfirmation: reader.optionalText("confirm") == "needed", place: tree.place)
    if !name.isEmpty, !clauseIDs.insert(name).inserted {
      reader.report(
        Problem(
          .duplicateClause, at: tree.place, subject: name, zh: "条款编号重复", en: "this clause id stands twice"))
    }
    problems += reader.finish()
    return name.isEmpty || quote.isEmpty ? nil : (clause, quote)
  }

  private mutating func reading(in tree: Tree, clause: String) -> Reading {
    let reader = MapReader(tree, subject: clause)
    let reading = Reading(
      id: reader.text("id"), text: BilingualText(zh: reader.text("zh"), en: reader.text("en")),
      require: reader.required("require") ?? tree)
    problems += reader.finish()
    return reading
  }
}
