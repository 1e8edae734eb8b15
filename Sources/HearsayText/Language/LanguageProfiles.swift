import HearsayCore

/// What the language identifier knows of each language, compiled from tables for fast look-up.
///
/// Immutable; one value serves all threads.
package struct LanguageProfiles: Sendable {
  /// The most candidates that a script may have.
  static let columnMost = 32
  /// The largest weight of a row.
  static let weightMost = 120

  /// The candidates of each script, by its raw value.
  let columns: [[LanguageCode]]
  /// What is added to the scores of each script's candidates.
  let priors: [SIMD32<Int32>]
  let calibration: LanguageCalibration
  private var rows = [EvidenceRow()]
  private var slots: [UInt64]
  private let mask: Int

  /// Rows and hash table as plain memory, valid only within `withLookup`.
  struct Lookup {
    let slots: UnsafeBufferPointer<UInt64>
    let rows: UnsafeBufferPointer<EvidenceRow>
    let mask: Int

    /// The row of a word or n-gram, or nil; row 0 says that the word is neutral.
    @inline(__always)
    func rowIndex(_ key: UInt64) -> Int? {
      var index = Int(truncatingIfNeeded: key) & mask
      while true {
        let slot = slots[index]
        if slot == 0 { return nil }
        if slot >> 32 == key >> 32 { return Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1 }
        index = (index + 1) & mask
      }
    }
  }

  /// Calls `body` with the compiled rows.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      rows.withUnsafeBufferPointer { rows in body(Lookup(slots: slots, rows: rows, mask: mask)) }
    }
  }

  /// The column of `language` among the candidates of `script`, or nil.
  func column(of language: LanguageCode, in script: LanguageScript) -> Int? {
    columns[Int(script.rawValue)].firstIndex(of: language)
  }

  /// Compiles tables.
  ///
  /// - Throws: all problems of all tables, with file, line and column.
  package init(_ tables: LanguageTables) throws(Diagnostics) {
    var problems = Diagnostics()
    let languages = Self.languages(tables.languages, &problems)
    columns = languages.columns
    priors = languages.priors
    calibration = LanguageCalibration(tables.calibration, &problems)
    // Half as many slots again as lines, at least, keep the chains of the hash table short.
    let lineCount = tables.words.lineCount + tables.ngrams.lineCount + tables.neutral.lineCount
    var capacity = 16
    while capacity * 2 < lineCount * 3 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
    rows.reserveCapacity(lineCount + 1)
    addNeutral(tables.neutral, &problems)
    addRows(tables.words, column: "form", &problems) { WordHash.of($0) }
    addRows(tables.ngrams, column: "ngram", &problems) { form in
      var letters: [UInt32] = []
      forEachScalar(in: form) { letters.append($0) }
      return NgramKey.of(letters)
    }
    try problems.throwErrors()
  }

  private static func languages(
    _ table: ProfileTable, _ problems: inout Diagnostics
  ) -> (columns: [[LanguageCode]], priors: [SIMD32<Int32>]) {
    var columns = [[LanguageCode]](repeating: [], count: LanguageScript.allCases.count)
    var priors = [SIMD32<Int32>](repeating: .zero, count: LanguageScript.allCases.count)
    table.read(columns: ["script", "language", "prior"], &problems) { reader in
      guard let script = LanguageScript(name: reader.text(0)) else {
        return reader.report(.lexiconUnknownValue, "\(reader.text(0)) is not a script", cell: 0)
      }
      guard let language = LanguageCode(bytes: reader.cell(1)) else {
        return reader.report(.lexiconUnknownValue, "\(reader.text(1)) is not a language code", cell: 1)
      }
      guard let prior = reader.number(2, in: -1000...1000) else { return }
      let index = Int(script.rawValue)
      if columns[index].contains(language) {
        return reader.report(.lexiconDuplicateEntry, "\(language) is listed twice for \(script.name)", cell: 1)
      }
      let most = index < LanguageEvidence.sharedScriptCount ? columnMost : 1
      guard columns[index].count < most else {
        return reader.report(.lexiconEntryCount, "\(script.name) has at most \(most) languages", cell: 1)
      }
      priors[index][columns[index].count] = Int32(prior)
      columns[index].append(language)
    }
    return (columns, priors)
  }

  private mutating func addNeutral(_ table: ProfileTable, _ problems: inout Diagnostics) {
    table.read(columns: ["form", "note"], &problems) { reader in
      if !insert(WordHash.of(reader.cell(0)), row: 0) {
        reader.report(.lexiconDuplicateEntry, "\(reader.text(0)) is listed twice", cell: 0)
      }
    }
  }

  private mutating func addRows(
    _ table: ProfileTable, column: String, _ problems: inout Diagnostics,
    key: (UnsafeBufferPointer<UInt8>) -> UInt64
  ) {
    let places = columns.prefix(LanguageEvidence.sharedScriptCount).map(LanguagePlaces.init)
    table.read(columns: [column, "weights"], &problems) { reader in
      let form = reader.cell(0)
      let script = Int(LanguageScript(form: form).rawValue)
      guard script < places.count else {
        return reader.report(.lexiconUnknownValue, "this script has one language and needs no rows", cell: 0)
      }
      if insert(key(form), row: rows.count) {
        rows.append(reader.weights(1, places[script]))
      } else {
        reader.report(.lexiconDuplicateEntry, "\(reader.text(0)) is listed twice, or is neutral", cell: 0)
      }
    }
  }

  /// False where the key is there already.
  private mutating func insert(_ key: UInt64, row: Int) -> Bool {
    var index = Int(truncatingIfNeeded: key) & mask
    while slots[index] != 0 {
      if slots[index] >> 32 == key >> 32 { return false }
      index = (index + 1) & mask
    }
    slots[index] = key & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
    return true
  }
}

extension ProfileTable {
  var lineCount: Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 1
      for index in bytes.indices where bytes[index] == 0x0A { count += 1 }
      return count
    }
  }

  /// Calls `body` for each row and adds what is wrong to `problems`.
  func read(columns: [String], _ problems: inout Diagnostics, _ body: (inout ProfileTableReader) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = ProfileTableReader(file: file, bytes: bytes, columns: columns)
      while reader.next() { body(&reader) }
      problems.add(reader.problems)
    }
  }
}

extension LanguageScript {
  /// The script of a folded word or an n-gram: that of its first letter.
  init(form: UnsafeBufferPointer<UInt8>) {
    var script: LanguageScript?
    forEachScalar(in: form) { scalar in
      if script == nil, scalar != NgramKey.boundary { script = LanguageScript(scalar) }
    }
    self = script ?? .latin
  }
}
