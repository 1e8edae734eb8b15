import HearsayCore
import HearsayFiles

/// Finds what is wrong with a pipeline before a record is read: unknown stages, layers that are
/// read before they are written, layers written twice, layers that nothing reads or stores.
struct PipelineCheck {
  private let file: PipelineFile

  init(_ file: PipelineFile) { self.file = file }

  /// The layers that the store and the annotations make use of.
  private static let stored: Set<LayerName> = [.decoded, .language, .mentions, .sentiment, .claims, .targets, .fud]

  func diagnostics() -> Diagnostics {
    var problems = Diagnostics()
    var written: [LayerName: Location] = [:]
    var read: Set<LayerName> = []
    for (index, stage) in file.stages.enumerated() {
      guard let entry = StageCatalogue.entries.first(where: { $0.name == stage.name }) else {
        problems.add(unknown(stage))
        continue
      }
      for layer in entry.reads {
        read.insert(layer)
        if written[layer] == nil { problems.add(missing(layer, for: stage, from: index)) }
      }
      if let first = written[entry.writes] {
        problems.add(
          Diagnostic(
            .pipelineLayerTwice, "\"\(stage.name)\" writes the layer \"\(entry.writes)\", which is written already",
            at: stage.location, notes: [Diagnostic.Note("written here", at: first)], help: "keep one of the two"))
      } else {
        written[entry.writes] = stage.location
      }
    }
    for (layer, location) in written.sorted(by: { $0.value.line < $1.value.line })
    where !read.contains(layer) && !Self.stored.contains(layer) {
      problems.add(
        Diagnostic(
          .warning, .pipelineUnusedLayer, "nothing reads or stores the layer \"\(layer)\"", at: location,
          help: "remove the stage"))
    }
    return problems
  }

  private func unknown(_ stage: PipelineFile.NamedStage) -> Diagnostic {
    let names = StageCatalogue.entries.map(\.name)
    let near = Suggestion.nearest(to: stage.name, in: names).map { "did you mean \"\($0)\"? " } ?? ""
    return Diagnostic(
      .pipelineUnknownStage, "there is no stage called \"\(stage.name.prefix(60))\"", at: stage.location,
      help: near + "\"hearsay stages\" lists all of them")
  }

  private func missing(_ layer: LayerName, for stage: PipelineFile.NamedStage, from index: Int) -> Diagnostic {
    let writer = StageCatalogue.entries.first { $0.writes == layer }
    let later = file.stages[index...].first { $0.name == writer?.name }
    return Diagnostic(
      .pipelineMissingLayer, "\"\(stage.name)\" reads the layer \"\(layer)\", which no earlier stage writes",
      at: stage.location,
      notes: later.map { [Diagnostic.Note("\"\($0.name)\" writes it, but stands later", at: $0.location)] } ?? [],
      help: writer.map { later == nil ? "add \"\($0.name)\" before it" : "move \"\($0.name)\" before it" })
  }
}
