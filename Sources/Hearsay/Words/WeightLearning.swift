import HearsayCore
import HearsayLexicon
import HearsayStages

/// Learns the weights of a lexicon from labelled posts, and measures them on posts that they were not learned from.
///
///     let gold = try GoldCollection(reading: ["posts/train.jsonl"])
///     let learning = await WeightLearning(pipeline, language: .german, settings).prepared(gold)
///     let measured = await learning.crossValidated(folds: 5)
///     let lexicon = learning.learned()
public struct WeightLearning: Sendable {
  /// What can be chosen.
  public struct Settings: Sendable {
    /// What the weights decide.
    public var task = Task.sentiment
    /// Most entries.
    public var entriesMost = 12_000
    /// How strongly large weights are held down.
    public var penalty = 1.0
    /// How strongly large weights of traits, such as the length of a text, are held down; nil as those of words.
    public var traitPenalty: Double?
    /// How far the classes of a set are made to count the same, in percent; at 0 each post counts the same.
    public var balancePercent = 100
    /// Letters of the shortest piece of a word, its edges included.
    public var pieceLeast = 2
    /// Letters of the longest piece of a word; 0 for none.
    public var pieceMost = 5
    /// How much sooner a text is neutral than what was learned says, in hundredths of log odds: for sets that have no
    /// neutral posts, from which nothing can be learned about them.
    public var neutral = 0
    /// How much a post of another set than the first counts, in percent.
    public var othersPercent = 100
    /// How much a post of these sets counts, in percent, by their names.
    public var setPercents: [String: Int] = [:]
    /// So many words and pieces of words that say nothing every text is taken to have besides its own, so that one
    /// known word in a short text does not decide alone.
    public var countPrior = 0
    /// How many numbers the vector of a word has, by which words are learned of that are used like others; 0 for none.
    public var vectorDimensionCount = 0
    /// Labels by the names that sets give them.
    public var labels: [String: String] = [:]
    /// How many cores are used.
    public var workerCount = 1

    /// The settings of the lexicons that are shipped.
    public init() {}

    fileprivate func learner(_ sets: [GoldSet]) -> WeightLearner.Settings {
      var settings = WeightLearner.Settings()
      settings.entriesMost = entriesMost
      settings.penalty = penalty
      settings.traitPenalty = traitPenalty
      settings.balancePercent = balancePercent
      settings.setPercents = sets.enumerated().map { setPercents[$1.name] ?? ($0 == 0 ? 100 : othersPercent) }
      settings.countPrior = countPrior
      settings.vectorDimensionCount = vectorDimensionCount
      settings.traits = task.learned.traits
      settings.shape.pieceLeast = pieceLeast
      settings.shape.pieceMost = pieceMost
      return settings
    }
  }

  /// A labelled post, as far as the rules read it.
  struct Sample: Sendable {
    let words: Words
    let sentiment: Sentiment
    let traits: [Double]
    /// Reads the text, for weights that decide about a target.
    var reader: TargetReader?
    /// Whether its set has posts that are neutral.
    var hasNeutral = true
    let label: Int
    let set: Int
    let foldKey: String
  }

  /// Evidence and mixed verdicts, as `Lexicons/README.md` explains them.
  static let parameters = ["shownFrom": 150, "mixedBelow": 200]

  private let pipeline: Pipeline
  private let language: LanguageCode
  private let settings: Settings
  /// The sets that were learned from.
  public private(set) var sets: [GoldSet] = []
  private(set) var samples: [Sample] = []
  /// Sets and their texts from which only vectors of words are learned.
  private var unlabelledSets: [GoldSet] = []
  private var unlabelled: [Words] = []
  /// Posts whose label is none of the three, and posts that could not be read.
  public private(set) var leftOutCount = 0

  /// Learning for `language`, whose rules are those of `pipeline`.
  public init(_ pipeline: Pipeline, language: LanguageCode, _ settings: Settings) {
    self.pipeline = pipeline
    self.language = language
    self.settings = settings
  }

  /// Number of posts that are learned from.
  public var sampleCount: Int { samples.count }

