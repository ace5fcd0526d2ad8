package import CallGuide

extension Phrase {
  /// The call, its topics and the guide's text.
  package enum Guide {
    package static let call = both("本批次", "The call")
    package static let fullText = both("指南全文", "Guide, full text")
    package static let topics = both("指南方向", "Topics")
    package static func topicCount(_ count: Int) -> BilingualText {
      both("\(count) 个指南方向", "\(count) topics")
    }
    package static let documents = both("文件", "Documents")
    package static let official = both("官方文本", "Official text")
    package static let example = both("示例，非官方文件", "Example, not official")
    package static let exampleWarning = both(
      "此文件由本软件编写，用于演示一个完整的批次，不是任何部门发布的通知，不得作为申报依据。",
      "This document was written for this software to show a whole call. No authority issued it; do not rely on it."
    )
    package static func clauseCount(_ clauses: Int, characters: Int) -> BilingualText {
      both(
        "\(clauses) 条条款，覆盖全部 \(characters) 字",
        "\(clauses) clauses quoting all \(characters) characters")
    }

    package static let number = both("编号", "No.")
    package static let title = both("指南方向", "Topic")
    package static let partners = both("合作方", "Partners")
    package static let places = both("拟支持项目数", "Projects")
    package static let money = both("拟支持经费", "Funding")
    package static let period = both("执行期", "Duration")
    package static let basis = both("依据", "Basis")
    package static let agreement = both("政府间科技合作协议", "Intergovernmental agreement")
    package static let commitment = both("外交承诺", "Diplomatic commitment")
    package static let areas = both("领域方向", "Research areas")
    package static let areasOpen = both("也可申报其他领域", "Other areas may be proposed")
    package static let anyArea = both("不限领域", "Any area")
    package static let agency = both("外方征集部门", "Partner agency")
    package static let dates = both("日期", "Dates")
    package static let datesExample = both("取自示例通知", "from the example notice")
    package static let undecided = both("待定", "To be determined")
    package static let notStated = both("未说明", "Not stated")
    package static let sumOfTopics = both("各方向合计", "Sum of the topics")
    package static let announced = both("指南总述", "Announced in the guide")
    package static func undecidedTopics(_ topics: String) -> BilingualText {
      both("不含待定的 \(topics)", "without \(topics), to be determined")
    }
    package static func exactly(_ value: BilingualText) -> BilingualText { value }
    package static func atMost(_ value: BilingualText) -> BilingualText {
      both("不超过 \(value.zh)", "at most \(value.en)")
    }
    package static func atLeast(_ value: BilingualText) -> BilingualText {
      both("不少于 \(value.zh)", "at least \(value.en)")
    }
    package static func about(_ value: BilingualText) -> BilingualText {
      both("约 \(value.zh)", "about \(value.en)")
    }
    package static func projects(_ count: Int) -> BilingualText {
      both("\(count) 个", count == 1 ? "1 project" : "\(count) projects")
    }
    package static func perCountry(_ count: Int) -> BilingualText {
      both("每个合作国别不超过 \(count) 个", "at most \(count) per partner country")
    }
    package static func perArea(_ count: Int) -> BilingualText {
      both("每个领域方向不超过 \(count) 个", "at most \(count) per research area")
    }
    package static func months(_ months: Int) -> BilingualText {
      months % 12 == 0
        ? both("\(months / 12) 年", months == 12 ? "1 year" : "\(months / 12) years")
        : both("\(months) 个月", "\(months) months")
    }
    package static func months(from low: Int, to high: Int) -> BilingualText {
      low % 12 == 0 && high % 12 == 0
        ? both("\(low / 12)~\(high / 12) 年", "\(low / 12)–\(high / 12) years")
        : both("\(low)~\(high) 个月", "\(low)–\(high) months")
    }
    package static let generally = both("一般", "generally")
    package static let inPrinciple = both("原则上", "in principle")
    /// A set of countries with its size, inside the brackets the name may have already.
    package static func set(_ name: BilingualText, count: Int) -> BilingualText {
      both(
        name.zh.hasSuffix("）") ? "\(name.zh.dropLast())，\(count) 国）" : "\(name.zh)（\(count) 国）",
        name.en.hasSuffix(")")
          ? "\(name.en.dropLast()), \(count) countries)" : "\(name.en) (\(count) countries)")
    }
    package static func memberList(_ count: Int) -> BilingualText {
      both("列出全部 \(count) 个国家", "List all \(count) countries")
    }
    package static let europeanUnion = both("欧盟", "European Union")

    package static let attach = both("要附什么", "What to attach")
    package static let attachNone = both("本方向没有另外要求的附件。", "This topic asks for no attachment of its own.")
    package static let forms = both("系统中要上传的文件", "Files the application asks for")
    package static let promise = both("立项后要兑现什么", "What you promise")
    package static let promiseNone = both("没有专门的约定条款。", "No clause of its own.")
    package static let encouraged = both("鼓励什么", "What is encouraged")
    package static let byTheClauses = both("逐条原文", "The guide, clause by clause")
    package static let otherClauses = both("对所有方向适用的条款", "Clauses that speak to every topic")
    package static func commonClauses(_ count: Int) -> BilingualText {
      both("指南总述与申报通知，共 \(count) 条", "Preamble of the guide and the notice, \(count) clauses")
    }
    package static let summary = both("摘要", "Summary")
    package static let originalIsChinese = both(
      "指南以中文发布；引文为原文，右侧为本系统的摘要。",
      "The guide is published in Chinese. Quotes are its own words; beside them stands our summary.")
    package static func line(_ line: Int) -> BilingualText { both("第 \(line) 行", "line \(line)") }
    package static func permalink(_ clause: String) -> BilingualText {
      both("条款 \(clause) 的固定链接", "Permanent link to clause \(clause)")
    }
    package static let decidedBy = both("由谁判断", "Decided by")
    package static let evidence = both("应附", "Attach")
    package static let contents = both("目录", "Contents")
    package static let preamble = both("总述", "Preamble")
    package static let readings = both("原文有几种理解口径", "The words allow several readings")
    package static let checkTopic = both("我能申报吗？", "Can we apply?")
    package static let checkLead = both(
      "按条款生成的自查表，逐条给出判断，不用登录，不保存内容。",
      "A form made from the clauses, a verdict for each; no account, nothing is stored.")
    package static let readTopic = both("方向说明", "About the topic")
    package static let callLead = both(
      "指南的每一个字都归入一条条款；每条条款都写明由谁、何时、怎样判断。",
      "Every character of the guide belongs to one clause; every clause says who decides it, when and how.")
  }

