internal import CallGuide

extension Messages {
  /// The sentences for what was found wrong in facts, documents and across applications.
  func moreWords(for reason: Reason, _ field: BilingualText) -> BilingualText {
    switch reason.cause {
    case .code(let found, let codes, let set, let isAmong):
      let value = codeLabel(found, slot: reason.field)
      let known = reason.field.map { list(codes, of: rules.dictionary.field(at: $0)) } ?? say("", "")
      let zh = set?.zh ?? known.zh
      let en = set?.en ?? known.en
      return isAmong
        ? say(
          "「\(field.zh)」为「\(value.zh)」，应为：\(zh)。",
          "“\(field.en)” is “\(value.en)”; it must be \(set != nil ? "among the " : codes.count > 1 ? "one of: " : "")\(en)."
        )
        : say("「\(field.zh)」不得为「\(value.zh)」。", "“\(field.en)” must not be “\(value.en)”.")
    case .area(let found, let nearest):
      let names = nearest.map { "「\($0.zh)」" }.joined(separator: "、")
      let label = codeLabel(found, slot: reason.field)
      let english = nearest.map(\.en).joined(separator: "; ")
      return say(
        "所选领域方向「\(label.zh)」不在本方向列出的领域方向之内；相近的有\(names)。",
        "The area “\(label.en)” is not among those listed for this topic; the nearest are: \(english)."
      )
    case .areaToBeChosen(let found):
      return say(
        "已选大类「\(found.zh)」，请再选其下的具体方向。", "“\(found.en)” is a group; choose one of the areas in it.")
    case .areaToBeJudged(let found):
      return say(
        "「\(found)」不在列出的领域之内；清单未穷尽，由管理人员判断。",
        "“\(found)” is not listed; the list is open, so an officer decides.")
    case .number(let found, let bounds):
      let limit = words(for: bounds)
      return say(
        "「\(field.zh)」为 \(found)，应\(limit.zh)。", "“\(field.en)” is \(found); it must be \(limit.en).")
    case .amounts(let left, let right, let relation, let gap):
      return amounts(left, right, relation, gap, field)
    case .currencies(let left, let right):
      return say(
        "币种不同（\(left)、\(right)）而无适用汇率，待管理人员核定。",
        "The currencies differ (\(left), \(right)) and no rate applies; an officer has to decide.")
    case .sum(let left, let right, let gap):
      return say(
        "合计 \(Self.money(left).zh)，低于 \(Self.money(right).zh)，还差 \(gap) 万元。",
        "Together \(Self.money(left).en), less than \(Self.money(right).en); \(gap) short.")
    case .day(let found, let order, let limit): return day(found, order, limit, field)
    case .tooRecent(let since, let months, let until):
      let years =
        months % 12 == 0
        ? say("\(months / 12) 年", "\(months / 12) years") : say("\(months) 个月", "\(months) months")
      return say(
        "「\(field.zh)」为 \(since)，至 \(until) 不满 \(years.zh)。",
        "“\(field.en)” is \(since): less than \(years.en) before \(until).")
    case .age(let found, let years, let inclusive):
      return say(
        "当日年龄为 \(found) 周岁，须\(inclusive ? "不超过" : "不满") \(years) 周岁。",
        "Aged \(found) on the day that counts; must be \(inclusive ? "at most" : "under") \(years).")
    case .duration(let months, let bounds):
      let limit = words(for: bounds)
      return say(
        "项目执行期为 \(months) 个月，本条要求\(limit.zh) 个月。",
        "The project lasts \(months) months; this clause asks for \(limit.en) months.")
    case .durationInDays(let months, let days, let bounds):
      let limit = words(for: bounds)
      return say(
        "按起止日期，项目执行期为 \(months) 个月零 \(days) 天，本条要求\(limit.zh) 个月。",
        "By its dates the project lasts \(months) months and \(days) day(s); this clause asks for \(limit.en) months."
      )
    case .endsBeforeStart(let start, let end):
      return say("结束日期 \(end) 早于起始日期 \(start)。", "The project ends on \(end), before it starts on \(start).")
    case .durationContradicts(let months, let start, let end):
      return say(
        "执行期 \(months) 个月与起止日期（\(start) 至 \(end)）不一致；\(start) 起 \(months) 个月应止于 \(start.adding(months: months).adding(days: -1))。",
        "\(months) months do not agree with \(start) to \(end); from \(start) they end on \(start.adding(months: months).adding(days: -1))."
      )
    case .answer(let flag):
      return say(
        "「\(field.zh)」为“\(flag ? "是" : "否")”，不符合要求。",
        "“\(field.en)” is “\(flag ? "yes" : "no")”, which does not meet the clause.")
    case .title(let fault, let found, let suggestion): return title(fault, found, suggestion)
    case .titleNamesOther(let name, let partner):
      return say(
        "项目名称以「\(name)」开头，而合作国为\(partner.zh)；名称所指国家由管理人员判断。",
        "The title begins with the name of another country, “\(name)”, but the partner is \(partner.en); an officer decides."
      )
    case .titleBloc(let bloc):
      return say(
        "名称可有两种理解：\(bloc.zh)；由管理人员判断。", "The title can be read in two ways: \(bloc.en); an officer decides.")
    case .year(let found, let years):
      return say(
        "指南年度为 \(found)，须为 \(years.map(String.init).joined(separator: "、"))。",
        "The call year is \(found); it must be \(years.map(String.init).joined(separator: ", ")).")
    case .yearsDiffer(let stated, let identifier):
      return say(
        "填写的年度 \(stated) 与指南编号中的 \(identifier) 不一致，由管理人员判断。",
        "The year stated, \(stated), differs from \(identifier) in the identifier; an officer decides.")
    default: return wordsOfDocuments(for: reason, field)
    }
  }

