import CSimdjson
import HearsayCore
import HearsayMarkup

/// Parses JSON texts one after the other, reusing its memory.
///
/// Each worker owns one; it is not for use by two threads at once.
public final class JSONParser {
  /// Bytes that must be readable behind a text.
  package static let paddingByteCount = Int(CSIMDJSON_PADDING)
  /// Deeper nesting is refused.
  package static let depthMost = 1_024
  /// A parser that grew beyond this for one record is made anew, so that memory stays flat.
  private static let keptByteCountMost = 16 << 20

  // A parser belongs to one worker, and nothing else runs while one of these changes: the check for exclusive access
  // would find nothing, at several times the cost of the access.
  @exclusivity(unchecked) private var handle: OpaquePointer?
  /// Records may be elements of XML, or contain some.
  private(set) lazy var xml = XMLWalk()
  /// Whether the text that is being read had to be mended.
  @exclusivity(unchecked) package private(set) var isTextMended = false

  /// A parser without memory; it takes what it needs with the first text.
  public init() { handle = csimdjson_create(Self.depthMost) }

  deinit { csimdjson_free(handle) }

  /// Parses `text` and calls `body` with its root value, which is valid only until `body` returns.
  ///
  /// What archives contain although JSON forbids it (invalid UTF-8, surrogates without a partner, control
  /// characters, escapes that do not exist, words without quotes, numbers beyond all measure) is mended in a copy, see `JSONRepair`.
  ///
  /// - Precondition: `paddingByteCount` bytes are readable behind `text`.
  /// - Throws: `record.invalid-json`, or what `body` throws.
  package func withValue<Result>(
    of text: UnsafeRawBufferPointer, _ body: (JSONValue) throws(RecordProblem) -> Result
  ) throws(RecordProblem) -> Result {
    defer { shrink(after: text.count) }
    isTextMended = false
    let document = try parse(text)
    if let value = JSONValue(document) { return try body(value) }
    guard var repaired = JSONRepair.repaired(text) else { throw Self.problem(document.error) }
    let byteCount = repaired.count
    repaired.append(contentsOf: repeatElement(0, count: Self.paddingByteCount))
    isTextMended = true
    // `withUnsafeBytes` does not keep the type of an error, so the outcome travels as a value.
    let outcome: Swift.Result<Result, RecordProblem> = repaired.withUnsafeBytes { bytes in
      do throws(RecordProblem) {
        let document = try parse(UnsafeRawBufferPointer(rebasing: bytes[..<byteCount]))
        guard let value = JSONValue(document) else { throw Self.problem(document.error) }
        return .success(try body(value))
      } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  private func parse(_ text: UnsafeRawBufferPointer) throws(RecordProblem) -> csimdjson_document {
    guard let handle, let start = text.baseAddress else { throw Self.problem(nil) }
    return csimdjson_parse(handle, start.assumingMemoryBound(to: UInt8.self), text.count)
  }

  private func shrink(after byteCount: Int) {
    guard Self.keptByteCountMost < byteCount else { return }
    csimdjson_free(handle)
    handle = csimdjson_create(Self.depthMost)
  }

  private static func problem(_ error: Int32?) -> RecordProblem {
    guard let error else { return RecordProblem(.recordInvalidJSON, "the record is empty, or memory is short") }
    return RecordProblem(.recordInvalidJSON, "not valid JSON: \(String(cString: csimdjson_message(error)))")
  }
}
