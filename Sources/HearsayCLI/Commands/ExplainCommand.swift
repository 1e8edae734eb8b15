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
      The same in a form for programs: "hearsay annotate".

        hearsay explain "Man könnte sagen, dass Scroll gescheitert ist."
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(help: "Take this language instead of what the text looks like.")
  var language: LanguageCode?
  @Option(help: "Take the text as standing in a channel of this name.")
  var channel: String?
  @Option(help: "Take the text as an answer to these words, or as part of a thread with this title.")
  var thread: String?
  @Argument(help: "The text; standard input where it is left out.")
  var text: [String] = []

  mutating func run() throws {
    let input = text.isEmpty ? Self.standardInput() : text.joined(separator: " ")
    let pipeline = try pipeline.pipeline()
    let document: Document
    do throws(RecordProblem) {
      document = try pipeline.annotate(text: input, language: language, channel: channel, thread: thread)
    } catch {
      throw Failure.cannot(Diagnostics(Diagnostic(error.code, error.message)))
    }
    try Terminal.write(ExplanationText(pipeline, document, hasColour: Terminal.hasColour).render())
  }

  private static func standardInput() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
