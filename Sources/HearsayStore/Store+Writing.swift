import GRDB
import HearsayCore

extension Store {
  /// Announces a source, and says what is left to read of it.
  ///
  /// A source is known by its name and the fingerprint of its content. A file that has grown since
  /// is a new source of the same name: it is read from the start, the posts that are known count as
  /// duplicates, and the counts of the old content stay beside it. So in every row, and in their
  /// sum, records = stored + duplicate + skipped + failed, and stored posts are counted once.
  ///
  /// - Precondition: the database is open for writing.
  package func beginSource(name: String, format: String, fingerprint: String) throws(Diagnostics) -> SourceState {
    try write { db, _ in
      if let row = try Row.fetchOne(
        try db.cachedStatement(sql: Statements.findSource), arguments: [editionNumber, name, fingerprint])
      {
        let source = SourceID(row: row[0])
        if row[1] as Bool { return .alreadyComplete(source) }
        guard let record = row[2] as Int64?, let byte = row[3] as Int64? else { return .new(source) }
        return .resume(source, after: Checkpoint(recordNumber: record, byteOffset: byte), itemCount: row[4])
      }
      return .new(try insertSource(name, format, fingerprint: fingerprint, db))
    }
  }

  /// Announces a source that cannot be recognised again, such as standard input.
  ///
  /// Each call makes a row of its own, with the fingerprint "stream 1", "stream 2" … for the same name:
  /// such a source is never complete already, and never resumed. Posts that were in an earlier
  /// one count as duplicates.
  ///
  /// - Precondition: the database is open for writing.
  package func beginStream(name: String, format: String) throws(Diagnostics) -> SourceID {
    try write { db, _ in
      let earlier = try Int64.fetchOne(
        db, sql: "SELECT count(*) FROM source WHERE edition = ? AND name = ? AND fingerprint GLOB 'stream *'",
        arguments: [editionNumber, name])
      return try insertSource(name, format, fingerprint: "stream \((earlier ?? 0) + 1)", db)
    }
  }

  private func insertSource(
    _ name: String, _ format: String, fingerprint: String, _ db: Database
  ) throws -> SourceID {
    let id = try Int64.fetchOne(try db.cachedStatement(sql: Statements.nextSource)) ?? 1
    try db.cachedStatement(sql: Statements.insertSource).execute(
      arguments: [id, editionNumber, name, format, fingerprint])
    return SourceID(row: id)
  }

  /// Writes a batch of a source, with the place where reading goes on behind it.
  ///
  /// - Returns: what became of the batch's records.
  /// - Throws: as `write(_:source:)`.
  @discardableResult
  package func write(_ batch: RowBatch, source: SourceID, checkpoint: Checkpoint) throws(Diagnostics) -> RecordCounts {
    try write([(batch, checkpoint)], source: source)
  }

  /// Writes batches of a source, each with the place where reading goes on behind it.
  ///
  /// Batches come in archive order. Posts that the database has already, or that stood earlier in
  /// the batches, are counted as duplicates and add nothing else. It is one transaction: after an
  /// error, or a kill at any time, the database is as it was before these batches.
  ///
  /// - Returns: what became of the batches' records.
  /// - Throws: `database.full`, `database.busy`, `database.unreadable`.
  /// - Precondition: the source was begun and is not finished.
  @discardableResult
  package func write(_ batches: [(RowBatch, Checkpoint)], source: SourceID) throws(Diagnostics) -> RecordCounts {
    try write { db, names in
      var sums = BatchSums(of: batches.map { $0.0 })
      var counts = RecordCounts()
      var days: (first: Int64?, last: Int64?)
      for (batch, _) in batches {
        var writer = try BatchWriter(batch, source: source.row, edition: editionNumber, names: names, db)
        let result = try writer.write(addingTo: &sums)
        precondition(
          result.counts.records == Int64(batch.itemCount),
          "\(batch.itemCount) records came in, \(result.counts.records) were counted")
        counts = counts + result.counts
        names = result.names
        if let first = result.firstDay.map(Int64.init) { days.first = min(days.first ?? first, first) }
        if let last = result.lastDay.map(Int64.init) { days.last = max(days.last ?? last, last) }
      }
      guard let (_, checkpoint) = batches.last else { return counts }
      try SumWriter(db, edition: editionNumber).write(&sums)
      try db.cachedStatement(sql: Statements.addToSource).execute(
        arguments: [
          checkpoint.recordNumber, checkpoint.byteOffset, counts.records, counts.stored, counts.duplicate,
          counts.skipped, counts.failed, days.first, days.first, days.last, days.last, source.row,
        ])
      precondition(db.changesCount == 1, "source \(source.row) is unknown or finished")
      return counts
    }
  }

  /// Marks a source as read to its end.
  ///
  /// It is not read again while its fingerprint stays the same.
  ///
  /// The checkpoint is forgotten, for it depends on how the source was cut into batches.
  package func finishSource(_ source: SourceID) throws(Diagnostics) {
    try write { db, _ in
      try db.cachedStatement(sql: Statements.finishSource).execute(arguments: [source.row])
    }
  }

  /// Runs `body` in a transaction; what the writer remembers changes only if that is committed.
  func write<Value: Sendable>(
    _ body: (Database, inout NameTables) throws -> Value
  ) throws(Diagnostics) -> Value {
    let result: Result<Value, Diagnostics> = names.withLock { remembered in
      guard var names = remembered else { preconditionFailure("the database \"\(path)\" is open for reading") }
      do {
        let value = try queue.write { db in try body(db, &names) }
        remembered = names
        return .success(value)
      } catch { return .failure(StoreMessages.diagnostics(for: error, path: path)) }
    }
    return try result.get()
  }
}
