import HearsayCore

/// Reads posts of Instagram and Threads as their web pages receive them.
enum InstagramItem {
  /// Adds the post to `sink`.
  static func add(_ item: JSONValue, platform: String, to sink: inout RecordSink) {
    let post = item["post"] ?? item["media"] ?? item["node"] ?? item
    let isOfGraph = post["edge_media_to_caption"] != nil || post["shortcode"] != nil
    var record = PostRecord()
    record.markup = .plain
    record[.platform] = sink.store(platform)
    // "123_45" is the post 123 of the person 45.
    let id = (post["pk"] ?? post["id"])?.name.map { Array($0.prefix { $0 != UInt8(ascii: "_") }) }
    record[.id] = sink.store(id, separator: "")
    record.setTime(post["taken_at"] ?? post["taken_at_timestamp"])
    let user = post["user"] ?? post["owner"]
    record[.authorID] = sink.storeName(user?["pk"] ?? user?["id"])
    record[.authorHandle] = sink.storeName(user?["username"])
    record[.authorName] = sink.storeName(user?["full_name"])
    let code = (post["code"] ?? post["shortcode"])?.name
    if platform == "threads" {
      record[.url] = sink.storeURL("https://www.threads.net/@", user?["username"]?.name, Array("/post/".utf8), code)
    } else {
      record[.url] = sink.storeURL("https://www.instagram.com/p/", code)
    }
    let threads = post["text_post_app_info"]
    record[.quoteOf] = sink.storeName(threads?["share_info"]?["quoted_post"]?["pk"])
    if let original = threads?["share_info"]?["reposted_post"] { record[.repostOf] = sink.storeName(original["pk"]) }
    record[.text] = storeText(of: post, &sink)
    record[.likes] =
      isOfGraph
      ? (post["edge_media_preview_like"] ?? post["edge_liked_by"])?["count"]?.count : post["like_count"]?.count
    record[.replies] =
      (post["edge_media_to_comment"]?["count"] ?? post["comment_count"] ?? threads?["direct_reply_count"])?.count
    record[.reposts] = threads?["repost_count"]?.count
    record[.quotes] = threads?["quote_count"]?.count
    record[.views] = (post["play_count"] ?? post["view_count"] ?? post["video_view_count"])?.count
    sink.add(record)
  }

  /// The caption; a picture without one is a post without words.
  private static func storeText(of post: JSONValue, _ sink: inout RecordSink) -> ByteRange {
    let caption = post["caption"]
    let edge = post["edge_media_to_caption"]?["edges"]?.elements.first { _ in true }
    guard let text = (caption?["text"] ?? caption ?? edge?["node"]?["text"])?.text else { return sink.store("") }
    return sink.store(text)
  }
}
