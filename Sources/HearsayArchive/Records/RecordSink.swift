import HearsayCore

/// Where a reader puts the posts of a record; keeps the accounts, so that a reader cannot forget them.
///
/// Every record ends as one item at least: a reader that adds nothing has read a record without a post, and a
/// post without text is a problem or is skipped, without any reader looking.
package struct RecordSink {
  private(set) var batch = PostBatch()
  private var place = RecordPlace(number: 0, byteOffset: 0)
  /// Bytes stored for the record so far.
  private var storedByteCount = 0

  init(expectedByteCount: Int) { batch.reserve(byteCount: expectedByteCount) }

  mutating func begin(_ place: RecordPlace) {
    self.place = place
    storedByteCount = 0
  }

  mutating func end() {
    if place.part == 0 { skip(.noPost) }
  }

  /// Adds a post of the record.
  ///
  /// Without text it is a problem; with an empty text it is skipped.
  package mutating func add(_ post: PostRecord) {
    if ArchiveLimits.storedByteCountMost < storedByteCount {
      return fail(RecordProblem(.recordTooLong, "the posts of the record are too long together"))
    }
    if post[.text].isAbsent { return fail(RecordProblem(.recordMissingText, "the record has no text")) }
    if post[.text].range.isEmpty { return skip(.emptyText) }
    batch.append(post, at: place)
    place.part += 1
  }

  /// Counts a part of the record, or all of it, that is not a post for us.
  package mutating func skip(_ reason: SkipReason) {
    batch.skip(reason, at: place)
    place.part += 1
  }

  /// Counts a part of the record, or all of it, that was not understood.
  package mutating func fail(_ problem: RecordProblem) {
    batch.fail(problem, at: place)
    place.part += 1
  }

  /// Stores a string, or the digits of a whole number; absent for anything else.
  package mutating func store(_ value: JSONValue?) -> ByteRange {
    guard let value else { return .absent }
    if let string = value.string { return store(string) }
    if let number = value.int64 { return store(String(number)) }
    if let number = value.uint64 { return store(String(number)) }
    return .absent
  }

  /// Stores a string or number that is not empty; absent otherwise.
  ///
  /// For what is not text.
  package mutating func storeName(_ value: JSONValue?) -> ByteRange {
    if let string = value?.string, string.isEmpty { return .absent }
    return store(value)
  }

  /// Stores bytes, which must be valid UTF-8.
  package mutating func store(_ bytes: UnsafeRawBufferPointer) -> ByteRange {
    storedByteCount += bytes.count
    guard storedByteCount <= ArchiveLimits.storedByteCountMost else { return .absent }
    return batch.store(bytes)
  }

  /// Stores the bytes of a string.
  package mutating func store(_ string: String) -> ByteRange { store(bytes: string.utf8) }

  /// Stores bytes, which must be valid UTF-8.
  package mutating func store(bytes: some Collection<UInt8>) -> ByteRange {
    storedByteCount += bytes.count
    guard storedByteCount <= ArchiveLimits.storedByteCountMost else { return .absent }
    return batch.store(bytes)
  }
}

extension JSONValue {
  /// A whole number, also one written as a string (`"42"`), as archives of X do.
  package var count: Int64? {
    if let int64 { return int64 }
    guard let string, !string.isEmpty, string.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in string {
      guard UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// A language, from a tag such as `de`, `en-US` or `pt_BR`, or nil.
  package var language: LanguageCode? { string.flatMap { LanguageCode(tag: $0) } }
}

extension LanguageCode {
  /// The language of a tag such as `de`, `en-US` or `pt_BR`, or nil.
  ///
  /// Codes that were replaced are read as their successors (`in` is `id`), and what X invented for posts
  /// without words (`qme`, `qht` …) is no language.
  package init?(tag: UnsafeRawBufferPointer) {
    let end = tag.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") } ?? tag.count
    let letters = tag[..<end].lazy.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    guard let code = LanguageCode(bytes: letters) else { return nil }
    if Self.wordless.contains(code) {
      self = .none
    } else {
      self = Self.successors.first { $0.old == code }?.new ?? code
    }
  }

  private static let successors: [(old: LanguageCode, new: LanguageCode)] = [("in", "id"), ("iw", "he"), ("ji", "yi")]
    .compactMap { pair in
      guard let old = LanguageCode(pair.0), let new = LanguageCode(pair.1) else { return nil }
      return (old, new)
    }

  private static let wordless = ["art", "qam", "qct", "qht", "qme", "qst"].compactMap { LanguageCode($0) }
}

extension UTCTime {
  /// The moment of an ISO 8601 string, or of a number of seconds or milliseconds since 1970; nil otherwise.
  package init?(_ value: JSONValue?) {
    guard let value else { return nil }
    if let string = value.string, let time = UTCTime(iso8601: string) ?? UTCTime(twitter: string) {
      self = time
    } else if let number = value.count ?? value.double.flatMap({ Int64(exactly: $0.rounded(.down)) }) {
      self.init(epoch: number)
    } else {
      return nil
    }
  }

  /// The moment `number` seconds after 1970, or milliseconds where seconds would lie beyond the year 9999.
  package init?(epoch number: Int64) {
    let secondsMost: Int64 = 253_402_300_799
    let seconds = secondsMost < number || number < -secondsMost ? number / 1_000 : number
    guard -62_135_596_800 <= seconds, seconds <= secondsMost else { return nil }
    self.init(seconds: seconds)
  }
}
