import Hearsay
import Testing

struct `An evaluation` {
  private static let moods = (
    "moods/dev.jsonl",
    [
      #"{"id": "1", "text": "What a great, wonderful day", "label": "positive", "lang": "en"}"#,
      #"{"id": "2", "text": "This is terrible and awful", "label": "negative", "lang": "en"}"#,
      #"{"id": "3", "text": "The meeting is on Tuesday", "label": "neutral", "lang": "en"}"#,
      #"{"id": "4", "text": "Das ist großartig und wunderbar", "label": "negative", "lang": "de"}"#,
      #"{"id": "5", "text": "Das ist schrecklich und furchtbar", "label": "negative", "lang": "de"}"#,
      #"{"id": "6", "text": "Wie spät ist es?", "label": "question", "lang": "de"}"#,
    ]
  )

  @Test func `counts what is right and leaves out what has no sentiment`() async throws {
    let evaluation = try await Gold.evaluate([Self.moods])
    let all = try #require(evaluation[.sentiment]?.scopes.first)
    #expect(all.postCount == 5)
    #expect(all["accuracy"]?.value == 4.0 / 5)
    #expect(all.confusion?.classes == ["negative", "neutral", "positive"])
    #expect(all.confusion?.count(gold: 0, answer: 2) == 1)
    #expect(evaluation.results.map(\.question) == [.sentiment])
  }

  @Test func `leaves out other labels where a task is named, with the reason`() async throws {
    let evaluation = try await Gold.evaluate([Self.moods]) { $0.tasks = [.sentiment] }
    #expect(evaluation.leftOut.map(\.what) == [#"moods/dev: sentiment: the label is "question""#])
    #expect(evaluation.leftOut.map(\.count) == [1])
  }

  @Test func `gives figures by language`() async throws {
    let evaluation = try await Gold.evaluate([Self.moods])
    let scopes = try #require(evaluation[.sentiment]?.scopes)
    #expect(scopes.map(\.scope) == [.all, .language("de"), .language("en")])
    let expected: [Double?] = [0.8, 0.5, 1]
    #expect(scopes.map { $0["accuracy"]?.value } == expected)
  }

  @Test func `gives figures by set, and the mean of sets`() async throws {
    let calls = ("calls/dev.jsonl", [#"{"text": "awful", "label": "positive", "lang": "en"}"#])
    let evaluation = try await Gold.evaluate([Self.moods, calls])
    let scopes = try #require(evaluation[.sentiment]?.scopes)
    #expect(scopes.map(\.scope).prefix(4) == [.all, .meanOfSets, .set("moods/dev"), .set("calls/dev")])
    let expected: [Double?] = [4.0 / 6, 0.4, 0.8, 0]
    #expect(scopes.prefix(4).map { $0["accuracy"]?.value } == expected)
  }

  @Test func `goes by the sign of the score in a set without neutral posts, and tells the strict figure too`()
    async throws
  {
    let lines = [
      #"{"text": "The meeting is on Tuesday", "label": "negative", "lang": "en"}"#,
      #"{"text": "great and wonderful", "label": "positive", "lang": "en"}"#,
    ]
    let evaluation = try await Gold.evaluate([("two/train.jsonl", lines)])
    #expect(evaluation[.sentiment]?.scopes.first?["accuracy"]?.value == 0.5)
    #expect(evaluation[.sentimentStrict]?.scopes.first?["accuracy"]?.value == 0.5)
    let strict = evaluation[.sentimentStrict]?.scopes.first?.confusion
    #expect(strict?.classes == ["negative", "positive", "neutral"] && strict?.goldClassCount == 2)
  }

  @Test func `asks for languages where the label is one`() async throws {
    let lines = [
      #"{"text": "Der Himmel über der Stadt war gestern grau und schwer", "label": "de", "lang": "de"}"#,
      #"{"text": "The sky above the town was grey and heavy yesterday", "label": "en", "lang": "en"}"#,
      #"{"text": "Himlen over byen var grå og tung i går, og det regnede", "label": "da", "lang": "da"}"#,
    ]
    let evaluation = try await Gold.evaluate([("tongues/dev.jsonl", lines)])
    #expect(evaluation[.language]?.scopes.first?.postCount == 2)
    #expect(evaluation[.language]?.scopes.first?["accuracy"]?.value == 1)
    #expect(evaluation[.languageOurs]?.scopes.first?.confusion?.classes == ["no", "yes"])
    #expect(evaluation[.languageOurs]?.scopes.first?["accuracy"]?.value == 1)
    let danish = try await Gold.evaluate([("tongues/dev.jsonl", lines)]) { options in
      options.supported = ["de", "en", "da"].compactMap { LanguageCode($0) }
    }
    #expect(danish[.language]?.scopes.first?.postCount == 3 && danish[.languageOurs] == nil)
  }

  @Test func `reads yes and no only where a task is named`() async throws {
    let lines = [
      #"{"text": "The ministry confirmed 1,200 new cases and three deaths in hospitals on Monday", "label": "yes", "lang": "en"}"#,
      #"{"text": "Good morning!", "label": "no", "lang": "en"}"#,
    ]
    let none = try await Gold.evaluate([("claims/dev.jsonl", lines)])
    #expect(none.results.isEmpty && none.untouchedCount == 2)
    let named = try await Gold.evaluate([("claims/dev.jsonl", lines)]) { $0.tasks = [.checkable] }
    #expect(named[.checkable]?.scopes.first?["accuracy"]?.value == 1)
    #expect(named[.checkable]?.scopes.first?["f1_yes"]?.value == 1)
  }

  @Test func `does not depend on the number of workers`() async throws {
    let lines = (0..<1_000).map { number in
      let word = ["great", "awful", "blue", "good"][number % 4]
      let label = ["positive", "negative", "neutral"][number % 3]
      return #"{"id": "\#(number)", "text": "a \#(word) thing \#(number)", "label": "\#(label)", "lang": "en"}"#
    }
    func outcome(_ workers: Int) async throws -> String {
      let evaluation = try await Gold.evaluate([("many/dev.jsonl", lines)]) {
        $0.workerCount = workers
        $0.mistakeCount = 7
      }
      let figures = evaluation[.sentiment]?.scopes.flatMap(\.figures).map { "\($0)" } ?? []
      return (figures + evaluation.mistakes.map { "\($0)" }).joined(separator: "\n")
    }
    let one = try await outcome(1)
    #expect(try await outcome(2) == one)
    #expect(try await outcome(8) == one)
    #expect(one.contains("thing"))
  }

  @Test func `measures the posts of a fold alone`() async throws {
    var counts: [Int] = []
    for number in 1...3 {
      let evaluation = try await Gold.evaluate([Self.moods]) { $0.fold = Fold("\(number)/3") }
      counts.append(evaluation[.sentiment]?.scopes.first?.postCount ?? 0)
      #expect(evaluation.outsideFoldCount < 6)
    }
    #expect(counts.reduce(0, +) == 5)
  }

  @Test func `lists the worst mistakes with the words behind them`() async throws {
    let evaluation = try await Gold.evaluate([Self.moods]) { $0.mistakeCount = 3 }
    let mistake = try #require(evaluation.mistakes.first)
    #expect(evaluation.mistakes.count == 1)
    #expect(mistake.id == "4" && mistake.gold == "negative" && mistake.answer == "positive")
    #expect(mistake.evidence.contains { $0.hasPrefix("großartig: valence +") && $0.hasSuffix("(de/sentiment)") })
  }
}
