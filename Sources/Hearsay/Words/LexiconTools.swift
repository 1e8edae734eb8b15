import HearsayCore
import HearsayFiles
import HearsayLexicon

/// What the command line does with lexicon folders.
public struct LexiconTools: Sendable {
  /// The folder below which the lexicons lie.
  public let root: String

  /// Tools for the lexicons below `root`.
  public init(root: String) { self.root = root }

  /// The folder of the lexicons that the pipeline at `path` uses.
  ///
  /// - Throws: what is wrong with the pipeline file.
  public static func root(ofPipeline path: String) throws(Diagnostics) -> String {
    try PipelineFile(path: path).lexicons
  }

  /// A lexicon in a list.
  public struct Summary: Sendable {
    /// Its name, such as `de/sentiment`.
    public let name: String
    /// What sort of knowledge it holds.
    public let kind: String
    /// Its language.
    public let language: LanguageCode
    /// Number of entries.
    public let entryCount: Int
  }

  /// Everything that is wrong with the lexicons, and a list of them.
  public func check() -> (lexicons: [Summary], problems: Diagnostics) {
    var problems = Diagnostics()
    let folders = LexiconFolder.readAll(below: root, &problems)
    problems.add(LexiconCheck(folders).errors())
    for folder in folders { problems.add(ExampleCoverage(folder).diagnostics()) }
    let summaries = folders.map {
      Summary(
        name: $0.name, kind: $0.about.kind.rawValue, language: $0.about.language,
        entryCount: $0.about.kind.hasEntries ? $0.entries.rowCount : 0)
    }
    return (summaries, problems)
  }

  /// Brings the tables into canonical form, or only says which are not.
  ///
  /// - Returns: the files that were, or would be, changed.
  /// - Throws: what keeps a table from being read or written.
  public func format(_ mode: FormatMode) throws(Diagnostics) -> [String] {
    var changed: [String] = []
    for (path, _) in LexiconFolder.find(below: root) {
      let aboutPath = Path.join(path, "about.yaml")
      let about = try LexiconAbout(try TextFile.bytes(at: aboutPath), file: aboutPath)
      for (file, content) in try LexiconFormat.changes(in: path, kind: about.kind) {
        if mode == .rewrite { try TextFile.write(content, to: file) }
        changed.append(file)
      }
    }
    return changed
  }

  /// Whether `format` changes files.
  public enum FormatMode: Sendable {
    case rewrite, check
  }

  /// The rows of all lexicons that have `word` as their form, alias or name, folded; with their lexicon's name.
  ///
  /// - Throws: what keeps a lexicon from being read.
  public func entries(for word: String) throws(Diagnostics) -> [(lexicon: String, columns: [String], row: [String])] {
    let wanted = FormKey(word)
    var found: [(lexicon: String, columns: [String], row: [String])] = []
    for (path, name) in LexiconFolder.find(below: root) {
      let folder = try LexiconFolder(path: path, name: name)
      for table in folder.tables {
        for row in 0..<table.rowCount where FormKey(table.string(row, 0)) == wanted {
          found.append((name, table.columns, table.columns.indices.map { table.string(row, $0) }))
        }
      }
    }
    return found
  }
}
