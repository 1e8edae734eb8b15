import HearsayCore
import HearsayFiles
import HearsayText

/// A word with valence.
package struct SentimentEntry: TermMeaning {
  package var group: Int { 0 }

  /// Hundredths of a point on the −5 … 5 scale.
  package let hundredths: Int
}

/// A word that modifies the valence of others.
package struct ModifierEntry: TermMeaning {
  package var group: Int { 0 }

  /// Where what it modifies stands.
  package enum Direction: String, CaseIterable, Sendable {
    case after, before, both
  }

  /// What it does; nil where it only hides shorter modifiers.
  package let effect: ModifierEffect?
  /// The factor in percent.
  package let percent: Int
  /// How many word tokens it reaches; 0 for the whole clause.
  package let reach: Int
  /// Where what it modifies stands.
  package let direction: Direction
}

/// A word of claims. A plain value: matches are copied by the million.
package struct ClaimEntry: TermMeaning {
  /// Each role is a group of its own.
  package let group: Int
  /// What it does in a claim.
  package let role: ClaimRole
  /// The concept, for the role `concept`.
  package let concept: ConceptID?
  /// What sort of saying, for the role `speech`.
  package let speech: SpeechKind?
  /// Whether the source stands behind it, for the role `according`.
  package let isBeforeSource: Bool
  /// The strength of a kind cue, 1 … 3; 0 for others.
  package let strength: Int

  init(_ role: ClaimRole, value: String, frames: FrameLexicon) {
    self.role = role
    concept = role == .concept ? frames.concept(named: value) : nil
    speech = role == .speech ? SpeechKind(rawValue: value) : nil
    isBeforeSource = value == "after"
    strength = Int(value) ?? 0
    group = ClaimRole.allCases.firstIndex(of: role) ?? 0
  }
}

/// A word of fear, uncertainty, doubt, their rejection, or hype.
package struct FUDEntry: TermMeaning {
  package var group: Int { 0 }

  /// What it shows.
  package let component: FUDComponent
  /// How strongly, 1 … 100.
  package let weight: Int
}

/// Turns the tables of word lexicons into matchers.
///
/// The tables have been checked; rows that a check would refuse are passed over here.
struct WordLexiconCompiler {
  let tokenizer: Tokenizer
  let inflections: Inflections
  let frames: FrameLexicon

  func sentiment(_ folder: LexiconFolder, into builder: inout TermMatcher<SentimentEntry>.Builder, first: UInt32) {
    let scale = folder.about.scaleMost
    eachEntry(folder, inflect: 2, first: first) { row, phrases, entry in
      guard let score = folder.entries.integer(row, 1) else { return }
      builder.add(phrases, entry, SentimentEntry(hundredths: score * 500 / scale))
    }
  }

  func modifiers(_ folder: LexiconFolder, into builder: inout TermMatcher<ModifierEntry>.Builder, first: UInt32) {
    let table = folder.entries
    eachEntry(folder, inflect: nil, first: first) { row, phrases, entry in
      let effect = ModifierEffect(rawValue: table.string(row, 1))
      let direction = ModifierEntry.Direction(rawValue: table.string(row, 4)) ?? .after
      builder.add(
        phrases, entry,
        ModifierEntry(
          effect: effect, percent: table.integer(row, 2) ?? 100, reach: table.integer(row, 3) ?? 0,
          direction: direction))
    }
  }

  func claims(_ folder: LexiconFolder, into builder: inout TermMatcher<ClaimEntry>.Builder, first: UInt32) {
    let table = folder.entries
    eachEntry(folder, inflect: 3, first: first) { row, phrases, entry in
      guard let role = ClaimRole(rawValue: table.string(row, 1)) else { return }
      builder.add(phrases, entry, ClaimEntry(role, value: table.string(row, 2), frames: frames))
    }
  }

  func fud(
    _ folder: LexiconFolder, into builder: inout TermMatcher<FUDEntry>.Builder,
    counters: inout TermMatcher<FUDEntry>.Builder, first: UInt32
  ) {
    let table = folder.entries
    eachEntry(folder, inflect: 3, first: first) { row, phrases, entry in
      guard let component = FUDComponent(rawValue: table.string(row, 1)), let weight = table.integer(row, 2) else {
        return
      }
      let meaning = FUDEntry(component: component, weight: weight)
      builder.add(phrases, entry, meaning)
      if component == .counter { counters.add(phrases, entry, meaning) }
    }
  }

  /// Calls `body` with the inflected forms of each entry that matches; the last column is the status.
  private func eachEntry(
    _ folder: LexiconFolder, inflect: Int?, first: UInt32, _ body: (Int, [Phrase], EntryID) -> Void
  ) {
    let table = folder.entries
    let status = table.columns.count - 1
    for row in 0..<table.rowCount where !table.equals(row, status, "retired") {
      guard let phrase = Phrase(table.bytes(row, 0), tokenizer) else { continue }
      let rule = inflect.map { table.string(row, $0) } ?? ""
      body(row, inflections.forms(of: phrase, rule: rule), EntryID(number: first + UInt32(row)))
    }
  }
}
