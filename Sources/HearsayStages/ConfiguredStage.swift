import HearsayCore
import HearsayFiles
import HearsayLexicon

/// A stage that a pipeline file can name: it can be built from options and lexicons.
///
/// ## Life of a stage
///
/// 1. The pipeline file names it; its options are read and unknown keys refused.
/// 2. `init` takes what it needs from the workspace and reports everything that is wrong.
/// 3. `run(on:)` is called once per document, from any thread, and cannot fail for reasons
///    that lie in a lexicon or pipeline file.
package protocol ConfiguredStage: Stage {
  /// Builds the stage, reading its options from `options`.
  ///
  /// - Throws: every problem found in its options.
  init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics)
}

/// What stages are built from.
package struct Workspace: Sendable {
  /// The lexicons, checked and compiled.
  package let lexicons: LexiconLibrary

  /// A workspace with the given lexicons.
  package init(lexicons: LexiconLibrary) { self.lexicons = lexicons }
}

extension Optional {
  /// The layer, which the pipeline has made sure is filled: `hearsay check` refuses a pipeline
  /// in which a stage reads what no earlier stage writes.
  @inline(__always)
  func filled(_ layer: LayerName, for stage: StaticString) -> Wrapped {
    guard let value = self else { preconditionFailure("\(stage) ran before the layer \(layer) was filled") }
    return value
  }
}
