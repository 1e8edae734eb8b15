import HearsayCore

extension LanguageProfiles {
  /// Writes what was compiled from `tables`.
  package func write(_ tables: LanguageTables, to snapshot: inout SnapshotWriter) {
    // These two are small, and are read again.
    snapshot.write(tables.languages.bytes)
    snapshot.write(tables.calibration.bytes)
    snapshot.write(rows)
    wordIndex.write(to: &snapshot)
    ngramIndex.write(to: &snapshot)
  }

  /// Reads what was compiled.
  package convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    var problems = Diagnostics()
    let languages = Self.languages(ProfileTable(file: "", bytes: try snapshot.elements(of: UInt8.self)), &problems)
    let calibration = LanguageCalibration(
      ProfileTable(file: "", bytes: try snapshot.elements(of: UInt8.self)), &problems)
    guard problems.isEmpty else { throw SnapshotReader.Damage() }
    let rows = try snapshot.frozen(of: EvidenceRow.self)
    self.init(
      languages, calibration, rows, words: try RowIndex(from: &snapshot), ngrams: try FilteredIndex(from: &snapshot))
  }
}

extension RowIndex {
  func write(to snapshot: inout SnapshotWriter) { snapshot.write(slots) }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let slots = try snapshot.frozen(of: UInt64.self)
    guard 16 <= slots.count, slots.count & (slots.count - 1) == 0 else { throw SnapshotReader.Damage() }
    self.init(slots: slots)
  }
}

extension FilteredIndex {
  func write(to snapshot: inout SnapshotWriter) {
    rows.write(to: &snapshot)
    snapshot.write(filter)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let rows = try RowIndex(from: &snapshot)
    let filter = try snapshot.frozen(of: UInt64.self)
    guard filter.count == rows.slots.count / 16 else { throw SnapshotReader.Damage() }
    self.init(rows, filter: filter)
  }
}
