import HearsayCore
import HearsayTestSupport
import HearsayText
import Testing

@testable import HearsayLexicon

@Suite
struct `Learned weights` {
  private static let names = ["Anna", "Ben", "Carl", "Dora", "Emil", "Frida"]

  /// Texts in which "prima" is good, "mies" is bad, and everything else says nothing.
  private static func learner(_ settings: WeightLearner.Settings = WeightLearner.Settings()) -> WeightLearner {
    var learner = WeightLearner(settings)
    for (index, name) in names.enumerated() {
      let texts = [
        "das ist prima \(name) 👍", "das ist mies \(name)", "das ist hier \(name) @anna https://a.example/\(index)",
      ]
      for (label, text) in zip([2, 0, 1], texts) {
        learner.add(words(text), traits: [1, 0, 0, 0, 0, 0, 0, 0, 1], label: label, set: 0)
      }
    }
    return learner
  }

  private static func words(_ text: String) -> Words { Tokenizer().words(in: ByteText(text)) }

  private static func entry(_ form: String, in entries: [LearnedEntry]) -> LearnedEntry? {
    entries.first { String(decoding: $0.form, as: UTF8.self) == form }
  }

  @Test func `are for what stands in good texts and against what stands in bad ones`() throws {
    let entries = Self.learner().entries()
    let good = try #require(Self.entry("prima", in: entries)).weight
    let bad = try #require(Self.entry("mies", in: entries)).weight
    #expect(0 < good.for && good.against <= 0)
    #expect(0 < bad.against && bad.for <= 0)
    #expect(Self.entry("👍", in: entries) != nil && Self.entry("das ist", in: entries)?.postCount != 17)
  }

  @Test func `are the same for the same texts`() {
    func table() -> [String] { Self.learner().entries().map { "\(Array($0.form)) \($0.unit) \($0.weight)" } }
    #expect(table() == table())
  }

  @Test func `are kept for nothing that stands in fewer than three posts, nor for names and links`() {
    let entries = Self.learner().entries()
    let forms = Set(entries.filter { $0.unit == .words }.map { String(decoding: $0.form, as: UTF8.self) })
    #expect(forms.contains("<handle>") && forms.contains("<link>"))
    #expect(!forms.contains { $0.contains("@") || $0.contains("example") })
    #expect(entries.allSatisfy { LearnedWeights.postsLeast <= $0.postCount })
  }

  @Test func `count a text once that is there twice`() {
    var learner = WeightLearner(WeightLearner.Settings())
    for _ in 0..<5 { learner.add(Self.words("alles prima"), traits: [1], label: 2, set: 0) }
    #expect(learner.sampleCount == 1)
  }

  @Test func `are no more than asked for`() {
    var settings = WeightLearner.Settings()
    settings.entriesMost = 3
    let entries = Self.learner(settings).entries()
    #expect(entries.count { $0.unit != .trait } <= 3)
  }

  @Test func `follow the set that counts more where two contradict each other`() throws {
    func weight(_ percents: [Int]) throws -> LearnedWeights.Weight {
      var settings = WeightLearner.Settings()
      settings.setPercents = percents
      var learner = WeightLearner(settings)
      // The second set is the smaller one: what is said equally often for and against tells nothing apart.
      for (index, name) in Self.names.enumerated() {
        for (set, label) in [(0, 2), (0, 0), (1, 0), (1, 2)] where set == 0 || index < 4 {
          let word = (set == 0) == (label == 2) ? "prima" : "mies"
          learner.add(Self.words("das ist \(word) \(name)"), traits: [1], label: label, set: set)
        }
      }
      return try #require(Self.entry("prima", in: learner.entries())).weight
    }
    let (first, second) = (try weight([100, 10]), try weight([100, 1000]))
    #expect(0 < first.for - first.against && second.for - second.against < 0)
    #expect(try weight([100]) == weight([]))
  }

  @Test(arguments: [
    ("prima", LearnedUnit.words, "Das ist PRIMA", [2], "a word, in any letter case"),
    ("ist prima", .words, "Das ist prima", [1], "a pair counts at its first word"),
    ("rim", .piece, "Das ist prima", [2], "letters within a word"),
    ("_pri", .piece, "Das ist prima", [2], "letters at the edge of a word"),
    ("pri_", .piece, "Das ist prima", [], "not at that edge"),
    ("<link>", .words, "hier https://a.example/b", [1], "a link, whatever it is"),
    ("好 看", .words, "好看", [0], "characters of a script without blanks"),
    ("rim", .words, "Das ist prima", [], "a piece is no word"),
  ])
  func `are found where their form stands`(
    _ form: String, _ unit: LearnedUnit, _ text: String, _ tokens: [Int], _ why: String
  ) {
    let weight = LearnedWeights.Weight(against: -10, for: 50)
    let entries = [LearnedEntry(form: Array(form.utf8)[...], unit: unit, weight: weight, postCount: 3)]
    let weights = LearnedWeights(entries, FeatureScan.Shape().parameters, first: 7)
    let found = weights.leanings(in: Self.words(text))
    #expect(found.map(\.token) == tokens, "\(why)")
    #expect(found.allSatisfy { $0.for == 500 && $0.against == -100 && $0.entry == EntryID(number: 7) }, "\(why)")
  }

