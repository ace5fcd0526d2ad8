import CallGuide
import Eligibility
import Markup
import PageReading
import Testing
import Web

@Suite struct PanelTests {
  private static let values = [
    "partner.country": ["EG"], "app.titleZh": ["中埃人工智能合作项目"], "app.durationMonths": ["三年"],
    "app.budget.grant": ["300"], "app.budget.total": ["700"], "org[0].name": ["示例大学"],
    "org[0].role": ["lead"],
    "org[0].side": ["CN"], "org[0].grantShare": ["200"], "org[0].matching": ["50"], "org[2].name": ["示例企业"],
    "org[2].role": ["participant"], "org[2].side": ["CN"], "org[2].type": ["enterprise"],
    "org[2].grantShare": ["100.5"],
    "org[2].matching": ["x"], "org[4].name": ["Cairo"], "org[4].role": ["foreignLead"], "org[4].side": ["EG"],
    "org[4].grantShare": ["7"], "leader.nameZh": ["张三"], "attest.originator.made": ["true"],
    "attest.originator.date": ["2024-05-01"], "doc.recognition.states.labName.page": ["3"],
    "doc.recognition.states.contact": ["false"],
  ]

  @Test func `the panel counts what the clauses say and leads to the first thing to do`() throws {
    let context = try FormDesk.context("1.5", Self.values)
    let panel = VerdictPanel(context)
    let figures = panel.figures
    #expect(figures.violated > 0 && figures.satisfied > 0 && figures.missing > 0 && figures.unreadable == 2)
    #expect(figures.missing <= figures.undetermined)
    #expect(panel.next?.control == "app.durationMonths")
    let page = FormDesk.written { panel.write(&$0) }
    #expect(page.faults.isEmpty && page.first("id", "panel") != nil)
    for finding in context.judgement.findings {
      #expect(page.first("id", "r-" + finding.clause.id) != nil)
    }
    #expect(page.first("href", "#f-app.titleZh") != nil)
    let nothing = try FormDesk.context("1.5", [:])
    #expect(VerdictPanel(nothing).figures.violated == 0)
    #expect(VerdictPanel(nothing).next?.control == "app.titleZh")
  }

  @Test func `sections say how far they are`() throws {
    let context = try FormDesk.context("1.5", Self.values)
    let all = SectionProgress.all(context)
    #expect(all.map(\.id) == context.form.sections.map(\.section.id))
    let basics = try #require(all.first { $0.id == "basics" })
    #expect(basics.answered == 2 && basics.faulty == 1 && basics.violated > 0)
    #expect(all.first { $0.id == "attachments" }?.answered ?? 0 >= 2)
    let page = FormDesk.written {
      SectionProgress.write(all, current: "team", .zh, address: { "/s/" + $0.id }, &$0)
    }
    #expect(page.first("href", "/s/team")?.attributes["aria-current"] == "page")
  }

  @Test func `money adds up over the Chinese side and is held against the totals`() throws {
    let context = try FormDesk.context("1.6", Self.values)
    let lines = try #require(BudgetLines.all(context.sheet, form: context.form).first)
    #expect(lines.lines.map(\.row) == [0, 2, 4])
    #expect(lines.lines.map(\.counts) == [true, true, false])
    let columns = lines.columns.map(\.id)
    #expect(columns == ["org.grantShare", "org.matching"])
    #expect(lines.sums.map(\.description) == ["300.5", "50"])
    #expect(lines.total.description == "350.5")
    for check in lines.checks {
      #expect(check.gap?.description == (check.field.id == "app.budget.grant" ? "0.5" : "-349.5"))
    }
    let page = FormDesk.page(context)
    #expect(page.elements.filter { $0.attributes["data-sum"] == "all" }.count == 2)
    #expect(page.first("name", "app.budget.years[0].year") != nil)
    #expect(page.elements.filter { $0.attributes["name"] == "app.budget.years[0].grant" }.count == 1)
    #expect(page.elements.filter { $0.attributes["name"] == "org[2].grantShare" }.count == 1)
    #expect(page.first("id", "fault-org[2].matching") != nil)
    let rows = FormDesk.page(try FormDesk.context("1.6", Self.values, money: .inRows))
    #expect(rows.first("data-sum", "all") == nil && rows.first("name", "org[2].grantShare") != nil)
  }

  @Test func `stated facts are read without what is personal, and what is missing is said`() throws {
    let context = try FormDesk.context("1.5", Self.values)
    let facts = context.sheet.read(form: context.form, topic: context.topic, rules: context.stock.rules)
      .readable
    func page(_ languages: [Language], masks: Bool) -> Reader {
      FormDesk.written {
        FactsView(
          facts: facts, form: context.form, topic: context.topic, stock: context.stock, languages: languages,
          masksPersonal: masks
        ).write(&$0)
      }
    }
    let open = page([.zh], masks: false)
    #expect(open.faults.isEmpty)
    for text in [
      "张三", "中埃人工智能合作项目", "埃及", "300 万元", "已声明", "2024年5月1日", "第 3 页写明", "未写明", "未标注", "未填写", "未提交",
    ] {
      #expect(open.text.contains(text), "\(text)")
    }
    let masked = page([.zh, .en], masks: true)
    #expect(!masked.text.contains("张三") && masked.text.contains("个人信息，不予显示"))
    #expect(masked.text.contains("Egypt") && masked.text.contains("埃及"))
    #expect(masked.texts.first { $0.text == "Egypt" }?.language == "en")
  }
}
