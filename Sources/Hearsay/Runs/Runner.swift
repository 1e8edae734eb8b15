import HearsayArchive
import HearsayCore
import HearsayFiles
import HearsayStore

/// Reads archives through a pipeline into a database.
///
/// Chunks of an archive are read in order, annotated in parallel, and written in order by one
/// writer, each batch with its checkpoint in one transaction. So the database depends
/// neither on the number of workers nor on the size of batches, and a run that was
/// interrupted goes on where it stopped.
///
/// A runner runs once, and is used up: who keeps no pipeline beside it has the memory of the lexicons back while
/// near-duplicates are looked for.
public struct Runner: ~Copyable {
  /// How a run is carried out; none of it changes what is stored.
  public struct Options: Sendable {
    /// How many chunks are annotated at the same time.
    public var workerCount: Int
    /// The most records that are written in one transaction; nil for as many as a chunk has.
    public var batchRecordCount: Int?
    /// The format of all sources, where it is not to be detected.
    public var inputFormat: String?
    /// The key of the authors' pseudonyms.
    public var authorKey: [UInt8]

    /// The given number of workers, formats detected.
    public init(workerCount: Int, authorKey: [UInt8] = Pseudonyms.publicKey) {
      self.workerCount = workerCount
      self.authorKey = authorKey
    }
  }

  private let pipeline: Pipeline
  private let store: Store
  private let options: Options

  /// A runner that writes to `store`, which was opened for writing with the pipeline's edition.
  public init(_ pipeline: Pipeline, into store: Store, _ options: Options) {
    self.pipeline = pipeline
    self.store = store
    self.options = options
  }

  /// Reads the archives at `paths`, which may be files, folders, archives of files, or `-`.
  ///
  /// `report` is called after each batch.
  ///
  /// - Throws: `database.…` when nothing more can be written. What was written stays.
  public consuming func run(
    _ paths: [String], report: (RunProgress) -> Void
  ) async throws(Diagnostics) -> RunSummary {
    FreedMemory.keepMore()
    let summary = try await read(paths, report)
    let store = store
    _ = consume self
    // What the lexicons took and chunks have left free is returned, before settling takes as much for other things.
    FreedMemory.giveBack()
    try store.settle()
    return summary
  }

  private func read(_ paths: [String], _ report: (RunProgress) -> Void) async throws(Diagnostics) -> RunSummary {
    var summary = RunSummary()
    let forgotten = try store.forgottenPosts(Forgetting.keyedHash)
    var reading = pipeline.reading
    reading.inputFormat = options.inputFormat
    var sources = try ArchiveOpener(reading).sources(for: paths)
    while let source = sources.next() {
      let counts = try await run(source, forgotten, report)
      summary.sources.append(counts)
      summary.tables.add(source)
    }
    return summary
  }

  private func run(
    _ source: ArchiveSource, _ forgotten: ForgottenPosts, _ report: (RunProgress) -> Void
  ) async throws(Diagnostics) -> RunSummary.Source {
    var own = RunSummary.Source(name: source.name, format: source.formatName)
    // What cannot be recognised again is read again; its posts are then known by themselves.
    let state =
      source.fingerprint == nil && source.isReadable
      ? SourceState.new(try store.beginStream(name: source.name, format: source.formatName))
      : try store.beginSource(
        name: source.name, format: source.formatName, fingerprint: source.fingerprint ?? "none")
    var start: Int64 = 1
    let id: SourceID
    switch state {
    case .alreadyComplete(let known):
      own.isNew = false
      (own.allCounts, own.earlyEnd) = try store.account(of: known)
      // The archive around it is to know that its end was told, so that it is not counted once more.
      if own.endsEarly { source.passOver() }
      return own
    case .new(let new): id = new
    case .resume(let known, let checkpoint, _): (id, start) = (known, checkpoint.recordNumber + 1)
    }
    var cursor = source.chunks(startingAtRecord: start)
    let annotator = ChunkAnnotator(pipeline, options, sourceName: source.name, forgotten: forgotten)
    try await annotate(&cursor, annotator) { (batches, progress) throws(Diagnostics) in
      let counts = try store.write(batches, source: id)
      own.counts = own.counts + counts
      report(RunProgress(source: source.name, counts: own.counts, byteCount: progress.0, byteCountTotal: progress.1))
    }
    try store.finishSource(id)
    (own.allCounts, own.earlyEnd) = try store.account(of: id)
    return own
  }

  /// Chunks that are written in one transaction, where nobody asked for smaller ones: about 8 MB of an
  /// archive, so that rows of the sums and pages of the log are touched less often.
  private static let chunksWrittenTogether = 8

  /// Annotates the chunks of `cursor` in parallel and hands them to `write` in order, some at a time.
  private func annotate(
    _ cursor: inout ChunkCursor, _ annotator: ChunkAnnotator,
    write: ([(RowBatch, Checkpoint)], (Int64, Int64?)) throws(Diagnostics) -> Void
  ) async throws(Diagnostics) {
    var waiting: [(RowBatch, Checkpoint)] = []
    let work = OrderedWork(workerCount: options.workerCount) { annotator.annotate($0) }
    try await work.run(
      next: { cursor.next() },
      receive: { (batches: [(RowBatch, Checkpoint)]) throws(Diagnostics) in
        waiting += batches
        if options.batchRecordCount != nil {
          for batch in waiting { try write([batch], cursor.progress) }
        } else if Self.chunksWrittenTogether <= waiting.count {
          try write(waiting, cursor.progress)
        } else {
          return
        }
        waiting.removeAll()
      })
    if !waiting.isEmpty { try write(waiting, cursor.progress) }
  }
}

/// How far a run has come.
public struct RunProgress: Sendable {
  /// The source that is being read.
  public let source: String
  /// What became of its records so far, in this run.
  public let counts: RecordCounts
  /// Bytes read of the file that the source is in.
  public let byteCount: Int64
  /// Of how many, where that is known.
  public let byteCountTotal: Int64?
}

/// What a run did.
public struct RunSummary: Sendable {
  /// What became of one source.
  public struct Source: Sendable {
    /// Its name.
    public let name: String
    /// Its format; empty where no reader recognised it.
    public let format: String
    /// False where an earlier run had read it to its end.
    public internal(set) var isNew = true
    /// What became of its records in this run.
    public internal(set) var counts = RecordCounts()
    /// What became of its records in this run and in earlier ones.
    public internal(set) var allCounts = RecordCounts()
    /// Why it could not be read, or not to its end; nil where it was.
    public internal(set) var earlyEnd: String?

    /// Whether it could not be read, or not to its end: nobody knows how many records that cost.
    public var endsEarly: Bool { earlyEnd != nil }
  }

  /// The sources in the order in which they were read.
  public internal(set) var sources: [Source] = []
  /// How the tables among them were read.
  public internal(set) var tables = TableReadings()

  /// The records of all sources.
  public var counts: RecordCounts { sources.reduce(RecordCounts()) { $0 + $1.counts } }

  /// The records of all sources, and of those that were read before as they were counted then.
  public var allCounts: RecordCounts { sources.reduce(RecordCounts()) { $0 + $1.allCounts } }

  /// Whether more records failed than `percent` of them, in this run or before, or a source could not be read to its
  /// end.
  public func failsMore(thanPercent percent: Int) -> Bool {
    let counts = allCounts
    return Int64(percent) * counts.records < 100 * counts.failed || sources.contains { $0.endsEarly }
  }
}
