import HearsayArchive
import HearsayCore
import HearsayFiles
import HearsayStore

/// What a pipeline file says, with the places where it says so.
struct PipelineFile {
  /// A stage as it is named in the file.
  struct NamedStage {
    let name: String
    let options: YAMLValue?
    let location: Location
  }

  let name: String
  /// The folder of the lexicons, seen from where the program runs.
  let lexicons: String
  let stages: [NamedStage]
  let keep: Keep
  let authors: AuthorPolicy
  /// How archives are read.
  let reading: ReadingOptions
  /// Percent of failed records above which a run counts as failed.
  let failedPercentMost: Int
  /// The file's content, which is stored with each database.
  let text: String

  init(path: String) throws(Diagnostics) {
    let (bytes, root) = try Self.content(of: path)
    var reader = YAMLReader(root)
    if let format = reader.text("format"), format != "1" {
      reader.problems.add(
        Diagnostic(
          .pipelineUnsupported, "the format is \"\(format.prefix(60))\"; this version reads format 1",
          at: reader.location(of: "format")))
    }
    let name = reader.text("name") ?? ""
    let lexicons = reader.text("lexicons") ?? ""
    let stages = reader.required("stages").map { Self.stages($0, &reader.problems) } ?? []
    let keep = reader.word("keep", of: Keep.allCases.map(\.rawValue), required: false).flatMap(Keep.init)
    let authors = reader.word("authors", of: AuthorPolicy.allCases.map(\.rawValue), required: false)
    var failedPercentMost = 1
    if let limits = reader.value("limits") {
      var fields = YAMLReader(limits)
      failedPercentMost = fields.integer("failedRecords", in: 0...100, required: false) ?? failedPercentMost
      do throws(Diagnostics) { try fields.finish() } catch { reader.problems.add(error) }
    }
    let reading = Self.reading(reader.value("archives"), &reader.problems)
    try reader.finish()
    self.name = name
    self.lexicons = Path.simplified(Path.join(Path.folder(of: path), lexicons))
    self.stages = stages
    self.keep = keep ?? .evidence
    self.authors = authors.flatMap(AuthorPolicy.init) ?? .pseudonym
    self.reading = reading
    self.failedPercentMost = failedPercentMost
    text = String(decoding: bytes, as: UTF8.self)
  }

  private static func content(of path: String) throws(Diagnostics) -> (bytes: [UInt8], root: YAMLValue) {
    do throws(Diagnostics) {
      let bytes = try TextFile.bytes(at: path)
      return (bytes, try YAMLValue.parse(bytes, file: path))
    } catch {
      // Whoever leaves the pipeline out of a command line has an archive in its place.
      let isNamedSo = [".yaml", ".yml"].contains { path.hasSuffix($0) }
      let help = "\"\(path)\" stands where the pipeline file is expected, such as Pipelines/crypto.yaml"
      throw isNamedSo
        ? error
        : Diagnostics(
          error.all.prefix(1).map { Diagnostic($0.severity, $0.code, $0.message, at: $0.location, help: help) })
    }
  }

  /// How a pipeline file with this content, as databases keep it, says that archives are read; as usual where it says
  /// nothing that can be understood.
  static func reading(ofText text: String) -> ReadingOptions {
    guard let root = try? YAMLValue.parse(Array(text.utf8), file: "pipeline") else { return ReadingOptions() }
    var (reader, problems) = (YAMLReader(root), Diagnostics())
    return reading(reader.value("archives"), &problems)
  }

  private static func reading(_ archives: YAMLValue?, _ problems: inout Diagnostics) -> ReadingOptions {
    var reading = ReadingOptions()
    guard let archives else { return reading }
    var fields = YAMLReader(archives)
    reading.includesNonPublic = fields.word("nonPublic", of: ["skip", "keep"], required: false) == "keep"
    if let columns = fields.value("columns") {
      var names = YAMLReader(columns)
      for column in ReadingOptions.Column.allCases {
        reading.columns[column] = names.text(column.rawValue, required: false)
      }
      do throws(Diagnostics) { try names.finish() } catch { problems.add(error) }
    }
    do throws(Diagnostics) { try fields.finish() } catch { problems.add(error) }
    return reading
  }

  private static func stages(_ value: YAMLValue, _ problems: inout Diagnostics) -> [NamedStage] {
    guard case .sequence(let items) = value.content else {
      problems.add(Diagnostic(.yamlWrongValue, "\"stages\" must be a list", at: value.location))
      return []
    }
    return items.compactMap { item in
      switch item.content {
      case .scalar(let name): return NamedStage(name: name, options: nil, location: item.location)
      case .mapping(let pairs):
        if pairs.count == 1, case .scalar(let name) = pairs[0].key.content {
          return NamedStage(name: name, options: pairs[0].value, location: pairs[0].key.location)
        }
      case .sequence: break
      }
      problems.add(
        Diagnostic(
          .yamlWrongValue, "a stage is written \"- name\" or \"- name: { options }\"", at: item.location))
      return nil
    }
  }
}

/// How authors are stored.
public enum AuthorPolicy: String, CaseIterable, Sendable {
  /// As a keyed pseudonym: the same author has the same number, and the number gives nothing away without the key.
  case pseudonym
  /// Not at all; people cannot be counted then.
  case none
}
