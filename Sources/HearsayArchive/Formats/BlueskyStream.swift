import HearsayCore

/// Bluesky's stream as JSON (Jetstream): one event a line, of which some are posts.
package struct BlueskyStream: JSONFormat {
  package static let summary = FormatSummary(
    "bluesky-jetstream", "Bluesky's stream (Jetstream): events, JSON lines",
    gives: [.author, .time, .zone, .language, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    sample.outline.isJSON && sample.outline.has(all: "did", "time_us") ? 95 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard object["did"] != nil, object["kind"] ?? object["commit"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no event of Jetstream")
    }
    guard let commit = object["commit"], let collection = commit["collection"] else { return }
    if collection.isString("app.bsky.feed.repost"), commit["record"] != nil { return sink.skip(.repostWithoutText) }
    guard collection.isString("app.bsky.feed.post") else { return }
    guard let record = commit["record"] else { return sink.skip(.deletion) }
    var post = PostRecord()
    let place = BlueskyPost.Place(
      author: object["did"]?.name, key: commit["rkey"]?.name,
      seenAt: object["time_us"]?.count.map { UTCTime(seconds: $0 / 1_000_000) })
    BlueskyPost.read(record, at: place, into: &post, &sink)
    sink.add(post)
  }
}
