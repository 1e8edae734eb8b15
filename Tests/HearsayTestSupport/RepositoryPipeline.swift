import Hearsay
import HearsayCore

/// The pipeline of the repository, which is slow to load, loaded once for all tests of a process.
package enum RepositoryPipeline {
  /// Its file.
  package static let path = Checkout.path("Pipelines/crypto.yaml")

  private static let loaded = Result { () throws(Diagnostics) in try Pipeline(path: path) }

  /// The pipeline.
  package static func get() throws(Diagnostics) -> Pipeline { try loaded.get() }
}