  /// Reads the posts of `gold` by the rules; of those of `others` only the words matter.
  public func prepared(_ gold: GoldCollection, unlabelled others: GoldCollection? = nil) async -> WeightLearning {
    var copy = self
    copy.sets = gold.sets
    copy.unlabelledSets = others?.sets ?? []
    let (pipeline, language, settings) = (pipeline, language, settings)
    let work = OrderedWork<ArraySlice<GoldPost>, [Sample?]>(workerCount: settings.workerCount) { posts in
      posts.map { Self.sample($0, pipeline, language, settings) }
    }
    var rest = gold.posts[...]
    await work.run(
      next: {
        defer { rest = rest.dropFirst(500) }
        return rest.isEmpty ? nil : rest.prefix(500)
      },
      receive: { samples in
        copy.samples += samples.compactMap { $0 }
        copy.leftOutCount += samples.count { $0 == nil }
      })
    let neutral = Set(copy.samples.lazy.filter { $0.label == 1 }.map(\.set))
    for index in copy.samples.indices { copy.samples[index].hasNeutral = neutral.contains(copy.samples[index].set) }
    for post in others?.posts ?? [] {
      if let words = try? pipeline.annotate(text: post.text, language: language).words { copy.unlabelled.append(words) }
    }
    return copy
  }

  private static func sample(
    _ post: GoldPost, _ pipeline: Pipeline, _ language: LanguageCode, _ settings: Settings
  ) -> Sample? {
    guard let label = settings.task.label(of: post),
      let number = settings.task.number(of: settings.labels[label] ?? label)
    else { return nil }
    do throws(RecordProblem) {
      if settings.task == .target { return try sample(post, number, toward: post.target, pipeline, language) }
      let document = try pipeline.annotate(text: post.text, language: language)
      guard let words = document.words, let sentiment = document.sentiment else { return nil }
      return Sample(
        words: words, sentiment: sentiment,
        traits: traits(settings.task, document, words, sentiment, pipeline.lexicons), label: number, set: post.set,
        foldKey: post.foldKey)
    } catch { return nil }
  }

  /// What the text of `post` conveys toward `target`; nil where it does not name it.
  private static func sample(
    _ post: GoldPost, _ number: Int, toward target: String?, _ pipeline: Pipeline, _ language: LanguageCode
  ) throws(RecordProblem) -> Sample? {
    // The sign of a score decides; one of about zero has none.
    guard let target, post.scoreSign == nil || number != 1 else { return nil }
    let document = try pipeline.annotate(text: post.text, language: language, toward: target)
    let reader = TargetReader(document, pipeline.lexicons)
    guard let sample = reader.sample(of: .given), let sentiment = document.sentiment else { return nil }
    return Sample(
      words: sample.words, sentiment: sentiment, traits: sample.traits, reader: reader, label: number, set: post.set,
      foldKey: post.foldKey)
  }

  /// What is known of a text besides its words.
  private static func traits(
    _ task: Task, _ document: Document, _ words: Words, _ sentiment: Sentiment, _ lexicons: LexiconLibrary
  ) -> [Double] {
    switch task {
    case .sentiment:
      let (good, bad) = sentiment.valences.sides
      return SentimentTrait.values(good: good, bad: bad, score: sentiment.ruleScore)
    case .fud: return FUDTrait.values(TagFUD.ruled(document, lexicons), sentiment.score)
    case .checkable: return CheckableTrait.values(of: words)
    case .target: return [1]
    }
  }

  /// What the weights that are learned from all other folds say of each fold, set by set.
  public func crossValidated(folds: Int, seed: UInt64) async -> [Confusion] {
    let classes = settings.task.classes
    // Means are over the classes that a set has.
    var tables = sets.indices.map { set in
      let labels = Set(samples.lazy.filter { $0.set == set }.map(\.label))
      let places = classes.indices
      return Confusion(
        classes: places.filter(labels.contains).map { classes[$0] },
        otherAnswers: places.filter { !labels.contains($0) }.map { classes[$0] })
    }
    let work = OrderedWork<Int, [(set: Int, gold: Int, answer: Int)]>(workerCount: settings.workerCount) { number in
      guard let fold = Fold("\(number)/\(folds)", seed: seed) else { return [] }
      let weights = LearnedWeights(
        learned { !fold.contains($0.foldKey) }, parameters, first: 0, task: settings.task.learned)
      return samples.filter { fold.contains($0.foldKey) }.map {
        ($0.set, $0.label, answer(weights, $0))
      }
    }
    var number = 0
    await work.run(
      next: {
        number += 1
        return number <= folds ? number : nil
      },
      receive: { answers in
        for (set, gold, answer) in answers { tables[set].add(gold: classes[gold], answer: classes[answer]) }
      })
    return tables
  }

