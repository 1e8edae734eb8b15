import HearsayCore

extension LearnedWeights {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(parameters)
    snapshot.write(Int(firstEntry))
    snapshot.write(traits)
    rows.write(to: &snapshot)
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let parameters = try snapshot.numbers()
    let first = UInt32(try snapshot.number(in: 0...Int(UInt32.max)))
    let traits = try snapshot.elements(of: Weight.self)
    let rows = try WeightRows(from: &snapshot, FeatureScan(FeatureScan.Shape(parameters)))
    self.init(parameters, first: first, traits: traits, rows: rows)
  }
}

extension WeightRows {
  func write(to snapshot: inout SnapshotWriter) {
    runs.write(to: &snapshot)
    pieces.write(to: &snapshot)
  }

  init(from snapshot: inout SnapshotReader, _ scan: FeatureScan) throws(SnapshotReader.Damage) {
    let runs = try WeightIndex(from: &snapshot)
    let pieces = try PieceTrie(from: &snapshot)
    self.init(scan: scan, runs: runs, pieces: pieces)
  }
}
