import HearsayCore

/// Finds the number of a row by a key that most often has none, as those of n-grams do.
struct FilteredIndex: Sendable {
  let rows: RowIndex
  /// A bit for each key, so that most keys that have no row need no look into the slots: 32 KB for the n-grams, which
  /// stays in a fast cache where the slots do not.
  let filter: FrozenArray<UInt64>

  init(_ rows: RowIndex, filter: FrozenArray<UInt64>) {
    self.rows = rows
    self.filter = filter
  }

  /// Collects rows for an index.
  struct Builder {
    private var rows: RowIndex.Builder
    private var filter: [UInt64]

    /// No rows yet, and room for so many.
    init(rowCountMost: Int) {
      rows = RowIndex.Builder(rowCountMost: rowCountMost)
      // Four bits for each slot.
      filter = [UInt64](repeating: 0, count: rows.slots.count / 16)
    }

    /// Gives a row to a key; false where the key has one already.
    mutating func insert(_ key: UInt64, row: Int) -> Bool {
      filter[Int(truncatingIfNeeded: key >> 26) & (filter.count - 1)] |= 1 << (key >> 20 & 63)
      return rows.insert(key, row: row)
    }

    /// The index.
    func build() -> FilteredIndex { FilteredIndex(rows.build(), filter: FrozenArray(filter)) }
  }

  /// The index as plain memory, valid only within `withLookup`.
  struct Lookup {
    fileprivate let rows: RowIndex.Lookup
    fileprivate let filter: UnsafePointer<UInt64>
    fileprivate let mask: Int

    /// The row of `key`, or nil.
    @inline(__always)
    func row(_ key: UInt64) -> Int? {
      guard filter[Int(truncatingIfNeeded: key >> 26) & mask] >> (key >> 20 & 63) & 1 != 0 else { return nil }
      return rows.row(key)
    }
  }

  /// Calls `body` with the index as plain memory.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    rows.withLookup { rows in
      filter.withUnsafeBufferPointer { filter in
        guard let first = filter.baseAddress else { preconditionFailure("an index has sixteen slots at least") }
        return body(Lookup(rows: rows, filter: first, mask: filter.count - 1))
      }
    }
  }
}
