import HearsayCore

/// The monthly dumps of Reddit (`RC_2023-01.zst`, `RS_2023-01.zst`): one comment or submission a line; and what the
/// services that search in such dumps answer, which has them in an array `data`.
package struct RedditDump: JSONFormat {
  package static let summary = FormatSummary(
    "reddit-dump", "dumps of Reddit (RC_*.zst, RS_*.zst): comments and submissions, JSON lines",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    // Objects of Reddit may have other things of this name in them.
    framing = Self.isItem("data[].", sample.outline) ? .json(sample, arraysNamed: "data") : .json(sample)
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("source_platform") else { return 0 }
    return isItem("", outline) || isItem("data[].", outline) ? 90 : 0
  }

  private static func isItem(_ prefix: String, _ outline: JSONOutline) -> Bool {
    func has(_ names: String...) -> Bool { names.contains { outline.has(prefix + $0) } }
    let isComment = has("body") && has("subreddit", "link_id", "subreddit_id")
    return isComment || has("title") && has("subreddit", "subreddit_id") && has("selftext", "num_comments", "is_self")
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard RedditItem.isItem(object) else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a comment nor a submission of Reddit")
    }
    RedditItem.add(object, to: &sink)
  }
}
