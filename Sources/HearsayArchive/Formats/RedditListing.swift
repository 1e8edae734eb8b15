import HearsayCore

/// Answers of Reddit's API: listings, and threads, in which comments lie inside those that they reply to.
package struct RedditListing: JSONFormat {
  package static let summary = FormatSummary(
    "reddit-api", "answers of Reddit's API: listings, threads with their comments, further comments",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "children", "things")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has(any: "data.children[].kind", "[].data.children[].kind", "json.data.things") { return 92 }
    return outline.has(all: "kind", "data.children") || outline.has(all: "kind", "data.subreddit") ? 85 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard let data = object["data"], object["kind"]?.kind == .string else {
      throw RecordProblem(.recordUnknownShape, "the object is nothing that Reddit's API lists")
    }
    add(data, kind: object["kind"], below: nil, to: &sink)
  }

  private func add(_ data: JSONValue, kind: JSONValue?, below parent: JSONValue?, to sink: inout RecordSink) {
    // A private message is nobody else's business; "more" stands for comments that were not loaded.
    if kind?.isString("t4") == true { return sink.skip(.notPublic) }
    if RedditItem.isItem(data) { RedditItem.add(data, below: parent, to: &sink) } else { sink.skip(.noPost) }
    guard let replies = data["replies"]?["data"]?["children"] else { return }
    let words = data["body"]
    for element in replies.elements {
      guard let reply = element["data"] else { continue }
      add(reply, kind: element["kind"], below: words, to: &sink)
    }
  }
}
