internal import CallGuide
internal import Eligibility
internal import Markup

extension FormView {
  /// A field's label, help, errors, control and remarks.
  func entry(_ field: Field, control: String, help showsHelp: Bool, _ html: inout HTML) {
    let describedBy = descriptions(control, help: showsHelp)
    switch field.type {
    case .bool, .declaration, .choices:
      html(.fieldset, .class("question"), .id(Self.id(control)), .describedBy(describedBy)) { html in
        html(.legend) { $0.text(field.label, language) }
        if showsHelp { help(field, control: control, &html) }
        fault(control, &html)
        group(field, control, &html)
        remarks(control, &html)
      }
    default:
      html(.div, .class("question")) { html in
        if field.type == .file {
          html(.p, .class("label")) { $0.text(field.label, language) }
        } else {
          html(.label, .for(Self.id(control))) { html in
            html.text(field.label, language)
            if let unit = field.unit, field.type != .money, !field.label.zh.contains(unit.zh) {
              html(.span, .class("unit")) { $0.text(Phrase.Check.inUnit(unit), language) }
            }
          }
        }
        if showsHelp { help(field, control: control, &html) }
        fault(control, &html)
        single(field, control, describedBy, &html)
        remarks(control, &html)
      }
    }
  }

  // MARK: groups of options

  private func group(_ field: Field, _ control: String, _ html: inout HTML) {
    switch field.type {
    case .bool: answer(control, &html)
    case .declaration:
      answer(control + ".made", &html)
      html(.div, .class("cells")) { html in
        part(control + ".date", label: Phrase.Check.declaredOn, type: "date", &html)
        // Only some declarations are made to somebody; their help says so.
        if field.help?.zh.contains("对象") ?? false {
          part(control + ".to", label: Phrase.Check.declaredTo, type: "text", &html)
        }
      }
    case .choices(let choices) where field.isStatedList:
      html(.div, .class("items")) { html in
        for choice in choices {
          let item = "\(control).\(choice.code)"
          html(.fieldset, .class("item"), .id(Self.id(item))) { html in
            html(.legend) { $0.text(choice.label, language) }
            answer(item, &html)
            if case .upload = context.documents { page(item, of: choice.label, &html) }
          }
        }
      }
    case .choices(let choices):
      let ticked = sheet.ticked(control)
      html(.div, .class("options")) { html in
        for choice in choices {
          html(.label, .class("option")) { html in
            html.void(
              .input, .type("checkbox"), .name(control), .value(choice.code),
              Attribute("checked", if: ticked.contains(choice.code)))
            html.text(" ")
            html(.span) { $0.text(choice.label, language) }
          }
        }
      }
    default: break
    }
  }

  /// Yes, no, or not yet known.
  private func answer(_ control: String, _ html: inout HTML) {
    let stated = sheet.stated(control)
    html(.div, .class("options")) { html in
      radio(control, value: "true", isChecked: stated == "true", label: Phrase.Check.yes, &html)
      radio(control, value: "false", isChecked: stated == "false", label: Phrase.Check.no, &html)
      radio(
        control, value: "", isChecked: stated != "true" && stated != "false", label: Phrase.Check.notYet,
        &html)
    }
  }

  private func part(_ control: String, label: BilingualText, type: String, _ html: inout HTML) {
    html(.div, .class("question")) { html in
      html(.label, .for(Self.id(control))) { $0.text(label, language) }
      fault(control, &html)
      html.void(
        .input, .id(Self.id(control)), .name(control), .type(type), .value(sheet.typed(control)),
        .describedBy(descriptions(control, help: false)))
    }
  }

  // MARK: single controls

  private func single(_ field: Field, _ control: String, _ describedBy: String?, _ html: inout HTML) {
    let isWrong = context.faults[control] != nil
    let common: [Attribute] = [
      .id(Self.id(control)), .name(control), .describedBy(describedBy),
      Attribute("aria-invalid", optional: isWrong ? "true" : nil),
    ]
    let typed = sheet.typed(control)
    switch field.type {
    case .text(let max) where max ?? 1000 > 300:
      html.element(.textarea, common + [Attribute("rows", "2")]) {
        $0.text(typed.hasPrefix("\n") ? "\n" + typed : typed)
      }
    case .text:
      html.void(.input, common + [.type("text"), .value(typed)])
    case .integer:
      html.void(
        .input, common + [.type("text"), .class("short"), Attribute("inputmode", "numeric"), .value(typed)])
    case .decimal:
      html.void(
        .input, common + [.type("text"), .class("short"), Attribute("inputmode", "decimal"), .value(typed)])
    case .money: money(field, control, common, &html)
    case .date: date(control, common, isWrong: isWrong, &html)
    case .choice(let choices):
      html.element(.select, common) { html in
        option("", Phrase.Check.choose, selected: typed, &html)
        for choice in choices { option(choice.code, choice.label, selected: typed, &html) }
        unlisted(typed, isListed: choices.contains { $0.code == typed }, &html)
      }
    case .country(let extra): country(extra, control, common, &html)
    case .region:
      html.element(.select, common) { html in
        option("", Phrase.Check.choose, selected: typed, &html)
        let isListed = html.options(context.stock.regions(language), selected: typed)
        unlisted(typed, isListed: isListed, &html)
      }
    case .area: area(control, common, &html)
    case .file: document(field, control, common, &html)
    case .bool, .choices, .declaration, .list, .rate, .group: break
    }
  }

