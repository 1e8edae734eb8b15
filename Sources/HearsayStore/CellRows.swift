/// Rows that belong to cells, gathered in any order and told cell by cell.
///
/// Cells are known by their numbers; so rows are put in order by counting, and only those of one cell are compared.
struct CellRows<Row: BitwiseCopyable> {
  private var rows: [Row] = []
  /// Of each row, the number of its cell.
  private var cells: [Int32] = []

  /// How many there are.
  var count: Int { rows.count }

  /// Makes room for so many rows.
  mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    cells.reserveCapacity(count)
  }

  /// Adds a row to the cell with a number.
  mutating func append(_ row: Row, cell: Int) {
    rows.append(row)
    cells.append(Int32(cell))
  }

  /// Hands the rows of each cell that has any to `body`, the cells as `order` has their numbers, which are all, and the
  /// rows of a cell in the order in which they were added.
  func forEachCell(
    in order: [Int], _ body: (Int, UnsafeMutableBufferPointer<Row>) throws -> Void
  ) rethrows {
    // How many rows each cell has, and then where the next of them is to stand.
    var places = [Int](repeating: 0, count: order.count)
    for cell in cells { places[Int(cell)] += 1 }
    var start = 0
    for cell in order {
      let count = places[cell]
      places[cell] = start
      start += count
    }
    var sorted = [Row](unsafeUninitializedCapacity: rows.count) { sorted, count in
      for (row, cell) in zip(rows, cells) {
        sorted.initializeElement(at: places[Int(cell)], to: row)
        places[Int(cell)] += 1
      }
      count = rows.count
    }
    try sorted.withUnsafeMutableBufferPointer { sorted in
      var start = 0
      for cell in order {
        let end = places[cell]
        if start < end { try body(cell, UnsafeMutableBufferPointer(rebasing: sorted[start..<end])) }
        start = end
      }
    }
  }
}
