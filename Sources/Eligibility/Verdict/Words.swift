public import CallGuide

extension Messages {
  /// The sentence for one reason.
  func words(for reason: Reason) -> BilingualText {
    let field = label(reason.field)
    switch reason.cause {
    case .notStated: return notStated(reason)
    case .itemsNotMarked(let items): return itemsNotMarked(items, reason)
    case .readingsDisagree(let readings, let texts):
      let zh = zip(readings, texts).map { "\($0) \($1.zh)" }.joined(separator: "；")
      let en = zip(readings, texts).map { "\($0) \($1.en)" }.joined(separator: "; ")
      return say(
        "条款有不同理解口径（\(zh)），按各口径结论不一，待裁定。",
        "The clause can be read in several ways (\(en)), which disagree; a ruling is awaited.")
    case .openInGuide:
      return say(
        "指南未明确「\(field.zh)」，暂不能判定。", "The guide leaves “\(field.en)” open, so this cannot be decided yet.")
    case .undecided(let topics):
      return say(
        "方向 \(topics.zh) 的项目数待定，合计暂不能确定。", "Topic \(topics.en) is to be determined, so the total is open.")
    case .asked(let question):
      return say("待\(waiter(reason).zh)回答：\(question.zh)", "Waits for \(waiter(reason).en): \(question.en)")
    case .answeredNo(let question):
      return say("审核意见为“否”：\(question.zh)", "Answered “no”: \(question.en)")
    case .expertsDisagree: return say("专家意见不一，待会商。", "The experts disagree; the panel decides.")
    case .justificationNotAccepted: return say("所填理由未获认可。", "The reason given was not accepted.")
    case .justificationToBeAccepted:
      return say("已填写理由，待管理人员确认。", "A reason is given; an officer has to accept it.")
    case .notYet: return say("待\(waiter(reason).zh)。", "Waits for \(waiter(reason).en).")
    case .oneSided(let isVoid):
      return say(
        "外方最终清单中没有与本项目对应的申报" + (isVoid ? "；单方申报无效。" : "（本款未写明后果，由管理人员处理）。"),
        "The other side’s final list holds no application that matches this one"
          + (isVoid ? "; a one-sided application is void." : " (the clause does not say what follows)."))
    case .listNotFinal:
      return say("外方清单未收到或尚非最终版。", "The other side’s list is not here yet, or is not final.")
    case .pairToBeResolved(let reference):
      return say(
        "外方记录 \(reference) 与本项目部分一致，待管理人员确认。",
        "Record \(reference) of the other side agrees in part; an officer has to decide.")
    default: return moreWords(for: reason, field)
    }
  }

  func say(_ zh: String, _ en: String) -> BilingualText { BilingualText(zh: zh, en: en) }

  private func waiter(_ reason: Reason) -> BilingualText {
    guard case .waiting(let waiting) = reason.kind else { return say("管理人员", "an officer") }
    switch waiting {
    case .officer: return say("形式审查人员", "an officer")
    case .expert: return say("评审专家", "the experts")
    case .manager: return say("项目主管", "the programme manager")
    case .counterpart: return say("外方征集部门", "the partner agency")
    case .register: return say("名录导入", "a register to be loaded")
    case .applications: return say("全部申报汇总比对", "the other applications")
    case .selection: return say("立项遴选", "the selection")
    case .award: return say("立项后填报", "reports after the award")
    case .time: return say("时间", "time")
    }
  }

  private func notStated(_ reason: Reason) -> BilingualText {
    guard let slot = reason.field else { return say("尚缺信息。", "Something is missing.") }
    let field = rules.dictionary.field(at: slot)
    switch (reason.kind, field.type) {
    case (.waiting, _):
      return say(
        "「\(field.label.zh)」待\(waiter(reason).zh)提供。", "“\(field.label.en)” waits for \(waiter(reason).en).")
    case (_, .file): return say("尚未附上「\(field.label.zh)」。", "“\(field.label.en)” is not attached.")
    case (_, .declaration): return say("尚未作出声明：\(field.label.zh)。", "Not declared yet: \(field.label.en).")
    case (_, .list): return say("「\(field.label.zh)」尚未填写。", "Nothing is entered under “\(field.label.en)”.")
    default: return say("「\(field.label.zh)」尚未填写。", "“\(field.label.en)” is not filled in.")
    }
  }

  private func itemsNotMarked(_ items: [String], _ reason: Reason) -> BilingualText {
    guard let slot = reason.field else { return say("", "") }
    let names = list(items, of: rules.dictionary.field(at: slot))
    return say("请标明文件中以下内容所在页码：\(names.zh)。", "Mark the page where the document states: \(names.en).")
  }

  /// Limits in words: “不少于 24、不超过 36”.
  func words(for bounds: Bounds, unit: BilingualText = BilingualText(same: "")) -> BilingualText {
    var zh: [String] = []
    var en: [String] = []
    func add(_ amount: Amount?, _ chinese: String, _ english: String) {
      guard let amount else { return }
      zh.append("\(chinese) \(amount)\(unit.zh)")
      en.append("\(english) \(amount)\(unit.en)")
    }
    add(bounds.equals, "等于", "exactly")
    add(bounds.atLeast, "不少于", "at least")
    add(bounds.atMost, "不超过", "at most")
    add(bounds.moreThan, "超过", "more than")
    add(bounds.lessThan, "少于", "less than")
    return say(zh.joined(separator: "、"), en.joined(separator: " and "))
  }

  /// Texts of the notes.
  public func text(of note: Note) -> BilingualText {
    switch note {
    case .shortNameShared(let name, let codes, let bloc):
      let countries = codes.map { rules.countries.name(of: $0) }
      let zh = countries.map(\.zh).joined(separator: "、")
      let en = countries.map(\.en).joined(separator: ", ")
      return say(
        "提示：单字简称“\(name)”" + (countries.isEmpty ? "" : "也可指\(zh)；") + (bloc.map { "\($0.zh)；" } ?? "")
          + "建议使用国家全称以免混淆。",
        "Note: the one-character name “\(name)” " + (countries.isEmpty ? "" : "also stands for \(en); ")
          + (bloc.map { "\($0.en); " } ?? "") + "the full country name avoids confusion.")
    case .placesFree(let count): return say("尚余 \(count) 个名额。", "\(count) place(s) stay free.")
    case .moneyFree(let amount): return say("尚余 \(amount) 万元未安排。", "\(amount) (RMB 10,000) stay unallocated.")
    case .planShort(let count, let needed):
      return say(
        "提示：计划中符合条件的为 \(count)，立项后须达到 \(needed)。",
        "Note: the plan has \(count) that qualify; \(needed) are due after the award.")
    case .exception: return say("已作为例外说明理由。", "Passed as an exception with a recorded reason.")
    case .ruled(let reading, let text):
      return say(
        "已裁定按“\(text.zh)”（\(reading)）执行。", "A ruling closed this clause on “\(text.en)” (\(reading)).")
    }
  }
}
