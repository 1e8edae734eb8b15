import ArgumentParser
import Hearsay

/// The command `hearsay frames`.
struct FramesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frames",
    abstract: "Lists what can be claimed in any language, and the words that say so.",
    discussion: """
      A frame is a claim that no language owns: a set of concepts, with topic, kind, polarity toward whom it is about, \
      and the fear, uncertainty and doubt that it carries. Its roles are what a clause may tell besides: amount, \
      percent, date, and who, whom, from, to, where of entities; pair says that it holds only where a clause names \
      two. Named frames are shown with the words of each language.

        hearsay frames --topic governance
        hearsay frames governance-suspended --language ja
      """)

  @OptionGroup var pipeline: PipelineOption
  @Argument(help: "Frames to show with their words, such as governance-suspended.")
  var names: [String] = []
  @Option(help: "Only frames on this topic.")
  var topic: Topic?
  @Option(help: "Only frames of this kind.")
  var kind: ClaimKind?
  @Option(help: "Only frames that this language has words for, and its words only.")
  var language: LanguageCode?
  @Option(help: "How to write the list.")
  var format: ResultFormat = .table

  mutating func run() throws {
    let path = try pipeline.resolved()
    let catalogue = try Failure.orCannot { () throws(Diagnostics) in try FrameCatalogue(pipeline: path) }
    for name in names where !catalogue.frames.contains(where: { $0.id.description == name }) {
      throw ValidationError("there is no frame \"\(name)\"" + hint(for: name, catalogue))
    }
    if let language, !catalogue.languages.contains(language) {
      throw ValidationError(
        "no frame has words in a language \"\(language)\"; name one of "
          + catalogue.languages.map(\.description).joined(separator: ", "))
    }
    let frames = catalogue.frames.filter { frame in
      (names.isEmpty || names.contains(frame.id.description)) && (topic == nil || frame.topic == topic)
        && (kind == nil || frame.kind == kind)
        && (language.map { catalogue.languages(of: frame).contains($0) } ?? true)
    }
    let table = names.isEmpty ? list(frames, catalogue) : words(frames, catalogue)
    try Terminal.write(table.render(format), as: format)
  }

  /// What may have been meant by a name that no frame has: one that is written nearly so, or frames that it is a word of.
  private func hint(for name: String, _ catalogue: FrameCatalogue) -> String {
    if let near = catalogue.nearest(to: name) { return "; did you mean \"\(near)\"?" }
    let found = catalogue.frames(for: name)
    if found.isEmpty { return "; without a name, all are listed" }
    let more = found.count <= 12 ? "" : " and \(found.count - 12) more"
    return "; it is a word of \(found.prefix(12).map(\.description).joined(separator: ", "))\(more)"
  }

  /// One row a frame.
  private func list(_ frames: [FrameCatalogue.Frame], _ catalogue: FrameCatalogue) -> ResultTable {
    var table = ResultTable([
      "frame", "topic", "kind", "polarity", "fear", "uncertainty", "doubt", "languages", "concepts", "roles",
      "claim",
    ])
    for frame in frames {
      table.rows.append([
        .text(frame.id.description), .text(frame.topic.rawValue), .text(frame.kind.rawValue),
        .integer(Int64(frame.polarity)), .integer(Int64(frame.fear)), .integer(Int64(frame.uncertainty)),
        .integer(Int64(frame.doubt)), .integer(Int64(catalogue.languages(of: frame).count)),
        .text(frame.groups.map { $0.joined(separator: "|") }.joined(separator: " ")), .list(frame.roles),
        .text(frame.english),
      ])
    }
    return table
  }

  /// One row for each language, frame and concept that it has words for.
  private func words(_ frames: [FrameCatalogue.Frame], _ catalogue: FrameCatalogue) -> ResultTable {
    var table = ResultTable(["frame", "language", "concept", "words"])
    for frame in frames {
      for language in catalogue.languages where self.language == nil || self.language == language {
        for concept in frame.groups.joined() {
          let forms = catalogue.forms(of: concept, in: language)
          if forms.isEmpty { continue }
          table.rows.append([
            .text(frame.id.description), .text(language.description), .text(concept), .list(forms),
          ])
        }
      }
    }
    return table
  }
}
