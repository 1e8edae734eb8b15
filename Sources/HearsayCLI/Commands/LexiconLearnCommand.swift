import ArgumentParser
import Hearsay

/// The command `hearsay lexicon learn`.
struct LexiconLearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learns weights for words, pairs of words and pieces of words from labelled posts.",
    discussion: """
      Reads JSON lines with "text" and "label" (negative, neutral, positive; or, with --task checkable or fud, yes and no; \
      for fud also posts annotated in full), \
      and writes an ordinary lexicon of kind \
      weights, with how it was made. The words with valence of the hand-written lexicons are what it starts from, so \
      learn again when they change. With --folds it first measures, set by set, what weights learned from the other \
      folds say of each fold; without --into nothing is written. The same posts give the same weights. 10 000 posts \
      take about 10 seconds and 500 MB. Learn only from sets whose licence allows it.

        hearsay lexicon learn --language de --folds 5 --into Lexicons/de/weights posts-de/train.jsonl
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(help: "The language of the posts.")
  var language: LanguageCode
  @Option(help: "What the weights decide.")
  var task: WeightLearning.Task = .sentiment
  @Option(help: "The folder of the lexicon, which is written anew; by default nothing is written.")
  var into: String?
  @Option(help: "Measure by cross-validation over this many parts of the sets.")
  var folds: Int?
  @Option(help: "What the parts depend on.")
  var seed: UInt64 = 1
  @Option(help: "Most entries.")
  var entries: Int = 12_000
  @Option(help: "How strongly large weights are held down.")
  var penalty: Double = 1
  @Option(
    help: "How strongly large weights of traits, such as the length of a text, are held down; by default as --penalty.")
  var traitPenalty: Double?
  @Option(help: "How far the classes of a set are made to count the same, in percent; at 0 each post counts the same.")
  var balance: Int = 100
  @Option(help: "Letters of the longest piece of a word; 0 for no pieces.")
  var pieces: Int = 5
  @Option(help: "Letters of the shortest piece of a word, its edges included.")
  var piecesFrom: Int = 2
  @Option(
    help:
      "How much sooner a text is neutral than the posts say, in hundredths of log odds: for sets without neutral posts."
  )
  var neutral: Int = 0
  @Option(
    help: "How many words that say nothing every text is taken to have besides its own: short texts are less sure then."
  )
  var prior: Int = 0
  @Option(help: "Numbers in the vector of a word, so that words used like others are learned of by them; 0 for none.")
  var vectors: Int = 0
  @Option(help: "Posts whose labels do not matter, for vectors alone: a file or folder; may be repeated.")
  var unlabelled: [String] = []
  @Option(help: "How much a post of another set than the first counts, in percent.")
  var others: Int = 100
  @Option(help: "How much a post of one set counts, in percent, as coins/train=400; may be repeated.")
  var share: [String] = []
  @Option(help: "Read a label as another, as anger=negative; may be repeated.")
  var label: [String] = []
  @Option(help: "The date that the lexicon says it was made on, as 2026-03-02; by default today.")
  var date: Day?
  @Option(help: "How to write the figures.")
  var format: ResultFormat = .table
  @Option(help: "How many cores to use.")
  var workers: Int = Terminal.coreCount
  @Argument(help: "Labelled posts: files, folders, or archives of files.")
  var posts: [String]

  mutating func validate() throws {
    if workers < 1 { throw ValidationError("--workers is \(workers); it must be at least 1") }
    if entries < 1 { throw ValidationError("--entries is \(entries); it must be at least 1") }
    if !(0.001...1000).contains(penalty) {
      throw ValidationError("--penalty is \(penalty); it must be from 0.001 to 1000")
    }
    if let traitPenalty, !(0.001...1000).contains(traitPenalty) {
      throw ValidationError("--trait-penalty is \(traitPenalty); it must be from 0.001 to 1000")
    }
    if !(0...100).contains(balance) { throw ValidationError("--balance is \(balance); it must be from 0 to 100") }
    if !(0...8).contains(pieces) { throw ValidationError("--pieces is \(pieces); it must be from 0 to 8") }
    if !(1...6).contains(piecesFrom) { throw ValidationError("--pieces-from is \(piecesFrom); it must be from 1 to 6") }
    if !(0...500).contains(neutral) { throw ValidationError("--neutral is \(neutral); it must be from 0 to 500") }
    if !(0...100).contains(prior) { throw ValidationError("--prior is \(prior); it must be from 0 to 100") }
    if !(0...300).contains(vectors) { throw ValidationError("--vectors is \(vectors); it must be from 0 to 300") }
    if vectors == 0 && !unlabelled.isEmpty {
      throw ValidationError("--unlabelled is for vectors alone; say how many numbers they have with --vectors")
    }
    if !(1...100).contains(others) { throw ValidationError("--others is \(others); it must be from 1 to 100") }
    if let odd = share.first(where: { Self.share($0) == nil }) {
      throw ValidationError("--share is \"\(odd)\"; write it as coins/train=400, from 1 to 1000")
    }
    if let folds, !(2...Fold.countMost).contains(folds) {
      throw ValidationError("--folds is \(folds); it must be from 2 to \(Fold.countMost)")
    }
    if let odd = label.first(where: { !$0.dropFirst().dropLast().contains("=") }) {
      throw ValidationError("--label is \"\(odd)\"; write it as anger=negative")
    }
  }

  mutating func run() async throws {
    let pipeline = try pipeline.pipeline()
    let paths = posts
    let gold = try Failure.orCannot { () throws(Diagnostics) in try GoldCollection(reading: paths) }
    let others = try Self.collection(unlabelled)
    let shares = Dictionary(share.compactMap(Self.share)) { $1 }
    if let odd = shares.keys.sorted().first(where: { name in !gold.sets.contains { $0.name == name } }) {
      let names = gold.sets.map(\.name).joined(separator: ", ")
      throw ValidationError("--share names the set \"\(odd)\"; there are \(names)")
    }
    for problem in gold.problems + (others?.problems ?? []) { Terminal.report("\(problem)\n") }
    let learning = await WeightLearning(pipeline, language: language, settings(shares))
      .prepared(gold, unlabelled: others)
    if 0 < learning.leftOutCount { Terminal.report("\(learning.leftOutCount) posts with other labels left out\n") }
    if learning.sampleCount == 0 {
      throw Failure.cannot(
        Diagnostics(
          Diagnostic(.recordMissingText, "there is no post with a label \(task.classes.joined(separator: " or "))")))
    }
    if let folds { try await measure(learning, folds) }
    guard let into else { return }
    let files = learning.lexicon(command: command(), date: (date ?? Terminal.today).description)
    try Failure.orCannot { () throws(Diagnostics) in
      for (file, content) in files { try ResultFile.write(content, to: into + "/" + file) }
    }
  }

  /// The posts of these files; nil where there are no files.
  private static func collection(_ paths: [String]) throws -> GoldCollection? {
    paths.isEmpty ? nil : try Failure.orCannot { () throws(Diagnostics) in try GoldCollection(reading: paths) }
  }

  /// A set and how much a post of it counts.
  private static func share(_ rule: String) -> (String, Int)? {
    guard let sign = rule.lastIndex(of: "="), sign != rule.startIndex,
      let percent = Int(rule[rule.index(after: sign)...]), (1...1000).contains(percent)
    else { return nil }
    return (String(rule[..<sign]), percent)
  }

  private func settings(_ shares: [String: Int]) -> WeightLearning.Settings {
    var settings = WeightLearning.Settings()
    settings.task = task
    settings.entriesMost = entries
    settings.penalty = penalty
    settings.traitPenalty = traitPenalty
    settings.balancePercent = balance
    settings.pieceMost = pieces
    settings.pieceLeast = piecesFrom
    settings.neutral = neutral
    settings.othersPercent = others
    settings.setPercents = shares
    settings.countPrior = prior
    settings.vectorDimensionCount = vectors
    settings.workerCount = workers
    for rule in label {
      let parts = rule.split(separator: "=", maxSplits: 1)
      settings.labels[String(parts[0])] = String(parts[1])
    }
    return settings
  }

  private func measure(_ learning: WeightLearning, _ folds: Int) async throws {
    let tables = await learning.crossValidated(folds: folds, seed: seed)
    var table = ResultTable(["set", "posts", "accuracy", "macro_f1", "macro_recall"] + task.classes)
    for (set, measured) in zip(learning.sets, tables) {
      let matches = measured.matches
      let classes = task.classes.map { name in
        // A class that a set lacks has no F1.
        let place = measured.classes.firstIndex(of: name) ?? measured.goldClassCount
        return ResultCell.optional(place < measured.goldClassCount ? matches[place].f1 : nil, 3)
      }
      table.rows.append(
        [
          .text(set.name), .integer(Int64(measured.total)), .optional(measured.accuracy, 3),
          .optional(measured.macroF1, 3), .optional(measured.macroRecall, 3),
        ] + classes)
    }
    table.footnotes = ["cross-validation over \(folds) parts; the last columns are the F1 of each class"]
    try Terminal.write(table.render(format), as: format)
  }

  /// What makes the same lexicon again, as far as results depend on it.
  private func command() -> String {
    var parts = [
      "hearsay lexicon learn --language \(language) --entries \(entries) --penalty \(penalty) --pieces \(pieces)"
    ]
    if let traitPenalty { parts.append("--trait-penalty \(traitPenalty)") }
    if balance != 100 { parts.append("--balance \(balance)") }
    if piecesFrom != 2 { parts.append("--pieces-from \(piecesFrom)") }
    if others != 100 { parts.append("--others \(others)") }
    parts += share.map { "--share \($0)" }
    if prior != 0 { parts.append("--prior \(prior)") }
    if vectors != 0 { parts.append("--vectors \(vectors)") }
    if neutral != 0 { parts.append("--neutral \(neutral)") }
    if task != .sentiment { parts.append("--task \(task.rawValue)") }
    parts += label.map { "--label \($0)" }
    return parts.joined(separator: " ")
  }
}

extension WeightLearning.Task: ExpressibleByArgument {}
