import HearsayCore

/// What the browser extension Zeeschuimer saves: one item a line, whatever platform it is of.
///
/// Around each item stand addresses and the name of the browser; nothing of that is kept.
package struct Zeeschuimer: JSONFormat {
  package static let summary = FormatSummary(
    "zeeschuimer", "what Zeeschuimer captured of X, TikTok, Instagram, Threads and Truth Social, JSON lines",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing
  private let includesNonPublic: Bool

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample)
    includesNonPublic = sample.options.includesNonPublic
  }

  package static func confidence(in sample: Sample) -> Int {
    sample.outline.isJSON && sample.outline.has(all: "source_platform", "data") ? 96 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard let platform = object["source_platform"]?.string, let data = object["data"] else {
      throw RecordProblem(.recordUnknownShape, "the object is no item of Zeeschuimer")
    }
    func isOf(_ names: String...) -> Bool { names.contains { platform.elementsEqual($0.utf8) } }
    if isOf("twitter.com", "x.com", "x") {
      try Self.addXPost(data, to: &sink)
    } else if isOf("tiktok.com", "tiktok.com-comments", "tiktok-comments", "douyin.com") {
      if TikTokItem.isComment(data) {
        TikTokItem.addComment(data, to: &sink)
      } else {
        TikTokItem.addVideo(data, includingNonPublic: includesNonPublic, to: &sink)
      }
    } else if isOf("instagram.com") {
      InstagramItem.add(data, platform: "instagram", to: &sink)
    } else if isOf("threads.net", "threads.com") {
      InstagramItem.add(data, platform: "threads", to: &sink)
    } else if isOf("truthsocial.com") {
      MastodonStatus.add(data, platform: "truthsocial", includingNonPublic: includesNonPublic, to: &sink)
    } else {
      throw RecordProblem(.recordUnknownShape, "items of this platform are not known")
    }
  }

  private static func addXPost(_ data: JSONValue, to sink: inout RecordSink) throws(RecordProblem) {
    if XGraphQLPost.isPost(data) || data["rest_id"] != nil { return XGraphQLPost.add(data, to: &sink) }
    // Before 2022 pages received what the old API gave.
    guard XVersion1Post.isPost(data) else {
      throw RecordProblem(.recordUnknownShape, "the item is no post of X")
    }
    var post = PostRecord()
    XVersion1Post.read(data, into: &post, &sink)
    sink.add(post)
  }
}