  /// A day that cannot be read is shown as it was typed; a date control would show nothing.
  private func date(_ control: String, _ common: [Attribute], isWrong: Bool, _ html: inout HTML) {
    let typed = sheet.typed(control)
    let isDay = typed.isEmpty || Day(typed) != nil
    html.void(
      .input,
      common + [
        .type(isDay ? "date" : "text"), .class("short"), .value(typed),
        Attribute("placeholder", optional: isDay ? nil : "2024-06-03"),
      ])
  }

  private func money(_ field: Field, _ control: String, _ common: [Attribute], _ html: inout HTML) {
    let currency = control + ".currency"
    html(.span, .class("with-unit")) { html in
      html.void(
        .input,
        common + [
          .type("text"), .class("short"), Attribute("inputmode", "decimal"), .value(sheet.typed(control)),
        ])
      html.text(" ")
      if field.allowsCurrency || sheet.stated(currency) ?? field.currency != field.currency {
        html(.span, text: Phrase.Check.tenThousands[language] + " ")
        html(.select, .name(currency), .aria(label: Phrase.Check.currency[language])) { html in
          let stated = sheet.stated(currency) ?? field.currency
          let offered = ["CNY", "EUR", "USD", "GBP"]
          for code in offered.contains(stated) ? offered : offered + [stated] {
            option(code, BilingualText(same: code), selected: stated, &html)
          }
        }
      } else if let unit = field.unit {
        html(.span) { $0.text(unit, language) }
      }
    }
  }

  private func area(_ control: String, _ common: [Attribute], _ html: inout HTML) {
    let typed = sheet.typed(control)
    func options(_ areas: [Area], _ html: inout HTML) {
      for area in areas {
        if area.areas.isEmpty {
          option(area.id, area.name, selected: typed, &html)
        } else {
          html(.optgroup, Attribute("label", area.name[language])) { options(area.areas, &$0) }
        }
      }
    }
    if !topic.areas.isEmpty {
      html.element(.select, common) { html in
        option("", Phrase.Check.choose, selected: typed, &html)
        options(topic.areas, &html)
        unlisted(typed, isListed: topic.leaves.contains { $0.id == typed }, &html)
      }
    }
    let isFree = topic.areasOpen || topic.areas.isEmpty
    guard isFree || topic.leaves.contains(where: \.isOpen) else { return }
    let other = control + ".other"
    if topic.areas.isEmpty {
      html.void(
        .input,
        common.dropFirst(2) + [
          .id(Self.id(control)), .name(other), .type("text"), .value(sheet.typed(other)),
        ])
    } else {
      html(.label, .class("second"), .for(Self.id(other))) {
        $0.text(isFree ? Phrase.Check.otherArea : Phrase.Check.areaDetail, language)
      }
      html.void(.input, .id(Self.id(other)), .name(other), .type("text"), .value(sheet.typed(other)))
    }
  }

  // MARK: countries

  private func country(
    _ extra: [FieldType.Choice], _ control: String, _ common: [Attribute], _ html: inout HTML
  ) {
    let typed = sheet.typed(control)
    html.element(.select, common) { html in
      option("", Phrase.Check.choose, selected: typed, &html)
      for choice in extra { option(choice.code, choice.label, selected: typed, &html) }
      let isListed = html.options(context.stock.countries(of: topic, language), selected: typed)
      unlisted(typed, isListed: isListed || extra.contains { $0.code == typed }, &html)
    }
  }

  /// What was sent but is on no list stays to be seen, with the error beside it.
  private func unlisted(_ typed: String, isListed: Bool, _ html: inout HTML) {
    guard !isListed, !typed.isEmpty else { return }
    html(.option, .value(typed), Attribute("selected", if: true), text: typed)
  }

  private func option(_ code: String, _ label: BilingualText, selected: String, _ html: inout HTML) {
    html(.option, .value(code), Attribute("selected", if: code == selected), text: label[language])
  }
}
