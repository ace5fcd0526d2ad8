/// What is to be attached, who signs it and what it must say.
extension Recogniser {
  private static let hand = DraftPattern("{提供|提交|附|上传|出具|签署|签订|提报|填写}")
  private static let states = DraftPattern("{内容|其中|文件|协议}?{须|应|需}?{明确}?{包括|包含|载明|写明|注明|列明}")
  private static let advised = DraftPattern("建议{明确|包括|包含|载明|写明}")
  private static let documentName = DraftPattern(
    "{提供|提交|附上|须附|应附|需附|上传|出具}{由|经|与|其|加盖|双方|中外方|合作|以下|如下|一份|的}?<*{协议书|协议|证明材料|证明文件|证明信|证明|意向书|意向函|支持函|推荐函|承诺书|承诺函|备忘录|合同|报告|方案|计划书|计划|信函|同意书|材料|文件|函}>"
  )

  private static let property = DraftPattern("知识产权{归属}?{等}?{合作|相关|的|保护|共享|意向性}?{协议|文件|合同|证明|声明|备忘录|材料}")
  private static let ordinary = [
    "申报材料", "申请材料", "申报书", "申请书", "有关材料", "相关材料", "上述材料", "书面材料", "纸质", "建议书", "任务书", "合同书", "推荐函", "年度报告",
    "总结报告", "进展报告", "结题", "验收", "执行报告",
  ]

  /// What the base dictionary calls a document, by the words that name it.
  private static func known(_ words: [Unicode.Scalar]) -> String? {
    if words.has("认可文件", "认可函", "认可信") { return "doc.recognition" }
    if words.has("支持的正式文件", "物质支持", "支持函", "支持文件", "支持证明") { return "doc.support" }
    if words.has("建设方案") { return "doc.constructionPlan" }
    if words.has("合作方案", "合作计划") { return "doc.plan3y" }
    if words.has("共建联合实验室", "共建协议", "实验室合作协议", "实验室依托单位") { return "doc.labAgreement" }
    if property.first(in: words) != nil { return "doc.ip" }
    if words.has("申请书的英文版", "英文申请书", "申请书英文") { return "doc.heProposal" }
    if words.has("合作协议", "合作研究协议", "合作意向", "合作备忘录", "合作合同") { return "doc.projectAgreement" }
    if words.has("伦理") { return "doc.ethics" }
    if words.has("承诺书", "承诺函") { return "doc.commitment" }
    if words.has("在职证明", "聘用", "聘任", "受聘") { return "doc.employment" }
    return nil
  }

  /// 须提供……协议 / 文件 / 证明
  mutating func attachment(_ sentence: Sentence) -> Recognition? {
    if sentence.words.has("中文翻译", "中文译本"), sentence.item.has("地平线"), sentence.item.has("提交", "提供") {
      return translations(sentence)
    }
    guard Self.hand.first(in: sentence.words) != nil, sentence.force != .encourage, !sentence.explains,
      sentence.demands || sentence.item.has("应", "须", "需") || sentence.words.first == "并"
    else { return nil }
    if Self.isConditional(sentence) || sentence.words.has("推荐单位", "可提供", "可附", "可提交", "可另附") { return nil }
    if sentence.words.has("成果"), sentence.words.has("前期") { return results(sentence) }
    let name: String
    if let known = Self.known(sentence.words) {
      name = known
    } else if let match = Self.documentName.first(in: sentence.words), let range = match.captures.first,
      !Self.ordinary.contains(where: { Array(sentence.words[match.range]).position(of: $0) != nil })
    {
      name = added(document: Array(sentence.words[range]), sentence)
    } else {
      return nil
    }
    document = name
    demanded.insert(name)
    var all: [Sketch] = [
      sentence.words.has("随申报材料同时提交", "同时提交")
        ? ["attached": ["document": .text(name), "withSubmission": true]]
        : ["attached": ["document": .text(name)]]
    ]
    all += details(of: name, sentence)
    return Recognition(
      kind: "attached", require: all.count == 1 ? all[0] : ["all": .list(all)],
      classes: all.count == 1 ? [.evid] : [.evid, .judge], force: sentence.force, stages: [.submit, .formal],
      by: [.system, .officer],
      summary: BilingualText(zh: sentence.gist, en: "\(Self.english(name)) is attached."))
  }

  private static func english(_ name: String) -> String {
    switch name {
    case "doc.recognition": "The recognition document of the partner country's government"
    case "doc.support": "The support document of the foreign government"
    case "doc.constructionPlan": "The construction plan of the joint laboratory"
    case "doc.plan3y": "The cooperation plan"
    case "doc.labAgreement": "The agreement on the joint laboratory, signed by both hosts,"
    case "doc.projectAgreement": "The cooperation agreement of the project"
    case "doc.ip": "An agreement on intellectual property"
    case "doc.heProposal": "The Horizon Europe proposal in English"
    case "doc.ethics": "The ethics approval"
    case "doc.commitment": "The letter of commitment"
    case "doc.employment": "The proof of employment"
    default: "The document that the guide names"
    }
  }

