import HearsayCore
import HearsayLexicon
import HearsayTestSupport
import Testing

/// A lexicon with one thing wrong, and what is said about it.
struct BrokenLexicon: Sendable, CustomTestStringConvertible {
  let name: String
  let file: String
  let change: @Sendable (String) -> String
  let expected: [String]

  var testDescription: String { name }

  init(_ name: String, _ file: String, replacing old: String, with new: String, _ expected: [String]) {
    self.init(name, file, { $0.replacing(old, with: new) }, expected)
  }

  init(_ name: String, _ file: String, adding row: String, _ expected: [String]) {
    let cells = LexiconTree.table("", [row]).dropFirst()
    self.init(name, file, { $0 + cells }, expected)
  }

  init(_ name: String, _ file: String, _ change: @escaping @Sendable (String) -> String, _ expected: [String]) {
    self.name = name
    self.file = file
    self.change = change
    self.expected = expected
  }
}

struct `A lexicon check` {
  @Test func `finds nothing in lexicons without problems`() throws {
    try withFolder { folder in
      try LexiconTree().write(to: folder)
      #expect(LexiconTree.problems(in: folder).lines(from: folder) == [])
    }
  }

  @Test(arguments: forms + values + entities + frames)
  func `says what is wrong, where, and what to do`(_ broken: BrokenLexicon) throws {
    try withFolder { folder in
      var tree = LexiconTree()
      let text = try #require(tree.files[broken.file])
      tree.files[broken.file] = broken.change(text)
      #expect(tree.files[broken.file] != text)
      try tree.write(to: folder)
      #expect(LexiconTree.problems(in: folder).lines(from: folder) == broken.expected)
    }
  }

