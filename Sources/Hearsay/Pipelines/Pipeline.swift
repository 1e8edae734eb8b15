import HearsayArchive
import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayStages
import HearsayStore
import HearsayText

/// A pipeline, checked and compiled: what turns posts into annotations.
///
/// Once built, nothing in a lexicon or pipeline file can cause an error. A pipeline is immutable
/// and may be used from any number of threads.
///
///     let pipeline = try Pipeline(path: "Pipelines/crypto.yaml")
///     let document = try pipeline.annotate(text: "Scroll pausiert die DAO-Governance")
///     document.mentions?.first?.entity          // scroll
public final class Pipeline: Sendable {
  /// Its name.
  public let name: String
  /// How much evidence is kept.
  public let keep: Keep
  /// How authors are stored.
  public let authors: AuthorPolicy
  /// How archives are read: which columns of tables hold what, and whether posts are kept that were not public.
  public let reading: ReadingOptions
  /// Percent of failed records above which a run counts as failed.
  public let failedPercentMost: Int
  /// What is worth mending, though it does not keep the pipeline from running.
  public let warnings: Diagnostics
  /// The SHA-256 over the lexicons.
  public var lexiconHash: String { lexicons.contentHash }

  let stages: [BuiltStage]
  /// What the stages do, without what describes them.
  private let steps: [BuiltStage.Step]
  let lexicons: LexiconLibrary
  let text: String

  /// Reads, checks and compiles the pipeline in the file at `path`, with all its lexicons, or with those below
  /// `root` in their place.
  ///
  /// With `cache`, what was compiled before is taken, if the lexicons are still the same, and kept otherwise.
  ///
  /// - Throws: everything that is wrong with any of these files.
  public convenience init(
    path: String, lexicons root: String? = nil, cache: LexiconCache? = nil
  ) throws(Diagnostics) {
    let file = try PipelineFile(path: path)
    var problems = PipelineCheck(file).diagnostics()
    let lexicons = problems.collect { () throws(Diagnostics) -> LexiconLibrary in
      let root = root ?? file.lexicons
      guard let cache else { return try LexiconLibrary(root: root) }
      return try LexiconLibrary.load(root: root, snapshot: cache.file(for: root), of: cache.program)
    }
    try problems.throwErrors()
    guard let lexicons else { throw problems }
    try self.init(file, lexicons, warnings: problems)
  }

  private init(_ file: PipelineFile, _ lexicons: LexiconLibrary, warnings: Diagnostics) throws(Diagnostics) {
    var problems = Diagnostics()
    var stages: [BuiltStage] = []
    let workspace = Workspace(lexicons: lexicons)
    for named in file.stages {
      guard let entry = StageCatalogue.entries.first(where: { $0.name == named.name }) else { continue }
      let empty = YAMLValue.emptyMapping(at: named.location)
      var options = YAMLReader(named.options ?? empty)
      if let stage = problems.collect({ () throws(Diagnostics) in try entry.build(&options, workspace) }) {
        stages.append(stage)
      }
      do throws(Diagnostics) { try options.finish() } catch { problems.add(error) }
    }
    try problems.throwErrors()
    name = file.name
    keep = file.keep
    authors = file.authors
    reading = file.reading
    failedPercentMost = file.failedPercentMost
    text = file.text
    self.warnings = warnings
    self.lexicons = lexicons
    self.stages = stages
    steps = stages.map(\.apply)
  }

  /// Runs all stages on `document`.
  ///
  /// - Returns: the reason why the document is not for us, or nil.
  /// - Throws: `RecordProblem` when this document cannot be processed.
  public func run(on document: inout Document) throws(RecordProblem) -> SkipReason? {
    for step in steps {
      if let reason = try step(&document) { return reason }
    }
    return nil
  }

  /// What the stages do: those up to the one that tells the language, and those behind it.
  var stepsByLanguage: (first: [BuiltStage.Step], rest: [BuiltStage.Step]) {
    let end = stages.firstIndex { $0.writes == .language }.map { $0 + 1 } ?? 0
    return (Array(steps[..<end]), Array(steps[end...]))
  }

