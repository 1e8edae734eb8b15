/// The stable name of a kind of problem, such as `lexicon.duplicate-entry`.
///
/// Codes are never renamed.
///
/// All codes are listed here, so that `hearsay codes` and its documentation cannot miss one.
public enum DiagnosticCode: String, CaseIterable, Sendable, CustomStringConvertible {
  // Files
  case fileUnreadable = "file.unreadable"
  case fileUnwritable = "file.unwritable"
  case fileTooLarge = "file.too-large"
  case fileEncoding = "file.encoding"

  // YAML
  case yamlSyntax = "yaml.syntax"
  case yamlUnknownKey = "yaml.unknown-key"
  case yamlMissingKey = "yaml.missing-key"
  case yamlWrongValue = "yaml.wrong-value"
  case yamlForbidden = "yaml.forbidden"

  // Tables
  case tableColumns = "table.columns"
  case tableCells = "table.cells"
  case tableForm = "table.form"
  case tableOrder = "table.order"

  // Lexicons
  case lexiconMissing = "lexicon.missing"
  case lexiconKind = "lexicon.kind"
  case lexiconDuplicateEntry = "lexicon.duplicate-entry"
  case lexiconUnknownSource = "lexicon.unknown-source"
  case lexiconUnknownValue = "lexicon.unknown-value"
  case lexiconOutOfRange = "lexicon.out-of-range"
  case lexiconUnknownReference = "lexicon.unknown-reference"
  case lexiconEntryCount = "lexicon.entry-count"
  case lexiconEmptyForm = "lexicon.empty-form"
  case lexiconNoEffect = "lexicon.no-effect"
  case lexiconMissingExample = "lexicon.missing-example"
  case lexiconNotCanonical = "lexicon.not-canonical"

  // Examples
  case exampleSyntax = "example.syntax"
  case exampleSpanDiffers = "example.span-differs"
  case exampleVerdictDiffers = "example.verdict-differs"
  case exampleNowPasses = "example.now-passes"

  // Pipelines
  case pipelineUnknownStage = "pipeline.unknown-stage"
  case pipelineMissingLayer = "pipeline.missing-layer"
  case pipelineLayerTwice = "pipeline.layer-twice"
  case pipelineUnusedLayer = "pipeline.unused-layer"
  case pipelineUnsupported = "pipeline.unsupported"

  // Archives
  case archiveUnreadable = "archive.unreadable"
  case archiveTruncated = "archive.truncated"
  case archiveUnknownFormat = "archive.unknown-format"
  case archiveLimit = "archive.limit"
  case archiveUnsafePath = "archive.unsafe-path"
  case archiveColumns = "archive.columns"

  // Records
  case recordInvalidJSON = "record.invalid-json"
  case recordNotAnObject = "record.not-an-object"
  case recordMissingText = "record.missing-text"
  case recordUnknownShape = "record.unknown-shape"
  case recordInvalidMarkup = "record.invalid-markup"
  case recordTooLong = "record.too-long"
  case recordTruncated = "record.truncated"
  case recordInvalidTime = "record.invalid-time"
  case recordTimeWithoutZone = "record.time-without-zone"
  case recordTimeEstimated = "record.time-estimated"
  case recordMended = "record.mended"

  // Documents
  case documentTooLong = "document.too-long"
  case documentEncoding = "document.encoding"

  // Databases
  case databaseUnreadable = "database.unreadable"
  case databaseVersion = "database.version"
  case databaseFull = "database.full"
  case databaseBusy = "database.busy"
  case databaseEditionUnknown = "database.edition-unknown"
  case databaseNameUnknown = "database.name-unknown"
  case databaseUnfinished = "database.unfinished"

  public var description: String { rawValue }

  /// Whether a source with this problem was not read to its end.
  public var meansEarlyEnd: Bool {
    switch self {
    case .fileUnreadable, .archiveUnreadable, .archiveTruncated, .archiveLimit: true
    default: false
    }
  }

