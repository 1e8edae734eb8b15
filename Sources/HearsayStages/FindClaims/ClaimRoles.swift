import HearsayCore

/// The roles that words of claims play in a clause: most of what is asked about a clause is whether it has any word of
/// a role.
struct ClaimRoles {
  private var bits: UInt32 = 0

  /// The roles of `terms`.
  init(of terms: ArraySlice<Term<ClaimMeaning>>) {
    for index in terms.indices { bits |= Self.bit(of: terms[index].meaning.role) }
  }

  /// Whether `role` is among them.
  func contains(_ role: ClaimRole) -> Bool { bits & Self.bit(of: role) != 0 }

  private static func bit(of role: ClaimRole) -> UInt32 {
    switch role {
    case .concept: 1 << 0
    case .speech: 1 << 1
    case .according: 1 << 2
    case .speaker: 1 << 3
    case .opinion: 1 << 4
    case .hedge: 1 << 5
    case .deny: 1 << 6
    case .condition: 1 << 7
    case .ask: 1 << 8
    case .event: 1 << 9
    case .state: 1 << 10
    case .prediction: 1 << 11
    case .evaluation: 1 << 12
    case .proposal: 1 << 13
    case .subordinator: 1 << 14
    case .connector: 1 << 15
    case .anaphor: 1 << 16
    case .silent: 1 << 17
    case .topic: 1 << 18
    case .subject: 1 << 19
    case .reject: 1 << 20
    case .than: 1 << 21
    case .example: 1 << 22
    case .hiding: 1 << 23
    }
  }
}
