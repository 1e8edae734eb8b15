import Hearsay

/// Shows the layers of a document under its sentences.
struct ExplanationText {
  private let pipeline: Pipeline
  private let document: Document
  private let text: ByteText
  private let hasColour: Bool

  init(_ pipeline: Pipeline, _ document: Document, hasColour: Bool) {
    self.pipeline = pipeline
    self.document = document
    text = document.decoded?.text ?? document.post.rawText
    self.hasColour = hasColour
  }

  func render() -> String { verdict() + sentences() + claims() }

  private func verdict() -> String {
    var lines: [(String, String)] = []
    if let language = document.language {
      let names = language.languages.map(\.description).joined(separator: " and ")
      let mixture = language.parts.isEmpty ? "" : ", " + names
      lines.append(("language", "\(language.language) (\(language.confidence / 10) % sure)\(mixture)"))
    }
    if let sentiment = document.sentiment {
      let reason = pipeline.reasonForSentiment(of: document).map(words) ?? ""
      lines.append(("sentiment", "\(sentiment.label.rawValue) \(score(sentiment.score))\(reason)"))
    }
    let reasons = pipeline.reasonsForTargets(of: document)
    for (index, target) in (document.targets ?? []).enumerated() {
      let verdict = "\(target.entity): \(target.label.rawValue) \(score(target.score))"
      lines.append((index == 0 ? "toward" : "", verdict + words(for: reasons[index])))
    }
    if let fud = document.fud { lines.append(("fud", words(for: fud))) }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { bold(padded($0.0, width)) + "  " + $0.1 + "\n" }.joined()
  }

  /// How the label follows from the score, or what it follows from instead.
  private func words(for reason: LabelReason) -> String {
    func signed(_ thousandths: Int) -> String { Figures.signed(Double(thousandths) / 1000, 2) }
    func percent(_ thousandths: Int) -> String { Figures.percent(Double(thousandths) / 1000) }
    let words =
      switch reason {
      case .thresholds(let negative, let positive):
        "negative to \(signed(negative)), positive from \(signed(positive))"
      case .likeliest(let negative, let neutral, let positive):
        "likeliest of negative \(percent(negative)), neutral \(percent(neutral)), positive \(percent(positive))"
      case .bothSides: "much speaks for either side"
      }
    return "  " + dimmed("(\(words))")
  }

  private func words(for fud: FUD) -> String {
    var parts = [("fear", fud.fear), ("uncertainty", fud.uncertainty), ("doubt", fud.doubt)].map {
      "\($0.0) \(Figures.decimal(Double($0.1) / 1000, 2))" + (FUD.flagFrom <= $0.1 ? " ✓" : "")
    }
    if fud.counter { parts.append("rejects FUD") }
    if fud.hype { parts.append("hype") }
    if fud.isFlagged { parts.append("✓ from \(Figures.decimal(Double(FUD.flagFrom) / 1000, 2))") }
    let targets = fud.targets.isEmpty ? "" : " → " + fud.targets.map(\.description).joined(separator: ", ")
    return parts.joined(separator: ", ") + targets
  }

  private func sentences() -> String {
    guard let words = document.words, let segmentation = document.segmentation else { return "" }
    let evidence = document.allEvidence
    var result = ""
    for sentence in segmentation.sentences {
      let span = words.span(sentence.words)
      result += "\n" + bold(flat(text[span].string)) + "\n"
      var seen: Set<Evidence> = []
      let own = evidence.filter { span.contains($0.span) && seen.insert($0).inserted }
      let width = own.map { DisplayWidth.of(shown($0.span)) }.max() ?? 0
      for item in own {
        let name = pipeline.entryName(item.entry)
        let form = shown(item.span)
        let gap = String(repeating: " ", count: width - DisplayWidth.of(form))
        let effect = item.effect.words + alternatives(to: item)
        result += "  \(form)\(gap)  \(padded(effect, 18))  \(dimmed("\(name.lexicon): \(name.entry)"))\n"
      }
    }
    return result
  }

  /// Whom else a name may mean.
  private func alternatives(to item: Evidence) -> String {
    guard case .mention = item.effect,
      let mention = document.mentions?.first(where: { $0.span == item.span && !$0.candidates.isEmpty })
    else { return "" }
    return ", or " + mention.candidates.map(\.description).joined(separator: ", ")
  }

  private func claims() -> String {
    guard let claims = document.claims, !claims.isEmpty else { return "" }
    var result = "\n" + bold("claims") + "\n"
    for (index, claim) in claims.enumerated() {
      result += "\(padded(String(index + 1) + ".", 4))\(flat(text[claim.span].string))\n"
      var facts = [claim.kind.rawValue, claim.modality.rawValue, claim.topic.rawValue, claim.stance.rawValue]
      facts.append("by " + claim.source.words(in: text) + (claim.via.map { ", via " + $0.words(in: text) } ?? ""))
      if !claim.about.isEmpty { facts.append("about " + claim.about.map(\.description).joined(separator: ", ")) }
      if let frame = claim.frame { facts.append("frame " + frame.description) }
      if let party = claim.party { facts.append(party.description) }
      if let amount = claim.amount { facts.append("amount " + amount.words) }
      if let date = claim.date { facts.append("date \(date)") }
      if claim.checkable { facts.append("checkable") }
      result += "    " + dimmed(facts.joined(separator: " · ")) + "\n"
    }
    return result
  }

  private func score(_ score: Score) -> String { Figures.signed(Double(score.thousandths) / 1000, 2) }
  private func shown(_ span: TextSpan) -> String { DisplayWidth.cut(text[span].string, to: 40) }
  private func flat(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
  }
  private func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dimmed(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
