/// A post on its way through a pipeline: its facts, and the layers that stages add.
///
/// A layer is nil while nobody has looked, and empty once somebody looked and found nothing.
public struct Document: Sendable {
  /// The post as the reader handed it out.
  public let post: Post

  /// Its text, decoded; what every span refers to.
  public internal(set) var decoded: DecodedText?
  /// Its tokens.
  public internal(set) var words: Words?
  /// Its language.
  public internal(set) var language: LanguageGuess?
  /// The words of the lexicons in it.
  public internal(set) var terms: Terms?
  /// Its sentences.
  public internal(set) var segmentation: Segmentation?
  /// The entities that it names.
  public internal(set) var mentions: [Mention]?
  /// What it says is good or bad.
  public internal(set) var sentiment: Sentiment?
  /// What it claims.
  public internal(set) var claims: [Claim]?
  /// Its stance toward each entity that it names.
  public internal(set) var targets: [TargetStance]?
  /// Fear, uncertainty and doubt in it.
  public internal(set) var fud: FUD?

  /// A document without any layer.
  public init(_ post: Post) { self.post = post }

  /// A copy with only the given layers; in all others nobody has looked.
  public func keeping(_ layers: [LayerName]) -> Document {
    var copy = Document(post)
    for layer in layers {
      switch layer {
      case .decoded: copy.decoded = decoded
      case .words: copy.words = words
      case .language: copy.language = language
      case .terms: copy.terms = terms
      case .segmentation: copy.segmentation = segmentation
      case .mentions: copy.mentions = mentions
      case .sentiment: copy.sentiment = sentiment
      case .claims: copy.claims = claims
      case .targets: copy.targets = targets
      case .fud: copy.fud = fud
      }
    }
    return copy
  }
}

/// A layer of a document: where a stage's product is put.
///
/// The layers are a closed list, and a document's layers can be written only through them.
public struct Layer<Value: Sendable>: Sendable {
  /// The layer's name.
  public let name: LayerName
  @usableFromInline let write: @Sendable (inout Document, consuming Value) -> Void

  init(_ name: LayerName, write: @escaping @Sendable (inout Document, consuming Value) -> Void) {
    self.name = name
    self.write = write
  }

  /// Puts `value` into this layer of `document`.
  @inlinable
  public func put(_ value: consuming Value, into document: inout Document) { write(&document, value) }
}

/// The names of all layers.
public enum LayerName: String, CaseIterable, Sendable {
  case decoded, words, language, terms, segmentation, mentions, sentiment, claims, targets, fud
}

extension Layer where Value == DecodedText {
  /// The decoded text.
  public static var decoded: Layer { Layer(.decoded, write: { $0.decoded = $1 }) }
}
extension Layer where Value == Words {
  /// The tokens.
  public static var words: Layer { Layer(.words, write: { $0.words = $1 }) }
}
extension Layer where Value == LanguageGuess {
  /// The language.
  public static var language: Layer { Layer(.language, write: { $0.language = $1 }) }
}
extension Layer where Value == Terms {
  /// The words of the lexicons.
  public static var terms: Layer { Layer(.terms, write: { $0.terms = $1 }) }
}
extension Layer where Value == Segmentation {
  /// The sentences.
  public static var segmentation: Layer {
    Layer(.segmentation, write: { $0.segmentation = $1 })
  }
}
extension Layer where Value == [Mention] {
  /// The entities named.
  public static var mentions: Layer { Layer(.mentions, write: { $0.mentions = $1 }) }
}
extension Layer where Value == Sentiment {
  /// What is good or bad.
  public static var sentiment: Layer { Layer(.sentiment, write: { $0.sentiment = $1 }) }
}
extension Layer where Value == [Claim] {
  /// What is claimed.
  public static var claims: Layer { Layer(.claims, write: { $0.claims = $1 }) }
}
extension Layer where Value == [TargetStance] {
  /// The stance toward each entity.
  public static var targets: Layer { Layer(.targets, write: { $0.targets = $1 }) }
}
extension Layer where Value == FUD {
  /// Fear, uncertainty and doubt.
  public static var fud: Layer { Layer(.fud, write: { $0.fud = $1 }) }
}
