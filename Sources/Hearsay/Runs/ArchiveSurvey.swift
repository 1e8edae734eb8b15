import HearsayArchive
import HearsayCore

/// What a run would read, without reading it.
public struct ArchiveSurvey: Sendable {
  /// One source.
  public struct Source: Sendable {
    /// Its name.
    public let name: String
    /// The format that would read it; empty where none would.
    public let format: String
    /// Why nothing would be read in it; empty where something would.
    public let reason: String
    /// Whether it cannot be read at all, rather than having no posts.
    public let isUnreadable: Bool
    /// Bytes of the file that it is in, or nil where that is not known.
    public let fileByteCount: Int64?
  }

  /// The sources in the order in which they would be read.
  public private(set) var sources: [Source] = []
  /// How the tables among them would be read.
  public private(set) var tables = TableReadings()

  /// Looks at the archives at `paths`, as a run of `pipeline` would.
  ///
  /// Only the beginning of each source is looked at; archives of files are unpacked all the same, to see what is in
  /// them.
  ///
  /// - Throws: `archive.unknown-format` where `inputFormat` is no format.
  public init(_ paths: [String], _ pipeline: Pipeline, inputFormat: String? = nil) throws(Diagnostics) {
    var reading = pipeline.reading
    reading.inputFormat = inputFormat
    for source in try ArchiveOpener(reading).sources(for: paths) {
      sources.append(Source(source))
      tables.add(source)
    }
  }
}

extension ArchiveSurvey.Source {
  init(_ source: ArchiveSource) {
    name = source.name
    format = source.formatName
    fileByteCount = source.fileByteCount
    switch source.content {
    case .posts: (reason, isUnreadable) = ("", false)
    case .noPosts(let what): (reason, isUnreadable) = (what, false)
    case .unreadable(let problem): (reason, isUnreadable) = ("\(problem.code): \(problem.message)", true)
    }
  }
}