  @Test func `of several tokens are divided by the square root of their number`() {
    let entries = ["a", "b", "c", "d"].map {
      LearnedEntry(form: Array($0.utf8)[...], unit: .words, weight: .init(against: 0, for: 50), postCount: 3)
    }
    let weights = LearnedWeights(entries, FeatureScan.Shape().parameters, first: 0)
    #expect(weights.leanings(in: Self.words("a b c d")).map(\.for) == [250, 250, 250, 250])
  }

  @Test func `of one known word are less in a short text where others are taken for granted`() {
    let entries = ["a", "b"].map {
      LearnedEntry(form: Array($0.utf8)[...], unit: .words, weight: .init(against: 0, for: 50), postCount: 3)
    }
    let parameters = FeatureScan.Shape().parameters.merging(["countPrior": 3]) { $1 }
    let weights = LearnedWeights(entries, parameters, first: 0)
    #expect(weights.leanings(in: Self.words("a")).map(\.for) == [250])
    #expect(weights.leanings(in: Self.words("a b")).map(\.for) == [224, 224])
  }

  /// The weight of a word or trait, with settings as `change` makes them.
  private static func weight(
    of form: String, _ change: (inout WeightLearner.Settings) -> Void = { _ in }
  ) throws -> LearnedWeights.Weight {
    var settings = WeightLearner.Settings()
    change(&settings)
    return try #require(entry(form, in: learner(settings).entries())).weight
  }

  @Test func `of traits are held down apart from those of words`() throws {
    let trait = LearnedTask.sentiment.traits[0]
    func learned(_ penalty: Double?) throws -> (trait: LearnedWeights.Weight, word: LearnedWeights.Weight) {
      var settings = WeightLearner.Settings()
      settings.traitPenalty = penalty
      var learner = WeightLearner(settings)
      for (index, name) in Self.names.enumerated() {
        for (label, word) in [(2, "prima"), (0, "mies"), (1, "hier")] {
          let value = label == 2 && index < 5 ? 1.0 : 0
          learner.add(Self.words("das ist \(word) \(name)"), traits: [value], label: label, set: 0)
        }
      }
      let entries = learner.entries()
      return (
        try #require(Self.entry(trait, in: entries)).weight, try #require(Self.entry("prima", in: entries)).weight
      )
    }
    let (free, held, same) = (try learned(0.01), try learned(100), try learned(nil))
    #expect(held.trait.for < same.trait.for && same.trait.for < free.trait.for)
    #expect(free.word.for < held.word.for, "the word says what the trait may not")
    #expect(try same == learned(1), "as those of words by default")
  }

  @Test func `expect the commoner class sooner where classes are not balanced`() throws {
    func always(_ percent: Int) throws -> LearnedWeights.Weight {
      var settings = WeightLearner.Settings()
      settings.balancePercent = percent
      var learner = WeightLearner(settings)
      for (index, name) in Self.names.enumerated() {
        learner.add(Self.words("das ist hier \(name)"), traits: [1], label: 2, set: 0)
        if index < 2 { learner.add(Self.words("das war dort \(name)"), traits: [1], label: 1, set: 0) }
      }
      return try #require(Self.entry(LearnedTask.sentiment.traits[0], in: learner.entries())).weight
    }
    #expect(try always(100).for < always(50).for)
    #expect(try always(50).for < always(0).for)
  }

  @Test func `are learned with what is taken for granted in mind`() throws {
    func weight(prior: Int) throws -> LearnedWeights.Weight {
      var settings = WeightLearner.Settings()
      settings.countPrior = prior
      return try #require(Self.entry("prima", in: Self.learner(settings).entries())).weight
    }
    // What is divided by more later must weigh more.
    #expect(try weight(prior: 0).for < weight(prior: 8).for)
  }
}

@Suite
struct `The logistic scale` {
  @Test(arguments: [(0.0, 1.0), (1.0, 2.718281828459045), (-1.0, 0.36787944117144233), (5.0, 148.4131591025766)])
  func `knows the exponential`(_ x: Double, _ expected: Double) {
    #expect(abs(LogisticScale.exponential(x) / expected - 1) < 1e-9)
  }

  @Test(arguments: [0.001, 0.5, 1.0, 2.0, 3.0, 1e6])
  func `knows the logarithm as the inverse of the exponential`(_ x: Double) {
    let logarithm = Logarithm.natural(x)
    #expect(abs(LogisticScale.exponential(logarithm) / x - 1) < 1e-6)
  }

  @Test func `shares out all chances`() {
    let even = LogisticScale.thousandths(against: 0, for: 0)
    #expect(even == (333, 333))
    #expect(LogisticScale.thousandths(against: -1_000_000, for: 1_000_000).for == 1000)
  }
}