  /// One line on what this kind of problem is and what to do about it.
  public var explanation: String {
    switch self {
    case .fileUnreadable: "a file cannot be opened or read; check its name and permissions"
    case .fileUnwritable: "a file, or the output, cannot be written; make room, or look at its permissions"
    case .fileTooLarge: "a file that people edit is larger than the limit; split it"
    case .fileEncoding: "a file that people edit is not UTF-8 in NFC; convert it"
    case .yamlSyntax: "a YAML file cannot be parsed"
    case .yamlUnknownKey: "a key that nothing reads; remove it or mend its spelling"
    case .yamlMissingKey: "a required key is absent"
    case .yamlWrongValue: "a value has the wrong type or is out of range"
    case .yamlForbidden: "anchors, aliases, tags and several documents are not allowed"
    case .tableColumns: "the first row does not name the columns of this kind of table"
    case .tableCells: "a row has too few or too many cells"
    case .tableForm: "a cell contains what tables must not contain"
    case .tableOrder: "rows are not sorted; \"hearsay lexicon format\" sorts them"
    case .lexiconMissing, .lexiconKind, .lexiconDuplicateEntry, .lexiconUnknownSource, .lexiconUnknownValue,
      .lexiconOutOfRange, .lexiconUnknownReference, .lexiconEntryCount, .lexiconEmptyForm, .lexiconNoEffect,
      .lexiconMissingExample, .lexiconNotCanonical:
      lexiconExplanation
    case .exampleSyntax: "a sentence of examples.txt has unbalanced or unknown marks"
    case .exampleSpanDiffers: "an example's marked words and what was found differ"
    case .exampleVerdictDiffers: "an example's verdict and what was found differ"
    case .exampleNowPasses: "an example known to fail passes; remove its exclamation mark"
    case .pipelineUnknownStage: "a pipeline names a stage that does not exist"
    case .pipelineMissingLayer: "a stage reads a layer that no earlier stage writes"
    case .pipelineLayerTwice: "two stages write the same layer"
    case .pipelineUnusedLayer: "a layer is written that nothing reads or stores"
    case .pipelineUnsupported: "a pipeline file has a format number that this version does not know"
    case .archiveUnreadable: "an archive or a member of it cannot be read"
    case .archiveTruncated: "an archive ends early; what stands before the end is read"
    case .archiveUnknownFormat: "no reader recognises the content; see \"hearsay formats\""
    case .archiveLimit: "an archive exceeds a limit on nesting, size or compression ratio"
    case .archiveUnsafePath: "an archive member has a name that points outside the archive"
    case .archiveColumns: "a table has no known column of authors or times; name it in the pipeline file"
    case .recordInvalidJSON: "a record is not valid JSON"
    case .recordNotAnObject: "a record is JSON, but not an object"
    case .recordMissingText: "a record has no text where this format has it"
    case .recordUnknownShape: "a record is not of the format's shape"
    case .recordInvalidMarkup:
      "a record is XML or HTML that no reader should try: too deep, or with too many attributes"
    case .recordTooLong: "a record is longer than the limit"
    case .recordTruncated: "a record is cut off by the end of the source"
    case .recordInvalidTime: "a record's time cannot be read; the post is stored without it"
    case .recordTimeWithoutZone: "a record's time has no zone; it is taken as UTC and may be up to 14 hours off"
    case .recordTimeEstimated: "a record's time is an estimate of whoever saved the archive"
    case .recordMended: "a record is not valid JSON or XML, but was mended where its meaning was clear, and is stored"
    case .documentTooLong: "a post's text is longer than the limit of the pipeline"
    case .documentEncoding: "a post's text has too many invalid bytes to be text"
    case .databaseUnreadable, .databaseVersion, .databaseFull, .databaseBusy, .databaseUnfinished,
      .databaseEditionUnknown, .databaseNameUnknown:
      databaseExplanation
    }
  }

  /// What is to be said about problems with lexicons.
  private var lexiconExplanation: String {
    switch self {
    case .lexiconMissing: "a lexicon folder or one of its files is absent"
    case .lexiconKind: "a lexicon is not of the kind that is needed here"
    case .lexiconDuplicateEntry: "an entry is listed twice"
    case .lexiconUnknownSource: "an entry's source is not declared in about.yaml"
    case .lexiconUnknownValue: "a cell must hold one of a list of words"
    case .lexiconOutOfRange: "a number is outside its range"
    case .lexiconUnknownReference: "a cell names an entity, concept or rule that does not exist"
    case .lexiconEntryCount: "a lexicon has fewer or more entries than about.yaml declares"
    case .lexiconEmptyForm: "a form has no words"
    case .lexiconNoEffect: "an entry can have no effect as it is written"
    case .lexiconMissingExample: "an entry lacks a sentence in which it acts or stays silent"
    case .lexiconNotCanonical: "a lexicon file is not in canonical form; run \"hearsay lexicon format\""
    default: preconditionFailure("\(self) is no problem with a lexicon")
    }
  }

  /// What is to be said about problems with databases.
  private var databaseExplanation: String {
    switch self {
    case .databaseUnreadable: "a database cannot be opened"
    case .databaseVersion: "a database was made by another version"
    case .databaseFull: "the disk is full; make room and run again, nothing is lost"
    case .databaseBusy: "another process is writing to the database"
    case .databaseUnfinished: "a database is to be merged, and a run into it was not finished"
    case .databaseNameUnknown: "a question names a chain or a platform that a database has nothing of"
    case .databaseEditionUnknown: "a database has no figures of the edition that was asked for"
    default: preconditionFailure("\(self) is no problem with a database")
    }
  }
}
