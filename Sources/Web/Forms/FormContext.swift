package import CallGuide
package import Eligibility

/// One form as it is shown to somebody now: what it asks, what was typed, what is wrong with it, and where things lead.
///
/// It knows no desk: addresses come in as functions, and documents as the desk keeps them.
package struct FormContext: Sendable {
  /// Where the form's links lead.
  package struct Addresses: Sendable {
    /// A clause in the guide.
    package var clause: @Sendable (String) -> String
    /// A control, on the page that shows it.
    package var control: @Sendable (String) -> String
    /// What a clause says of this sheet.
    package var finding: @Sendable (String) -> String

    /// Addresses on the same page, but for the clauses.
    /// - Parameter clauses: the folder of the clauses' addresses.
    package init(clauses: String = "/clauses/") {
      clause = { clauses + PathSegment.escape($0) }
      control = { "#" + PathSegment.escape(FormView.id($0)) }
      finding = { "#" + PathSegment.escape(FindingsView.anchor($0)) }
    }
  }

  /// A document as it is kept.
  package struct KeptDocument: Sendable {
    /// The file's name as uploaded.
    package var name: String
    /// Its size in bytes.
    package var size: Int
    /// Where it can be read, where it can be.
    package var address: String?

    /// A kept document.
    package init(name: String, size: Int, address: String? = nil) {
      self.name = name
      self.size = size
      self.address = address
    }
  }

  /// How documents are given.
  package enum Documents: Sendable {
    /// One only says that one has them.
    case tick
    /// They are uploaded on a page of their own, by field; those kept already are named.
    case upload(kept: [String: KeptDocument], address: @Sendable (String) -> String)
  }

  /// Where money of each organisation is filled in.
  package enum MoneyOfLists: Sendable {
    /// With everything else of the organisation.
    case inRows
    /// In a table of the budget section that adds up.
    case inBudgetTable
  }

  package let stock: FormStock
  package let topic: Topic
  package let form: Form
  package let language: Language
  package let sheet: Sheet
  /// What cannot be read, by control.
  package let faults: [String: [BilingualText]]
  package var judgement: Judgement
  package var addresses: Addresses
  package var documents: Documents
  package var money: MoneyOfLists
  /// Whether anything may be changed.
  package var isEditable: Bool
  /// Where the buttons that add and remove rows send the form; the form's own address when `nil`.
  package var rowAction: String?

  /// A form to show.
  package init(
    stock: FormStock, topic: Topic, form: Form, language: Language, sheet: Sheet,
    faults: [SheetReading.Fault] = [],
    judgement: Judgement = .none, addresses: Addresses = Addresses(), documents: Documents = .tick,
    money: MoneyOfLists = .inRows, isEditable: Bool = true, rowAction: String? = nil
  ) {
    self.stock = stock
    self.topic = topic
    self.form = form
    self.language = language
    self.sheet = sheet
    self.faults = Dictionary(grouping: faults.filter { $0.control != nil }, by: { $0.control ?? "" })
      .mapValues { $0.map(\.text) }
    self.judgement = judgement
    self.addresses = addresses
    self.documents = documents
    self.money = BudgetLines.lists(of: form).isEmpty ? .inRows : money
    self.isEditable = isEditable
    self.rowAction = rowAction
  }

  /// The label of a control: its field's, with the row's place in a list and what the control says of the field.
  package func label(of control: String) -> BilingualText? {
    guard let known = form.control(control) else {
      return form.questions.first { $0.field.id == control }?.field.label
        ?? rules.dictionary.field(control)?.label
    }
    var label = known.field.label
    if let list = known.list, let row = Control.Name(control).row {
      let place = (sheet.rows(of: list).firstIndex(of: row) ?? row) + 1
      label = Phrase.Forms.inRow(list.label, place, label)
    }
    switch known.part {
    case .value, .words, .made: return label
    case .currency: return Phrase.Forms.part(label, Phrase.Check.currency)
    case .date: return Phrase.Forms.part(label, Phrase.Check.declaredOn)
    case .addressee: return Phrase.Forms.part(label, Phrase.Check.declaredTo)
    case .mark(let code), .page(let code):
      guard case .choices(let choices) = known.field.type,
        let item = choices.first(where: { $0.code == code })
      else { return label }
      return Phrase.Forms.part(label, item.label)
    }
  }

  var rules: Rulebook { stock.rules }
}
