import HearsayCore

/// What the language identifier knows of each language, compiled from tables for fast look-up.
///
/// Immutable; one value serves all threads.
package final class LanguageProfiles: Sendable {
  /// The most candidates that a script may have.
  static let columnMost = 32
  /// The largest weight of a row.
  static let weightMost = 120

  /// The candidates of each script, by its raw value.
  let columns: [[LanguageCode]]
  /// What is added to the scores of each script's candidates.
  let priors: [SIMD32<Int32>]
  let calibration: LanguageCalibration
  let rows: FrozenArray<EvidenceRow>
  let wordIndex: RowIndex
  let ngramIndex: FilteredIndex

  /// The rows and where to find them as plain memory, valid only within `withLookup`.
  struct Lookup {
    let rows: UnsafeBufferPointer<EvidenceRow>
    /// The row of a word by its hash; row 0 says that the word is neutral.
    let words: RowIndex.Lookup
    /// The row of an n-gram by its key.
    let ngrams: FilteredIndex.Lookup

    /// Asks for the row of a word, given what stands in its first slot.
    @inline(__always)
    func prefetchRow(of hash: UInt64, firstSlot: UInt64) {
      Prefetch.element(words.likelyRow(hash, firstSlot: firstSlot), of: rows)
    }
  }

  /// Calls `body` with the compiled rows.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    rows.withUnsafeBufferPointer { rows in
      wordIndex.withLookup { words in
        ngramIndex.withLookup { ngrams in body(Lookup(rows: rows, words: words, ngrams: ngrams)) }
      }
    }
  }

  /// The languages that have a column.
  var languages: [LanguageCode] { columns.flatMap(\.self) }

  /// Compiles tables.
  ///
  /// - Throws: all problems of all tables, with file, line and column.
  package convenience init(_ tables: LanguageTables) throws(Diagnostics) {
    var problems = Diagnostics()
    let languages = Self.languages(tables.languages, &problems)
    let calibration = LanguageCalibration(tables.calibration, &problems)
    let wordCountMost = tables.words.lineCount + tables.neutral.lineCount
    var compiled = CompiledRows(
      places: languages.columns.prefix(LanguageEvidence.sharedScriptCount).map(LanguagePlaces.init))
    var words = RowIndex.Builder(rowCountMost: wordCountMost)
    var ngrams = FilteredIndex.Builder(rowCountMost: tables.ngrams.lineCount)
    compiled.addNeutral(tables.neutral, to: &words, &problems)
    compiled.add(tables.words, column: "form", &problems) { words.insert(WordHash.of($0), row: $1) }
    compiled.add(tables.ngrams, column: "ngram", &problems) { form, row in
      var letters: [UInt32] = []
      forEachScalar(in: form) { letters.append($0) }
      return ngrams.insert(NgramKey.of(letters), row: row)
    }
    try problems.throwErrors()
    self.init(
      languages, calibration, FrozenArray(compiled.rows), words: words.build(), ngrams: ngrams.build())
  }

  init(
    _ languages: (columns: [[LanguageCode]], priors: [SIMD32<Int32>]), _ calibration: LanguageCalibration,
    _ rows: FrozenArray<EvidenceRow>, words: RowIndex, ngrams: FilteredIndex
  ) {
    (columns, priors) = languages
    self.calibration = calibration
    self.rows = rows
    wordIndex = words
    ngramIndex = ngrams
  }

  static func languages(
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
}

/// Rows while they are read from tables.
private struct CompiledRows {
  let places: [LanguagePlaces]
  /// Row 0 is that of neutral words.
  private(set) var rows = [EvidenceRow()]
  /// The numbers of all other rows: more than half of the words share theirs with others, and what is shared stays in
  /// the fast caches.
  private var numbers: [EvidenceRow: Int] = [:]

  init(places: [LanguagePlaces]) { self.places = places }

  func addNeutral(_ table: ProfileTable, to index: inout RowIndex.Builder, _ problems: inout Diagnostics) {
    table.read(columns: ["form", "note"], &problems) { reader in
      if !index.insert(WordHash.of(reader.cell(0)), row: 0) {
        reader.report(.lexiconDuplicateEntry, "\(reader.text(0)) is listed twice", cell: 0)
      }
    }
  }

  /// The number of a row, which is added where it is the first of its kind.
  private mutating func number(of row: EvidenceRow) -> Int {
    if let number = numbers[row] { return number }
    numbers[row] = rows.count
    rows.append(row)
    return rows.count - 1
  }

  /// Adds the rows of a table, and the number of each with `insert`, which says whether its form is new.
  mutating func add(
    _ table: ProfileTable, column: String, _ problems: inout Diagnostics,
    insert: (UnsafeBufferPointer<UInt8>, Int) -> Bool
  ) {
    table.read(columns: [column, "weights"], &problems) { reader in
      let form = reader.cell(0)
      let script = Int(LanguageScript(form: form).rawValue)
      guard script < places.count else {
        return reader.report(.lexiconUnknownValue, "this script has one language and needs no rows", cell: 0)
      }
      if !insert(form, number(of: reader.weights(1, places[script]))) {
        reader.report(.lexiconDuplicateEntry, "\(reader.text(0)) is listed twice, or is neutral", cell: 0)
      }
    }
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
    // The boundary is a byte of its own.
    let start = form.firstIndex { UInt32($0) != NgramKey.boundary } ?? form.count
    guard start < form.count else {
      self = .latin
      return
    }
    self.init(firstScalar(of: UnsafeBufferPointer(rebasing: form[start...])).scalar)
  }
}
