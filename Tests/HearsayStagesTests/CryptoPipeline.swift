import HearsayCore
import HearsayTestSupport

@testable import Hearsay

/// What the pipeline of the repository makes of texts.
enum CryptoPipeline {
  /// A document of `bytes`, which may be any.
  static func document(_ bytes: [UInt8], language: LanguageCode? = nil, replyTo: String? = nil) -> Document {
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store(bytes)
    record.language = language
    if let replyTo { record[.replyTo] = batch.store(replyTo) }
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    return Document(batch[0])
  }

  /// What is found in `text`.
  static func annotate(_ text: String, _ language: LanguageCode? = nil) throws -> Document {
    try RepositoryPipeline.get().annotate(text: text, language: language)
  }

  /// What becomes of a document in the whole pipeline: its layers, a reason to skip it, or a problem.
  static func outcome(_ bytes: [UInt8]) throws -> String {
    let pipeline = try RepositoryPipeline.get()
    var document = document(bytes)
    do throws(RecordProblem) {
      if let reason = try pipeline.run(on: &document) { return "skipped: \(reason)" }
      return LayerName.allCases.map { document.description(of: $0) }.joined(separator: "\n")
    } catch { return "failed: \(error.code): \(error.message)" }
  }

  /// Texts of the samples' world, in several languages, with what is hard in them.
  static let texts = [
    "Scroll pausiert die DAO-Governance, sagt @Scroll_ZKP. Warum? Niemand weiß, was aus Layer 2 wird!",
    "According to the SEC, Base is an exchange. If Optimism loses its developers, users will leave. /s",
    "Stop the FUD about Metis: Don't panic, funds are safe 🚀🚀 https://t.co/aB3 #Arbitrum $ARB",
    "Man könnte sagen, dass Arbitrum gescheitert ist – das muss aber nicht schlecht sein; „Es stimmt nicht, dass“ …",
    "Les frais sur Arbitrum sont bas. スクロールは以太坊のL2。 이더리움은 상승했다. إيثيريوم مُحَمَّد ينهار",
    "1) Erstens: NEAR. 2) Zweitens (Base, Optimism und Solana) &amp; <b>mehr</b>\n\n\n- Liste\n- sooooo SUPER",
    "cafe\u{301} U\u{308}bernahme von Arbitrum wa\u{308}re schrecklich",
    "🇩🇪👩‍💻❤️", "?", "Base", "@", "a", "gm",
  ]

  /// The texts of the sample archive.
  static func sampleTexts() throws -> [[UInt8]] {
    try Checkout.text("Samples/thread-de.md").split(separator: "\n").map { Array($0.utf8) }
      + Checkout.lossyText("Samples/posts.jsonl").split(separator: "\n").map { Array($0.utf8) }
  }
}

extension Document {
  /// A layer as text, complete, for comparing.
  func description(of layer: LayerName) -> String {
    switch layer {
    case .decoded: "\(decoded, default: "-")"
    case .words: "\(words, default: "-")"
    case .language: "\(language, default: "-")"
    case .terms: "\(terms, default: "-")"
    case .segmentation: "\(segmentation, default: "-")"
    case .mentions: "\(mentions, default: "-")"
    case .sentiment: "\(sentiment, default: "-")"
    case .claims: "\(claims, default: "-")"
    case .targets: "\(targets, default: "-")"
    case .fud: "\(fud, default: "-")"
    }
  }

  /// All spans in all layers.
  var allSpans: [TextSpan] {
    var spans = (words?.map(\.span) ?? []) + (mentions ?? []).map(\.span) + (claims ?? []).map(\.span)
    spans += allEvidence.map(\.span)
    spans += (claims ?? []).compactMap { claim in
      if case .words(let span) = claim.source { span } else { nil }
    }
    return spans
  }

  /// All ranges of tokens in all layers.
  var allRanges: [Range<Int>] {
    var ranges = (segmentation?.sentences ?? []).map(\.words) + (segmentation?.clauses ?? []).map(\.words)
    ranges += (mentions ?? []).map(\.words) + (claims ?? []).map(\.words) + (sentiment?.valences ?? []).map(\.words)
    return ranges
  }
}
