import HearsayCore

/// Where a reader puts the posts of a record; keeps the accounts, so that a reader cannot forget them.
///
/// Every record ends as one item at least: a reader that adds nothing has read a record without a post, and a
/// post without text is a problem or is skipped, without any reader looking.
package struct RecordSink {
  private(set) var batch = PostBatch()
  /// What stands around the record.
  package internal(set) var envelope = Envelope.unknown
  private var place = RecordPlace(number: 0, byteOffset: 0)
  private var remarks: PostRemarks = []
  /// Bytes stored for the record so far.
  private var storedByteCount = 0
  /// Whether they are known to be UTF-8, so that nobody needs to look again.
  private var areBytesUTF8 = true

  init(expectedByteCount: Int, expectedPostCount: Int) {
    batch.reserve(byteCount: expectedByteCount, postCount: expectedPostCount)
  }

  mutating func begin(_ place: RecordPlace) {
    self.place = place
    storedByteCount = 0
    areBytesUTF8 = true
    remarks = []
  }

  mutating func end() {
    if place.part == 0 { skip(.noPost) }
  }

  /// Says something of all posts of the record that are added from now on.
  package mutating func remark(_ remark: PostRemarks) { remarks.formUnion(remark) }

  /// Adds a post of the record.
  ///
  /// Without text it is a problem; with an empty text it is skipped.
  package mutating func add(_ post: consuming PostRecord) {
    if ArchiveLimits.storedByteCountMost < storedByteCount {
      return fail(RecordProblem(.recordTooLong, "the posts of the record are too long together"))
    }
    if post[.text].isAbsent { return fail(RecordProblem(.recordMissingText, "the record has no text")) }
    if post[.text].range.isEmpty { return skip(.emptyText) }
    post.remarks.formUnion(remarks)
    post.isUTF8 = areBytesUTF8
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
    if let string = value.string { return storeUTF8(string) }
    if let number = value.int64 { return store(String(number)) }
    if let number = value.uint64 { return store(String(number)) }
    return .absent
  }

  /// Stores a string or number that is not empty; absent otherwise.
  ///
  /// For what is not text.
  package mutating func storeName(_ value: JSONValue?) -> ByteRange {
    guard let string = value?.string else { return store(value) }
    return string.isEmpty ? .absent : storeUTF8(string)
  }

  /// Stores the beginning of what was said before a post, which shows whom the post may speak of; absent where it is
  /// no string, or one with nothing in it.
  package mutating func storeThread(_ value: JSONValue?) -> ByteRange {
    guard let string = value?.string, !string.isEmpty else { return .absent }
    return storeUTF8(Self.beginning(of: string))
  }

  /// Stores the beginning of the first of `values` that is a string with anything in it; absent where none is.
  package mutating func storeThread(_ values: JSONValue?...) -> ByteRange {
    storeThread(values.first { value in value?.string?.isEmpty == false } ?? nil)
  }

  /// Stores the beginning of what was said before a post; absent where it is empty.
  package mutating func storeThread(bytes: some Collection<UInt8>) -> ByteRange {
    bytes.isEmpty ? .absent : store(bytes: Self.beginning(of: bytes))
  }

  /// What is kept of what was said before a post.
  private static func beginning<Bytes: Collection<UInt8>>(of bytes: Bytes) -> Bytes.SubSequence {
    var end = bytes.index(bytes.startIndex, offsetBy: ArchiveLimits.threadByteCountMost, limitedBy: bytes.endIndex)
    // Not within a scalar.
    while let cut = end, cut != bytes.endIndex, bytes[cut] & 0xC0 == 0x80 { end = bytes.index(after: cut) }
    return bytes[..<(end ?? bytes.endIndex)]
  }

  /// Stores bytes, which must be valid UTF-8.
  package mutating func store(_ bytes: UnsafeRawBufferPointer) -> ByteRange {
    areBytesUTF8 = false
    return storeUTF8(bytes)
  }

  /// Stores the bytes of a string.
  package mutating func store(_ string: String) -> ByteRange {
    var string = string
    return string.withUTF8 { storeUTF8(UnsafeRawBufferPointer($0)) }
  }

  /// Stores bytes, which must be valid UTF-8.
  package mutating func store(bytes: some Collection<UInt8>) -> ByteRange {
    areBytesUTF8 = false
    storedByteCount += bytes.count
    guard storedByteCount <= ArchiveLimits.storedByteCountMost else { return .absent }
    return batch.store(bytes)
  }

  /// Stores the bytes of a string of JSON, which the parser checks, or of our own.
  private mutating func storeUTF8(_ bytes: UnsafeRawBufferPointer) -> ByteRange {
    storedByteCount += bytes.count
    guard storedByteCount <= ArchiveLimits.storedByteCountMost else { return .absent }
    return batch.store(bytes)
  }

  private mutating func storeUTF8(_ bytes: Slice<UnsafeRawBufferPointer>) -> ByteRange {
    storeUTF8(UnsafeRawBufferPointer(rebasing: bytes))
  }

  /// Stores the parts one after the other, with `separator` between them; absent where one of them is nil.
  package mutating func store(_ parts: [UInt8]?..., separator: StaticString) -> ByteRange {
    var joined: [UInt8] = []
    for (index, part) in parts.enumerated() {
      guard let part else { return .absent }
      if 0 < index {
        joined.append(contentsOf: UnsafeBufferPointer(start: separator.utf8Start, count: separator.utf8CodeUnitCount))
      }
      joined.append(contentsOf: part)
    }
    return store(bytes: joined)
  }

  /// Stores an address that begins with `prefix`; absent where one of the parts is nil.
  package mutating func storeURL(_ prefix: StaticString, _ parts: [UInt8]?...) -> ByteRange {
    var joined = Array(UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    for part in parts {
      guard let part else { return .absent }
      joined.append(contentsOf: part)
    }
    return store(bytes: joined)
  }
}
