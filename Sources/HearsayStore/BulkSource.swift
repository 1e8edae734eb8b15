import GRDB
import GRDBSQLite
import HearsayCore

/// What SQLite reads as the table `bulk`, while a statement of `BulkInsert` runs.
///
/// Its address is the argument of `bulk(?1)`; so the table needs no state of its own, and ends with the statement.
struct BulkSource: ~Copyable {
  /// Most columns of a row.
  static let columnCountMost = 32
  // SQLite compares it when it hands a pointer on, lest anything else be taken for a source.
  fileprivate static let pointerType: StaticString = "hearsay-bulk-source"

  private let cells: UnsafeBufferPointer<BulkRows.Cell>
  private let columnCount: Int
  private let words: UnsafeRawBufferPointer
  private let texts: UnsafeRawBufferPointer
  /// Where the cells of the row stand that SQLite is reading.
  private var place = 0
  /// The rows that the table had already, in the order of the rows.
  private(set) var known: [Int] = []

  /// Rows with so many columns; all memory must stay put while the statement runs.
  init(
    _ cells: UnsafeBufferPointer<BulkRows.Cell>, columnCount: Int, words: UnsafeRawBufferPointer,
    texts: UnsafeRawBufferPointer
  ) {
    self.cells = cells
    self.columnCount = columnCount
    self.words = words
    self.texts = texts
  }

  /// Binds the source at `address` as the first argument of a statement.
  static func bind(_ address: UnsafeMutablePointer<BulkSource>, to statement: SQLiteStatement) {
    sqlite3_bind_pointer(statement, 1, address, typeName, nil)
  }

  fileprivate static var typeName: UnsafePointer<CChar> {
    UnsafeRawPointer(pointerType.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  fileprivate var isAtEnd: Bool { cells.count <= place }

  fileprivate var row: Int { place / columnCount }

  fileprivate mutating func begin() { place = 0 }

  fileprivate mutating func advance() { place += columnCount }

  fileprivate mutating func noteKnown() { known.append(row) }

  /// Gives SQLite a column of the row, by reference where it is a text.
  ///
  /// It is called for each cell; a call that is not inlined would copy the source.
  @inline(__always)
  fileprivate func give(_ column: Int, to context: OpaquePointer?) {
    switch cells[place + column] {
    case .null: break  // What nobody gives is NULL.
    case .number(let number): sqlite3_result_int64(context, number)
    case .decimal(let number): sqlite3_result_double(context, number)
    case .text(let range): give(texts[range.range], to: context)
    case .word(let range): give(words[range.range], to: context)
    case .blob(let range): give(blob: texts[range.range], to: context)
    case .sketch(let range): give(blob: words[range.range], to: context)
    }
  }

  @inline(__always)
  private func give(blob: Slice<UnsafeRawBufferPointer>, to context: OpaquePointer?) {
    let bytes = UnsafeRawBufferPointer(rebasing: blob)
    sqlite3_result_blob(context, bytes.baseAddress, Int32(bytes.count), nil)
  }

  @inline(__always)
  private func give(_ text: Slice<UnsafeRawBufferPointer>, to context: OpaquePointer?) {
    let bytes = UnsafeRawBufferPointer(rebasing: text)
    guard let base = bytes.baseAddress, 0 < bytes.count else {
      // A null pointer would be taken for NULL, but an empty text is a text.
      sqlite3_result_text(context, "", 0, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      return
    }
    sqlite3_result_text(context, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil)
  }
}

/// The table `bulk` and the function `isKnown`, as SQLite calls them.
enum BulkModule {
  private struct Cursor {
    // SQLite's own part, which stands first.
    var base = sqlite3_vtab_cursor()
    var source: UnsafeMutablePointer<BulkSource>?
  }

  /// Makes the table and the function known to a connection.
  static func register(_ db: Database) throws {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: make())
    // The connection keeps it, and lets go of it when it is closed.
    var code = sqlite3_create_module_v2(db.sqliteConnection, "bulk", module, module) { $0?.deallocate() }
    if code == SQLITE_OK {
      code = sqlite3_create_function_v2(
        db.sqliteConnection, "isKnown", 1, SQLITE_UTF8, nil,
        { context, _, arguments in
          BulkModule.source(arguments)?.pointee.noteKnown()
          sqlite3_result_int(context, 0)
        }, nil, nil, nil)
    }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private static func source(
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?
  ) -> UnsafeMutablePointer<BulkSource>? {
    sqlite3_value_pointer(arguments?[0], BulkSource.typeName)?.assumingMemoryBound(to: BulkSource.self)
  }

  private static func cursor(_ base: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> UnsafeMutablePointer<Cursor>? {
    base.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Cursor.self) }
  }

  /// A table that is only read, and exists without being created.
  private static func make() -> sqlite3_module {
    var module = sqlite3_module()
    module.xConnect = { connection, _, _, _, table, _ in
      let columns = (0..<BulkSource.columnCountMost).map { "c\($0)" }.joined(separator: ", ")
      let code = sqlite3_declare_vtab(connection, "CREATE TABLE bulk (\(columns), source HIDDEN)")
      guard code == SQLITE_OK else { return code }
      let new = UnsafeMutablePointer<sqlite3_vtab>.allocate(capacity: 1)
      new.initialize(to: sqlite3_vtab())
      table?.pointee = new
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      table?.deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in
      guard let plan else { return SQLITE_ERROR }
      for index in 0..<Int(plan.pointee.nConstraint) {
        let constraint = plan.pointee.aConstraint[index]
        guard constraint.iColumn == BulkSource.columnCountMost, constraint.usable != 0 else { continue }
        plan.pointee.aConstraintUsage[index].argvIndex = 1
        plan.pointee.aConstraintUsage[index].omit = 1
        return SQLITE_OK
      }
      return SQLITE_CONSTRAINT
    }
    module.xOpen = { _, result in
      let new = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      new.initialize(to: Cursor())
      result?.pointee = UnsafeMutableRawPointer(new).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { base in
      BulkModule.cursor(base)?.deallocate()
      return SQLITE_OK
    }
    addReading(to: &module)
    return module
  }

  private static func addReading(to module: inout sqlite3_module) {
    module.xFilter = { base, _, _, _, arguments in
      let source = BulkModule.source(arguments)
      source?.pointee.begin()
      BulkModule.cursor(base)?.pointee.source = source
      return SQLITE_OK
    }
    module.xNext = { base in
      BulkModule.cursor(base)?.pointee.source?.pointee.advance()
      return SQLITE_OK
    }
    module.xEof = { base in BulkModule.cursor(base)?.pointee.source?.pointee.isAtEnd == false ? 0 : 1 }
    module.xColumn = { base, context, column in
      BulkModule.cursor(base)?.pointee.source?.pointee.give(Int(column), to: context)
      return SQLITE_OK
    }
    module.xRowid = { base, row in
      row?.pointee = sqlite3_int64(BulkModule.cursor(base)?.pointee.source?.pointee.row ?? 0)
      return SQLITE_OK
    }
  }
}
