internal import CallGuide
internal import Casework
internal import Eligibility
internal import Web

/// The questions about a person.
enum PersonEntries {
  static let newPassword = Entry(
    name: "password", label: Phrase.Account.newPassword, kind: .password, autocomplete: "new-password",
    help: Phrase.Account.passwordHelp)

  static func names(zh: String = "", en: String = "", language: Language) -> [Entry] {
    [
      Entry(
        name: "nameZh", label: Phrase.Account.nameZh, autocomplete: "name", help: Phrase.Account.nameHelp,
        isOptional: true, value: zh),
      Entry(name: "nameEn", label: Phrase.Account.nameEn, autocomplete: "name", isOptional: true, value: en),
      Entry(
        name: "language", label: Phrase.Account.language,
        kind: .choice([("zh", BilingualText(same: "中文")), ("en", BilingualText(same: "English"))]),
        value: language.rawValue),
    ]
  }

  static func all(language: Language) -> [Entry] { names(language: language) + [newPassword] }

  static func read(_ form: FormBody) -> NewPerson {
    var person = NewPerson()
    person.nameZh = form.text("nameZh")
    person.nameEn = form.text("nameEn")
    person.language = Language(rawValue: form.text("language")) ?? .zh
    person.password = form.text("password")
    return person
  }
}

/// The questions about an organisation.
enum OrganisationEntries {
  static func all(_ rules: Rulebook, isOptional: Bool = false) -> [Entry] {
    let countries = rules.countries.all.values.sorted { $0.name.en < $1.name.en }.map {
      (value: $0.code, label: $0.name)
    }
    let kinds = OrganisationKind.allCases.map {
      (value: $0.rawValue, label: Phrase.Organisation.kindName($0.rawValue))
    }
    return [
      Entry(
        name: "organisationZh", label: Phrase.Organisation.nameZh, autocomplete: "organization",
        help: isOptional ? Phrase.Organisation.sectionHelp : nil, isOptional: true),
      Entry(
        name: "organisationEn", label: Phrase.Organisation.nameEn, autocomplete: "organization",
        isOptional: isOptional),
      Entry(
        name: "country", label: Phrase.Organisation.country, kind: .choice(countries),
        autocomplete: "country",
        isOptional: isOptional, value: "CN"),
      Entry(
        name: "creditCode", label: Phrase.Organisation.creditCode, help: Phrase.Organisation.creditCodeHelp,
        isOptional: true),
      Entry(
        name: "kind", label: Phrase.Organisation.kind,
        kind: .choice([("", Phrase.Organisation.choose)] + kinds),
        isOptional: isOptional),
      Entry(
        name: "foundedOn", label: Phrase.Organisation.foundedOn, kind: .date,
        help: Phrase.Organisation.foundedHelp,
        isOptional: true),
    ]
  }

  /// Whether anything was said beyond what stands there from the beginning.
  static func isFilled(_ form: FormBody) -> Bool {
    ["organisationZh", "organisationEn", "creditCode", "kind", "foundedOn"].contains {
      !form.text($0).isEmpty
    }
  }

  static func read(_ form: FormBody) -> NewOrganisation {
    var new = NewOrganisation()
    new.nameZh = form.text("organisationZh")
    new.nameEn = form.text("organisationEn")
    new.creditCode = form.text("creditCode")
    new.country = form.text("country")
    new.kind = form.text("kind")
    new.foundedOn = form.text("foundedOn")
    return new
  }
}
