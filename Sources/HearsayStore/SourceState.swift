/// A source that is being written: what `Store.beginSource` hands out and `Store.write` asks for.
package struct SourceID: Hashable, Sendable {
  /// The row of the table `source`.
  let row: Int64
}

/// Where reading goes on after a batch.
package struct Checkpoint: Hashable, Sendable {
  /// Number of the last record that is in the database.
  package var recordNumber: Int64
  /// Offset in the decompressed source behind that record.
  package var byteOffset: Int64

  /// A place between two records.
  package init(recordNumber: Int64, byteOffset: Int64) {
    self.recordNumber = recordNumber
    self.byteOffset = byteOffset
  }
}

/// What a database knows about a source before it is read.
package enum SourceState: Hashable, Sendable {
  /// Never seen, or seen with other content: read it from the start.
  case new(SourceID)
  /// Read in part: go on behind the checkpoint.
  ///
  /// `itemCount` is the number of items (posts, skips and failures) that are accounted for;
  /// a reader that cannot jump to the checkpoint's byte drops that many items instead.
  case resume(SourceID, after: Checkpoint, itemCount: Int64)
  /// Read to its end: nothing is to be done.
  case alreadyComplete(SourceID)
}

/// What became of the records of a batch or a source: `records` is the sum of the others.
public struct RecordCounts: Hashable, Sendable {
  /// Posts that were new.
  public var stored: Int64
  /// Posts that the database had already.
  public var duplicate: Int64
  /// Records that were understood, but are no posts for us.
  public var skipped: Int64
  /// Records that were not understood, or could not be processed.
  public var failed: Int64

  /// The given counts.
  public init(stored: Int64 = 0, duplicate: Int64 = 0, skipped: Int64 = 0, failed: Int64 = 0) {
    self.stored = stored
    self.duplicate = duplicate
    self.skipped = skipped
    self.failed = failed
  }

  /// All records.
  public var records: Int64 { stored + duplicate + skipped + failed }

  /// Adds up count by count.
  public static func + (left: RecordCounts, right: RecordCounts) -> RecordCounts {
    RecordCounts(
      stored: left.stored + right.stored, duplicate: left.duplicate + right.duplicate,
      skipped: left.skipped + right.skipped, failed: left.failed + right.failed)
  }
}
