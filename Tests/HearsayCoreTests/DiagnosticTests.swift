import HearsayCore
import Testing

struct `Diagnostics that are collected` {
  private let error = Diagnostic(.yamlSyntax, "a", at: Location(file: "a.yaml", line: 3, column: 7))
  private let warning = Diagnostic(.warning, .pipelineUnusedLayer, "b")

  @Test func `keep their order`() {
    var all = Diagnostics()
    #expect(all.isEmpty && !all.hasErrors)
    all.add(warning)
    #expect(!all.isEmpty && !all.hasErrors)
    all.add(Diagnostics([error, warning]))
    #expect(all.all == [warning, error, warning] && all.hasErrors)
  }

  @Test func `are thrown where one is an error`() {
    #expect(throws: Never.self) { try Diagnostics().throwErrors() }
    #expect(throws: Never.self) { try Diagnostics(warning).throwErrors() }
    let thrown = #expect(throws: Diagnostics.self) { try Diagnostics([warning, error]).throwErrors() }
    // Warnings travel with the errors, so that a person sees all at once.
    #expect(thrown?.all == [warning, error])
  }

  @Test func `take in what a step throws, and go on`() {
    var all = Diagnostics(warning)
    let none: Int? = all.collect { () throws(Diagnostics) in throw Diagnostics(error) }
    let some = all.collect { () throws(Diagnostics) in 7 }
    #expect(none == nil && some == 7 && all.all == [warning, error])
  }

  @Test func `have places that editors understand`() {
    #expect(error.location?.description == "a.yaml:3:7")
    #expect(Location(file: "b.tsv", line: 2).description == "b.tsv:2:1")
    #expect(error.severity == .error && warning.severity == .warning && warning.location == nil)
  }

  @Test func `carry notes and help`() {
    let note = Diagnostic.Note("first listed here", at: Location(file: "a", line: 1))
    let full = Diagnostic(.lexiconDuplicateEntry, "twice", notes: [note], help: "keep one line")
    #expect(full.notes == [note] && full.help == "keep one line")
    #expect(full != Diagnostic(.lexiconDuplicateEntry, "twice"))
  }
}
