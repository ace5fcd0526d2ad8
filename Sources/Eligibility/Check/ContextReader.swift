public import CallGuide

extension Context {
  /// Reads a context file (JSON or YAML); see `hefu check --context`.
  public static func read(_ tree: Tree, facts reader: FactsReader) throws(Problems) -> Context {
    var context = Context()
    var problems: [Problem] = []
    for entry in tree.map ?? [] {
      do throws(Problem) {
        switch entry.key {
        case "answers": try context.readAnswers(entry.value)
        case "accepted":
          for clause in entry.value.map ?? [] { context.accepted[clause.key] = clause.value.scalar == "true" }
        case "rulings":
          for clause in entry.value.map ?? [] { context.rulings[clause.key] = clause.value.scalar }
        case "applications":
          var others: [Other] = []
          for element in entry.value.list ?? [] {
            do {
              others.append(
                Other(
                  id: element["id"]?.scalar ?? "?", isStanding: element["status"]?.scalar != "withdrawn",
                  facts: try reader.read(element["facts"] ?? Tree(.map([]), at: element.place))))
            } catch { problems += error.all }
          }
          context.others = others
        case "counterparts":
          for topic in entry.value.map ?? [] { context.counterparts[topic.key] = try list(topic.value) }
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

  private mutating func readAnswers(_ tree: Tree) throws(Problem) {
    for clause in tree.map ?? [] {
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
