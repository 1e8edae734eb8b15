import Foundation
import HearsayCore
import HearsayLexicon
import HearsayTestSupport

/// A few tiny lexicons without any problem, whose files a test replaces.
struct LexiconTree {
  /// The files by their paths below the root.
  var files: [String: String] = [
    "de/sentiment/about.yaml": about("sentiment", "de", "scale: { least: -5, most: 5 }"),
    "de/sentiment/entries.tsv": table("form score inflect note source status", ["gut 3 adj - S1 active"]),
    "de/modifiers/about.yaml": about(
      "modifiers", "de",
      """
      parameters: { saturation: 15, positiveFrom: 60, negativeFrom: -60, mixedFrom: 25, capitals: 130, exclamation: 110, \
      question: 70, elongation: 120 }
      """),
    "de/modifiers/entries.tsv": table(
      "form effect percent reach direction note source status", ["nicht negate -70 3 after - S1 active"]),
    "de/claims/about.yaml": about("claims", "de", "parameters: { commaBeforeClause: 1 }"),
    "de/claims/entries.tsv": table(
      "form role value inflect note source status",
      ["DAO concept dao - - S1 active", "angeblich hedge - - - S1 active", "sagt speech assert - - S1 active"]),
    "de/fud/about.yaml": about("fud", "de", ""),
    "de/fud/entries.tsv": table("form component weight inflect note source status", ["Angst fear 70 - - S1 active"]),
    "de/inflections/about.yaml": about("inflections", "de", ""),
    "de/inflections/entries.tsv": table(
      "rule prefixes remove endings note source status", ["adj - - e~er - S1 active"]),
    "entities/about.yaml": about("entities", "mul", ""),
    "entities/entities.tsv": table(
      "id kind name chainid ticker parent sectors note source status",
      ["layer-2 sector Layer~2 - - - - - S1 active", "scroll rollup Scroll 534352 SCR - layer-2 - S1 active"]),
    "entities/aliases.tsv": table(
      "alias id evidence ordinary inflect note source status", ["Scroll scroll case+context - - - S1 active"]),
    "entities/context.tsv": table("word language place note source status", ["TVL mul anywhere - S1 active"]),
    "frames/about.yaml": about(
      "frames", "mul",
      """
      parameters: { frameValence: 100, hedgedShare: 60, deniedShare: -50, askedShare: 50, conditionalShare: 50, \
      sentenceShare: 50, postShare: 60, stanceFrom: 100, fudShare: 60, counterShare: 30, openQuestion: 40, \
      counterValence: 150, leaningShare: 50, fudSpread: 10, fudShareLeast: 50, topicShare: 15, \
      otherKindShare: 50, fudNegativeShare: 110, fudPositiveShare: 90, targetNegativeFrom: 200, \
      targetPositiveFrom: 200, speakerShare: 50, fudTone: 50, fudToneFrom: 900, fudToneClauses: 4, fudOutsideLeast: 50, \
      comparedShare: -100, fudValence: 200, exampleShare: 30, exampleScore: 40, \
      targetOnlyNegativeFrom: 200, speakerPraiseShare: 50, \
      alarmLeast: 80, defenceLeast: 50, frameReason: 200, signReason: 200 }
      """),
    "frames/frames.tsv": table(
      "frame concepts topic kind polarity fear uncertainty doubt roles en de note source status",
      ["dao-paused dao~pause|stop governance event -2 0 40 50 amount {X}~pauses {X}~pausiert - S1 active"]),
    "frames/concepts.tsv": table(
      "concept topic weight note source status",
      ["dao governance 100 - S1 active", "pause governance 100 - S1 active", "stop other 100 - S1 active"]),
    "frames/quantities.tsv": table(
      "form language role value note source status", ["million en scale 6 - S1 active", "usd mul unit usd - S1 active"]),
    "frames/roles.tsv": table(
      "form language role place note source status", ["by en who before - S1 active", "was en passive - - S1 active"]),
  ]

  private static func about(_ kind: String, _ language: String, _ rest: String) -> String {
    """
    format: 1
    kind: \(kind)
    language: \(language)
    licence: Apache-2.0
    owners: [words]
    sources:
      S1: { title: "Written for this test", date: 2026-11-23 }
    \(rest)

    """
  }

  /// A table of rows whose cells are separated by blanks; `-` is an empty cell and `~` a blank.
  static func table(_ columns: String, _ rows: [String]) -> String {
    let lines = rows.map { row in
      // Scalar by scalar, as a vowel sign would join the blank or tilde before it.
      row.unicodeScalars.split(separator: " ").map { cell in
        var text = String.UnicodeScalarView()
        if !cell.elementsEqual("-".unicodeScalars) { text.append(contentsOf: cell.map { $0 == "~" ? " " : $0 }) }
        return String(text)
      }.joined(separator: "\t")
    }
    return ([columns.replacing(" ", with: "\t")] + lines).map { $0 + "\n" }.joined()
  }

  /// Writes the files below `folder`.
  func write(to folder: String) throws {
    for (path, text) in files { try writeText(text, to: "\(folder)/\(path)") }
  }

  /// Everything that is wrong with the lexicons below `folder`: the form of their files, or else their contents.
  static func problems(in folder: String) -> Diagnostics {
    var problems = Diagnostics()
    var folders: [LexiconFolder] = []
    for (path, name) in LexiconFolder.find(below: folder) {
      let one = problems.collect { () throws(Diagnostics) -> LexiconFolder in try LexiconFolder(path: path, name: name)
      }
      if let one { folders.append(one) }
    }
    problems.add(LexiconCheck(folders).errors())
    return problems
  }

  /// Lets the lexicons below `folder` use the language profiles of the checkout, which every library needs.
  static func linkProfiles(into folder: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/profiles", withDestinationPath: Checkout.path("Lexicons/profiles"))
  }
}