  private func amounts(
    _ left: Money, _ right: Money, _ relation: Relation, _ gap: Amount, _ field: BilingualText
  ) -> BilingualText {
    let a = Self.money(left), b = Self.money(right)
    switch relation {
    case .atMost:
      return say(
        "「\(field.zh)」为 \(a.zh)，超过 \(b.zh)，多 \(gap) 万元。", "“\(field.en)” is \(a.en), over \(b.en) by \(gap).")
    case .atLeast:
      return say(
        "「\(field.zh)」为 \(a.zh)，低于 \(b.zh)，还差 \(gap) 万元。",
        "“\(field.en)” is \(a.en), less than \(b.en); \(gap) short.")
    case .equals:
      return say("「\(field.zh)」为 \(a.zh)，应等于 \(b.zh)。", "“\(field.en)” is \(a.en); it must equal \(b.en).")
    }
  }

  private func day(_ found: Day, _ order: DateTest.Order, _ limit: Day, _ field: BilingualText)
    -> BilingualText
  {
    let must: BilingualText =
      switch order {
      case .before: say("须早于 \(limit)（不含当日）", "it must be before \(limit) (the day itself excluded)")
      case .onOrBefore: say("不得晚于 \(limit)", "it must not be after \(limit)")
      case .after: say("须晚于 \(limit)（不含当日）", "it must be after \(limit) (the day itself excluded)")
      case .onOrAfter: say("不得早于 \(limit)", "it must not be before \(limit)")
      }
    return say("「\(field.zh)」为 \(found)，\(must.zh)。", "“\(field.en)” is \(found); \(must.en).")
  }

  private func title(_ fault: TitleFault, _ found: String, _ suggestion: String?) -> BilingualText {
    let what: BilingualText =
      switch fault {
      case .prefix(let prefix): say("项目名称应以“\(prefix)”开头", "the title must begin with “\(prefix)”")
      case .suffix(let suffix): say("项目名称应以“\(suffix)”结尾", "the title must end with “\(suffix)”")
      case .noField: say("项目名称缺少研究领域", "the title lacks the research field")
      case .country(let found, let expected):
        say(
          (found.map { "“\($0)”不是合作国家的简称" } ?? "项目名称中没有合作国家简称")
            + "，应为\(expected.map { "“\($0)”" }.joined(separator: "或"))",
          (found.map { "“\($0)” is no short name of the partner country" }
            ?? "the title lacks the partner country’s short name")
            + "; use \(expected.map { "“\($0)”" }.joined(separator: " or "))")
      }
    let hint = suggestion.map { say("建议：「\($0)」。", " Suggestion: “\($0)”.") } ?? say("", "")
    let name = String(found.prefix(100))
    return say("当前名称「\(name)」：" + what.zh + "。" + hint.zh, "“\(name)”: " + what.en + "." + hint.en)
  }