  @Test func `lists all problems of one folder by name`() throws {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["de/fud/entries.tsv"]?.replace("\t70\t", with: "\t170\t")
      tree.files["de/sentiment/entries.tsv"]?.replace("\t3\t", with: "\t33\t")
      try tree.write(to: folder)
      let folders = try LexiconFolder.find(below: folder).map { try LexiconFolder(path: $0.path, name: $0.name) }
      let check = LexiconCheck(folders)
      #expect(check.errors().all.map(\.code) == [.lexiconOutOfRange, .lexiconOutOfRange])
      #expect(check.errors(in: "de/fud").all.count == 1)
      #expect(check.errors(in: "de/claims").isEmpty)
    }
  }

  private static let forms: [BrokenLexicon] = [
    BrokenLexicon(
      "another column", "de/fud/entries.tsv", replacing: "weight", with: "wieght",
      [
        "de/fud/entries.tsv:1:1: error[table.columns]: the columns are form, component, wieght, inflect, note, source, status",
        "help: they must be, in this order: form, component, weight, inflect, note, source, status",
      ]),
    BrokenLexicon(
      "an empty file", "de/fud/entries.tsv", { _ in "" },
      ["de/fud/entries.tsv:1:1: error[table.columns]: the file is empty"]),
    BrokenLexicon(
      "a cell too few", "de/fud/entries.tsv", adding: "Panik fear 80 - - S1",
      [
        "de/fud/entries.tsv:3:1: error[table.cells]: this row has 6 cells; it needs 7",
        "help: the columns are: form, component, weight, inflect, note, source, status",
      ]),
    BrokenLexicon(
      "a blank at the end of a cell", "de/fud/entries.tsv", replacing: "Angst", with: "Angst ",
      ["de/fud/entries.tsv:2:1: error[table.form]: a cell begins or ends with a blank"]),
    BrokenLexicon(
      "a double quote", "de/fud/entries.tsv", replacing: "\t\tS1", with: "\tas in \"Angst\"\tS1",
      ["de/fud/entries.tsv:2:16: error[table.form]: a cell contains a double quote", "help: write “ and ”"]),
    BrokenLexicon(
      "a control character", "de/fud/entries.tsv", replacing: "Angst", with: "Ang\u{7}st",
      ["de/fud/entries.tsv:2:1: error[table.form]: a cell contains a control character"]),
    BrokenLexicon(
      "rows in another order", "de/fud/entries.tsv", adding: "Ablenkung doubt 30 - - S1 active",
      [
        "de/fud/entries.tsv:3:1: error[table.order]: \"Ablenkung\" stands behind \"Angst\"",
        "help: run \"hearsay lexicon format\"",
      ]),
    BrokenLexicon(
      "an undeclared source", "de/fud/entries.tsv", replacing: "S1", with: "S2",
      [
        "de/fud/entries.tsv:2:17: error[lexicon.unknown-source]: the source \"S2\" is not declared",
        "help: about.yaml declares S1",
      ]),
    BrokenLexicon(
      "no source", "de/fud/entries.tsv", replacing: "S1", with: "",
      [
        "de/fud/entries.tsv:2:17: error[lexicon.unknown-source]: the source \"\" is not declared",
        "help: about.yaml declares S1",
      ]),
    BrokenLexicon(
      "an unknown status", "de/fud/entries.tsv", replacing: "active", with: "aktive",
      [
        "de/fud/entries.tsv:2:20: error[lexicon.unknown-value]: the status is \"aktive\"",
        "help: it must be one of active, trial, retired",
      ]),
    BrokenLexicon(
      "too few entries", "de/fud/about.yaml", { $0 + "entries: { least: 2, most: 9 }\n" },
      [
        "de/fud/about.yaml:1:1: error[lexicon.entry-count]: there are 1 entries; about.yaml declares 2 to 9",
        "help: if the change is meant, change the declared numbers with it",
      ]),
    BrokenLexicon(
      "an unknown kind", "de/fud/about.yaml", replacing: "kind: fud", with: "kind: fad",
      [
        """
        de/fud/about.yaml:2:7: error[yaml.wrong-value]: "kind" is "fad"; it must be one of sentiment, modifiers, claims, \
        fud, inflections, entities, frames, profiles, weights
        """
      ]),
  ]

  private static let values: [BrokenLexicon] = [
    BrokenLexicon(
      "a score beyond the scale", "de/sentiment/entries.tsv", replacing: "\t3\t", with: "\t6\t",
      [
        "de/sentiment/entries.tsv:2:5: error[lexicon.out-of-range]: score is \"6\"; it must be a whole number from -5 to 5"
      ]),
    BrokenLexicon(
      "a score with a point", "de/sentiment/entries.tsv", replacing: "\t3\t", with: "\t2.5\t",
      [
        "de/sentiment/entries.tsv:2:5: error[lexicon.out-of-range]: score is \"2.5\"; it must be a whole number from -5 to 5"
      ]),
    BrokenLexicon(
      "an unknown rule of inflection", "de/sentiment/entries.tsv", replacing: "\tadj\t", with: "\tadjj\t",
      [
        "de/sentiment/entries.tsv:2:7: error[lexicon.unknown-reference]: there is no inflection rule \"adjj\"",
        "help: did you mean \"adj\"?",
      ]),
    BrokenLexicon(
      "a form listed twice", "de/sentiment/entries.tsv", adding: "gut 4 - - S1 active",
      [
        "de/sentiment/entries.tsv:3:1: error[lexicon.duplicate-entry]: \"gut\" is listed twice",
        "note: first listed here (de/sentiment/entries.tsv:2:1)",
        "help: keep one line; a different meaning needs a longer form",
      ]),
    BrokenLexicon(
      "a form without words", "de/sentiment/entries.tsv", replacing: "gut", with: "",
      ["de/sentiment/entries.tsv:2:1: error[lexicon.empty-form]: the form \"\" has no words"]),
    BrokenLexicon(
      "an unknown effect", "de/modifiers/entries.tsv", replacing: "negate", with: "nagate",
      [
        "de/modifiers/entries.tsv:2:7: error[lexicon.unknown-value]: effect is \"nagate\"",
        "help: it must be one of negate, intensify, diminish, contrast, concede, condition, irony, mock, none",
      ]),
    BrokenLexicon(
      "an unknown direction", "de/modifiers/entries.tsv", replacing: "after", with: "behind",
      [
        "de/modifiers/entries.tsv:2:20: error[lexicon.unknown-value]: direction is \"behind\"",
        "help: it must be one of after, before, both",
      ]),
    BrokenLexicon(
      "a phrase with a gap that hides modifiers", "de/modifiers/entries.tsv",
      { $0 + "nicht … nur\tnone\t\t0\tafter\t\tS1\tactive\n" },
      [
        """
        de/modifiers/entries.tsv:3:1: error[lexicon.no-effect]: "nicht … nur" hides nothing: only forms without a gap \
        hide modifiers
        """,
        "help: list the phrases that are meant, without a gap",
      ]),
    BrokenLexicon(
      "a missing parameter", "de/modifiers/about.yaml", replacing: "capitals: 130, ", with: "",
      ["de/modifiers/about.yaml:1:1: error[yaml.missing-key]: the parameter \"capitals\" is missing"]),
    BrokenLexicon(
      "a misspelt parameter", "de/claims/about.yaml", replacing: "commaBeforeClause", with: "commaBeforeClauses",
      [
        "de/claims/about.yaml:1:1: error[yaml.missing-key]: the parameter \"commaBeforeClause\" is missing",
        "de/claims/about.yaml:1:1: error[yaml.unknown-key]: there is no parameter \"commaBeforeClauses\"",
        "help: did you mean \"commaBeforeClause\"?",
      ]),
    BrokenLexicon(
      "a parameter out of range", "de/claims/about.yaml", replacing: "commaBeforeClause: 1",
      with: "commaBeforeClause: 2",
      [
        "de/claims/about.yaml:1:1: error[lexicon.out-of-range]: the parameter \"commaBeforeClause\" is 2; it must be 0 to 1"
      ]),
    BrokenLexicon(
      "an unknown concept", "de/claims/entries.tsv", replacing: "\tdao\t", with: "\tdaoo\t",
      [
        "de/claims/entries.tsv:2:13: error[lexicon.unknown-reference]: there is no concept \"daoo\"",
        "help: did you mean \"dao\"?",
      ]),
    BrokenLexicon(
      "a value where none belongs", "de/claims/entries.tsv", replacing: "hedge\t", with: "hedge\t2",
      ["de/claims/entries.tsv:3:17: error[lexicon.unknown-value]: value is \"2\"", "help: it must be empty"]),
    BrokenLexicon(
      "an unknown way of speaking", "de/claims/entries.tsv", replacing: "assert", with: "say",
      [
        "de/claims/entries.tsv:4:13: error[lexicon.unknown-value]: value is \"say\"",
        "help: it must be one of assert, announce, deny, ask, warn, predict, propose",
      ]),
    BrokenLexicon(
      "a weight beyond its range", "de/fud/entries.tsv", replacing: "\t70\t", with: "\t0\t",
      ["de/fud/entries.tsv:2:12: error[lexicon.out-of-range]: weight is \"0\"; it must be a whole number from 1 to 100"]
    ),
  ]

  private static let entities: [BrokenLexicon] = [
    BrokenLexicon(
      "an alias of nobody", "entities/aliases.tsv", replacing: "\tscroll\t", with: "\tscrol\t",
      [
        "entities/aliases.tsv:2:8: error[lexicon.unknown-reference]: there is no entity \"scrol\"",
        "help: did you mean \"scroll\"?",
      ]),
    BrokenLexicon(
      "an unknown rule of evidence", "entities/aliases.tsv", replacing: "case+context", with: "sometimes",
      [
        "entities/aliases.tsv:2:15: error[lexicon.unknown-value]: the evidence is \"sometimes\"",
        "help: it must be one of always, case, context, case+context",
      ]),
    BrokenLexicon(
      "an unknown kind of entity", "entities/entities.tsv", replacing: "\trollup\t", with: "\trolup\t",
      [
        "entities/entities.tsv:3:8: error[lexicon.unknown-value]: the kind is \"rolup\"",
        "help: it must be one of chain, rollup, protocol, exchange, company, regulator, person, token, media, sector",
      ]),
    BrokenLexicon(
      "an unknown sector", "entities/entities.tsv", replacing: "\tlayer-2\t\t", with: "\tlayer-3\t\t",
      ["entities/entities.tsv:3:34: error[lexicon.unknown-reference]: there is no entity \"layer-3\""]),
    BrokenLexicon(
      "an inflection without its language", "entities/aliases.tsv", replacing: "case+context\t\t\t",
      with: "case+context\t\tde/adj adj\t",
      [
        "entities/aliases.tsv:2:29: error[lexicon.unknown-reference]: there is no inflection rule \"adj\"",
        "help: write rules with their language, such as ru/noun, separated by blanks",
      ]),
    BrokenLexicon(
      "an unknown place of context", "entities/context.tsv", replacing: "anywhere", with: "nowhere",
      [
        "entities/context.tsv:2:9: error[lexicon.unknown-value]: the place is \"nowhere\"",
        "help: it must be one of before, after, preposition, anywhere, names-chain, names-rollup, names-protocol, stock, "
          + "shares, channel, channel-crypto, other-sense",
      ]),
  ]

  private static let frames: [BrokenLexicon] = [
    BrokenLexicon(
      "an unknown role of a frame", "frames/frames.tsv", replacing: "amount", with: "price",
      [
        "frames/frames.tsv:2:55: error[lexicon.unknown-value]: roles is \"price\"",
        "help: it must be empty, or some of amount, percent, date, who, whom, from, to, where; those from who on may "
          + "have −3 … 3 behind them, as in whom:-2; pair beside them asks for two names",
      ]),
    BrokenLexicon(
      "a polarity toward what is no entity", "frames/frames.tsv", replacing: "amount", with: "amount:1",
      [
        "frames/frames.tsv:2:55: error[lexicon.unknown-value]: roles is \"amount:1\"",
        "help: it must be empty, or some of amount, percent, date, who, whom, from, to, where; those from who on may "
          + "have −3 … 3 behind them, as in whom:-2; pair beside them asks for two names",
      ]),
    BrokenLexicon(
      "a place of a role that is none", "frames/roles.tsv", replacing: "before", with: "behind",
      [
        "frames/roles.tsv:2:11: error[lexicon.unknown-value]: \"behind\" is no place of the role who",
        "help: it must be before or after, and empty for passive and inverts",
      ]),
    BrokenLexicon(
      "an unknown role of a word beside names", "frames/roles.tsv", replacing: "who", with: "whoever",
      [
        "frames/roles.tsv:2:7: error[lexicon.unknown-value]: the role is \"whoever\"",
        "help: it must be one of who, whom, from, to, where, subject, agent, other, passive, inverts",
      ]),
    BrokenLexicon(
      "a power of ten that is none", "frames/quantities.tsv", replacing: "\t6\t", with: "\tsix\t",
      ["frames/quantities.tsv:2:18: error[lexicon.unknown-value]: \"six\" is no value of the role scale"]),
    BrokenLexicon(
      "an unknown role of a quantity", "frames/quantities.tsv", replacing: "scale", with: "size",
      [
        "frames/quantities.tsv:2:12: error[lexicon.unknown-value]: the role is \"size\"",
        "help: it must be one of scale, unit, number, month, quarter, link, within, day-mark, month-mark, year-mark, "
          + "decimal, range, between, and, from, weekday, last, next, relative-day, relative-week, relative-month, "
          + "relative-quarter, relative-year",
      ]),
    BrokenLexicon(
      "an unknown language of a quantity", "frames/quantities.tsv", replacing: "\ten\t", with: "\txx\t",
      [
        "frames/quantities.tsv:2:9: error[lexicon.unknown-value]: \"xx\" is none of the languages",
        "help: write a code such as en, or mul for all",
      ]),
    BrokenLexicon(
      "a frame of an unknown concept", "frames/frames.tsv", replacing: "pause|stop", with: "pause|halt",
      ["frames/frames.tsv:2:12: error[lexicon.unknown-reference]: there is no concept \"halt\""]),
    BrokenLexicon(
      "a polarity out of range", "frames/frames.tsv", replacing: "\t-2\t", with: "\t-4\t",
      ["frames/frames.tsv:2:44: error[lexicon.out-of-range]: polarity is \"-4\"; it must be -3 to 3"]),
    BrokenLexicon(
      "an unknown topic", "frames/concepts.tsv", replacing: "other", with: "others",
      [
        "frames/concepts.tsv:4:6: error[lexicon.unknown-value]: topic is \"others\"",
        """
        help: it must be one of regulation, security, decentralization, governance, team, technology, economics, \
        market, adoption, competition, reliability, trust, other
        """,
      ]),
  ]
}
