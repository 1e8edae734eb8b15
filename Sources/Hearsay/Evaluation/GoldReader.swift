import HearsayArchive
import HearsayCore

/// Labelled posts, read whole: sets are made by hand, so they fit into memory.
public struct GoldCollection: Sendable {
  /// The sets in the order in which they were read.
  public internal(set) var sets: [GoldSet] = []
  /// The posts in the order in which they were read.
  public internal(set) var posts: [GoldPost] = []
  /// Number of records that could not be read.
  public internal(set) var failedCount = 0
  /// The first of them, each with its place.
  public internal(set) var problems: [String] = []

  /// No posts.
  public init() {}

  /// Reads JSON objects from the files, folders or archives at `paths`.
  ///
  /// A record that cannot be read is counted, and told among the problems.
  ///
  /// - Throws: nothing but what keeps the reader from being made.
  public init(reading paths: [String]) throws(Diagnostics) {
    var sources = try ArchiveOpener(inputFormat: "posts-jsonl").sources(for: paths)
    let parser = JSONParser()
    while let source = sources.next() {
      sets.append(GoldSet(name: GoldSet.name(ofPath: source.name)))
      var cursor = source.chunks()
      while let chunk = cursor.next() {
        chunk.forEachRecord(using: parser) { place, outcome in add(outcome, at: place, of: source.name) }
      }
    }
  }

  private mutating func add(_ outcome: Result<JSONValue, RecordProblem>, at place: RecordPlace, of file: String) {
    switch outcome {
    case .success(let value):
      guard let post = GoldPost(value, set: sets.count - 1, number: place.number) else {
        fail(RecordProblem(.recordMissingText, "the record is no object with a text"), at: place, of: file)
        return
      }
      let label = post.record?.sentiment ?? post.label
      if let label { sets[sets.count - 1].labelCounts[label, default: 0] += 1 }
      if post.sentiment == "neutral" { sets[sets.count - 1].hasNeutral = true }
      if let language = post.language { sets[sets.count - 1].languages.insert(language) }
      posts.append(post)
    case .failure(let problem): fail(problem, at: place, of: file)
    }
  }

  private mutating func fail(_ problem: RecordProblem, at place: RecordPlace, of file: String) {
    failedCount += 1
    if problems.count < 20 { problems.append("\(file):\(place.number): error[\(problem.code)]: \(problem.message)") }
  }
}

extension GoldPost {
  /// The post in a record; nil where it is no object with a text.
  init?(_ record: JSONValue, set: Int, number: Int64) {
    guard record.kind == .object, let text = record["text"]?.text else { return nil }
    self.set = set
    self.text = text
    id = record["id"]?.text ?? String(number)
    language = record["lang"]?.language
    label = record["label"]?.text
    let emotions = record["emotions"]
    self.emotions = emotions?.kind == .array ? Set(emotions?.elements.compactMap(\.text) ?? []) : nil
    target = record["target"]?.text
    scoreSign = record["score"]?.double.map { $0 < 0 ? -1 : 0 < $0 ? 1 : 0 }
    let entities = record["entities"]?.elements.map { GoldSpan(tuple: $0, of: text) } ?? []
    spans = entities.compactMap { $0 }
    self.record = record["mentions"]?.kind == .array ? GoldRecord(record) : nil
  }
}

extension GoldRecord {
  /// The annotation in a record.
  init(_ record: JSONValue) {
    sentiment = record["sentiment"]?.text
    mentions = record["mentions"]?.elements.compactMap { GoldSpan($0) } ?? []
    targets =
      record["targets"]?.members.compactMap { name, label in
        name.text.flatMap { name in label.text.map { (name, $0) } }
      } ?? []
    var flags: Set<String> = []
    if let fud = record["fud"] {
      for (name, value) in fud.members where value.bool == true || value.elements.contains(where: { _ in true }) {
        if let name = name.text { flags.insert(name) }
      }
    }
    self.flags = flags
    claims = record["claims"]?.elements.compactMap { GoldClaim($0) } ?? []
    isTrap = record["trap"]?.bool ?? false
  }
}

extension GoldClaim {
  /// The claim in a member of a record; nil where it has no place.
  init?(_ value: JSONValue) {
    guard let span = GoldSpan(value) else { return nil }
    self.span = span
    var facts: [String: String] = [:]
    for (key, fact) in value.members {
      guard let name = key.text else { continue }
      if let text = fact.text { facts[name] = text }
      if let bool = fact.bool { facts[name] = bool ? "yes" : "no" }
    }
    self.facts = facts
  }
}

extension GoldSpan {
  /// A place written as an object, in bytes; nil where it has none.
  init?(_ value: JSONValue) {
    guard let start = value["start"]?.int64, let end = value["end"]?.int64, let text = value["text"]?.text,
      let span = TextSpan(checking: start, end)
    else { return nil }
    self.init(span: span, text: text, type: value["kind"]?.text ?? "", entity: value["id"]?.text ?? "")
  }

  /// A place written as `[start, end, type, words]`, in Unicode scalars of `text`; nil where it is none.
  init?(tuple: JSONValue, of text: String) {
    let parts = tuple.elements.map { $0 }
    guard 3 <= parts.count, let start = parts[0].int64, let end = parts[1].int64, let type = parts[2].text,
      0 <= start, start <= end
    else { return nil }
    let scalars = text.unicodeScalars
    guard
      let from = scalars.index(scalars.startIndex, offsetBy: Int(start), limitedBy: scalars.endIndex),
      let to = scalars.index(from, offsetBy: Int(end - start), limitedBy: scalars.endIndex)
    else { return nil }
    let first = text.utf8.distance(from: text.startIndex, to: from)
    let words = String(scalars[from..<to])
    self.init(span: TextSpan(first..<first + words.utf8.count), text: words, type: type, entity: "")
  }
}

extension TextSpan {
  /// The span from `start` to `end`, or nil where that is no range.
  fileprivate init?(checking start: Int64, _ end: Int64) {
    guard 0 <= start, start <= end, end <= Int64(Int32.max) else { return nil }
    self.init(Int(start)..<Int(end))
  }
}

extension JSONValue {
  /// A string, or the digits of a whole number; nil for anything else.
  fileprivate var text: String? {
    if let string { return String(decoding: string, as: UTF8.self) }
    return int64.map(String.init)
  }
}
