/// A sentence with what stands around it.
struct Sentence {
  /// Its normalised words, without item number or label.
  var words: [Unicode.Scalar]
  /// The words of the whole item.
  var item: [Unicode.Scalar]
  /// Clause id.
  var id: String
  /// How strong its words are.
  var force: Force

  private static let general = DraftPattern("{一般{为|是|不|应|在}|左右|约#|通常|大约}")
  private static let must = DraftPattern(
    "{须|必须|应|需|不得|仅限|只能|不能|不予|禁止|至少|不少于|不低于|不超过|不多于|不高于|仅能|仅可|只可|限报|限申|限#|限为|仅支持|仅资助|不支持|不资助|不再支持|不再资助|无效|不接受|不受理|格式为}"
  )
  private static let advice = DraftPattern("建议{由|在|明确|各|申|双|合|优|采|与|尽|为|将|对|,|提前|采用|项目单位}")
  private static let strict = DraftPattern("{须|必须|不得|应当|应为|应具|应提}")
  private static let pointer = DraftPattern("{参见|详见|请见|见附件}")
  private static let soft = DraftPattern("{单位|双方|各方|团队|项目|力量|人员|方|均|都}要")

  init(words: [Unicode.Scalar], item: [Unicode.Scalar], id: String) {
    self.words = words
    self.item = item
    self.id = id
    force =
      if words.has("鼓励", "优先支持", "优先考虑", "优先资助") || Self.advice.first(in: words) != nil {
        .encourage
      } else if words.has("原则上") {
        .principle
      } else if Self.general.first(in: words) != nil {
        .general
      } else {
        .must
      }
  }

  /// Whether the words ask for anything.
  var demands: Bool { Self.must.first(in: words) != nil || Self.soft.first(in: words) != nil }

  private static let permission = DraftPattern("^{(#)}?{*,}?{可以|可|也可|亦可}{在|以|由|通过|根据|另行|采用|申请}")
  private static let purpose = DraftPattern("{旨在|目的是|目标是|宗旨是|最终*以*为准|仅为*材料|待评审后确定}")

  /// Whether the words only explain, allow or point elsewhere.
  var explains: Bool {
    if Self.pointer.first(in: words) != nil, Self.strict.first(in: words) == nil { return true }
    return Self.purpose.first(in: words) != nil || Self.permission.match(in: words, at: 0) != nil
  }

  /// The first words, for a summary.
  var gist: String {
    let shown = AreaList.display(words)
    return shown.count <= 40 ? shown : shown.prefix(36) + "…"
  }
}

/// Turns sentences into requirements; what it does not recognise it hands to a person as a question.
struct Recogniser {
  let names: CountryNames
  /// Title words of all topics, so that one can speak of another.
  var titles: [(id: String, words: [Unicode.Scalar])] = []
  /// Sets drafted along the way, in order.
  var sets: [(name: String, zh: String, en: String, codes: [String])] = []
  /// Fields that the base dictionary lacks.
  var fields: [(name: String, sketch: Sketch)] = []
  /// The document the last sentences spoke of.
  var document: String?
  /// Documents the topic has asked for so far.
  var demanded: Set<String> = []
  /// Words above the title, where the title names no partner.
  var context: [Unicode.Scalar] = []
  var topic: DraftedTopic

  static let untranslated = "Not yet translated; see the Chinese text."

  init(names: CountryNames, topic: DraftedTopic) {
    self.names = names
    self.topic = topic
  }

  /// What a sentence under 其他要求 demands.
  mutating func finding(_ sentence: Sentence) -> Recognition {
    completed(recognised(sentence), sentence)
  }

  /// Longer than any sentence a person wrote.
  static let longest = 1200

