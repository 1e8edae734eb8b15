extension SchemaDescription {
  /// What was read, what became of it, and the names that numbers stand for.
  static let accounts = [
    Table(
      name: "edition", summary: "What made the figures. The same edition and the same input give the same figures.",
      columns: [
        ("id", "Number of the edition."), ("pipelineName", "Name of the pipeline."),
        ("pipelineText", "The pipeline file, complete."), ("lexiconHash", "Content hash of all lexicons."),
        ("programVersion", "Version of hearsay."),
      ]),
    Table(
      name: "source",
      summary: "What was read. A file that has grown since is a further row with the same name: it is read again from "
        + "the start, and its known posts count as duplicates.",
      columns: [
        ("id", "Number of the source, in the order of first reading."), ("edition", edition),
        ("name", "Name of the source, without the folder that the user named."), ("format", "Format of its records."),
        ("fingerprint", "Stands for its content."), ("complete", "1 when it was read to its end."),
        ("resumeRecord", "While it is incomplete: the last record that is in the database."),
        ("resumeByte", "While it is incomplete: the offset behind that record."),
      ] + counts + [
        ("firstDay", "First day of its posts, in days since 1970-01-01."), ("lastDay", "Last day of its posts."),
      ]),
    Table(
      name: "outcome", summary: "Records that were not simply stored, counted by reason.",
      columns: [
        ("source", "A number of `source`."), ("fate", "skipped, failed, or noted (stored with a remark)."),
        ("reason", "Reason to skip, or code of the problem."), ("records", "How many."),
      ]),
    Table(
      name: "recordProblem",
      summary:
        "Problems with their places, the first 10 000 of each code and source. The view `problem` is easier to read.",
      columns: [
        ("id", "Number of the problem, in archive order."), ("source", "A number of `source`."),
        ("record", "The record, counted from 1."), ("byteOffset", "Its offset in the decompressed source."),
        ("code", "The code; \"hearsay codes\" explains it."), ("message", "What is the case."),
      ]),
    Table(
      name: "platform", summary: "Platforms, numbered in order of first appearance.",
      columns: [("id", "Number."), ("name", "Name; `unknown` where the archive gives none.")]),
    Table(
      name: "language", summary: "Languages, numbered in order of first appearance.",
      columns: [("id", "Number."), ("name", "ISO 639 code; mul: mixed, zxx: none, und: not determined.")]),
    Table(
      name: "entity", summary: "Entities, numbered in order of first appearance.",
      columns: [
        ("id", "Number."), ("name", "Canonical name, such as `scroll`."),
        ("kind", "chain, rollup, protocol, exchange …; NULL while only claims or verdicts have named it."),
      ]),
    Table(
      name: "calendar", summary: "The dates of the days that occur.",
      columns: [("day", "Days since 1970-01-01 (UTC)."), ("date", "The date, such as 2026-03-09.")]),
  ]
}
