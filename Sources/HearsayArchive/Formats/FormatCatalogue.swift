/// All formats, in the order in which `hearsay formats` lists them.
///
/// Where two formats are equally sure of a source, the earlier one takes it.
public enum FormatCatalogue {
  package static let formats: [any ArchiveFormat.Type] =
    [NativePosts.self] + jsonFormats + markupFormats + tableFormats + [PlainText.self]

  /// What the formats are called and give.
  public static var summaries: [FormatSummary] { formats.map { $0.summary } }

  /// The format called `name`, or nil.
  package static func format(named name: String) -> (any ArchiveFormat.Type)? {
    formats.first { $0.summary.name == name }
  }

  /// The format that is surest of `sample`, or nil where none recognises it.
  package static func format(for sample: Sample) -> (any ArchiveFormat.Type)? {
    var best: (format: any ArchiveFormat.Type, confidence: Int)?
    for format in formats {
      let confidence = format.confidence(in: sample)
      if best?.confidence ?? 0 < confidence { best = (format, confidence) }
    }
    return best?.format
  }
}