  /// The annotated document of a text that is no post of any archive.
  ///
  /// `language`, where it is given, is taken instead of what the text looks like. The words of `target`, where they
  /// are given and stand in the text, are taken as a name, and the stance toward them is that toward
  /// `EntityID.given`. `channel` is the name of the channel in which it is taken to stand, and `thread` what was said
  /// before it there.
  ///
  /// - Throws: `RecordProblem` when the text cannot be processed.
  public func annotate(
    text: String, language: LanguageCode? = nil, toward target: String? = nil, channel: String? = nil,
    thread: String? = nil
  ) throws(RecordProblem) -> Document {
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store(text)
    if let channel { record[.channel] = batch.store(channel) }
    if let thread { record[.thread] = batch.store(thread) }
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    var document = Document(batch[0])
    for stage in stages {
      if let language, stage.writes == .language {
        Layer<LanguageGuess>.language.put(LanguageGuess(language: language, confidence: 1000), into: &document)
      } else if try stage.apply(&document) != nil {
        break
      }
      if let target, stage.writes == .mentions, let words = document.words {
        Layer<[Mention]>.mentions.put(
          GivenTarget(target).added(to: document.mentions ?? [], of: words), into: &document)
      }
    }
    return document
  }

  /// How likely a text states something that could be verified or refuted, whatever it is about, in thousandths; nil
  /// where that was not learned for its language.
  public func checkability(of document: Document) -> Int? {
    guard let words = document.words, let language = document.language?.language else { return nil }
    return lexicons.lexicons(for: language).weights(for: .checkable)?.chance(
      of: words, traits: CheckableTrait.values(of: words))
  }

  /// The stages in the order in which they run.
  public var stageEntries: [StageCatalogue.Entry] {
    stages.compactMap { stage in StageCatalogue.entries.first { $0.name == stage.name } }
  }

  /// The name of a lexicon entry that an annotation cites.
  public func entryName(_ entry: EntryID) -> (lexicon: String, entry: String) {
    if entry == .given { return ("", "given by the caller") }
    if entry == .open { return ("", "open name") }
    let name = lexicons.entries.name(of: entry)
    return (name.lexicon, name.entry)
  }

  /// Names the lexicon entries behind opinions in a database.
  var entryNames: EntryNames {
    EntryNames(
      name: { [self] in entryName($0) },
      frame: { [self] in lexicons.frames.frame($0)?.entry },
      weights: ReasonWeights(
        frame: lexicons.frames.parameters.frameReason, sign: lexicons.frames.parameters.signReason),
      digests: lexicons.digests)
  }

  /// The name of an entity for people; its id where it has none.
  public func name(of entity: EntityID) -> String {
    lexicons.gazetteer.entity(entity)?.name ?? entity.description
  }

  /// Whether all of `name` is an alias of an entity, in any letter case, wherever it is meant.
  func knows(name: String) -> Bool {
    let words = Tokenizer().words(in: ByteText(name))
    return lexicons.gazetteer.matcher.longest(at: 0, before: words.count, in: words)?.words == 0..<words.count
  }

  /// The languages that it can tell apart or has words for, sorted by their codes.
  public var languages: [LanguageCode] {
    Set(lexicons.identifier.languages + LanguageCode.supported).sorted { $0.description < $1.description }
  }

  /// What sort of thing an entity is, or nil where it is not known.
  public func kind(of entity: EntityID) -> EntityKind? { lexicons.gazetteer.entity(entity)?.kind }

  /// A frame in words, in English or German, with the entity's name in it; nil where there is no such frame.
  public func words(for frame: FrameID, about entity: EntityID, in language: LanguageCode) -> String? {
    guard let frame = lexicons.frames.frame(frame) else { return nil }
    let pattern = language == .german ? frame.german : frame.english
    let parts = pattern.split(separator: "{X}", omittingEmptySubsequences: false)
    return parts.joined(separator: name(of: entity))
  }

  /// What makes the figures of a database: this pipeline, its lexicons, this program.
  public var edition: Edition {
    Edition(pipelineName: name, pipelineText: text, lexiconHash: lexiconHash, programVersion: Version.current)
  }
}

/// The version of the program.
public enum Version {
  /// As in the changelog.
  public static let current = "0.1.0"
}
