import CallGuide
import Eligibility
import Foundation
import Markup
import PageReading
import Web

/// The repository's call with its forms, as the tests of the form see it.
enum FormDesk {
  static let stock: Result<FormStock, any Error> = Result {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let folder = root.appending(path: "Calls/2024-2")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.contains(".") {
      contents[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return FormStock(
      rules: try Rulebook(try Call.read(CallFiles(folder: "Calls/2024-2", contents: contents))))
  }

  static let uploads = FormContext.Documents.upload(
    kept: ["doc.recognition": .init(name: "认可函.pdf", size: 1_234_567, address: "/files/1")],
    address: { "/upload/" + $0 })

  /// A form as a desk would show it, judged.
  static func context(
    _ topic: String, _ values: [String: [String]], language: Language = .zh,
    documents: FormContext.Documents = uploads, money: FormContext.MoneyOfLists = .inBudgetTable,
    phase: Form.Phase = .application, isEditable: Bool = true
  ) throws -> FormContext {
    let stock = try stock.get()
    guard let topic = stock.rules.call.topic(topic), let day = Day("2024-06-03") else {
      throw CocoaError(.featureUnsupported)
    }
    let form = phase == .application ? stock.form(of: topic) : stock.followup(of: topic)
    let sheet = Sheet(values: values)
    let reading = sheet.read(form: form, topic: topic, rules: stock.rules, attachments: [:])
    let judgement = Judgement(
      reading, of: sheet, form: form, topic: topic, stock: stock, stage: .draft, on: day)
    return FormContext(
      stock: stock, topic: topic, form: form, language: language, sheet: sheet, faults: reading.faults,
      judgement: judgement, documents: documents, money: money, isEditable: isEditable)
  }

  /// Every section of a form, one after the other.
  static func page(_ context: FormContext) -> Reader {
    written { html in
      html(.form) { html in for part in context.form.sections { FormView(context).section(part, &html) } }
    }
  }

  static func written(_ content: (inout HTML) -> Void) -> Reader {
    var html = HTML()
    content(&html)
    return Reader(String(decoding: html.bytes, as: UTF8.self))
  }
}
