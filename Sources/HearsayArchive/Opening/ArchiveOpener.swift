import HearsayCore

/// Opens what the user names: files, folders, compressed files, archives of files, standard input (`-`).
///
///     let opener = try ArchiveOpener()
///     for source in opener.sources(for: ["dumps"]) {
///       var cursor = source.chunks()
///       while let chunk = cursor.next() { … chunk.posts(using: parser) … }
///     }
public struct ArchiveOpener: Sendable {
  private let options: ReadingOptions

  /// An opener that recognises formats from content, or reads everything as the one that `options` name.
  ///
  /// - Throws: `archive.unknown-format` where there is no format of this name.
  public init(_ options: ReadingOptions = ReadingOptions()) throws(Diagnostics) {
    self.options = options
    if let inputFormat = options.inputFormat, FormatCatalogue.format(named: inputFormat) == nil {
      let names = FormatCatalogue.summaries.map { "\"\($0.name)\"" }.joined(separator: ", ")
      throw Diagnostics(
        Diagnostic(
          .error, .archiveUnknownFormat, "there is no format called \"\(inputFormat.prefix(60))\"",
          help: "choose one of \(names)"))
    }
  }

  /// An opener that reads everything as the format called `inputFormat`, or recognises formats where it is nil.
  ///
  /// - Throws: `archive.unknown-format` where there is no format of this name.
  public init(inputFormat: String?) throws(Diagnostics) { try self.init(ReadingOptions(inputFormat: inputFormat)) }

  /// The sources in what `paths` name, in this order, folders and archives in the order of their names and members.
  ///
  /// Nothing is thrown: what cannot be read is a source whose only record is the problem.
  public func sources(for paths: [String]) -> ArchiveSources {
    ArchiveSources(paths, options)
  }

  /// The sources in a file that lies in memory; archives and compressions are unpacked as those of a file on disk.
  public func sources(in bytes: [UInt8], named name: String) -> ArchiveSources {
    ArchiveSources(bytes, named: name, options)
  }
}