  /// What the words ask of the document beside that it is there.
  private func details(of name: String, _ sentence: Sentence) -> [Sketch] {
    let words = sentence.words
    switch name {
    case "doc.recognition":
      var all: [Sketch] = []
      if words.has("中央政府") { all.append(Self.member("doc.recognition.issuerLevel", "central")) }
      if words.has("合作国") {
        all.append(["sameAs": ["field": "doc.recognition.issuerCountry", "as": "partner.country"]])
      }
      if words.has("签章", "盖章", "签字") {
        all.append(["yes": "doc.recognition.sealed"])
        all.append(
          Self.question(
            "issuer", "officer", zh: "出具部门和签章是否符合要求？", en: "Are the issuer and the seal as the guide asks?"))
      }
      return all
    case "doc.support":
      return [
        ["sameAs": ["field": "doc.support.issuerCountry", "as": "partner.country"]],
        ["yes": "doc.support.sealed"],
      ] + (words.has("已给予", "已提供") ? [["yes": "doc.support.alreadyGiven"]] : [])
        + (words.has("经费、", "实物") ? [["stated": "doc.support.kinds"]] : []) + [
          Self.question(
            "given", "officer", zh: "出具单位、签章和所述支持是否符合要求？",
            en: "Are the issuer, the seal and the support stated as the guide asks?")
        ]
    case "doc.labAgreement":
      return words.has("签署", "签订", "双方")
        ? [["signed": ["field": "doc.labAgreement.signatories", "by": "hosts"]]] : []
    case "doc.projectAgreement":
      let apart: [Sketch] =
        demanded.contains("doc.labAgreement")
        ? [["distinctFiles": ["document": "doc.projectAgreement", "other": "doc.labAgreement"]]] : []
      return signers(words) + apart + terms(words)
    case "doc.constructionPlan", "doc.plan3y":
      guard words.has("模板", "下载", "格式") else { return [] }
      let template = name == "doc.plan3y" ? "call.template.plan3y" : "call.template.constructionPlan"
      return [["sameAs": ["field": .text(name + ".template"), "as": .text(template)]]]
    case "doc.ip": return agreement(sentence)
    case "doc.heProposal":
      return words.has("英文") ? [Self.member("doc.heProposal.language", "en")] : []
    default: return []
    }
  }

  private static let between = DraftPattern("{双方{单位|依托|申请|机构|合作}?|与*方*签|中外双方|与*{合作单位|机构}*签}")

  /// Who signs a project's agreement; where the words leave it open, an officer looks.
  private func signers(_ words: [Unicode.Scalar]) -> [Sketch] {
    guard words.has("签署", "签订", "签") else { return [] }
    let field = "doc.projectAgreement.signatories"
    if words.has("各方", "合作方就", "中外合作方", "所有参与单位", "所有参加单位") {
      return [["signed": ["field": .text(field), "by": "all"]]]
    }
    if !words.has("企业"), Self.between.first(in: words) != nil {
      return [["signed": ["field": .text(field), "by": "hosts"]]]
    }
    return [
      Self.question(
        "signed", "officer", zh: "协议是否由条款所指各方签署？", en: "Have those the clause names signed the agreement?")
    ]
  }

  private static let term = DraftPattern("{明确|内容{须|应}?包括|载明|约定}")

  /// 合作协议，明确任务分工、知识产权归属
  private func terms(_ words: [Unicode.Scalar]) -> [Sketch] {
    guard Self.term.first(in: words) != nil else { return [] }
    return [
      Self.question(
        "terms", "officer", zh: "协议是否明确了条款列出的事项？",
        en: "Does the agreement settle the points the clause names?")
    ]
  }

  /// A document the dictionary has no name for becomes a field of the call.
  private mutating func added(document words: [Unicode.Scalar], _ sentence: Sentence) -> String {
    let label = words.count <= 30 ? AreaList.display(words) : "……" + AreaList.display(Array(words.suffix(26)))
    let id = sentence.id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = "doc.d" + String(id).split(separator: "-").joined(separator: "-")
    add(
      field: name,
      [
        "type": "file", "section": "attachments", "zh": .text(label),
        "en": .text("Document asked for in \(sentence.id)"),
      ])
    return name
  }

  private mutating func results(_ sentence: Sentence) -> Recognition? {
    Recognition(
      kind: "count",
      require: [
        "all": [
          ["count": ["of": "evidence.pastCooperation", "atLeast": 1]],
          Self.question(
            "results", "expert", zh: "前期合作成果是否能够支撑本项目？", en: "Do the earlier results support the project?",
            from: "review"),
        ]
      ],
      classes: [.evid, .judge], force: .must, stages: [.submit, .review], by: [.system, .expert],
      summary: BilingualText(zh: sentence.gist, en: "Earlier results of the cooperation are given."))
  }

