import HearsayFiles
import HearsayLexicon

/// Where compiled lexicons are kept from one start of a program to the next: one file for each folder of lexicons and
/// each place of a program.
///
/// Files that are damaged, or were written by another program, or for lexicons that have changed, are replaced.
public struct LexiconCache: Sendable {
  /// The folder.
  public let folder: String
  /// The running program: another one may lay out its memory differently.
  public let program: String

  /// A cache in `folder`, which is made where it is missing, for `program`.
  public init(folder: String, program: String) {
    self.folder = folder
    self.program = program
  }

  /// The file for the lexicons below `root`.
  func file(for root: String) -> String {
    let name = ContentHash.sha256(Array("\(TextFile.resolved(root))\n\(program)".utf8)).prefix(16)
    let names = LexiconLibrary.snapshotNames
    return Path.join(folder, names.beginning + name + names.ending)
  }
}
