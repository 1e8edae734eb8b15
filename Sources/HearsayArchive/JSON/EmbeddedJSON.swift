import HearsayCore

/// Reads JSON that stands in a string of a record.
enum EmbeddedJSON {
  /// Calls `body` with the value that `text` writes.
  ///
  /// The worker's parser holds the record, so this takes a parser of its own.
  ///
  /// - Throws: `record.invalid-json`, or what `body` throws.
  static func withValue(
    of text: UnsafeRawBufferPointer, _ body: (JSONValue) throws(RecordProblem) -> Void
  ) throws(RecordProblem) {
    let padded = Array(text) + [UInt8](repeating: 0, count: JSONParser.paddingByteCount)
    // `withUnsafeBytes` does not keep the type of an error, so the outcome travels as a value.
    let outcome: Result<Void, RecordProblem> = padded.withUnsafeBytes { bytes in
      do throws(RecordProblem) {
        try JSONParser().withValue(of: UnsafeRawBufferPointer(rebasing: bytes[..<text.count]), body)
        return .success(())
      } catch { return .failure(error) }
    }
    try outcome.get()
  }
}
