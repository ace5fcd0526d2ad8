internal import CallGuide
package import Eligibility
package import Markup

/// Money row by row, by organisation or by year, in a table that adds up by itself: on the server when the page is made, and by a small module
/// while somebody types. Its inputs are the ordinary controls of the list.
package struct BudgetTable: Sendable {
  private let context: FormContext
  private let lines: BudgetLines
  private var language: Language { context.language }

  /// The module that adds up while one types; a page with a table names it in its frame.
  package static let script = Asset.script("budget", PackageResources.budget_js)

  private init(_ context: FormContext, _ lines: BudgetLines) {
    self.context = context
    self.lines = lines
  }

  /// The tables of a form, one for each list that states money.
  package static func all(_ context: FormContext) -> [BudgetTable] {
    BudgetLines.all(context.sheet, form: context.form).map { BudgetTable(context, $0) }
  }

  /// The list it shows.
  var list: String { lines.list.id }

  /// Whether its rows are those of a list that is filled in here and nowhere else.
  private var isWholeList: Bool { context.form.section(of: list) == Self.section }
  private static let section = "budget"

  /// Whether the tables are shown in this section.
  package static func stands(in part: Form.Part) -> Bool { part.section.id == section }

  /// Writes the table.
  package func write(_ html: inout HTML) {
    html(.div, .class("scroll")) { html in
      html(.table, .class("budget"), Attribute("data-budget", "")) { html in
        html(.caption) { html in
          html.text(Phrase.Forms.budgetTitle(lines.list.label), language)
          html(.small) { html in
            if let help = lines.list.help, isWholeList {
              html.text(help, language)
              html.text(" ")
            }
            html.text(isWholeList ? Phrase.Forms.budgetNote : Phrase.Forms.budgetNoteChinese, language)
          }
        }
        head(&html)
        html(.tbody) { html in
          for (place, line) in lines.lines.enumerated() { row(line, place + 1, &html) }
        }
        foot(&html)
      }
    }
    if isWholeList { FormView(context).add(to: lines.list, after: lines.lines.last?.row ?? 0, &html) }
  }

  private func head(_ html: inout HTML) {
    html(.thead) { html in
      html(.tr) { html in
        html(.th, Attribute("scope", "col")) {
          $0.text(isWholeList ? lines.name?.label ?? lines.list.label : lines.list.label, language)
        }
        for column in lines.columns {
          html(.th, Attribute("scope", "col")) { $0.text(column.label, language) }
        }
        html(.th, Attribute("scope", "col")) { $0.text(Phrase.Forms.together, language) }
      }
    }
  }

  private func row(_ line: BudgetLines.Line, _ place: Int, _ html: inout HTML) {
    let name =
      line.name.isEmpty ? Phrase.Forms.unnamed(lines.list.label, place) : BilingualText(same: line.name)
    let view = FormView(context)
    html(
      .tr, Attribute("data-counts", if: line.counts)
    ) { html in
      html(.th, Attribute("scope", "row")) { html in head(of: line, place, name, &html) }
      for (index, column) in lines.columns.enumerated() {
        let control = Sheet.control(column, of: lines.list, row: line.row)
        html(.td) { html in
          html.void(
            .input, .id(FormView.id(control)), .name(control), .type("text"), .class("money"),
            Attribute("inputmode", "decimal"), .value(context.sheet.typed(control)),
            .aria(label: "\(name[language]): \(column.label[language])"),
            Attribute("data-column", String(index)),
            .describedBy(view.descriptions(control, help: false)),
            Attribute("aria-invalid", optional: context.faults[control] == nil ? nil : "true"))
          view.fault(control, &html)
          view.remarks(control, &html)
        }
      }
      html(.td, .class("sum")) { html in
        html(.span, Attribute("data-total", ""), text: line.total.description)
        if line.isEnterprise, line.counts { ratio(line, &html) }
      }
    }
  }

  /// What tells the row apart: typed here where the list is filled in here, else with the way to where it is.
  private func head(
    of line: BudgetLines.Line, _ place: Int, _ name: BilingualText, _ html: inout HTML
  ) {
    guard isWholeList, let field = lines.name else {
      html(.a, .href(context.addresses.control("\(list)[\(line.row)].name"))) { $0.text(name, language) }
      if !line.counts { html(.small) { $0.text(Phrase.Forms.notCounted, language) } }
      return
    }
    let view = FormView(context)
    let control = Sheet.control(field, of: lines.list, row: line.row)
    html.void(
      .input, .id(FormView.id(control)), .name(control), .type("text"), .class("page"),
      Attribute("inputmode", "numeric"), .value(context.sheet.typed(control)),
      .aria(label: "\(lines.list.label[language]) \(place): \(field.label[language])"),
      .describedBy(view.descriptions(control, help: false)),
      Attribute("aria-invalid", optional: context.faults[control] == nil ? nil : "true"))
    view.fault(control, &html)
    if lines.lines.count > 1 { view.remove(line.row, place - 1, of: lines.list, &html) }
  }

  /// What an enterprise brings for each part it receives.
  private func ratio(_ line: BudgetLines.Line, _ html: inout HTML) {
    guard line.amounts.count == 2, let receives = line.amounts[0], let brings = line.amounts[1],
      receives > Amount(0)
    else { return }
    let hundredths = Int(Double(brings.millionths) / Double(receives.millionths) * 100 + 0.5)
    let text = "1 : \(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    html(.small, .class(brings < receives ? "short" : "enough")) { html in
      html.text(Phrase.Forms.ratio(text), language)
    }
  }

  private func foot(_ html: inout HTML) {
    html(.tfoot) { html in
      html(.tr) { html in
        html(.th, Attribute("scope", "row")) {
          $0.text(isWholeList ? Phrase.Forms.sum : Phrase.Forms.chineseSum, language)
        }
        for (index, sum) in lines.sums.enumerated() {
          html(.td, .class("sum"), Attribute("data-sum", String(index)), text: sum.description)
        }
        html(.td, .class("sum"), Attribute("data-sum", "all"), text: lines.total.description)
      }
      for (number, check) in lines.checks.enumerated() { row(check, isFirst: number == 0, &html) }
    }
  }

  private func row(_ check: BudgetLines.Check, isFirst: Bool, _ html: inout HTML) {
    html(
      .tr, Attribute("data-against", check.field.id),
      Attribute("data-of", check.isOfAll ? "all" : "0")
    ) { html in
      html(.th, Attribute("scope", "row")) { html in
        html(.a, .href(context.addresses.control(check.field.id))) { $0.text(check.field.label, language) }
      }
      html(.td, Attribute("colspan", String(lines.columns.count + 1)), .class("against")) { html in
        html(.span, Attribute("data-stated", ""), text: check.stated?.description ?? "—")
        html.text(" ")
        html(.span, .class("agrees"), Attribute("data-when", "equal"), hidden(check.gap != Amount(0))) {
          $0.text(Phrase.Forms.sumAgrees, language)
        }
        html(
          .span, .class("differs"), Attribute("data-when", "more"),
          hidden(!(check.gap ?? Amount(0) > Amount(0)))
        ) {
          difference(Phrase.Forms.sumMore, check.gap, &$0)
        }
        html(
          .span, .class("differs"), Attribute("data-when", "less"),
          hidden(!(check.gap ?? Amount(0) < Amount(0)))
        ) {
          difference(Phrase.Forms.sumLess, check.gap, &$0)
        }
      }
    }
  }

  private func hidden(_ isHidden: Bool) -> Attribute { Attribute("hidden", if: isHidden) }

  private func difference(_ words: BilingualText, _ gap: Amount?, _ html: inout HTML) {
    html.text(words, language)
    html.text(" ")
    let size = gap.map { Amount(millionths: Int64($0.millionths.magnitude)) } ?? Amount(0)
    html(.span, Attribute("data-gap", ""), text: size.description)
  }
}
