import HearsayCore

/// Threads as archives of 4chan hand them out that run on FoolFuuka: under the number of the thread an opening post
/// and, by their numbers, the answers.
extension FourChan {
  static func isArchive(_ outline: JSONOutline) -> Bool {
    outline.isJSON && outline.assignment.isEmpty && outline.hasKey("thread_num") && outline.hasKey("num")
      && outline.hasKey("timestamp")
  }

  /// Adds the posts of the threads in `object`, and says whether there were any.
  func addArchivedThreads(_ object: JSONValue, to sink: inout RecordSink) throws(RecordProblem) -> Bool {
    var isThread = false
    for (_, thread) in object.members {
      let title = thread["op"]?["title"] ?? thread["op"]?["comment"]
      if let opening = thread["op"] {
        isThread = true
        addArchived(opening, in: nil, to: &sink)
      }
      guard let posts = thread["posts"] else { continue }
      isThread = true
      for (_, post) in posts.members { addArchived(post, in: title, to: &sink) }
      for post in posts.elements { addArchived(post, in: title, to: &sink) }
    }
    return isThread
  }

  /// Adds a post; its words stand there as they were typed, with `>>100` where it answers another one.
  ///
  /// `title` is that of the thread that it answers, or the words that opened it.
  func addArchived(_ object: JSONValue, in title: JSONValue?, to sink: inout RecordSink) {
    guard object["num"] != nil else { return }
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("4chan")
    let board = object["board"]?["shortname"]?.name
    post[.id] = Self.store(object["num"]?.name, on: board, &sink)
    post.setTime(object["timestamp"])
    let thread = object["thread_num"]?.name
    post[.conversation] = Self.store(thread, on: board, &sink)
    post[.channel] = sink.store(board, separator: "")
    post[.thread] = sink.storeThread(title)
    if let name = object["name"]?.bytes, !name.isEmpty, !name.elementsEqual("Anonymous".utf8) {
      post[.authorHandle] = sink.store(bytes: name + (object["trip"]?.bytes ?? []))
    }
    let (text, quoted) = ImageboardText.withoutNumbers(object["comment"]?.bytes ?? [])
    if object["num"]?.name != thread { post[.replyTo] = Self.store(quoted ?? thread, on: board, &sink) }
    let heading = object["title"]?.bytes ?? []
    post[.text] = sink.store(bytes: FeedText.text(title: heading, content: text))
    sink.add(post)
  }
}

extension ImageboardText {
  /// The text without the lines that name other posts (`>>100`), and the number of the first of these.
  static func withoutNumbers(_ text: [UInt8]) -> (text: [UInt8], quoted: [UInt8]?) {
    var quoted: [UInt8]?
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).filter { line in
      let number = line.dropFirst(2)
      guard line.starts(with: ">>".utf8), !number.isEmpty, number.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return true
      }
      quoted = quoted ?? Array(number)
      return false
    }
    return (Array(lines.joined(separator: [0x0A])), quoted)
  }
}
