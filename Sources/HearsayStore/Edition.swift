/// What made the figures of a database: the same edition and input give the same figures.
///
/// There is no time in it, so that the same run on another day gives the same database.
public struct Edition: Hashable, Sendable {
  /// The pipeline's name.
  public var pipelineName: String
  /// The pipeline file, complete.
  public var pipelineText: String
  /// Content hash of all lexicons that the pipeline loads.
  public var lexiconHash: String
  /// Version of the program.
  public var programVersion: String

  /// An edition with all of its facts.
  public init(pipelineName: String, pipelineText: String, lexiconHash: String, programVersion: String) {
    self.pipelineName = pipelineName
    self.pipelineText = pipelineText
    self.lexiconHash = lexiconHash
    self.programVersion = programVersion
  }
}
