package import CallGuide
package import Ledger

/// What can stand against an act on an application, in words.
extension CaseFailure {
  static let withdrawn = CaseFailure(
    .conflict, BilingualText(zh: "申报书已撤回，不能修改", en: "The application is withdrawn and cannot be changed"),
    remedy: BilingualText(
      zh: "截止时间前可先“恢复申报”，再继续填写。", en: "Before the deadline, reopen it first, then go on writing."))

  static func late(_ deadline: Instant, now: Instant) -> CaseFailure {
    CaseFailure(
      .late,
      BilingualText(
        zh: "已过截止时间（北京时间 \(Beijing.moment(deadline))），服务器收到请求的时间为 \(Beijing.moment(now))",
        en:
          "The deadline has passed (\(Beijing.moment(deadline)) Beijing time); the server received the request at "
          + "\(Beijing.moment(now))"),
      remedy: BilingualText(
        zh: "已提交的版本不受影响。如因系统原因错过，请联系管理部门说明情况。",
        en: "Versions already submitted stand. If the system made you miss it, tell the programme office."))
  }

  static func notOpen(_ opens: Instant?) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(
        zh: opens.map { "尚未开放申报，\(Beijing.moment($0))（北京时间）起可以填写" } ?? "尚未开放申报",
        en: opens.map { "Applications open at \(Beijing.moment($0)) Beijing time" }
          ?? "Applications are not open yet"),
      remedy: BilingualText(zh: "在此之前可以阅读指南并自查。", en: "Until then you can read the guide and check yourself.")
    )
  }

  static func outsideCorrection(_ control: String) -> CaseFailure {
    CaseFailure(
      .forbidden,
      BilingualText(
        zh: "补正期内只能修改通知所列的内容", en: "During correction only what the message names may be changed"),
      remedy: BilingualText(
        zh: "请只修改补正通知列出的栏目。", en: "Change only the fields listed in the message."), field: control)
  }

  static func tooMuch(_ control: String?) -> CaseFailure {
    CaseFailure(
      .invalid, BilingualText(zh: "填写的内容过长", en: "What was entered is too long"),
      remedy: BilingualText(
        zh: "请缩短这一栏；长材料请作为附件上传。", en: "Shorten this field; attach longer material as a document."),
      field: control)
  }

  static func notNow(_ act: ApplicationState.Act, _ state: ApplicationState) -> CaseFailure {
    CaseFailure(
      .conflict,
      BilingualText(
        zh: "申报书当前为“\(state.name.zh)”，不能\(act.name.zh)",
        en: "The application is “\(state.name.en)”; it cannot be \(act.name.en)"),
      remedy: BilingualText(
        zh: "可能有人已先办理。请刷新页面查看最新状态。",
        en: "Somebody may have acted first. Reload the page to see where it stands."))
  }

  static let changedMeanwhile = CaseFailure(
    .conflict,
    BilingualText(
      zh: "在您核对期间，申报书又被修改", en: "The application was changed while you were reviewing it"),
    remedy: BilingualText(
      zh: "请重新核对最新内容后再提交；修改的内容没有丢失。",
      en: "Review what it says now, then submit; nothing that was changed is lost."))
}

extension ApplicationState {
  /// What people call it.
  package var name: BilingualText {
    switch self {
    case .draft: BilingualText(zh: "填写中", en: "draft")
    case .submitted: BilingualText(zh: "已提交，待单位确认", en: "submitted, to be confirmed")
    case .confirmed: BilingualText(zh: "单位已确认", en: "confirmed by the organisation")
    case .endorsed: BilingualText(zh: "已推荐", en: "endorsed")
    case .withdrawn: BilingualText(zh: "已撤回", en: "withdrawn")
    }
  }
}

extension ApplicationState.Act {
  /// What people call it; in English as a participle.
  package var name: BilingualText {
    switch self {
    case .submit: BilingualText(zh: "提交", en: "submitted")
    case .confirm: BilingualText(zh: "确认", en: "confirmed")
    case .endorse: BilingualText(zh: "推荐", en: "endorsed")
    case .giveBack: BilingualText(zh: "退回", en: "given back")
    case .withdraw: BilingualText(zh: "撤回", en: "withdrawn")
    case .reopen: BilingualText(zh: "恢复", en: "reopened")
    }
  }
}

/// Moments as Beijing reads them: UTC+8 all year.
package enum Beijing {
  /// `2024-06-03 15:59:58`.
  package static func moment(_ instant: Instant) -> String {
    let text = instant.adding(seconds: 8 * 3600).description
    return String(text.dropLast()).replacing("T", with: " ")
  }

  /// `2024-06-03`.
  package static func day(_ instant: Instant) -> String { String(moment(instant).prefix(10)) }
}
