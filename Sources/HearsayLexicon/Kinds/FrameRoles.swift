/// What a clause that fills a frame may tell beside whom it is about.
package struct FrameRoles: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// How much: money or tokens.
  package static let amount = FrameRoles(rawValue: 1)
  /// How much: a share.
  package static let percent = FrameRoles(rawValue: 2)
  /// When.
  package static let date = FrameRoles(rawValue: 4)
  /// Who does it.
  package static let who = FrameRoles(rawValue: 8)
  /// To whom it is done.
  package static let whom = FrameRoles(rawValue: 16)
  /// Where it comes from.
  package static let from = FrameRoles(rawValue: 32)
  /// Where it goes.
  package static let to = FrameRoles(rawValue: 64)
  /// Where it happens.
  package static let place = FrameRoles(rawValue: 128)

  /// Those that an entity plays, beside the one that the claim is about.
  package static let ofEntities: FrameRoles = [.who, .whom, .from, .to, .place]

  // By bits: sets as the library makes them cost more than all else for a clause.
  /// Whether a clause is asked how much.
  package var areOfAmounts: Bool { rawValue & 3 != 0 }
  /// Whether a clause is asked when.
  package var areOfDates: Bool { rawValue & 4 != 0 }
  /// Whether a clause is asked who else takes part.
  package var areOfEntities: Bool { rawValue & Self.ofEntities.rawValue != 0 }

  /// Their names, in the order in which they are written.
  package static let names = ["amount", "percent", "date", "who", "whom", "from", "to", "where"]

  /// What stands beside the roles of a frame that holds only where its clause names two.
  package static let pair = "pair"
  /// What stands beside the roles of a frame whose words are everyday ones, which holds only in texts of the crypto world.
  package static let ofCrypto = "crypto"

  /// The roles that `words` names, separated by blanks; nil where one is unknown.
  ///
  /// Behind a role of an entity, and a colon, may stand which way the frame points toward that entity: `whom:-2`.
  init?(_ words: String) {
    self = []
    for word in words.split(separator: " ") where word != Self.pair && word != Self.ofCrypto {
      let parts = word.split(separator: ":", maxSplits: 1)
      guard let role = parts.first.flatMap({ Self.names.firstIndex(of: String($0)) }) else { return nil }
      let roles = FrameRoles(rawValue: 1 << UInt8(role))
      if parts.count == 2, !roles.areOfEntities || Self.polarity(parts[1]) == nil { return nil }
      insert(roles)
    }
  }

  /// Which way a frame with the roles `words` points toward the entity that plays one of them: −3 … 3.
  static func polarity(in words: String) -> Int {
    let parts = words.split(separator: " ").lazy.map { $0.split(separator: ":") }
    return parts.first { $0.count == 2 }.flatMap { polarity($0[1]) } ?? 0
  }

  private static func polarity(_ figures: Substring) -> Int? {
    Int(figures).flatMap { -3...3 ~= $0 ? $0 : nil }
  }

  /// The names of those that are there.
  package var names: [String] {
    Self.names.enumerated().filter { contains(FrameRoles(rawValue: 1 << UInt8($0.offset))) }.map(\.element)
  }
}
