internal import CallGuide
internal import Eligibility
internal import Markup

extension FormView {
  /// A list: a box for each row, with a button that removes it, and one that adds another. The buttons send the form, so
  /// they need no script.
  func list(_ question: Form.Question, _ html: inout HTML) {
    let field = question.field
    let rows = sheet.rows(of: field)
    let members = question.members.filter { context.money == .inRows || $0.field.type != .money }
    html(
      .fieldset, .class("question list"), .id(Self.id(field.id)),
      .describedBy(descriptions(field.id, help: true))
    ) { html in
      html(.legend) { $0.text(field.label, language) }
      help(field, control: field.id, &html)
      remarks(field.id, &html)
      fault(field.id, &html)
      for (place, row) in rows.enumerated() {
        html(.fieldset, .class("row")) { html in
          html(.legend) { html in
            html(.span, .class("unseen"), text: field.label[language] + " ")
            html.text(Phrase.Check.row(place + 1)[language])
          }
          html(.div, .class("cells")) { html in
            for member in members {
              entry(
                member.field, control: Sheet.control(member.field, of: field, row: row), help: place == 0,
                &html)
            }
          }
          if rows.count > 1 { remove(row, place, of: field, &html) }
        }
      }
      add(to: field, after: rows.last ?? 0, &html)
    }
  }

  private func action(_ list: Field) -> Attribute {
    Attribute(
      "formaction", optional: context.rowAction.map { $0 + "#" + PathSegment.escape(Self.id(list.id)) })
  }

  func remove(_ row: Int, _ place: Int, of list: Field, _ html: inout HTML) {
    guard context.isEditable else { return }
    html(.p, .class("remove")) { html in
      html(
        .button, .class("quiet"), .type("submit"), .name(RowChange.remove), .value("\(list.id)[\(row)]"),
        action(list), Attribute("formnovalidate", if: true)
      ) { html in
        html.text(Phrase.Forms.removeRow(place + 1), language)
        html(.span, .class("unseen")) { html in
          html.text(" ")
          html.text(list.label, language)
        }
      }
    }
  }

  func add(to list: Field, after last: Int, _ html: inout HTML) {
    guard context.isEditable, last < Sheet.rowLimit - 1 else { return }
    html(.p, .class("add")) { html in
      html(
        .button, .class("quiet"), .type("submit"), .name(RowChange.add), .value(list.id), action(list),
        text: Phrase.Check.addRow(list.label)[language])
      html.text(" ")
      html(.small, text: Phrase.Check.emptyRows[language])
    }
  }
}
