import Glibc
import HearsayCore

@testable import HearsayText

/// The shipped profiles, and labelled posts where they are at hand.
enum LanguageProfilesFolder {
  static let repository = String(#filePath.dropLast("/Tests/HearsayTextTests/LanguageProfilesFolder.swift".count))
  static let sharedData = (getenv("HEARSAY_SHARED").map { String(cString: $0) } ?? repository + "/../shared") + "/data"

  /// The content of a file, or nil.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while case let count = fread(&part, 1, part.count, file), 0 < count { all += part[..<count] }
    return all
  }

  static func table(_ file: String) -> ProfileTable {
    ProfileTable(file: file, bytes: bytes(repository + "/Lexicons/profiles/" + file) ?? [])
  }

  static let tables = LanguageTables(
    languages: table("languages.tsv"), words: table("words.tsv"), ngrams: table("ngrams.tsv"),
    neutral: table("neutral.tsv"), calibration: table("calibration.tsv"))

  /// The shipped profiles, compiled once for all tests.
  static let identifier = Result { try LanguageIdentifier(LanguageProfiles(tables)) }

  /// What is guessed for a text.
  static func guess(_ text: String, hint: String? = nil) throws -> LanguageGuess {
    try identifier.get().guess(Tokenizer().words(in: ByteText(text)), hint: hint.flatMap { LanguageCode($0) })
  }
}
