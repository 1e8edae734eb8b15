import HearsayArchive
import HearsayCore

/// How the tables in some archives are read, tables of the same columns together.
public struct TableReadings: Sendable {
  /// The readings in the order in which they were met, each with the first source that is read so and their number.
  private var all: [(reading: TableReading, source: String, sourceCount: Int)] = []
  private var places: [TableReading: Int] = [:]

  init() {}

  /// Adds a source; one that is no table adds nothing.
  mutating func add(_ source: ArchiveSource) {
    guard let reading = source.tableReading else { return }
    if let place = places[reading] {
      all[place].sourceCount += 1
    } else {
      places[reading] = all.count
      all.append((reading, source.name, 1))
    }
  }

  /// For each sort of table a line that says which columns are read and which are not.
  public var lines: [String] {
    all.map { reading, source, count in "\(Self.sources(source, count)): \(Self.columns(reading))" }
  }

  /// Warnings about tables without a column of authors or of times, and about columns that the pipeline file names and
  /// a table does not have: people would not be counted, or posts have no day, and nobody would know why.
  public var warnings: Diagnostics {
    var warnings = Diagnostics()
    for (reading, source, count) in all where !reading.lacks.isEmpty || !reading.absent.isEmpty {
      let lacks = reading.lacks.map { $0 == .author ? "authors" : "times" }
      let what =
        lacks.isEmpty
        ? "the pipeline file names columns that are not in \(Self.sources(source, count))"
        : "\(Self.sources(source, count)): read without \(lacks.joined(separator: " and "))"
      var notes = [Diagnostic.Note(Self.columns(reading))]
      if !reading.absent.isEmpty {
        let named = reading.absent.map { "\($0.column.rawValue): \(Self.quoted($0.name))" }
        notes.append(Diagnostic.Note("named in the pipeline file, but not there: \(named.joined(separator: ", "))"))
      }
      warnings.add(Diagnostic(.warning, .archiveColumns, what, notes: notes, help: Self.help(reading)))
    }
    return warnings
  }

  /// How to name columns; nil where the table has none that could be meant.
  private static func help(_ reading: TableReading) -> String? {
    guard !reading.unread.isEmpty else { return nil }
    let wanted = reading.lacks + reading.absent.map(\.column).filter { !reading.lacks.contains($0) }
    let example = wanted.map { "\($0.rawValue): NAME" }.joined(separator: ", ")
    return "where a column that is not read holds them, name it in the pipeline file, "
      + "\"archives: { columns: { \(example) } }\", and run again"
  }

  private static func sources(_ first: String, _ count: Int) -> String {
    count == 1 ? first : "\(first) and \(count - 1) more of the same columns"
  }

  private static func columns(_ reading: TableReading) -> String {
    let used = reading.used.map { "\($0.column.rawValue) from \(quoted($0.name))" }.joined(separator: ", ")
    let shown = reading.unread.prefix(unreadMost).map(quoted).joined(separator: ", ")
    let more = unreadMost < reading.unread.count ? " and \(reading.unread.count - unreadMost) more" : ""
    return used + "; " + (reading.unread.isEmpty ? "all columns are read" : "not read: \(shown)\(more)")
  }

  /// Exports have dozens of columns, of which the first are the telling ones.
  private static let unreadMost = 24

  private static func quoted(_ name: String) -> String { "\"\(name.prefix(40))\"" }
}
