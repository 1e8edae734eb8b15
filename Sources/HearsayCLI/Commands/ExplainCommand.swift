import ArgumentParser
import Hearsay

/// The command `hearsay explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows what is found in a text, and the words and lexicon entries behind it.",
    discussion: """
      Reads the text from the arguments or from standard input, runs the pipeline on it and shows its language, \
      entities, sentiment, claims and FUD, sentence by sentence, each with the entry that found it.
      With --format json, all of it is written as "hearsay annotate" writes it.

        hearsay explain "Man könnte sagen, dass Scroll gescheitert ist."
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(help: "Take this language instead of what the text looks like.")
  var language: LanguageCode?
  @Option(
    help: """
      Take the text as standing in a channel of this name, which shows what an ambiguous name in the text means: \
      "Base is down" in BASE.
      """)
  var channel: String?
  @Option(
    help: """
      Take the text as an answer to these words, or as part of a thread with this title, which shows what an ambiguous \
      name in the text means. A text that names nobody stays about nobody.
      """)
  var thread: String?
  @Option(help: "How to write it.")
  var format: Format = .text
  @Argument(help: "The text; standard input where it is left out.")
  var text: [String] = []

  /// How an explanation is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  mutating func run() throws {
    let input = text.isEmpty ? Self.standardInput() : text.joined(separator: " ")
    guard input.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("there is no text to explain; write it in quotes, or pass it through standard input")
    }
    let pipeline = try pipeline.pipeline()
    try pipeline.require(language)
    let document: Document
    do throws(RecordProblem) {
      document = try pipeline.annotate(text: input, language: language, channel: channel, thread: thread)
    } catch {
      throw Failure.cannot(Diagnostics(Diagnostic(error.code, error.message)))
    }
    if format == .json {
      var writer = AnnotationWriter(pipeline, fields: Set(AnnotationWriter.Field.allCases))
      return try Terminal.write(writer.line(document))
    }
    try Terminal.show(ExplanationText(pipeline, document, hasColour: Terminal.hasColour).render())
    for (option, words, ground) in [("channel", channel, MentionGround.channel), ("thread", thread, .thread)]
    where words != nil && !(document.mentions ?? []).contains(where: { $0.ground == ground }) {
      Terminal.report("--\(option) changed nothing: no name in the text has its meaning from it\n")
    }
  }

  private static func standardInput() -> String {
    if Terminal.isTyped { Terminal.report("the text, then Ctrl-D on a line of its own:\n") }
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