  private func answer(_ weights: LearnedWeights, _ sample: Sample) -> Int {
    if settings.task.isYesNo {
      return weights.chance(of: sample.words, traits: sample.traits) < 500 ? 0 : 1
    }
    if let reader = sample.reader {
      return Self.number(
        of: reader.stance((sample.words, sample.traits), by: weights, hasNeutral: sample.hasNeutral))
    }
    let found = LearnedVerdict(weights).applied(to: sample.sentiment, sample.words)
    return Self.number(of: found.label == .mixed || !sample.hasNeutral ? found.score.side : found.label)
  }

  /// The class of a verdict, by number.
  private static func number(of verdict: Polarity) -> Int {
    switch verdict {
    case .negative: 0
    case .neutral, .mixed: 1
    case .positive: 2
    }
  }

  private func learned(from isWanted: (Sample) -> Bool) -> [LearnedEntry] {
    var learner = WeightLearner(settings.learner(sets))
    for sample in samples where isWanted(sample) {
      learner.add(sample.words, traits: sample.traits, label: settings.task.side(of: sample.label), set: sample.set)
    }
    for words in unlabelled { learner.addUnlabelled(words) }
    var entries = learner.entries()
    if let always = entries.firstIndex(where: { $0.unit == .trait && $0.form.elementsEqual("always".utf8) }) {
      let weight = entries[always].weight
      entries[always].weight = LearnedWeights.Weight(
        against: Int(weight.against) - settings.neutral, for: Int(weight.for) - settings.neutral)
    }
    return entries
  }

  private var parameters: [String: Int] {
    var parameters = settings.learner(sets).shape.parameters.merging(Self.parameters) { $1 }
    parameters["countPrior"] = settings.countPrior
    return parameters
  }

  /// The files of the lexicon learned from all posts, by name.
  ///
  /// `command` and `date` say in `about.yaml` how and when it was made.
  public func lexicon(command: String, date: String) -> [(file: String, content: String)] {
    let entries = learned { _ in true }
    var table = "form\tunit\tagainst\tfor\tposts\tsource\tstatus\n"
    for entry in entries {
      table += String(decoding: entry.form, as: UTF8.self)
      table +=
        "\t\(entry.unit.rawValue)\t\(entry.weight.against)\t\(entry.weight.for)\t\(entry.postCount)\tL1\tactive\n"
    }
    return [("about.yaml", about(entries.count, command, date)), ("entries.tsv", table)]
  }

  private func about(_ entryCount: Int, _ command: String, _ date: String) -> String {
    var title = "Learned from labelled posts: " + sets.map(\.name).joined(separator: ", ")
    if !unlabelledSets.isEmpty {
      title += "; vectors of words from posts of " + unlabelledSets.map(\.name).joined(separator: ", ")
    }
    let counts = settings.task.classes.enumerated().map { label, name in
      "\(samples.count { $0.label == label }) \(name)"
    }
    let numbers = parameters.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }.joined()
    return """
      # Written by "hearsay lexicon learn"; what is changed by hand is lost when it runs again.
      format: 1
      kind: weights
      task: \(settings.task.learned.rawValue)
      language: \(language)
      licence: Apache-2.0
      owners: [words-\(language)]
      sources:
        L1:
          title: "\(title)"
          date: \(date)
          counts: "\(counts.joined(separator: ", "))"
          command: "\(command)"
      entries: { least: \(entryCount * 9 / 10), most: \(entryCount * 11 / 10) }
      parameters:
      \(numbers)exceptions: []

      """
  }
}
