import CallGuide
import Eligibility
import Markup
import PageReading
import Testing
import Web

@Suite struct FormViewTests {
  private static let attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{0}"

  /// Controls that stand on the page of a form, and those that the page may leave out.
  private func expected(_ context: FormContext) -> [String] {
    context.form.patterns.filter { pattern in
      guard let control = context.form.control(pattern.replacing("[]", with: "[0]")) else { return false }
      switch (control.part, control.field.type) {
      case (.currency, _): return control.field.allowsCurrency
      case (_, .file), (.page, _):
        if case .upload = context.documents { return control.field.type != .file }
        return control.field.type == .file
      case (.words, _):
        let topic = context.topic
        return topic.areasOpen || topic.areas.isEmpty || topic.leaves.contains(where: \.isOpen)
      case (.value, .area): return !context.topic.areas.isEmpty
      case (.addressee, _): return control.field.help?.zh.contains("对象") ?? false
      default: return true
      }
    }.map { $0.replacing("[]", with: "[0]") }
  }

  @Test(arguments: Language.allCases)
  func `every control of every topic's form is on its page, with a label`(_ language: Language) throws {
    let topics = try FormDesk.stock.get().rules.call.topics
    for topic in topics {
      for documents in [FormContext.Documents.tick, FormDesk.uploads] {
        for phase in [Form.Phase.application, .followup] {
          let context = try FormDesk.context(
            topic.id, [:], language: language, documents: documents, phase: phase)
          let page = FormDesk.page(context)
          #expect(page.faults.isEmpty, "\(topic.id)")
          let labelled = Set(page.elements.filter { $0.tag == "label" }.compactMap { $0.attributes["for"] })
          for control in expected(context) {
            let elements = page.elements.filter { $0.attributes["name"] == control }
            #expect(!elements.isEmpty, "\(topic.id): \(control)")
            for element in elements where !["radio", "checkbox"].contains(element.attributes["type"]) {
              let hasLabel = labelled.contains(element.attributes["id"] ?? "")
              #expect(
                hasLabel || element.attributes["aria-label"]?.isEmpty == false, "\(topic.id): \(control)")
            }
          }
          let ids = page.elements.compactMap { $0.attributes["id"] }
          #expect(Set(ids).count == ids.count, "\(topic.id): an id stands twice")
        }
      }
    }
  }

  @Test func `what is filled in after the award is not asked of an applicant`() throws {
    let context = try FormDesk.context("1.2", [:])
    #expect(context.form.control("visit[0].person") == nil)
    #expect(FormDesk.page(context).elements.allSatisfy { !($0.attributes["name"] ?? "").hasPrefix("visit") })
    let later = try FormDesk.context("1.2", [:], phase: .followup)
    #expect(later.form.control("visit[0].person") != nil && later.form.control("app.titleZh") == nil)
    #expect(FormDesk.page(later).first("name", "visit[0].person") != nil)
  }

  @Test func `script stored in any control stays text, on every view`() throws {
    for topic in try FormDesk.stock.get().rules.call.topics {
      for documents in [FormContext.Documents.tick, FormDesk.uploads] {
        var values: [String: [String]] = [:]
        for pattern in try FormDesk.context(topic.id, [:]).form.patterns {
          values[pattern.replacing("[]", with: "[0]")] = [Self.attack]
          values[pattern.replacing("[]", with: "[7]")] = [Self.attack]
        }
        let context = try FormDesk.context(topic.id, values, language: .en, documents: documents)
        let stock = context.stock
        let facts = context.sheet.read(form: context.form, topic: context.topic, rules: stock.rules).readable
        let views = [
          FormDesk.page(context), FormDesk.written { VerdictPanel(context).write(&$0) },
          FormDesk.written { html in
            FactsView(
              facts: facts, form: context.form, topic: context.topic, stock: stock, languages: [.en, .zh]
            )
            .write(&html)
          },
        ]
        for page in views {
          #expect(page.faults.isEmpty)
          #expect(!page.elements.contains { $0.tag == "script" || $0.tag == "img" })
          #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
        }
        #expect(
          views[0].text.contains("<script>")
            || views[0].elements.contains {
              $0.attributes["value"]?.contains("<script>") ?? false
            })
      }
    }
  }

  @Test func `whatever was typed stands in its control again, also what no list offers`() throws {
    let values = [
      "app.titleZh": ["  中埃 "], "app.abstract": ["\n第一行\n第二行"], "partner.country": ["XX"],
      "app.startDate": ["明天"], "org[3].name": ["丙"], "org[3].role": ["king"],
      "doc.recognition.states.labName.page": ["三"], "app.budget.total": ["1,000"],
      "app.budget.years[0].year": ["25"],
    ]
    let page = FormDesk.page(try FormDesk.context("1.5", values))
    for (control, typed) in values where control != "app.abstract" {
      let element = page.elements.first { $0.attributes["name"] == control }
      if element?.tag == "select" {
        #expect(
          page.elements.contains {
            $0.tag == "option" && $0.attributes["value"] == typed[0] && $0.attributes["selected"] != nil
          },
          "\(control)")
      } else {
        #expect(element?.attributes["value"] == typed[0], "\(control)")
      }
    }
    #expect(page.texts.contains { $0.text.contains("第一行\n第二行") })
    for control in ["partner.country", "app.startDate", "org[3].role", "doc.recognition.states.labName.page"]
    {
      #expect(page.first("id", "fault-" + control) != nil, "\(control)")
    }
  }

  @Test func `rows come and go by buttons, and a form that may not be changed has none`() throws {
    let values = ["org[0].name": ["甲"], "org[2].name": ["丙"]]
    let context = try FormDesk.context("1.5", values)
    let page = FormDesk.page(context)
    #expect(
      page.elements.contains { $0.attributes["name"] == "remove" && $0.attributes["value"] == "org[2]" })
    var sheet = context.sheet
    let removal = try #require(RowChange(["remove": ["org[0]"]]))
    #expect(removal.apply(to: &sheet, form: context.form) == ["org[0].name": []])
    let addition = try #require(RowChange(["add": ["org"]]))
    #expect(!addition.apply(to: &sheet, form: context.form).isEmpty)
    #expect(
      sheet.rows(of: try #require(context.form.questions.first { $0.field.id == "org" }).field) == [2, 3])
    #expect(RowChange(["remove": ["org"]]) == nil)
    var other = Sheet(values: values)
    #expect(RowChange.adding(list: "app.titleZh").apply(to: &other, form: context.form).isEmpty)
    let shut = FormDesk.page(try FormDesk.context("1.5", values, isEditable: false))
    #expect(
      !shut.elements.contains { $0.tag == "button" || $0.attributes["href"]?.hasPrefix("/upload") == true })
    #expect(
      shut.elements.filter { $0.attributes["class"] == "whole" }.allSatisfy {
        $0.attributes["disabled"] != nil
      })
  }

  @Test func `a document is uploaded, its items marked with pages`() throws {
    let context = try FormDesk.context("1.5", ["doc.recognition.states.labName": ["true"]])
    let page = FormDesk.page(context)
    #expect(page.first("href", "/upload/doc.recognition") != nil)
    #expect(page.text.contains("认可函.pdf") && page.text.contains("1.2 MB"))
    #expect(page.first("name", "doc.recognition") == nil)
    let ticked = FormDesk.page(try FormDesk.context("1.5", [:], documents: .tick))
    #expect(ticked.first("name", "doc.recognition")?.attributes["type"] == "checkbox")
    #expect(
      !ticked.elements.contains {
        $0.attributes["name"]?.hasSuffix(".page") ?? false && $0.attributes["class"] == "page"
      })
  }
}
