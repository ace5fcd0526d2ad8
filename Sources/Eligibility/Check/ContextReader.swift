public import CallGuide

extension Context {
  /// Reads a context file (JSON or YAML); see `hefu check --context`. Clauses, readings and topics it names must be the call's.
  public static func read(_ tree: Tree, for rules: Rulebook) throws(Problems) -> Context {
    let reader = rules.reader
    var context = Context()
    var problems: [Problem] = []
    guard let entries = tree.map else {
      throw Problems([wrong(tree, "context", zh: "映射（{…}）", en: "a map ({…})")])
    }
    for entry in entries {
      do throws(Problem) {
        switch entry.key {
        case "answers": try context.readAnswers(entry.value, rules)
        case "accepted":
          for clause in try clauses(entry, rules) {
            guard
              let answer = ["true": true, "yes": true, "false": false, "no": false][clause.value.scalar ?? ""]
            else { throw wrong(clause.value, clause.key, zh: "true 或 false", en: "true or false") }
            context.accepted[clause.key] = answer
          }
        case "rulings":
          for clause in try clauses(entry, rules) {
            let readings = rules.rules[clause.key]?.options.compactMap(\.reading?.id) ?? []
            guard let reading = clause.value.scalar, readings.contains(reading) else {
              let known = readings.isEmpty ? "—" : readings.joined(separator: ", ")
              throw wrong(
                clause.value, clause.key, zh: "该条款的理解口径（\(known)）", en: "a reading of the clause (\(known))")
            }
            context.rulings[clause.key] = reading
          }
        case "applications":
          var others: [Other] = []
          guard let elements = entry.value.list else {
            throw wrong(entry.value, entry.key, zh: "列表（[…]）", en: "a list ([…])")
          }
          for element in elements {
            do {
              others.append(
                Other(
                  id: element["id"]?.scalar ?? "?", isStanding: element["status"]?.scalar != "withdrawn",
                  facts: try reader.read(element["facts"] ?? Tree(.map([]), at: element.place))))
            } catch { problems += error.all }
          }
          context.others = others
        case "counterparts":
          for topic in entry.value.map ?? [] {
            guard rules.call.topic(topic.key) != nil else {
              throw Problem(
                .unknownTopic, at: topic.place, subject: entry.key, zh: "没有方向「\(topic.key.prefix(40))」",
                en: "there is no topic “\(topic.key.prefix(40))”")
            }
            context.counterparts[topic.key] = try list(topic.value)
          }
        default:
          throw Problem(
            .unknownKey, at: entry.place, subject: entry.key,
            zh: "上下文中只能有 answers、accepted、rulings、applications、counterparts",
            en: "a context has answers, accepted, rulings, applications, counterparts")
        }
      } catch { problems.append(error) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return context
  }

  /// The entries of a map whose keys are clauses of the call.
  private static func clauses(_ entry: Tree.Entry, _ rules: Rulebook) throws(Problem) -> [Tree.Entry] {
    guard let entries = entry.value.map else {
      throw wrong(entry.value, entry.key, zh: "映射（{…}）", en: "a map ({…})")
    }
    for clause in entries where rules.rules[clause.key] == nil {
      throw Problem(
        .unknownCode, at: clause.place, subject: entry.key, zh: "本批次没有条款「\(clause.key.prefix(40))」",
        en: "this call has no clause “\(clause.key.prefix(40))”")
    }
    return entries
  }

  private static func wrong(_ tree: Tree, _ subject: String, zh: String, en: String) -> Problem {
    Problem(
      .wrongType, at: tree.place, subject: subject, zh: "应为\(zh)，现为\(tree.kind.zh)",
      en: "must be \(en), not \(tree.kind.en)")
  }

  private mutating func readAnswers(_ tree: Tree, _ rules: Rulebook) throws(Problem) {
    for clause in try Self.clauses(Tree.Entry(key: "answers", place: tree.place, value: tree), rules) {
      if let questions = clause.value.map {
        for question in questions {
          answers[clause.key, default: [:]][question.key] = try Self.answers(question.value)
        }
      } else {
        answers[clause.key] = ["*": try Self.answers(clause.value)]
      }
    }
  }

  private static func answers(_ tree: Tree) throws(Problem) -> [Answer] {
    var answers: [Answer] = []
    for element in tree.list ?? [tree] {
      guard let answer = element.scalar.flatMap(Answer.init(rawValue:)) else {
        throw Problem(
          .unknownCode, at: element.place, zh: "回答应为 yes、no 或 unclear，现为\(element.kind.zh)",
          en: "an answer is yes, no or unclear, not \(element.kind.en)")
      }
      answers.append(answer)
    }
    return answers
  }

  private static func list(_ tree: Tree) throws(Problem) -> CounterpartList {
    guard let status = tree["status"]?.scalar.flatMap(CounterpartList.Status.init(rawValue:)) else {
      throw Problem(
        .unknownCode, at: tree.place, subject: "counterparts", zh: "status 应为 none、partial 或 final",
        en: "status must be none, partial or final")
    }
    let records = (tree["records"]?.list ?? []).map { record in
      CounterpartList.Record(
        reference: record["reference"]?.scalar ?? "?",
        names: ["leaderCn", "leaderForeign", "organisationCn", "organisationForeign"].map {
          record[$0]?.scalar
        })
    }
    return CounterpartList(status: status, records: records)
  }
}
