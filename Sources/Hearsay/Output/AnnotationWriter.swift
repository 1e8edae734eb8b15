import HearsayCore

/// Writes annotated documents as JSON objects.
///
/// Offsets are UTF-8 bytes into the decoded text, half-open.
public struct AnnotationWriter {
  /// A field of an annotation, in the order in which they are written.
  public enum Field: String, CaseIterable, Sendable {
    case id, text, language, sentiment, mentions, targets, fud, claims, evidence
  }

  private let pipeline: Pipeline
  private let fields: Set<Field>
  private var writer = JSONWriter()

  /// A writer of the given fields.
  public init(_ pipeline: Pipeline, fields: Set<Field>) {
    self.pipeline = pipeline
    self.fields = fields
  }

  /// The annotation of `document`, as one line with its line feed.
  ///
  /// Valid until the next call.
  public mutating func line(_ document: Document) -> [UInt8] {
    writer.removeAll()
    let text = document.decoded?.text ?? document.post.rawText
    let (fields, pipeline) = (fields, pipeline)
    writer.object { json in
      if fields.contains(.id), !document.post.id.isEmpty {
        json.key("id")
        json.string(document.post.id)
      }
      if fields.contains(.text) {
        json.key("text")
        json.string(text)
      }
      if fields.contains(.language), let language = document.language {
        json.key("language")
        json.string(language.language.description)
      }
      if fields.contains(.sentiment), let sentiment = document.sentiment { Self.write(sentiment, &json) }
      if fields.contains(.mentions), let mentions = document.mentions { Self.write(mentions, text, &json) }
      if fields.contains(.targets), let targets = document.targets { Self.write(targets, &json) }
      if fields.contains(.fud), let fud = document.fud { Self.write(fud, &json) }
      if fields.contains(.claims), let claims = document.claims { Self.write(claims, text, &json) }
      if fields.contains(.evidence) { Self.write(document.allEvidence, pipeline, &json) }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func write(_ sentiment: Sentiment, _ json: inout JSONWriter) {
    json.key("sentiment")
    json.object { json in
      json.key("label")
      json.string(sentiment.label.rawValue)
      json.key("score")
      json.fraction(thousandths: sentiment.score.thousandths)
    }
  }

  private static func write(_ mentions: [Mention], _ text: ByteText, _ json: inout JSONWriter) {
    json.key("mentions")
    json.array { json in
      for mention in mentions {
        json.object { json in
          write(mention.span, text, &json)
          json.key("entity")
          json.string(mention.entity.description)
          json.key("kind")
          json.string(mention.kind.rawValue)
          if mention.ground != .name {
            json.key("ground")
            json.string(mention.ground.rawValue)
          }
          if !mention.candidates.isEmpty {
            json.key("candidates")
            json.array { json in
              for candidate in mention.candidates { json.string(candidate.description) }
            }
          }
        }
      }
    }
  }

  private static func write(_ span: TextSpan, _ text: ByteText?, _ json: inout JSONWriter) {
    json.key("start")
    json.integer(span.start)
    json.key("end")
    json.integer(span.end)
    if let text {
      json.key("text")
      json.string(text[span])
    }
  }

  private static func write(_ targets: [TargetStance], _ json: inout JSONWriter) {
    json.key("targets")
    json.array { json in
      for target in targets {
        json.object { json in
          json.key("entity")
          json.string(target.entity.description)
          json.key("label")
          json.string(target.label.rawValue)
          json.key("score")
          json.fraction(thousandths: target.score.thousandths)
        }
      }
    }
  }

  private static func write(_ fud: FUD, _ json: inout JSONWriter) {
    json.key("fud")
    json.object { json in
      for (name, value) in [("fear", fud.fear), ("uncertainty", fud.uncertainty), ("doubt", fud.doubt)] {
        json.key(name)
        json.fraction(thousandths: value)
      }
      json.key("counter")
      json.boolean(fud.counter)
      json.key("hype")
      json.boolean(fud.hype)
      json.key("targets")
      json.array { json in for target in fud.targets { json.string(target.description) } }
    }
  }

  private static func write(_ claims: [Claim], _ text: ByteText, _ json: inout JSONWriter) {
    json.key("claims")
    json.array { json in
      for claim in claims { json.object { write(claim, text, &$0) } }
    }
  }

  private static func write(_ claim: Claim, _ text: ByteText, _ json: inout JSONWriter) {
    write(claim.span, text, &json)
    json.key("kind")
    json.string(claim.kind.rawValue)
    json.key("modality")
    json.string(claim.modality.rawValue)
    json.key("source")
    json.string(claim.source.words(in: text))
    if let via = claim.via {
      json.key("via")
      json.string(via.words(in: text))
    }
    json.key("about")
    json.array { json in for entity in claim.about { json.string(entity.description) } }
    json.key("stance")
    json.string(claim.stance.rawValue)
    json.key("topic")
    json.string(claim.topic.rawValue)
    if let frame = claim.frame {
      json.key("frame")
      json.string(frame.description)
    }
    if let party = claim.party {
      json.key(party.role.rawValue)
      json.string(party.entity.description)
    }
    if let amount = claim.amount {
      json.key("amount")
      json.object { json in
        json.key("value")
        json.fraction(thousandths: Int(amount.thousandths))
        if let upTo = amount.thousandthsUpTo {
          json.key("upTo")
          json.fraction(thousandths: Int(upTo))
        }
        if !amount.unit.isEmpty {
          json.key("unit")
          json.string(amount.unit)
        }
      }
    }
    if let date = claim.date {
      json.key("date")
      json.string(date.description)
    }
    json.key("checkable")
    json.boolean(claim.checkable)
  }

  private static func write(_ evidence: [Evidence], _ pipeline: Pipeline, _ json: inout JSONWriter) {
    json.key("evidence")
    json.array { json in
      for item in evidence {
        let name = pipeline.entryName(item.entry)
        json.object { json in
          write(item.span, nil, &json)
          json.key("lexicon")
          json.string(name.lexicon)
          json.key("entry")
          json.string(name.entry)
          json.key("effect")
          json.string(item.effect.words)
        }
      }
    }
  }
}

extension ClaimSource {
  /// The source in words: `author`, an entity's id, or the words of the text.
  public func words(in text: ByteText) -> String {
    switch self {
    case .author: "author"
    case .entity(let entity): entity.description
    case .words(let span): text[span].string
    }
  }
}

extension Document {
  /// The words behind the verdict on the whole text, in text order.
  public var sentimentEvidence: [Evidence] {
    guard let sentiment, let words else { return [] }
    return sentiment.evidence(in: words)
  }

  /// The evidence of all layers, in text order.
  public var allEvidence: [Evidence] {
    var all = (mentions ?? []).map { Evidence(span: $0.span, entry: $0.alias, effect: .mention($0.entity, $0.ground)) }
    all += sentimentEvidence
    all += (claims ?? []).flatMap(\.evidence)
    all += fud?.evidence ?? []
    return all.sorted { $0.span < $1.span }
  }
}

extension Evidence.Effect {
  /// The effect in a word or two: `valence -3.9`, `leaning +0.4`, `negate`, `fear 80`, `concept`, `mention scroll`,
  /// `mention base by neighbour`.
  public var words: String {
    switch self {
    case .valence(let hundredths):
      "valence \(hundredths < 0 ? "-" : "+")\(abs(hundredths) / 100).\(abs(hundredths) / 10 % 10)"
    case .leaning(let thousandths):
      "leaning \(thousandths < 0 ? "-" : "+")\(abs(thousandths) / 1000).\(abs(thousandths) / 100 % 10)"
    case .modifier(let effect): effect.rawValue
    case .fud(let component, let weight): "\(component.rawValue) \(weight)"
    case .claim(let role): role.rawValue
    case .mention(let entity, .name): "mention \(entity)"
    case .mention(let entity, let ground): "mention \(entity) by \(ground.rawValue)"
    }
  }
}
