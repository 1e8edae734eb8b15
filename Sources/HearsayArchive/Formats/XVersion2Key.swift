/// What is read of a post of X's API version 2, and what tells a post from other objects.
enum XVersion2Key: Int, JSONKey {
  case id, text, note, language, author, authorID, createdAt, counts, conversation, references
  case data, action, username

  init?(name: UnsafeRawBufferPointer) {
    switch name.count {
    case 2 where name.isName("id"): self = .id
    case 4 where name.isName("text"): self = .text
    case 4 where name.isName("lang"): self = .language
    case 4 where name.isName("data"): self = .data
    case 6 where name.isName("author"): self = .author
    case 6 where name.isName("action"): self = .action
    case 8 where name.isName("username"): self = .username
    case 9 where name.isName("author_id"): self = .authorID
    case 10 where name.isName("created_at"): self = .createdAt
    case 10 where name.isName("note_tweet"): self = .note
    case 14 where name.isName("public_metrics"): self = .counts
    case 15 where name.isName("conversation_id"): self = .conversation
    case 17 where name.isName("referenced_tweets"): self = .references
    default: return nil
    }
  }
}
