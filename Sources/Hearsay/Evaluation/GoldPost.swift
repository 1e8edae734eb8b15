import HearsayCore

/// A post with what people say is right about it.
///
/// Which fields a post has depends on its set; a field that is absent is nil or empty.
public struct GoldPost: Sendable {
  /// The set that it belongs to, by its index in the collection.
  public let set: Int
  /// Its identifier; its place in the file where the set gives none.
  public let id: String
  /// Its text.
  public let text: String
  /// Its language.
  public let language: LanguageCode?
  /// Its label: a sentiment, a language, or yes or no in one of the wordings of `YesNo`.
  public let label: String?
  /// The emotions that people found in it; nil where the set names none of any post.
  public let emotions: Set<String>?
  /// Words of the text toward which the label or the score holds.
  public let target: String?
  /// The sign of the score toward the target: −1, 0 or 1.
  public let scoreSign: Int?
  /// Places that the set marks, such as coins.
  public let spans: [GoldSpan]
  /// The annotation in full, where the set has it.
  public let record: GoldRecord?

  /// The sentiment of the text: what the set says, or what its emotions come to.
  ///
  /// Joy makes a post positive, anger, sadness, fear or disgust make it negative, and one without any emotion is
  /// neutral; one with joy and another of these, or with surprise alone, tells nothing.
  public var sentiment: String? {
    let stated = record?.sentiment ?? label
    if stated.map(["negative", "neutral", "positive", "mixed"].contains) == true { return stated }
    guard let emotions else { return stated }
    let isBad = !emotions.isDisjoint(with: ["anger", "sadness", "fear", "disgust"])
    if emotions.contains("joy") { return isBad ? "mixed" : "positive" }
    return isBad ? "negative" : emotions.isEmpty ? "neutral" : nil
  }

  /// What decides about the fold: the text where several posts of a set can share one, else the id.
  public var foldKey: String { target == nil ? id : text }
}

/// A marked place in a text.
public struct GoldSpan: Hashable, Sendable {
  /// The bytes in the text as the set has it.
  public let span: TextSpan
  /// The words there.
  public let text: String
  /// What it is: a type such as `CRYPTOCURRENCY`, or the kind of an entity.
  public let type: String
  /// The entity that is named; empty where the set does not say.
  public let entity: String

  /// The place in `decoded`, which the pipeline may have freed of markup: the same, or where the same words stand
  /// nearest to it; nil where they stand nowhere within 4,096 bytes.
  func located(in decoded: ByteText) -> TextSpan? {
    let words = Array(text.utf8)
    guard !words.isEmpty, words.count <= decoded.count else { return nil }
    return decoded.withBytes { bytes in
      func stands(at start: Int) -> Bool {
        0 <= start && start + words.count <= bytes.count && bytes[start..<start + words.count].elementsEqual(words)
      }
      let start = Int(span.start)
      if stands(at: start) { return TextSpan(start..<start + words.count) }
      for distance in 1...min(4_096, max(1, bytes.count)) {
        for near in [start - distance, start + distance] where stands(at: near) {
          return TextSpan(near..<near + words.count)
        }
      }
      return nil
    }
  }
}

/// A post's annotation in full: mentions, stances, FUD and claims.
public struct GoldRecord: Sendable {
  /// The sentiment of the whole post.
  public let sentiment: String?
  /// The places that name entities.
  public let mentions: [GoldSpan]
  /// The stance toward each entity, in the order of the record.
  public let targets: [(entity: String, label: String)]
  /// The flags that are set: `fear`, `uncertainty`, `doubt`, `counter`, `hype`.
  public let flags: Set<String>
  /// What is claimed.
  public let claims: [GoldClaim]
  /// Whether the post has ordinary words that are names elsewhere, and names nobody.
  public let isTrap: Bool
}

/// A claim as annotated.
public struct GoldClaim: Sendable {
  /// Where it stands.
  public let span: GoldSpan
  /// Its facts by name: `kind`, `modality`, `source`, `stance`, `topic`, `checkable`.
  public let facts: [String: String]
}

/// A set of labelled posts: one file.
public struct GoldSet: Sendable {
  /// Its name: the folder and the file, without extension, such as `news-de/dev`.
  public let name: String
  /// How often each label stands in it.
  public internal(set) var labelCounts: [String: Int] = [:]
  /// The languages of its posts.
  public internal(set) var languages: Set<LanguageCode> = []
  /// Whether a post can be neutral in it.
  public internal(set) var hasNeutral = false

  /// The name of the set in the file at `path`.
  static func name(ofPath path: String) -> String {
    let parts = path.split(separator: "/")
    guard let file = parts.last else { return path }
    let stem = file.split(separator: ".", omittingEmptySubsequences: true).first ?? file
    let folder = parts.dropLast().last { $0 != "." && $0 != ".." }
    return folder.map { "\($0)/\(stem)" } ?? String(stem)
  }
}
