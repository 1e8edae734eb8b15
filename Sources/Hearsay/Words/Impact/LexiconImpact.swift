import HearsayArchive
import HearsayCore
import HearsayStore

/// Reads archives with two sets of lexicons and says what moves.
///
///     let impact = try LexiconImpact(pipeline: "Pipelines/crypto.yaml", old: "Lexicons", new: "draft/Lexicons")
///     let report = try await impact.report(on: ["posts.jsonl"], Options(workerCount: 4)).get()
///     report.entries.first        // the entry that moved most posts
///
/// A post that stands in several archives counts once, as in a run. Memory grows with the number of entities and days,
/// and by some sixteen bytes a post.
public struct LexiconImpact: Sendable {
  /// How it is measured.
  public struct Options: Sendable {
    /// How many cores are used.
    public var workerCount: Int
    /// The most posts that are shown.
    public var exampleCountMost = 10
    /// The format of all sources, where it is not to be detected.
    public var inputFormat: String?

    /// Options for the given number of workers.
    public init(workerCount: Int) { self.workerCount = workerCount }
  }

  private let old: Pipeline
  private let new: Pipeline
  /// How the lexicons differ.
  public let edits: LexiconEdits

  /// Compiles the pipeline at `path` twice, with the lexicons below `old` and below `new`.
  ///
  /// - Throws: everything that is wrong with the pipeline or the lexicons.
  public init(pipeline path: String, old: String, new: String) throws(Diagnostics) {
    self.old = try Pipeline(path: path, lexicons: old)
    self.new = try Pipeline(path: path, lexicons: new)
    edits = LexiconEdits(from: self.old.lexicons.folders, to: self.new.lexicons.folders)
  }

  /// Compares the posts of the archives at `paths`.
  ///
  /// - Returns: the report, or what kept the work from being done.
  public func report(on paths: [String], _ options: Options) async -> Result<ImpactReport, Diagnostics> {
    var report = ImpactReport(edits, exampleCountMost: options.exampleCountMost)
    var sources: ArchiveSources
    do throws(Diagnostics) {
      sources = try ArchiveOpener(inputFormat: options.inputFormat).sources(for: paths)
    } catch { return .failure(error) }
    var known = KnownPosts()
    var sequence = 0
    while let source = sources.next() {
      var cursor = source.chunks()
      let name = source.name
      let work = OrderedWork<(ArchiveChunk, Int), ChunkComparison>(workerCount: options.workerCount) {
        chunk, sequence in
        compare(chunk, of: name, sequence)
      }
      await work.run(
        next: {
          sequence += 1
          return cursor.next().map { ($0, sequence) }
        },
        receive: { report.add($0, known: &known) })
    }
    return .success(report)
  }

  private func compare(_ chunk: ArchiveChunk, of source: String, _ sequence: Int) -> ChunkComparison {
    var comparison = ChunkComparison()
    let posts = chunk.posts(using: JSONParser())
    for (index, item) in posts.items.enumerated() {
      let place = "\(source):\(item.place.number)"
      switch item.outcome {
      case .skipped: comparison.counts.skipped += 1
      case .failed(let problem): comparison.fail(problem, at: place)
      case .post(let post):
        do throws(RecordProblem) {
          let before = try Self.read(posts[post], old)
          let after = try Self.read(posts[post], new)
          if before == nil && after == nil {
            comparison.counts.skipped += 1
          } else {
            let key = PostKey.key(of: posts[post], at: item.place, sourceName: source)
            comparison.posts.append(compared(before, after, posts[post], key, place, sequence << 32 | index))
          }
        } catch { comparison.fail(error, at: place) }
      }
    }
    return comparison
  }

  /// The post as `pipeline` reads it; nil where it does not keep it.
  private static func read(_ post: Post, _ pipeline: Pipeline) throws(RecordProblem) -> PostMovement.Reading? {
    var document = Document(post)
    let reason = try pipeline.run(on: &document)
    return reason == nil ? PostMovement.Reading(document: document, pipeline: pipeline) : nil
  }

  private func compared(
    _ before: PostMovement.Reading?, _ after: PostMovement.Reading?, _ post: Post, _ key: Int64, _ place: String,
    _ sequence: Int
  ) -> ChunkComparison.Post {
    let movement = PostMovement(before, after, edits)
    var example: ImpactReport.Example?
    if !movement.aspects.isEmpty {
      let text = ((after ?? before)?.document.decoded?.text ?? post.rawText).string
      example = ImpactReport.Example(
        place: place, text: String(text.prefix(400)), aspects: movement.aspects, old: Self.verdict(before),
        new: Self.verdict(after), entries: movement.entries, size: ImpactReport.size(of: movement), sequence: sequence)
    }
    return ChunkComparison.Post(
      platform: post.platform.string, key: key, day: post.createdAt?.day, movement: movement, example: example)
  }

  private static func verdict(_ reading: PostMovement.Reading?) -> (label: Polarity, score: Score)? {
    guard let reading else { return nil }
    let sentiment = reading.document.sentiment ?? .silent
    return (sentiment.label, sentiment.score)
  }
}