  private mutating func recognised(_ sentence: Sentence) -> Recognition {
    guard sentence.words.count <= Self.longest else { return unknown(sentence) }
    let shapes: [(Sentence, inout Recogniser) -> Recognition?] = [
      { $1.partnerRule($0) }, { $1.titleFormat($0) }, { $1.route($0) }, { $1.register($0) },
      { $1.pairing($0) },
      { $1.projectPeriod($0) }, { $1.visits($0) }, { $1.stays($0) }, { $1.events($0) }, { $1.patents($0) },
      { $1.scholars($0) }, { $1.publications($0) }, { $1.matching($0) }, { $1.enterprises($0) },
      { $1.effort($0) },
      { $1.horizon($0) }, { $1.oneApplication($0) }, { $1.signatory($0) }, { $1.leader($0) },
      { $1.dated($0) },
      { $1.contents($0) },
      { $1.issuer($0) }, { $1.notice($0) }, { $1.arrangement($0) }, { $1.attachment($0) },
      { $1.registered($0) },
      { $1.legalPerson($0) }, { $1.strength($0) }, { $1.pastCooperation($0) }, { $1.tasks($0) },
      { $1.readiness($0) },
      { $1.counts($0) }, { $1.contact($0) }, { $1.encouragement($0) },
      { $1.looseLimits($0) },
    ]
    for shape in shapes {
      if let finding = shape(sentence, &self) { return finding }
    }
    return unknown(sentence)
  }

  /// Nothing was recognised: an officer or an expert is asked, or the sentence only informs.
  func unknown(_ sentence: Sentence) -> Recognition {
    if sentence.force == .encourage {
      return information(sentence, force: .encourage, stages: [.draft, .review])
    }
    guard sentence.demands, !sentence.explains else {
      return information(sentence, force: .fact, stages: [.draft])
    }
    let asksExpert = sentence.words.has("水平", "能力", "先进", "前沿", "优势", "创新性", "研究基础", "可行")
    let who = asksExpert ? "expert" : "officer"
    return Recognition(
      kind: "question",
      require: [
        "question": [
          "id": "q", "ask": .text(who), "zh": .text("是否符合：\(sentence.gist)"),
          "en": .text("Is this met? (\(Self.untranslated))"),
        ]
      ],
      classes: [.judge], force: sentence.force, stages: asksExpert ? [.review] : [.formal],
      by: [asksExpert ? .expert : .officer], summary: BilingualText(zh: sentence.gist, en: Self.untranslated),
      justification: sentence.force.isSoft ? "app.durationJustification" : nil)
  }

  func information(
    _ sentence: Sentence, force: Force = .fact, stages: [Stage] = [.guide],
    en: String = Recogniser.untranslated
  ) -> Recognition {
    Recognition(
      kind: "information", require: ["information": [:]], classes: [.info], force: force, stages: stages,
      by: [.nobody],
      summary: BilingualText(zh: sentence.gist, en: en))
  }

  /// The code sets that were drafted already are used again.
  mutating func set(_ codes: [String], zh: String, en: String) -> String {
    if let known = sets.first(where: { $0.codes == codes }) { return known.name }
    let name = "SET\(sets.count + 1)"
    sets.append((name, zh, en, codes))
    return name
  }

  /// Asks a person beside what a program can test.
  static func question(_ id: String, _ ask: String, zh: String, en: String, from: String? = nil) -> Sketch {
    var entries: [(key: String, value: Sketch)] = [
      (key: "id", value: .text(id)), (key: "ask", value: .text(ask)), (key: "zh", value: .text(zh)),
      (key: "en", value: .text(en)),
    ]
    if let from { entries.append((key: "from", value: .text(from))) }
    return ["question": .map(entries)]
  }

  static func member(_ field: String, _ codes: String...) -> Sketch {
    ["member": ["field": .text(field), "of": .words(codes)]]
  }

  static func organisations(_ conditions: Sketch...) -> Sketch {
    ["of": "org", "where": conditions.count == 1 ? conditions[0] : ["all": .list(conditions)]]
  }

  /// Organisations that are not Chinese.
  static let foreign: Sketch = ["notMember": ["field": "org.side", "of": ["CN"]]]
}
