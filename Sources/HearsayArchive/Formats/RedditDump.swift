import HearsayCore

/// The monthly dumps of Reddit (`RC_2023-01.zst`, `RS_2023-01.zst`): one comment or submission a line.
package struct RedditDump: JSONFormat {
  package static let summary = FormatSummary(
    "reddit-dump", "dumps of Reddit (RC_*.zst, RS_*.zst): comments and submissions, JSON lines",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("source_platform") else { return 0 }
    let isComment = outline.has("body") && outline.has(any: "subreddit", "link_id", "subreddit_id")
    let isSubmission =
      outline.has("title") && outline.has(any: "subreddit", "subreddit_id")
      && outline.has(any: "selftext", "num_comments", "is_self")
    return isComment || isSubmission ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard RedditItem.isItem(object) else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a comment nor a submission of Reddit")
    }
    RedditItem.add(object, to: &sink)
  }
}
