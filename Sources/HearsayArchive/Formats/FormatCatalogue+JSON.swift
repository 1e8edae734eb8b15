extension FormatCatalogue {
  /// Formats whose records are JSON.
  static let jsonFormats: [any ArchiveFormat.Type] = [
    BlueskyFeed.self,
    BlueskyRepository.self,
    BlueskyStream.self,
    Discord.self,
    Discourse.self,
    FarcasterHub.self,
    FarcasterNeynar.self,
    FourChan.self,
    JSONFeed.self,
    Mastodon.self,
    Nostr.self,
    RedditDump.self,
    RedditListing.self,
    Snscrape.self,
    StockTwits.self,
    Telegram.self,
    TikTok.self,
    TikTokResearch.self,
    XArchive.self,
    XGraphQL.self,
    XVersion1.self,
    XVersion2.self,
    YouTubeComments.self,
    YtDlp.self,
    Zeeschuimer.self,
  ]

  /// Formats whose records are rows.
  static let tableFormats: [any ArchiveFormat.Type] = [PostTable.self]
}
