/// What sort of knowledge a lexicon folder holds, and the tables it consists of.
package enum LexiconKind: String, CaseIterable, Sendable {
  case sentiment, modifiers, claims, fud, inflections, entities, frames, profiles, weights

  /// A table of a lexicon.
  package struct TableShape: Sendable {
    /// The file's name.
    package let file: String
    /// The columns, in order.
    package let columns: [String]

    init(_ file: String, _ columns: String) {
      self.file = file
      self.columns = columns.split(separator: " ").map(String.init)
    }
  }

  /// Whether its tables are taken apart row by row, and its entries can be cited; profiles are read by their own reader.
  package var hasEntries: Bool { self != .profiles }

  /// The tables, the one that holds the entries first.
  package var tables: [TableShape] {
    switch self {
    case .sentiment: [TableShape("entries.tsv", "form score inflect note source status")]
    case .modifiers: [TableShape("entries.tsv", "form effect percent reach direction note source status")]
    case .claims: [TableShape("entries.tsv", "form role value inflect note source status")]
    case .fud: [TableShape("entries.tsv", "form component weight inflect note source status")]
    case .weights: [TableShape("entries.tsv", "form unit against for posts source status")]
    case .inflections: [TableShape("entries.tsv", "rule prefixes remove endings note source status")]
    case .entities:
      [
        TableShape("entities.tsv", "id kind name chainid ticker parent sectors note source status"),
        TableShape("aliases.tsv", "alias id evidence ordinary inflect note source status"),
        TableShape("context.tsv", "word language place note source status"),
      ]
    case .frames:
      [
        TableShape(
          "frames.tsv", "frame concepts topic kind polarity fear uncertainty doubt roles en de note source status"),
        TableShape("concepts.tsv", "concept topic weight note source status"),
        TableShape("quantities.tsv", "form language role value note source status"),
        TableShape("roles.tsv", "form language role place note source status"),
      ]
    case .profiles:
      [
        TableShape("languages.tsv", "script language prior"), TableShape("words.tsv", "form weights"),
        TableShape("ngrams.tsv", "ngram weights"), TableShape("neutral.tsv", "form note"),
        TableShape("calibration.tsv", "words margin confidence"),
      ]
    }
  }
}

/// Whether an entry matches.
package enum EntryStatus: String, CaseIterable, Sendable {
  /// Matches.
  case active
  /// Matches, and is marked as being tried.
  case trial
  /// No longer matches; kept so that stored results find their entry.
  case retired
}
