/// How a table of posts is read: which of its columns hold what, and which are not read.
public struct TableReading: Hashable, Sendable {
  /// A column of the table, and what is taken from it.
  public struct Use: Hashable, Sendable {
    /// What it holds.
    public let column: ReadingOptions.Column
    /// What the first row calls it.
    public let name: String
  }

  /// The columns that are read, in the order of `ReadingOptions.Column`.
  public let used: [Use]
  /// What the first row calls the columns that are not read.
  public let unread: [String]
  /// Names in the pipeline file that the first row does not have, for what no other column is known to hold.
  public let absent: [Use]
  /// Whether authors are known without a column, from the file's name.
  private let knowsAuthor: Bool

  init(_ columns: TableColumns, chosen: [ReadingOptions.Column: String], _ dialect: TableDialect) {
    let all = ReadingOptions.Column.allCases
    used = all.compactMap { column in columns[column].map { Use(column: column, name: columns.name(at: $0)) } }
    let read = Set(all.compactMap { columns[$0] } + dialect.places)
    unread = (0..<columns.count).filter { !read.contains($0) }.map { columns.name(at: $0) }
    absent = all.compactMap { column in
      chosen[column].flatMap { columns[column] != nil ? nil : Use(column: column, name: $0) }
    }
    knowsAuthor = dialect.author != nil
  }

  /// What people cannot be counted, or days not be told, without: `author`, `time`, or both.
  public var lacks: [ReadingOptions.Column] {
    let has = Set(used.map(\.column))
    let hasAuthor = knowsAuthor || !has.isDisjoint(with: [.author, .authorID, .authorName])
    return (hasAuthor ? [] : [.author]) + (has.contains(.time) ? [] : [.time])
  }
}
