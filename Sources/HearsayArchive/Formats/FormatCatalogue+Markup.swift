extension FormatCatalogue {
  /// The formats that are XML or HTML.
  static let markupFormats: [any ArchiveFormat.Type] = [
    StackExchange.self,
    Feed.self,
    TelegramPages.self,
    ForumPages.self,
    FourChanPages.self,
  ]
}
