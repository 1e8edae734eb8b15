import HearsayCore
import HearsayFiles
import HearsayStages

/// All stages that a pipeline file can name, in the order in which they usually stand.
///
/// Nothing registers itself: a new stage is a line here.
public struct StageCatalogue: Sendable {
  /// A stage as it is offered.
  public struct Entry: Sendable {
    /// Its name in pipeline files.
    public let name: String
    /// The layers that it reads.
    public let reads: [LayerName]
    /// The layer that it writes.
    public let writes: LayerName
    /// What it does, in one line.
    public let summary: String
    let build: @Sendable (inout YAMLReader, Workspace) throws(Diagnostics) -> BuiltStage
  }

  /// The stages.
  public static let entries: [Entry] = [
    entry(DecodeText.self), entry(SplitWords.self), entry(DetectLanguage.self), entry(FindTerms.self),
    entry(SplitSentences.self), entry(FindEntities.self), entry(ScoreSentiment.self), entry(FindClaims.self),
    entry(WeighTargets.self), entry(TagFUD.self),
  ]

  private static func entry<S: ConfiguredStage>(_ stage: S.Type) -> Entry {
    Entry(
      name: name(of: "\(stage)"), reads: S.reads, writes: S.writes.name, summary: S.summary,
      build: { (options, workspace) throws(Diagnostics) in
        let stage = try S(&options, in: workspace)
        let step = BuiltStage.Step { (document: inout Document) throws(RecordProblem) in
          try stage.apply(to: &document)
        }
        return BuiltStage(name: name(of: "\(S.self)"), reads: S.reads, writes: S.writes.name, step: step)
      })
  }

  /// `FindEntities` is written `find-entities` in files, `TagFUD` is `tag-fud`.
  static func name(of type: String) -> String {
    var name = ""
    var wasCapital = true
    for character in type {
      if character.isUppercase && !wasCapital { name += "-" }
      wasCapital = character.isUppercase
      name += character.lowercased()
    }
    return name
  }
}

/// A stage that is ready to run, its type forgotten.
struct BuiltStage: Sendable {
  let name: String
  let reads: [LayerName]
  let writes: LayerName
  let step: Step

  /// What a stage does, without what describes it.
  ///
  /// A structure, as a function that is an element of a list is called by way of two others.
  struct Step: Sendable {
    /// Runs the stage on a document; gives the reason to skip it, or nil.
    let run: @Sendable (inout Document) throws(RecordProblem) -> SkipReason?
  }

  /// Runs the stage on a document; gives the reason to skip it, or nil.
  func apply(_ document: inout Document) throws(RecordProblem) -> SkipReason? { try step.run(&document) }
}
