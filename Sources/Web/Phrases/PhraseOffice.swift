package import CallGuide

extension Phrase {
  /// The programme office.
  package enum Office {
    package static let office = both("批次管理", "Programme office")
    package static let applications = both("已提交的申报书", "Applications submitted")
    package static let extensions = both("延期", "Extensions")
    package static let settings = both("批次设置", "Settings of the call")
    package static let topic = both("方向", "Topic")
    package static let state = both("状态", "State")
    package static let deadline = both("截止时间（北京时间）", "Deadline (Beijing time)")
    package static let timeLeft = both("剩余时间", "Time left")
    package static let organisation = both("牵头单位", "Lead organisation")
    package static let leader = both("项目负责人", "Project leader")
    package static let number = both("编号", "Number")
    package static let titleColumn = both("项目名称", "Title")
    package static let untitled = both("（未填名称）", "(no title)")
    package static let submitted = both("提交时间（北京时间）", "Submitted (Beijing time)")
    package static let notSet = both("未设定", "not set")
    package static let masked = both("（个人信息，不予显示）", "(personal, not shown)")
    package static let givenBack = both("已退回修改", "given back")
    package static let yes = both("是", "yes")
    package static let no = both("否", "no")
    package static let reason = both("理由", "Reason")
    package static let reasonHelp = both(
      "写明依据和情况；记入日志，批准人和审计人员可见。",
      "Say why and on what ground; it goes into the journal and is read by whoever approves and by auditors.")
    package static let beijingTime = both("按北京时间填写。", "In Beijing time.")
    package static let approve = both("批准", "Approve")
    package static let waits = both("待另一名管理人员批准", "waits for another officer")
    package static let waitsForAnother = both(
      "由您提出，须由另一名管理人员批准", "You proposed it; another officer has to approve")
    package static let proposedBy = both("提出人", "Proposed by")

    // MARK: at a glance

    package static let notOpenYet = both("尚未设定开放时间。", "No opening is set yet.")
    package static let openedOn = both("已于以下时间开放申报：", "Open for applications since")
    package static let opensOn = both("将于以下时间开放申报：", "Opens for applications on")
    package static let submittedSoFar = both("申报情况", "How things stand")
    package static let draftsAreNotHere = both(
      "只统计提交过的申报书；填写中、从未提交的草稿，管理部门看不到，也不计数。",
      "Only what was submitted at least once counts; drafts that never were are neither seen nor counted here."
    )
    package static let toApplications = both("查看申报书", "Open the list")
    package static let waitsForSecond = both("待第二人批准", "Waiting for a second officer")
    package static let byTopic = both("按方向", "By topic")
    package static func openExtensions(_ count: Int) -> BilingualText {
      both("\(count) 项延期待批准", count == 1 ? "1 extension to approve" : "\(count) extensions to approve")
    }
    package static func openProposals(_ count: Int) -> BilingualText {
      both(
        "\(count) 项批次设置更改待批准",
        count == 1 ? "1 change of settings to approve" : "\(count) changes of settings to approve")
    }
    package static let closed = both("已截止", "closed")
    package static func left(days: Int, hours: Int, minutes: Int) -> BilingualText {
      if days > 0 { return both("还剩 \(days) 天 \(hours) 小时", "\(days) d \(hours) h left") }
      return both("还剩 \(hours) 小时 \(minutes) 分", "\(hours) h \(minutes) min left")
    }

    // MARK: list

    package static let allTopics = both("全部方向", "all topics")
    package static let allStates = both("全部状态", "all states")
    package static let textFilter = both("编号、名称或单位包含", "Number, title or organisation contains")
    package static let rows = both("每页行数", "Lines a page")
    package static let show = both("筛选", "Show")
    package static let showAll = both("清除条件", "Clear")
    package static let nextPage = both("下一页", "Next page")
    package static let noneFound = both(
      "没有符合条件的申报书。可以放宽条件，或清除条件查看全部。", "None matches. Widen the filters, or clear them.")
    package static func linesHere(_ count: Int, isAll: Bool) -> BilingualText {
      isAll
        ? both("共 \(count) 份", count == 1 ? "1 application" : "\(count) applications")
        : both("本页 \(count) 份", "\(count) on this page")
    }

    // MARK: one application

    package static let essentials = both("基本情况", "Essentials")
    package static let version = both("版本", "Version")
    package static func versionNumber(_ number: Int) -> BilingualText {
      both("第 \(number) 版", "version \(number)")
    }
    package static let hash = both("内容校验值（SHA-256）", "Hash of the facts (SHA-256)")
    package static func journalEntry(_ position: Int) -> BilingualText {
      both("日志第 \(position) 条", "journal entry \(position)")
    }
    package static let verdicts = both("条款判断", "What the clauses say")
    package static let verdictsNote = both(
      "按提交当日、提交阶段的规则判断；不是形式审查结论。",
      "Judged as of the day and stage of submission; not the result of formal review.")
    package static let documents = both("附件", "Documents")
    package static let noDocuments = both("没有可以查看的附件。", "There is no document you may open.")
    package static let history = both("经过", "What happened")
    package static let messages = both("消息", "Messages")
    package static let noMessages = both("还没有消息。", "No message yet.")
    package static let write = both("给申报人发消息", "Write to the applicant")
    package static let messageBody = both("消息内容", "Message")
    package static let messageHelp = both(
      "项目负责人和参与填写的人都能看到；系统同时发邮件提醒负责人。",
      "The leader and everybody who works on the application reads it; the leader is told by mail.")
    package static let correction = both("补正", "Correction window")
    package static let correctionHelp = both(
      "截止时间后，只有补正期内可以修改；只能改您选定的栏目。",
      "After the deadline things can be changed only in such a window, and only what you choose here.")
    package static let correctNothing = both("不开放补正", "none")
    package static let correctFields = both("开放选定栏目", "the fields chosen below")
    package static let correctAll = both("开放全部栏目", "everything")
    package static let correctUntil = both("补正截止", "Correct until")
    package static let mayCorrectUntil = both("可补正至", "May be corrected until")
    package static let everything = both("全部栏目", "everything")
    package static let send = both("发送", "Send")
    package static let noFieldsChosen = both("还没有选择可以补正的栏目", "No field is chosen that may be corrected")
    package static let noFieldsRemedy = both(
      "请在下面勾选栏目，或选择“开放全部栏目”。", "Tick fields below, or choose “everything”.")

    package static func event(_ name: String) -> BilingualText {
      switch name {
      case "submitted": both("提交", "submitted")
      case "confirmed": both("单位确认", "confirmed by the organisation")
      case "endorsed": both("推荐", "endorsed")
      case "givenBack": both("退回修改", "given back")
      case "withdrawn": both("撤回", "withdrawn")
      case "reopened": both("恢复申报", "reopened")
      case "messageSent": both("发出消息", "message sent")
      case "correctionOpened": both("开放补正", "correction window opened")
      case "extensionProposed": both("提出延期", "extension proposed")
      case "extensionApproved": both("批准延期", "extension approved")
      default: both(name, name)
      }
    }

    // MARK: extensions

    package static let extensionsLead = both(
      "延期须写明理由，由提出人以外的另一名管理人员批准后生效，并记入日志。",
      "An extension needs a reason and holds once an officer other than its proposer approves it; both are journalled."
    )
    package static let extensionsSoFar = both("已提出的延期", "Extensions proposed")
    package static let noExtensions = both("还没有延期。", "None yet.")
    package static let extended = both("范围", "For")
    package static let until = both("延至（北京时间）", "Until (Beijing time)")
    package static let approvedOn = both("已批准", "approved")
    package static let oneApplication = both("一份申报书", "one application")
    package static func wholeTopic(_ topic: String) -> BilingualText {
      both("方向 \(topic) 全部", "all of topic \(topic)")
    }
    package static let proposeExtension = both("提出延期", "Propose an extension")
    package static let wholeTopicLabel = both("整个方向", "A whole topic")
    package static let noTopicChosen = both("（不选）", "(none)")
    package static let orOneApplication = both("或一份申报书", "Or one application")
    package static let numberHelp = both("填写申报书编号，如 2024-2-1.5-0007。", "Its number, such as 2024-2-1.5-0007.")
    package static let extendUntil = both("延至", "Until")
    package static let propose = both("提出", "Propose")
    package static let topicOrApplication = both(
      "请在整个方向和一份申报书之间选择其一", "Choose either a whole topic or one application")
    package static let topicOrApplicationRemedy = both("两项只填一项。", "Fill in one of the two.")
    package static func noSuchNumber(_ number: String) -> BilingualText {
      both("没有编号为「\(number)」的申报书", "There is no application “\(number)”")
    }
    package static let noSuchNumberRemedy = both(
      "请核对编号；只能延期您负责的方向内、提交过的申报书。",
      "Check the number; it has to be submitted and within your topics.")

    // MARK: moments

    package static let momentMissing = both("请填写时间", "Give a date and time")
    package static func momentUnreadable(_ typed: String) -> BilingualText {
      both("「\(typed)」不是有效的日期时间", "“\(typed)” is no date and time")
    }
    package static let momentRemedy = both(
      "应形如 2024-07-01T16:00（北京时间）。", "It looks like 2024-07-01T16:00 (Beijing time).")

    // MARK: settings

    package static let settingsBefore = both(
      "申报尚未开放，更改立即生效，并记入日志。", "The call is not open yet: changes hold at once and are journalled.")
    package static let settingsOpen = both(
      "申报已经开放：更改须写明理由，由另一名管理人员批准后生效；截止时间不能改到已过去的时刻。",
      "The call is open: a change needs a reason and another officer’s approval; no deadline moves into the past."
    )
    package static let datesAndRules = both("时间与规则", "Dates and rules")
    package static let opens = both("开放申报", "Opens")
    package static let deadlineForAll = both("截止时间（各方向通用）", "Deadline (topics without their own)")
    package static let deadlineHelp = both(
      "按北京时间填写，含所写的那一秒。", "In Beijing time; the second it names still counts.")
    package static let deadlineByTopic = both(
      "各方向的截止时间（留空则用通用的）", "Deadlines of topics (empty: the one above)")
    package static let zone = both("公布时所用时区", "Zone in which it is announced")
    package static let zoneHelp = both("IANA 时区名，如 Asia/Shanghai。", "An IANA name such as Asia/Shanghai.")
    package static let counting = both("截止前须完成", "What has to happen by the deadline")
    package static let violations = both("有必须条款不符合时", "When a clause that must be met is not")
    package static let endorsed = both("须经推荐单位推荐", "An endorsing body has to endorse")
    package static let save = both("保存", "Save")
    package static let proposeChange = both("提出更改", "Propose the change")
    package static let proposals = both("设置的更改", "Changes of the settings")
    package static let approvedBy = both("已批准：", "approved by")
    package static let closedBy = both("未采纳，办理人：", "not adopted, closed by")
    package static let takeBack = both("收回", "Take back")
    package static let turnDown = both("不批准", "Turn down")

    package static func counting(_ value: String) -> BilingualText {
      switch value {
      case "leader": both("负责人提交", "the leader’s submission")
      case "office": both("牵头单位确认", "the organisation’s confirmation")
      case "endorser": both("推荐单位推荐", "the endorsement")
      default: both(value, value)
      }
    }

    package static func violations(_ value: String) -> BilingualText {
      switch value {
      case "block": both("不能提交", "it cannot be submitted")
      case "acknowledge": both("负责人确认后可以提交，由管理部门判断", "the leader may submit knowingly; the office decides")
      default: both(value, value)
      }
    }

    package static func setting(_ name: String) -> BilingualText {
      switch name {
      case "opens": opens
      case "deadline": deadlineForAll
      case "zone": zone
      case "counting": counting
      case "violations": violations
      case "endorsed": endorsed
      default:
        both(
          "方向 \(name.split(separator: ".", maxSplits: 1).last ?? "") 截止时间",
          "Deadline of topic \(name.split(separator: ".", maxSplits: 1).last ?? "")")
      }
    }

    // MARK: demonstration

    package static let clock = both("演示时间", "The demonstration’s clock")
    package static let clockLead = both(
      "这里可以把演示系统的时间拨到任何时候，看看截止前后会发生什么；所有人看到的时间都会变。",
      "Here the time of this demonstration can be moved, to see what happens around a deadline. It moves for everybody."
    )
    package static let clockNow = both("现在的演示时间", "It is now, in the demonstration")
    package static let clockIsRight = both("与真实时间一致。", "This is the real time.")
    package static let clockIsMoved = both("已经拨动，与真实时间不同。", "This is not the real time.")
    package static let clockRight = both("恢复真实时间", "Back to the real time")
    package static let clockBefore = both("下一个截止时间前一小时", "An hour before the next deadline")
    package static let clockAfter = both("下一个截止时间后一分钟", "A minute after the next deadline")
    package static let clockCustom = both("拨到", "Move to")
    package static let clockMove = both("拨动", "Move")
    package static let noDeadlineAhead = both("后面没有截止时间了", "No deadline lies ahead")
    package static let noDeadlineRemedy = both(
      "请先恢复真实时间，或直接填写一个时间。", "Go back to the real time first, or give a moment.")

    // MARK: notices

    package static let noticeWritten = both("消息已发送。", "The message was sent.")
    package static let noticeOpened = both(
      "消息已发送，补正已开放。", "The message was sent and the correction window is open.")
    package static let noticeExtensionProposed = both(
      "延期已提出，待另一名管理人员批准。", "The extension is proposed; another officer has to approve it.")
    package static let noticeExtensionApproved = both(
      "延期已批准，即时生效。", "The extension is approved and holds from now on.")
    package static let noticeSettled = both("设置已保存。", "The settings are saved.")
    package static let noticeProposed = both(
      "更改已提出，待另一名管理人员批准。", "The change is proposed; another officer has to approve it.")
    package static let noticeUnchanged = both("没有更改。", "Nothing was changed.")
    package static let noticeChanged = both("更改已批准，即时生效。", "The change is approved and holds from now on.")
    package static let noticeClosed = both("这项更改未采纳，设置不变。", "The change was not adopted; nothing changed.")
    package static let noticeClock = both("演示时间已拨动。", "The demonstration’s clock was moved.")
  }
}
