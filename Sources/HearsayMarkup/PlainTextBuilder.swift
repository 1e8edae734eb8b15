/// Builds what a reader of a page sees, from the elements and texts of a part of it.
///
/// Paragraphs and line breaks become line feeds. What a reader would not see (scripts, styles, the hidden parts of
/// shortened links) leaves no text, and neither does what somebody else said: quotes and their headings.
package struct PlainTextBuilder {
  /// What becomes of blanks and line ends in the source.
  package enum Blanks {
    /// One blank for several of them, as in a browser; inside `pre` they stay.
    case collapsed
    /// They stay: the source is somebody's plain text with a few elements in it.
    case kept
  }

  private let blanks: Blanks
  private var leavesOutQuotes: Bool
  private var output: [UInt8] = []
  /// Elements open inside the outermost one without text, itself included.
  private var hiddenDepth = 0
  private var preDepth = 0
  private var owesBlank = false
  /// Whether a quote was left out.
  package private(set) var hasQuote = false

  package init(_ blanks: Blanks, leavesOutQuotes: Bool = true) {
    self.blanks = blanks
    self.leavesOutQuotes = leavesOutQuotes
  }

  /// A builder that goes on from here, and takes quotes in.
  package func takingQuotesIn() -> PlainTextBuilder {
    var builder = self
    builder.leavesOutQuotes = false
    return builder
  }

  /// An element begins.
  package mutating func open(_ name: String, _ attributes: MarkupAttributes) {
    if 0 < hiddenDepth {
      hiddenDepth += 1
    } else if leavesOutQuotes, QuotedMarkup.isQuote(name, attributes) {
      hasQuote = true
      hiddenDepth = 1
      breakLine(count: 1)
    } else {
      let kind = ElementKinds.kind(of: name)
      if kind == .hidden || attributes.hasClass("invisible") || isUnseen(attributes) {
        hiddenDepth = 1
      } else {
        begin(name, kind, attributes)
      }
    }
  }

  /// An element ends.
  package mutating func close(_ name: String) {
    if 0 < hiddenDepth {
      hiddenDepth -= 1
      return
    }
    if name == "pre" { preDepth = max(0, preDepth - 1) }
    if let count = ElementKinds.kind(of: name).lineFeedCount { breakLine(count: count) }
    if name == "td" || name == "th" { owesBlank = true }
  }

  /// Text.
  package mutating func text(_ bytes: UnsafeRawBufferPointer) {
    guard hiddenDepth == 0 else { return }
    guard blanks == .collapsed, preDepth == 0 else {
      payBlank()
      output.append(contentsOf: bytes)
      return
    }
    var start = 0
    while start < bytes.count {
      if ElementKinds.isBlank(bytes[start]) {
        owesBlank = true
        start += 1
        continue
      }
      var end = start + 1
      while end < bytes.count, !ElementKinds.isBlank(bytes[end]) { end += 1 }
      payBlank()
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      start = end
    }
  }

  /// The text so far, without blanks around it, and with what was broken on its way mended, see `BrokenText`.
  package mutating func finish() -> [UInt8] {
    while let last = output.last, last <= 0x20 { output.removeLast() }
    let start = output.firstIndex { 0x20 < $0 } ?? 0
    return BrokenText.mended(start == 0 ? output : Array(output[start...]))
  }

  private mutating func begin(_ name: String, _ kind: ElementKinds.Kind, _ attributes: MarkupAttributes) {
    switch name {
    case "br": output.append(0x0A)
    case "hr": breakLine(count: 1)
    case "pre": preDepth += 1
    case "img": image(attributes)
    default: break
    }
    if name == "br" { owesBlank = false }
    if let count = kind.lineFeedCount { breakLine(count: count) }
  }

  /// Emoji and smileys are pictures on many pages, with what they stand for beside them.
  private mutating func image(_ attributes: MarkupAttributes) {
    let classes = attributes.classes
    let isSmiley =
      classes.contains("emoji") || classes.contains("smilies") || classes.contains("smiley")
      || classes.contains("emojione") || classes.contains("custom-emoji")
    guard isSmiley, let text = attributes["alt"] else { return }
    self.text(text)
  }

  private func isUnseen(_ attributes: MarkupAttributes) -> Bool {
    guard let bytes = attributes["style"], ByteSearch.first("none", in: bytes, from: 0) != nil else { return false }
    let style = String(decoding: bytes, as: UTF8.self)
    return style.filter { $0 != " " }.lowercased().contains("display:none")
  }

  private mutating func payBlank() {
    guard owesBlank else { return }
    owesBlank = false
    if let last = output.last, last != 0x0A, last != 0x20 { output.append(0x20) }
  }

  private mutating func breakLine(count: Int) {
    owesBlank = false
    guard !output.isEmpty else { return }
    while output.last == 0x20 { output.removeLast() }
    var feeds = output.reversed().prefix(count).prefix { $0 == 0x0A }.count
    while feeds < count {
      output.append(0x0A)
      feeds += 1
    }
  }
}

/// What the elements of HTML do to the text.
enum ElementKinds {
  /// What an element does.
  enum Kind {
    /// It stands apart, with an empty line around it.
    case paragraph
    /// It stands in a line of its own.
    case line
    /// It shows no text.
    case hidden
    /// It stands in a line.
    case inline

    /// How many line feeds stand around it; nil where it stands in a line.
    var lineFeedCount: Int? {
      switch self {
      case .paragraph: 2
      case .line: 1
      case .hidden, .inline: nil
      }
    }
  }

  private static let kinds: [String: Kind] = {
    let names: [(Kind, [String])] = [
      (
        .paragraph,
        [
          "p", "ul", "ol", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "article", "section",
          "aside", "figure", "div", "li", "tr",
        ]
      ),
      (.line, ["dt", "dd", "summary", "figcaption", "details"]),
      (
        .hidden,
        ["script", "style", "head", "title", "noscript", "template", "button", "select", "textarea", "svg"]
      ),
    ]
    return Dictionary(uniqueKeysWithValues: names.flatMap { kind, names in names.map { ($0, kind) } })
  }()

  /// What the element does.
  static func kind(of name: String) -> Kind {
    switch name {
    // The commonest by far.
    case "a", "br", "b", "i", "span", "em", "strong", "img", "code": .inline
    case "div", "p", "li": .paragraph
    default: kinds[name] ?? .inline
    }
  }

  /// A byte that browsers make a blank of.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// How pages mark what somebody else said.
package enum QuotedMarkup {
  /// Whether the element is a quote, or its heading.
  package static func isQuote(_ name: String, _ attributes: MarkupAttributes) -> Bool {
    switch name {
    case "blockquote": return true
    // Discourse.
    case "aside": return attributes.hasClass("quote")
    // SMF, and phpBB before 3.1.
    case "div":
      let classes = attributes.classes
      return classes.contains("quote") || classes.contains("quoteheader") || classes.contains("quotefooter")
        || classes.contains("quotetitle") || classes.contains("quotecontent") || classes.contains("codeheader")
    // Mastodon, for readers that do not show quotes otherwise.
    case "p", "span":
      return attributes.hasClass("quote-inline") || attributes.hasClass("reference-link-inline")
    default: return false
    }
  }
}
