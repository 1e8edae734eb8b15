import HearsayCore
import HearsayText

/// Words of a text that are taken as the name of somebody, whether or not the gazetteer has them.
///
/// Wherever they stand, a mention of `EntityID.given` is put in place of whatever entities were found there, and
/// the stages behind `find-entities` weigh what the text says of it as they do for any other entity.
struct GivenTarget {
  private let forms: [ArraySlice<UInt8>]

  /// The target written as `name`; `$`, `#` and `@` before a word make no difference.
  init(_ name: String) {
    let words = Tokenizer().words(in: ByteText(name))
    forms = (0..<words.count).map { Self.bare(words, $0) }
  }

  /// `mentions` with the target among them, in text order.
  func added(to mentions: [Mention], of words: Words) -> [Mention] {
    let places = places(in: words)
    guard !places.isEmpty else { return mentions }
    let others = mentions.filter { mention in places.allSatisfy { !$0.overlaps(mention.words) } }
    let own = places.map { place in
      Mention(span: words.span(place), words: place, entity: .given, kind: .token, alias: .given)
    }
    return (others + own).sorted { $0.span < $1.span }
  }

  /// Where the words of the target stand, from left to right, without overlap.
  private func places(in words: Words) -> [Range<Int>] {
    guard !forms.isEmpty, forms.count <= words.count else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while start + forms.count <= words.count {
      let isHere = forms.indices.allSatisfy { Self.bare(words, start + $0).elementsEqual(forms[$0]) }
      if isHere { places.append(start..<start + forms.count) }
      start += isHere ? forms.count : 1
    }
    return places
  }

  /// The folded form of a token without the sign before it.
  private static func bare(_ words: Words, _ index: Int) -> ArraySlice<UInt8> {
    let form = words.form(index)
    guard 1 < form.count, let first = form.first, "$#@".utf8.contains(first) else { return form }
    return form.dropFirst()
  }
}

extension EntityID {
  /// Whoever is named by words that the caller gave.
  public static let given = EntityID("(given)")
}

extension EntryID {
  /// No entry of a lexicon: words that the caller gave.
  static let given = EntryID(number: .max)
}