  private func wordsOfDocuments(for reason: Reason, _ field: BilingualText) -> BilingualText {
    switch reason.cause {
    case .attachedLate(let on, let submitted):
      return say(
        "「\(field.zh)」于 \(on) 上传，晚于提交日 \(submitted)；须随申报材料同时提交。",
        "“\(field.en)” was attached on \(on), after the submission of \(submitted); it must come with the application."
      )
    case .lacks(let items):
      let names = reason.field.map { list(items, of: rules.dictionary.field(at: $0)) } ?? say("", "")
      return say("文件缺少以下内容：\(names.zh)。", "The document does not state: \(names.en).")
    case .notSignedBy(let names):
      return say("签署方不含：\(names.joined(separator: "、"))。", "Not signed by: \(names.joined(separator: ", ")).")
    case .signatureToBeChecked(let names):
      return say(
        "「\(names.joined(separator: "、"))」的签署情况待管理人员核对（更名或以下属单位名义签署）。",
        "An officer has to check the signature of \(names.joined(separator: ", ")) (renamed, or signed by a unit of it)."
      )
    case .issuedByPartner(let name):
      return say("文件由外方合作单位「\(name)」自行出具，不符合要求。", "The document was issued by the partner “\(name)” itself.")
    case .issuerRelated(let name, let partner):
      return say(
        "出具部门「\(name)」与外方合作单位「\(partner)」有关联，由管理人员判断。",
        "The issuer “\(name)” is related to the partner “\(partner)”; an officer decides.")
    case .differs(let found, let expected):
      let value = codeLabel(found, slot: reason.field)
      let other = codeLabel(expected, slot: reason.field)
      return say(
        "「\(field.zh)」为「\(value.zh)」，与「\(other.zh)」不一致。",
        "“\(field.en)” is “\(value.en)”, which differs from “\(other.en)”.")
    case .sameFile:
      return say("两份文件似为同一份，由管理人员判断。", "Two documents seem to be the same file; an officer decides.")
    case .notDeclared: return say("未作出声明：\(field.zh)。", "Not declared: \(field.en).")
    case .duplicate(let other):
      return say("已有相同的申报「\(other)」。", "There is the same application already: “\(other)”.")
    case .possibleDuplicate(let other):
      return say(
        "与申报「\(other)」可能重复，由管理人员判断。", "Perhaps the same as application “\(other)”; an officer decides.")
    case .otherRoute(let topic, let title):
      return say(
        "已通过方向 \(topic) 申报「\(title)」，只能保留一个途径。",
        "Also entered in topic \(topic) as “\(title)”; only one route is allowed.")
    case .registered(let name):
      return say("已在名录中：「\(name)」，不再重复支持。", "In the register already: “\(name)”; not supported again.")
    case .possiblyRegistered(let name):
      return say(
        "与名录中的「\(name)」依托单位相同，是否为同一实验室由管理人员判断。",
        "Same hosts as “\(name)” in the register; an officer decides whether it is the same laboratory.")
    default: return wordsOfCounts(for: reason, field)
    }
  }

  private func wordsOfCounts(for reason: Reason, _ field: BilingualText) -> BilingualText {
    switch reason.cause {
    case .tooFew(let count, let needed):
      return say(
        "「\(field.zh)」中符合条件的为 \(count) 项，须不少于 \(needed) 项。",
        "“\(field.en)” has \(count) that qualify; at least \(needed) are needed.")
    case .tooMany(let count, let allowed):
      return say(
        "「\(field.zh)」为 \(count) 项，最多 \(allowed) 项。",
        "“\(field.en)” has \(count); at most \(allowed) are allowed.")
    case .noLink: return say("缺少对应的考核指标。", "No indicator belongs to it.")
    case .notListed(let name): return say("「\(name)」未列入参加单位。", "“\(name)” is not among the organisations.")
    case .promised(let count, _, let needed):
      return say(
        "「\(field.zh)」已完成且符合条件的为 \(count)，未达到 \(needed)。",
        "“\(field.en)”: \(count) qualify; \(needed) were promised.")
    case .running(let count, let needed, let days):
      return say(
        "执行期内完成情况：\(count) / \(needed)" + (days.map { "，尚有 \($0) 天。" } ?? "（立项后考核）。"),
        "Kept so far: \(count) of \(needed)"
          + (days.map { "; \($0) days left." } ?? " (due after the award)."))
    case .unreachable(let count, let needed):
      return say(
        "目前为 \(count) / \(needed)，剩余时间已不足以完成。",
        "\(count) of \(needed) so far; the rest can no longer be reached before the end date.")
    case .planShort(let count, let needed):
      return say(
        "计划中符合条件的为 \(count)，须不少于 \(needed)。",
        "The plan has \(count) that qualify; at least \(needed) are needed.")
    case .quota(let count, let limit, _):
      let allowed = words(for: limit)
      return say(
        "拟立项 \(count) 个，指南规定\(allowed.zh)个。", "\(count) projects selected; the guide allows \(allowed.en).")
    case .share(let of, let share, let count, let allowed):
      let slot = share == .country ? rules.slots.country : rules.slots.area
      let name = codeLabel(of, slot: slot)
      return say(
        "「\(name.zh)」拟立项 \(count) 个，最多 \(allowed) 个。",
        "\(count) projects selected for “\(name.en)”; at most \(allowed).")
    case .envelope(let total, let limit, _):
      let allowed = words(for: limit)
      return say(
        "国拨经费合计 \(total) 万元，指南规定\(allowed.zh) 万元。",
        "Grants add up to \(total) (RMB 10,000); the guide allows \(allowed.en).")
    case .guideCount(let counted, let found, let announced):
      let what = counted == .topics ? say("指南方向", "topics") : say("合作方", "partner units")
      return say(
        "指南称\(what.zh)为 \(announced) 个，按正文统计为 \(found) 个。",
        "The guide announces \(announced) \(what.en); the text gives \(found).")
    default: return say("不符合本条要求。", "The clause is not met.")
    }
  }

  private func words(for limit: Limit) -> BilingualText {
    switch limit {
    case .exactly(let number): say("为 \(number) ", "\(number)")
    case .atMost(let number): say("不超过 \(number) ", "at most \(number)")
    case .about(let number): say("约 \(number) ", "about \(number)")
    case .undecided: say("待定", "an undecided number")
    }
  }
}
