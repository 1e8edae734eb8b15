/// How often others reacted to a post of X's API version 2.
enum XVersion2CountKey: Int, JSONKey {
  case likes, reposts, replies, quotes, views

  init?(name: UnsafeRawBufferPointer) {
    switch name.count {
    case 10 where name.isName("like_count"): self = .likes
    case 11 where name.isName("reply_count"): self = .replies
    case 11 where name.isName("quote_count"): self = .quotes
    case 13 where name.isName("retweet_count"): self = .reposts
    case 16 where name.isName("impression_count"): self = .views
    default: return nil
    }
  }
}
