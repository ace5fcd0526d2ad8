internal import CallGuide
internal import Markup
internal import Web

/// Choosing a topic of the call.
enum TopicChoice {
  static func write(
    _ call: Call, chosen: String?, isFaulty: Bool, _ language: Language, _ html: inout HTML
  ) {
    html(.div, .class("question")) { html in
      html(.label, .for("f-topic")) { $0.text(Phrase.Desk.topic, language) }
      html(
        .select, .id("f-topic"), .name("topic"),
        Attribute("aria-invalid", optional: isFaulty ? "true" : nil)
      ) { html in
        html(.option, .value("")) { $0.text(Phrase.Check.choose, language) }
        for topic in call.topics {
          html(
            .option, .value(topic.id), Attribute("selected", if: topic.id == chosen),
            text: "\(topic.id) \(topic.title[language])")
        }
      }
    }
  }
}

/// Choosing one's lead organisation.
enum OrganisationChoice {
  static func write(
    _ organisations: [(id: String, name: BilingualText)], chosen: String?, isFaulty: Bool,
    _ language: Language, _ html: inout HTML
  ) {
    html(.div, .class("question")) { html in
      html(.label, .for("f-organisation")) { $0.text(Phrase.Desk.leadOrganisation, language) }
      html(
        .select, .id("f-organisation"), .name("organisation"),
        Attribute("aria-invalid", optional: isFaulty ? "true" : nil)
      ) { html in
        if organisations.count != 1 {
          html(.option, .value("")) { $0.text(Phrase.Check.choose, language) }
        }
        for each in organisations {
          html(
            .option, .value(each.id), Attribute("selected", if: each.id == chosen),
            text: each.name[language])
        }
      }
    }
  }
}
