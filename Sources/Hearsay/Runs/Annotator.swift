import HearsayArchive
import HearsayCore
import HearsayStore

/// Annotates the posts of archives in parallel and hands the annotations out in input order.
public struct Annotator {
  /// What became of the records.
  public struct Account: Sendable {
    /// The counts; `stored` counts what was annotated.
    public internal(set) var counts = RecordCounts()
    /// What failed, with its place.
    public internal(set) var problems: [String] = []
    /// How the tables among the archives were read.
    public internal(set) var tables = TableReadings()
  }

  private let pipeline: Pipeline
  private let fields: Set<AnnotationWriter.Field>
  private let workerCount: Int
  private let inputFormat: String?

  /// An annotator that writes the given fields.
  public init(_ pipeline: Pipeline, fields: Set<AnnotationWriter.Field>, workerCount: Int, inputFormat: String?) {
    self.pipeline = pipeline
    self.fields = fields
    self.workerCount = workerCount
    self.inputFormat = inputFormat
  }

  /// Annotates the archives at `paths`; `write` receives lines of JSON.
  ///
  /// - Returns: the account, or what kept the work from being done.
  /// - Throws: what `write` throws.
  public func annotate(_ paths: [String], write: ([UInt8]) throws -> Void) async throws -> Result<Account, Diagnostics>
  {
    let opener: ArchiveOpener
    var reading = pipeline.reading
    reading.inputFormat = inputFormat
    do throws(Diagnostics) { opener = try ArchiveOpener(reading) } catch { return .failure(error) }
    var account = Account()
    var sources = opener.sources(for: paths)
    while let source = sources.next() {
      var cursor = source.chunks()
      try await annotate(&cursor, source.name, &account, write)
      account.tables.add(source)
    }
    return .success(account)
  }

  private struct Lines: Sendable {
    var bytes: [UInt8] = []
    var account = Account()
  }

  private func annotate(
    _ cursor: inout ChunkCursor, _ name: String, _ account: inout Account, _ write: ([UInt8]) throws -> Void
  ) async throws {
    let (pipeline, fields) = (pipeline, fields)
    let work = OrderedWork(workerCount: workerCount) { Self.lines(of: $0, name, pipeline, fields) }
    try await work.run(
      next: { cursor.next() },
      receive: { lines in
        try write(lines.bytes)
        account.counts = account.counts + lines.account.counts
        account.problems += lines.account.problems
      })
  }

  private static func lines(
    of chunk: ArchiveChunk, _ name: String, _ pipeline: Pipeline, _ fields: Set<AnnotationWriter.Field>
  ) -> Lines {
    var lines = Lines()
    var writer = AnnotationWriter(pipeline, fields: fields)
    let posts = chunk.posts(using: JSONParser())
    // Lines are written as posts get through, and put into the order of the archive afterwards.
    var written: [UInt8] = []
    let endings = DocumentBatch.endings(of: posts, in: 0..<posts.postCount, through: pipeline) {
      (_, document) -> Range<Int> in
      let start = written.count
      written += writer.line(document)
      return start..<written.count
    }
    for item in posts.items {
      switch item.outcome {
      case .skipped: lines.account.counts.skipped += 1
      case .failed(let problem): lines.account.fail(problem, at: item.place, name)
      case .post(let index):
        switch endings[index] {
        case .skipped: lines.account.counts.skipped += 1
        case .failed(let problem): lines.account.fail(problem, at: item.place, name)
        case .annotated(let line):
          lines.bytes += written[line]
          lines.account.counts.stored += 1
        }
      }
    }
    return lines
  }
}

extension Annotator.Account {
  fileprivate mutating func fail(_ problem: RecordProblem, at place: RecordPlace, _ name: String) {
    counts.failed += 1
    problems.append("\(name):\(place.number): error[\(problem.code)]: \(problem.message)")
  }
}
