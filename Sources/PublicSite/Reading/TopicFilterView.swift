internal import CallGuide
internal import Eligibility
internal import Markup
internal import Web

extension SitePages {
  /// The filter above the table of topics: a plain form that changes nothing but the address.
  func filterForm(_ filter: TopicFilter, shown: Int, _ html: inout HTML, _ language: Language) {
    let faults = filter.faults
    html(
      .form, .class("filter"), Attribute("method", "get"),
      Attribute("action", PublicRoute.call.path(at: "topics")),
      Attribute("role", "search"), .aria(label: Phrase.Home.filter[language])
    ) { html in
      html(.div, .class("question")) { html in
        html(.label, .for("by-partner"), text: Phrase.Home.byPartner[language])
        html(.select, .id("by-partner"), .name(TopicFilter.partnerKey)) { html in
          html(.option, .value(""), text: Phrase.Home.anyPartner[language])
          for code in partnerCountries {
            html(
              .option, .value(code), Attribute("selected", if: code == filter.partner),
              text: rules.countries.name(of: code)[language])
          }
        }
      }
      field(TopicFilter.wordsKey, Phrase.Home.byArea, filter.words, nil, &html, language)
      field(
        TopicFilter.placesKey, Phrase.Home.byPlaces, filter.places, faults[TopicFilter.placesKey], &html,
        language)
      field(
        TopicFilter.moneyKey, Phrase.Home.byMoney, filter.money, faults[TopicFilter.moneyKey], &html, language
      )
      html(.div, .class("question tick")) { html in
        html(.label) { html in
          html.void(
            .input, .type("checkbox"), .name(TopicFilter.openKey), .value("1"),
            Attribute("checked", if: filter.isOpenOnly))
          html.text(" ")
          html.text(Phrase.Home.openOnly, language)
        }
      }
      html(.p, .class("act")) { html in
        html(.button, .class("quiet"), .type("submit"), text: Phrase.Home.apply[language])
        if !filter.isEmpty {
          html(
            .a, .class("quiet"), .href(PublicRoute.call.path(at: "topics")),
            text: Phrase.Home.showAll[language])
        }
      }
    }
    html(.p, .class("shown"), Attribute("role", "status")) {
      $0.text(Phrase.Home.shown(shown, of: call.topics.count), language)
    }
  }

  private func field(
    _ key: String, _ label: BilingualText, _ value: String, _ fault: BilingualText?, _ html: inout HTML,
    _ language: Language
  ) {
    let id = "by-" + key
    html(.div, .class("question")) { html in
      html(.label, .for(id), text: label[language])
      if let fault {
        html(.p, .class("fault"), .id(id + "-fault")) { html in
          html(.strong, text: Phrase.Check.errorPrefix[language])
          html.text(fault, language)
        }
      }
      html.void(
        .input, .id(id), .name(key), .type("text"), .value(value),
        Attribute("inputmode", optional: key == TopicFilter.wordsKey ? nil : "numeric"),
        Attribute("aria-invalid", optional: fault == nil ? nil : "true"),
        .describedBy(fault == nil ? nil : id + "-fault"))
    }
  }

  /// Every country some topic has partners from, by its name.
  var partnerCountries: [String] {
    let codes = Set(
      call.topics.flatMap(\.partners).flatMap(call.codes).map { rules.countries.regions[$0]?.country ?? $0 })
    return codes.sorted { rules.countries.name(of: $0).en < rules.countries.name(of: $1).en }
  }
}
