internal import CallGuide

/// The fields that requirement kinds know by themselves; everything else is named by the call.
struct KnownSlots: Sendable {
  let direction, title, area, country, region: FieldSlot
  let months, start, end, submittedOn: FieldSlot
  let organisations, orgName, orgRole, orgSide, orgSupervisor, orgFormerNames: FieldSlot
  let leaderName, leaderPinyin, foreignLeader: FieldSlot
  let listStatus, reference: FieldSlot
  let selectionCount, grantTotal, selectionProjects: FieldSlot
  let guideQuota, guideEnvelope, guideTopics: FieldSlot

  init(_ dictionary: FactDictionary) throws(Problem) {
    func slot(_ name: String) throws(Problem) -> FieldSlot {
      guard let field = dictionary.field(name) else {
        throw Problem(
          .unknownField, at: nil, subject: name, zh: "基础字典缺少这一数据项", en: "the base dictionary lacks this field"
        )
      }
      return field.slot
    }
    direction = try slot("app.direction")
    title = try slot("app.titleZh")
    area = try slot("app.topic")
    country = try slot("partner.country")
    region = try slot("partner.region")
    months = try slot("app.durationMonths")
    start = try slot("app.startDate")
    end = try slot("app.endDate")
    submittedOn = try slot("app.submittedOn")
    organisations = try slot("org")
    orgName = try slot("org.name")
    orgRole = try slot("org.role")
    orgSide = try slot("org.side")
    orgSupervisor = try slot("org.supervisor")
    orgFormerNames = try slot("org.formerNames")
    leaderName = try slot("leader.nameZh")
    leaderPinyin = try slot("leader.namePinyin")
    foreignLeader = try slot("leader.foreignName")
    listStatus = try slot("counterpart.listStatus")
    reference = try slot("counterpart.reference")
    selectionCount = try slot("selection.count")
    grantTotal = try slot("selection.grantTotal")
    selectionProjects = try slot("selection.projects")
    guideQuota = try slot("guide.quota")
    guideEnvelope = try slot("guide.envelope")
    guideTopics = try slot("guide.directions")
  }
}