  private func translations(_ sentence: Sentence) -> Recognition {
    let documents = [("预算", "doc.heBudgetZh"), ("研究内容", "doc.heWorkZh")].filter {
      sentence.words.position(of: $0.0) != nil
    }
    .map(\.1)
    let all: [Sketch] = (documents.isEmpty ? ["doc.heWorkZh"] : documents).map {
      ["attached": ["document": .text($0)]]
    }
    return Recognition(
      kind: "attached", require: all.count == 1 ? all[0] : ["all": .list(all)], classes: [.evid],
      force: .must,
      stages: [.submit, .formal], by: [.system, .officer],
      summary: BilingualText(zh: sentence.gist, en: "Chinese translations of the parts named are attached."))
  }

  /// 需包括双方合作机构、……及联系人信息
  mutating func contents(_ sentence: Sentence) -> Recognition? {
    let advises = Self.advised.first(in: sentence.words)
    guard let match = advises ?? Self.states.first(in: sentence.words), match.range.lowerBound <= 16,
      let document,
      advises != nil || !["doc.plan3y", "doc.constructionPlan"].contains(document)
    else { return nil }
    if advises == nil, match.range.lowerBound > 4 { return nil }
    let list = sentence.words[match.range.upperBound...].prefix {
      !"。;,".unicodeScalars.contains($0) || advises != nil
    }
    let items = listed(Array(list), in: document)
    guard items.count >= 2 else { return nil }
    var all: [Sketch] = [["states": ["field": .text(document + ".states"), "items": .words(items)]]]
    if advises != nil {
      return Recognition(
        kind: "preference", require: ["preference": ["when": all[0]]], classes: [.info], force: .encourage,
        stages: [.draft],
        by: [.system],
        summary: BilingualText(
          zh: sentence.gist, en: "The document should preferably state the points named."))
    }
    if items.contains("labName") {
      all.append(["agrees": ["field": .text(document + ".labName"), "with": "app.titleZh"]])
    }
    if document == "doc.support" {
      if sentence.words.has("模板") {
        all.append(["sameAs": ["field": "doc.support.template", "as": "call.template.support"]])
      }
      if sentence.words.has("签章", "盖章") { all.append(["yes": "doc.support.sealed"]) }
    }
    return Recognition(
      kind: "states", require: all.count == 1 ? all[0] : ["all": .list(all)], classes: [.evid, .judge],
      force: .must,
      stages: [.submit, .formal], by: [.applicant, .officer],
      summary: BilingualText(zh: sentence.gist, en: "The document states the points named in the guide."))
  }

  /// The codes of what a document must state; a document of our own gets codes of its own.
  private mutating func listed(_ words: [Unicode.Scalar], in document: String) -> [String] {
    let laboratory = [
      ("机构", "organisations"), ("实验室名称", "labName"), ("支持措施", "supportMeasures"), ("联系人", "contact"),
    ]
    let project = [
      ("任务", "tasks"), ("资金", "funding"), ("经费", "funding"), ("合作方式", "mode"), ("知识产权", "ip"),
      ("有效期", "validity"),
      ("争议", "disputes"),
    ]
    let table: [(String, String)]
    switch document {
    case "doc.recognition", "doc.support": table = laboratory
    case "doc.projectAgreement": table = project
    default:
      guard document.hasPrefix("doc.d") else { return [] }
      let parts = words.split { "、,和及与;".unicodeScalars.contains($0) }.filter { $0.count >= 2 }
      guard parts.count >= 2 else { return [] }
      let choices: [Sketch] = parts.enumerated().map { index, part in
        [
          "code": .text("i\(index + 1)"), "zh": .text(AreaList.display(Array(part))),
          "en": .text("Item \(index + 1) of the list in the guide"),
        ]
      }
      add(
        field: document + ".states",
        [
          "type": "choices", "section": "attachments", "zh": "文件载明的内容", "en": "What the document states",
          "choices": .list(choices),
        ])
      return parts.indices.map { "i\($0 + 1)" }
    }
    return table.filter { words.position(of: $0.0) != nil }.map(\.1).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// 外方合作单位自行签章出具的文件不符合上述要求
  func issuer(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("自行"), sentence.words.has("不符合", "无效", "不予认可"), let document else { return nil }
    return Recognition(
      kind: "issuerIndependent",
      require: ["issuerIndependent": ["issuer": .text(document + ".issuer"), "of": "foreign"]],
      classes: [.auto, .judge],
      force: .must, stages: [.submit, .formal], by: [.system, .officer],
      summary: BilingualText(
        zh: "外方合作单位自行出具的文件不符合要求",
        en: "A document issued by the foreign partner itself does not meet the requirement."))
  }

  /// 并须告知合作国中央政府部门
  func notice(_ sentence: Sentence) -> Recognition? {
    guard sentence.words.has("告知"), sentence.words.has("政府", "部门"), sentence.demands else { return nil }
    return Recognition(
      kind: "attestation", require: ["attestation": ["field": "attest.informedForeignGovernment"]],
      classes: [.evid],
      force: .must, stages: [.submit], by: [.applicant, .officer],
      summary: BilingualText(zh: "须告知合作国政府部门", en: "The foreign government department has been told."),
      evidence: BilingualText(zh: "告知函副本（可选）", en: "Copy of the notice (optional)"))
  }
}
