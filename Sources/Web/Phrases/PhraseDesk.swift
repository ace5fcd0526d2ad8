package import CallGuide
package import Casework

extension Phrase {
  /// The applicant's desk: lists, the page of an application, its people.
  package enum Desk {
    package static let mine = both("我的申报", "My applications")
    package static let path = both("当前位置", "Where you are")
    package static let untitled = both("（尚未填写项目名称）", "(no title yet)")
    package static let groupMine = both("等我办理", "Waiting for me")
    package static let groupOthers = both("等他人办理", "Waiting for others")
    package static let groupSettled = both("已办结", "Settled")
    package static let startAnother = both("新建申报", "Start an application")
    package static let noneYet = both(
      "还没有申报书。选定指南方向和牵头单位，即可开始填写；也可以先自查是否符合条件。",
      "There is no application yet. Choose a topic and the lead organisation to begin; or check first whether you can apply."
    )
    package static let noMore = both("没有更早的申报书了。", "There are no earlier applications.")
    package static let more = both("更早的申报书", "Earlier applications")
    package static let number = both("编号", "Number")
    package static let titleColumn = both("项目名称", "Title")
    package static let organisation = both("牵头单位", "Lead organisation")
    package static let state = both("状态", "State")
    package static let changed = both("最近变动（北京时间）", "Last change (Beijing time)")

    package static let startTitle = both("新建申报", "Start an application")
    package static let startLead = both(
      "选定方向和牵头单位后即可填写，随时自动保存，截止前可以反复修改。",
      "Choose the topic and the lead organisation, then fill it in. It is saved as you go and can be changed until the deadline."
    )
    package static let topic = both("指南方向", "Topic")
    package static let leadOrganisation = both("牵头申报单位", "Lead organisation")
    package static let start = both("开始填写", "Start")
    package static let cancel = both("取消", "Cancel")
    package static let chooseTopic = both("请选择指南方向", "Choose a topic")
    package static let chooseTopicRemedy = both(
      "从列表中选一个本批次的方向；每个方向的条款和表单不同。",
      "Choose one of this call’s topics from the list; each has its own clauses and form.")
    package static let chooseOrganisation = both("请选择牵头申报单位", "Choose the lead organisation")
    package static let chooseOrganisationRemedy = both(
      "申报书由该单位科研管理部门确认；只能选择您所属的单位。",
      "Its research office will confirm the application; only organisations you belong to can be chosen.")
    package static let noOrganisation = both(
      "您的账号还没有加入任何单位。申报须由单位确认，请先在“我的账号”中加入或登记单位。",
      "Your account belongs to no organisation yet. An organisation has to confirm an application: join or register one under "
        + "your account first.")
    package static let toAccount = both("我的账号", "My account")
    package static func carried(_ count: Int) -> BilingualText {
      both(
        "自查中已填写的 \(count) 项内容将带入新的申报书。",
        "\(count) \(count == 1 ? "answer" : "answers") of your self-check will be carried into the new application."
      )
    }

    package static let document = both("附件", "Document")
    package static let documents = both("附件材料", "Documents")
    package static let sections = both("填写进度", "Progress")
    package static let versions = both("已提交版本与回执", "Submitted versions and receipts")
    package static let noVersion = both("尚未提交过。", "Nothing was submitted yet.")
    package static func versionTitle(_ number: Int) -> BilingualText {
      both("第 \(number) 版", "Version \(number)")
    }
    package static let messages = both("管理部门消息", "Messages")
    package static let people = both("参与填写的人", "People")
    package static let invite = both("邀请他人", "Invite somebody")
    package static let email = both("电子邮箱", "E-mail address")
    package static let role = both("权限", "May")
    package static let sendInvitation = both("发送邀请", "Send invitation")
    package static let removePerson = both("移除", "Remove")
    package static let leave = both("退出", "Leave")
    package static func name(of role: CaseRole) -> BilingualText {
      switch role {
      case .leader: both("项目负责人", "project leader")
      case .editor: both("共同填写", "may edit")
      case .reader: both("只能查看", "may read")
      case .office: both("单位科研管理部门", "research office")
      case .endorser: both("推荐单位", "endorsing body")
      case .officer: both("项目管理人员", "programme officer")
      case .auditor: both("审计人员", "auditor")
      }
    }

    package static let versionKept = both("提交记录", "As submitted")
    package static let submittedAt = both("提交时间（北京时间）", "Submitted (Beijing time)")
    package static let factsHash = both("填报内容摘要（SHA-256）", "SHA-256 of what was submitted")
    package static let journalEntry = both("日志序号", "Entry in the journal")
    package static let receipt = both("查看回执", "Show the receipt")
    package static let receiptText = both("下载回执文件", "Download the receipt file")
    package static let receiptPDF = both("下载回执 PDF", "Download the receipt as PDF")
    package static let asText = both(
      "字段定义此后有变动，以下为提交时的原文。", "The fields have changed since; this is the text as it was submitted.")
    package static let preview = both("预览全文", "Preview")
    package static let previewNote = both(
      "这是当前草稿的全文，尚未提交。", "This is the whole draft as it is now. It is not submitted.")
    package static let previewPDF = both("下载 PDF", "Download as PDF")
    package static let pdfBusy = both("PDF 暂时无法生成", "The PDF cannot be made at the moment")
    package static let pdfBusyRemedy = both(
      "请稍后再试，或用浏览器打印预览页。", "Please try again later, or print the preview from your browser.")
    package static let copyTitle = both("复制为新申报", "Copy to a new application")
    package static let copy = both("复制并开始填写", "Copy and start")
    package static let copyLead = both(
      "新方向也要填写的内容会一并带入；附件是针对原申报的，不复制。",
      "What the new topic asks too is carried over. Documents speak of the earlier application and are not copied."
    )

    package static let noticeSaved = both("已保存。", "Saved.")
    package static let noticeStarted = both(
      "申报书已建立，请逐节填写；每次翻页都会保存。", "The application was started. Fill in section by section; every step saves.")
    package static let noticeSubmitted = both(
      "已提交。下面是系统留存的版本，请保存回执。", "Submitted. This is the version kept; please keep the receipt.")
    package static let noticeConfirmed = both("已确认。", "Confirmed.")
    package static let noticeGivenBack = both("已退回，申报人会看到退回原因。", "Given back; the applicant sees the reason.")
    package static let noticeEndorsed = both("已推荐。", "Endorsed.")
    package static let noticeWithdrawn = both(
      "已撤回。各版本仍然留存，截止前可以恢复。", "Withdrawn. All versions are kept; it can be reopened until the deadline.")
    package static let noticeReopened = both("已恢复申报，请核对后重新提交。", "Reopened. Review it and submit again.")
    package static let noticeCopied = both("已复制，请核对带入的内容。", "Copied. Please check what was carried over.")
    package static let noticeUploaded = both("附件已上传。", "The document was uploaded.")
    package static let noticeRemoved = both("附件已移除。", "The document was removed.")
    package static let noticeInvited = both("邀请已发送。", "The invitation was sent.")
    package static let noticeLeft = both("已移除。", "Removed.")
  }
}
