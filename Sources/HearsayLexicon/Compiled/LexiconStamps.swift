import HearsayCore
import HearsayFiles

/// What a snapshot of lexicons depends on: the program, and the files of the lexicons.
struct LexiconStamps: Sendable {
  /// All of it, in words.
  let text: String
  private let newest: FileStamp.Time?

  /// The stamps of the lexicons below `root`, as `program` reads them.
  init(root: String, program: String) {
    var lines = [FileStamp(program)?.description ?? ""]
    var newest: FileStamp.Time?
    for folder in LexiconFolder.find(below: root) {
      for name in TextFile.names(in: folder.path) ?? [] {
        let stamp = FileStamp(Path.join(folder.path, name))
        lines.append("\(folder.name)/\(name) \(stamp?.description ?? "")")
        if let written = stamp?.written { newest = max(newest ?? written, written) }
      }
    }
    text = lines.joined(separator: "\n")
    self.newest = newest
  }

  /// Whether all files were last written a second before `time` or earlier.
  func isOlder(than time: FileStamp.Time) -> Bool { newest.map { $0.nanoseconds <= time.secondBefore } ?? false }
}
