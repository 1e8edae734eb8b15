import HearsayCore

/// Reads activities of ActivityPub, and the notes in them.
enum ActivityNote {
  /// Adds what the activity does to `sink`.
  static func add(_ activity: JSONValue, includingNonPublic: Bool, to sink: inout RecordSink) {
    guard let type = activity["type"] else { return sink.skip(.noPost) }
    if isNote(type) {
      return addNote(activity, in: activity, repostedBy: nil, includingNonPublic: includingNonPublic, to: &sink)
    }
    guard let object = activity["object"] else { return sink.skip(.noPost) }
    if type.isString("Create") || type.isString("Update") {
      guard isNote(object["type"]) else { return sink.skip(.noPost) }
      addNote(object, in: activity, repostedBy: nil, includingNonPublic: includingNonPublic, to: &sink)
    } else if type.isString("Announce") {
      // Mostly an address alone.
      guard isNote(object["type"]) else { return sink.skip(.repostWithoutText) }
      addNote(object, in: activity, repostedBy: activity, includingNonPublic: includingNonPublic, to: &sink)
    } else {
      sink.skip(type.isString("Delete") ? .deletion : .noPost)
    }
  }

  private static func isNote(_ type: JSONValue?) -> Bool {
    ["Note", "Question", "Article", "Page"].contains { type?.string?.elementsEqual($0.utf8) == true }
  }

  private static func addNote(
    _ note: JSONValue, in activity: JSONValue, repostedBy repost: JSONValue?, includingNonPublic: Bool,
    to sink: inout RecordSink
  ) {
    guard includingNonPublic || isPublic(note, activity) else { return sink.skip(.notPublic) }
    var post = PostRecord()
    post.markup = .html
    post[.platform] = sink.store("mastodon")
    post[.id] = sink.storeName(repost?["id"] ?? note["id"])
    post[.url] = sink.storeName(note["url"]?.text)
    post.setTime(repost?["published"] ?? note["published"] ?? activity["published"])
    let actor = repost?["actor"] ?? note["attributedTo"] ?? activity["actor"]
    let author = actor?.text ?? actor?["id"]
    post[.authorID] = sink.storeName(author)
    if let address = author?.string {
      post[.authorHandle] = FediverseHandle.store(
        FediverseHandle.name(in: address), host: FediverseHandle.host(of: address), &sink)
    }
    post[.conversation] = sink.storeName(note["conversation"] ?? note["context"]?.text)
    if repost != nil {
      post[.repostOf] = sink.storeName(note["id"])
    } else {
      post[.replyTo] = sink.storeName(note["inReplyTo"]?.text ?? note["inReplyTo"]?["id"])
      post[.quoteOf] = sink.storeName(note["quote"]?.text ?? note["quoteUrl"] ?? note["quoteUri"])
    }
    var text = note["content"]?.text
    // One language; where there are several, nobody says which one the content is in.
    if let map = note["contentMap"] {
      let languages = Array(map.members.prefix(2))
      if languages.count == 1, let only = languages.first {
        post.language = only.key.language
        text = text ?? only.value.text
      }
    }
    post[.text] = HTMLParts.store(heading: note["summary"] ?? note["name"], text, &sink)
    post[.likes] = note["likes"]?["totalItems"]?.count
    post[.reposts] = note["shares"]?["totalItems"]?.count
    sink.add(post)
  }

  /// Whether the public is among the addressees; where there are none at all, nobody was kept out.
  private static func isPublic(_ note: JSONValue, _ activity: JSONValue) -> Bool {
    var addresseeCount = 0
    for object in [note, activity] {
      for list in [object["to"], object["cc"]] {
        guard let list else { continue }
        for addressee in list.kind == .array ? Array(list.elements) : [list] {
          addresseeCount += 1
          guard let address = addressee.string else { continue }
          let isPublic = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"].contains {
            address.elementsEqual($0.utf8)
          }
          if isPublic { return true }
        }
      }
    }
    return addresseeCount == 0 && note["to"] == nil && activity["to"] == nil
  }
}

/// Puts texts together that a page shows together.
enum HTMLParts {
  /// Stores a heading that is plain text, such as a title or content warning, above a text that is HTML.
  static func store(heading: JSONValue?, _ html: JSONValue?, _ sink: inout RecordSink) -> ByteRange {
    guard let heading = heading?.string, !heading.isEmpty else { return sink.store(html?.text) }
    let body = html?.bytes ?? []
    return sink.store(bytes: "<p>".utf8 + escaped(heading) + "</p>".utf8 + body)
  }

  /// The text with `&`, `<` and `>` as entities.
  static func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      default: output.append(byte)
      }
    }
    return output
  }
}