  /// What an enumeration of the call is called.
  package static func state(_ code: String) -> BilingualText {
    switch code {
    case "draft": both("起草中", "Draft")
    case "consultation": both("征求意见中", "Open for comments")
    case "published": both("申报中", "Open for applications")
    case "amended": both("已修订，申报中", "Amended, open for applications")
    case "closed": both("已截止", "Closed")
    default: BilingualText(same: code)
    }
  }

  package static func state(explained code: String) -> BilingualText {
    switch code {
    case "draft", "consultation":
      both(
        "指南尚未正式发布，目前不能申报，可以先对照自查。",
        "The guide is not final. Nobody can apply yet; you can check yourself against it.")
    case "closed": both("申报已截止。", "Applications are closed.")
    default: both("可以申报。", "Applications are open.")
    }
  }

  package static func name(of part: ClauseClass) -> BilingualText {
    switch part {
    case .auto: both("自动校验", "checked automatically")
    case .evid: both("须附材料", "needs evidence")
    case .judge: both("人工判断", "judged by people")
    case .select: both("立项限制", "limits selection")
    case .oblig: both("立项后义务", "obligation after award")
    case .info: both("说明", "information")
    }
  }

  package static func name(of force: Force) -> BilingualText {
    switch force {
    case .must: both("必须", "must")
    case .principle: both("原则上", "in principle")
    case .general: both("一般", "generally")
    case .encourage: both("鼓励", "encouraged")
    case .fact: both("陈述", "statement")
    }
  }

  package static func name(of decider: Decider) -> BilingualText {
    switch decider {
    case .system: both("系统", "the system")
    case .officer: both("项目官员", "an officer")
    case .expert: both("专家", "experts")
    case .counterpart: both("外方", "the partner agency")
    case .manager: both("管理部门", "the programme office")
    case .applicant: both("申报人", "the applicant")
    case .nobody: both("无须判断", "nobody")
    }
  }
}
