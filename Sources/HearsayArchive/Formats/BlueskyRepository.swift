import HearsayCore

/// A person's repository of Bluesky (`.car`): everything they wrote, with the tree that says what is still there.
///
/// The file is one record: the keys of posts stand in the tree, which may stand behind them. Of a file that is cut
/// off, what stands before the cut is read; what a whole tree does not name was deleted.
package struct BlueskyRepository: ArchiveFormat {
  package static let summary = FormatSummary(
    "bluesky-car", "a repository of Bluesky (.car), of at most 64 MB",
    gives: [.author, .time, .zone, .language, .thread])

  package let framing = Framing.whole(byteCountMost: ArchiveLimits.recordByteCountMost)

  package init(_ sample: Sample, in surroundings: Surroundings) {}

  package static func confidence(in sample: Sample) -> Int { CARFile.begins(sample.head) ? 95 : 0 }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    guard let file = CARFile(record.bytes) else {
      throw RecordProblem(.recordUnknownShape, "the file is no content-addressed archive of version 1")
    }
    let tree = RecordTree(file, record.bytes)
    for block in file.blocks {
      guard let type = Self.type(of: record.bytes, block.range) else { continue }
      if type.elementsEqual("app.bsky.feed.post".utf8) {
        addPost(block, of: record.bytes, tree, using: parser, to: &sink)
      } else {
        sink.skip(type.elementsEqual("app.bsky.feed.repost".utf8) ? .repostWithoutText : .noPost)
      }
    }
    if file.isCutOff { throw RecordProblem(.recordTruncated, "the repository is cut off; what stands before is read") }
  }

  private func addPost(
    _ block: (name: CARFile.Name, range: Range<Int>), of bytes: UnsafeRawBufferPointer, _ tree: RecordTree,
    using parser: JSONParser, to sink: inout RecordSink
  ) {
    let path = tree.paths[block.name]
    if path == nil, tree.isComplete { return sink.skip(.deletion) }
    guard var json = CBORToJSON.json(bytes, block.range) else {
      return sink.fail(RecordProblem(.recordUnknownShape, "a record of the repository is no DAG-CBOR"))
    }
    let byteCount = json.count
    json.append(contentsOf: repeatElement(0, count: JSONParser.paddingByteCount))
    let key = path.flatMap { path in path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } }
    let place = BlueskyPost.Place(
      author: tree.owner, key: key.map { $0.withUnsafeBytes { UTF8Scan.repaired($0) } })
    let problem: RecordProblem? = json.withUnsafeBytes { bytes in
      do throws(RecordProblem) {
        try parser.withValue(of: UnsafeRawBufferPointer(rebasing: bytes[..<byteCount])) {
          (record) throws(RecordProblem) in
          var post = PostRecord()
          BlueskyPost.read(record, at: place, into: &post, &sink)
          sink.add(post)
        }
        return nil
      } catch { return error }
    }
    if let problem { sink.fail(problem) }
  }

  /// The type of the record in a block; nil where it is no record.
  private static func type(
    of bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Slice<UnsafeRawBufferPointer>? {
    var scanner = CBORScanner(bytes, range)
    guard case .map(let count)? = scanner.next() else { return nil }
    for _ in 0..<count {
      guard let key = scanner.nextText() else { return nil }
      if bytes[key].elementsEqual("$type".utf8) { return scanner.nextText().map { bytes[$0] } }
      guard scanner.skip() else { return nil }
    }
    return nil
  }
}
