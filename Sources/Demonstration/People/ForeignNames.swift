/// Names of people by the languages of a country.
enum ForeignNames {
  /// Given and family names that go together.
  private struct Pool {
    var women: [String]
    var men: [String]
    var families: [String]

    init(women: String, men: String, families: String) {
      func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
      self.women = words(women)
      self.men = words(men)
      self.families = words(families)
    }
  }

  private static let arabic = Pool(
    women: "Fatima Aisha Mariam Layla Noor Salma Huda Amina Rania Yasmin Dina Samira",
    men: "Ahmed Mohamed Omar Youssef Khalid Hassan Tarek Karim Ali Samir Nabil Mahmoud",
    families: "El-Sayed Hassan Mansour Ibrahim Saleh Farouk Haddad Nasser Khalil Al-Rashid Zaki Bakri")
  private static let english = Pool(
    women: "Emma Charlotte Olivia Sarah Hannah Aroha Kate Lucy Grace Helen Ruth Moana",
    men: "James William Oliver Thomas Daniel Liam Andrew Peter Rawiri Simon David Hugh",
    families: "Taylor Wilson Walker Robinson Clarke Harrison Ngata Mitchell Fraser Turner Parata Bennett")
  private static let african = Pool(
    women: "Amara Wanjiru Chipo Nomsa Abena Zainab Thandiwe Achieng Makena Folake Tigist Neema",
    men: "Kwame Chidi Tendai Sipho Kofi Juma Themba Otieno Babajide Abebe Baraka Emeka",
    families: "Mwangi Okafor Ndlovu Mensah Banda Kamau Moyo Tesfaye Adeyemi Phiri Mutasa Nkosi")
  private static let french = Pool(
    women: "Camille Claire Juliette Sophie Élise Manon Aminata Fatou Hélène Chloé Louise Inès",
    men: "Antoine Julien Luc Mathieu Nicolas Pierre Moussa Ibrahima Hugo Étienne Olivier Théo",
    families: "Dubois Lambert Lefèvre Diallo Traoré Moreau Janssens Dumont Rousseau Diop Leroy Mercier")
  private static let portuguese = Pool(
    women: "Ana Beatriz Carolina Inês Mariana Teresa Leonor Catarina Sofia Rita",
    men: "João Miguel Pedro Tiago Rui André Francisco Nuno Diogo Luís",
    families: "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Almeida Carvalho Teixeira")
  private static let spanish = Pool(
    women: "Lucía Carmen Elena Marta Paula Isabel Sara Laura Nuria Pilar",
    men: "Javier Carlos Diego Álvaro Manuel Sergio Pablo Jorge Andrés Iván",
    families: "García Martínez López Sánchez Fernández Romero Navarro Torres Ruiz Ortega")
  private static let italian = Pool(
    women: "Giulia Chiara Francesca Elisa Martina Valentina Sara Silvia Paola Laura",
    men: "Marco Luca Andrea Matteo Giovanni Stefano Paolo Alessandro Davide Fabio",
    families: "Rossi Bianchi Ferrari Conti Ricci Marino Greco Gallo Lombardi Moretti")
  private static let greek = Pool(
    women: "Eleni Maria Katerina Sofia Ioanna Dimitra Anna Georgia Vasiliki Irini",
    men: "Giorgos Nikos Dimitris Kostas Yannis Panagiotis Christos Alexandros Stavros Petros",
    families: "Papadopoulos Georgiou Nikolaidis Vlachos Ioannou Karagiannis Economou Makris Dimas Pappas")
  private static let german = Pool(
    women: "Anna Katharina Julia Lena Johanna Sabine Eva Magdalena Theresa Barbara",
    men: "Lukas Maximilian Stefan Thomas Florian Markus Johannes Michael Wolfgang Felix",
    families: "Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer")
  private static let centralAsian = Pool(
    women: "Gulnora Dilfuza Malika Zarina Nigora Shahnoza Madina Feruza Munisa Sitora",
    men: "Rustam Jamshid Bekzod Farhod Sherzod Daler Firuz Otabek Alisher Umed",
    families: "Karimov Rahimov Yusupov Saidov Nazarov Ismoilov Kholmatov Sharipov Davlatov Ergashev")
  private static let slavic = Pool(
    women: "Elena Ivana Maria Ana Petra Desislava Marija Katarina Milena Vesna",
    men: "Ivan Petar Georgi Nikola Marko Stefan Dimitar Luka Tomislav Boris",
    families: "Ivanov Petrov Horvat Kovač Dimitrov Marić Georgiev Novak Stoyanov Babić")
  private static let filipino = Pool(
    women: "Maria Angelica Jasmine Cristina Rosario Luz Andrea Carmela Bianca Joy",
    men: "Jose Juan Miguel Antonio Ramon Paolo Gabriel Rafael Carlo Emilio",
    families: "Santos Reyes Cruz Bautista Garcia Mendoza Dela-Cruz Aquino Villanueva Ramos")

  private static let byCountry: [String: Pool] = {
    var table: [String: Pool] = [:]
    func speak(_ pool: Pool, _ codes: String) {
      for code in codes.split(separator: " ") { table[String(code)] = pool }
    }
    speak(arabic, "DZ AE OM EG PS BH DJ QA KW LB LY MR MA SA SD SO TN SY YE IQ JO KM")
    speak(english, "GB IE US CA AU NZ")
    speak(french, "FR BE LU CH BJ BF BI CF TD CG CD CI GA GN MG ML NE SN TG")
    speak(portuguese, "PT BR AO CV GW MZ ST")
    speak(spanish, "ES MX AR CL CO PE GQ")
    speak(italian, "IT")
    speak(greek, "GR CY")
    speak(german, "DE AT")
    speak(centralAsian, "TJ UZ KZ KG TM")
    speak(slavic, "BG HR RS SI MK ME BA RU BY UA PL CZ SK")
    speak(filipino, "PH")
    speak(african, "BW CM ER SZ ET GM GH KE LS LR MW MU NA NG RW SC SL ZA SS TZ UG ZM ZW")
    return table
  }()

  /// A name as people of the country have it.
  static func name(country: String, _ chance: inout Chance) -> String {
    let pool = byCountry[country] ?? english
    let given = chance.happens(45) ? pool.women : pool.men
    return given[chance.below(given.count)] + " " + pool.families[chance.below(pool.families.count)]
  }
}
