import HearsayFiles

/// Finds the pipeline that is meant where none is named.
public enum PipelineLocator {
  private static let name = "Pipelines/crypto.yaml"

  /// The first that exists of: below `home`, the working folder, the folders above the program, and
  /// where an installation puts it; nil where there is none.
  ///
  /// `home` is what `HEARSAY_HOME` says; `program` the path of the running program.
  public static func standard(home: String?, program: String?) -> String? {
    var folders: [String] = []
    if let home { folders.append(home) }
    folders.append(".")
    if var folder = program.map(Path.folder(of:)) {
      folders.append(Path.join(folder, "../share/hearsay"))
      for _ in 0..<5 {
        folders.append(folder)
        folder = Path.folder(of: folder)
      }
    }
    return folders.map { Path.simplified(Path.join($0, name)) }.first(where: TextFile.exists)
  }
}
