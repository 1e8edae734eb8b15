/// How the text of a post is marked up, which its reader knows and whoever decodes the text must know.
///
/// "<b>" is a tag in a post of Mastodon, and three letters that somebody wrote in a message of Telegram.
public enum TextMarkup: UInt8, CaseIterable, Sendable {
  /// The archive does not say; entities and tags that occur in posts are taken for what they look like.
  case unknown
  /// None: every character is meant.
  case plain
  /// Characters are escaped as entities (`&amp;`), and there are no tags.
  case entities
  /// HTML.
  case html
  /// Markdown, in which lines quoted from others begin with ">".
  case markdown
  /// Markdown whose characters are escaped as entities.
  case escapedMarkdown
}
