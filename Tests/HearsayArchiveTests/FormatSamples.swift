import HearsayArchive
import HearsayTestSupport
import Testing

/// A small file of one format, written for these tests: `Samples/<format>/<file>`.
///
/// Every file that is put there is cut at every byte and damaged at random by `DamageTests`; nothing registers it.
struct FormatSample: Sendable, CustomTestStringConvertible {
  /// The name of the format that reads it.
  let format: String
  /// The file's name.
  let name: String
  let bytes: [UInt8]

  var testDescription: String { "\(format)/\(name)" }

  /// The folder of all samples.
  static let folder = Checkout.path("Tests/HearsayArchiveTests/Samples")

  /// All samples, in the order of their names.
  static let all: [FormatSample] = {
    let formats = (try? HearsayTestSupport.names(in: folder)) ?? []
    return formats.flatMap { format in
      ((try? HearsayTestSupport.names(in: "\(folder)/\(format)")) ?? []).compactMap { name in
        (try? readBytes("\(folder)/\(format)/\(name)")).map { FormatSample(format: format, name: name, bytes: $0) }
      }
    }
  }()

  /// The sample with this path.
  static func named(_ path: String) throws -> FormatSample { try #require(all.first { $0.testDescription == path }) }

  /// What is read in it.
  func reading() throws -> Reading {
    let reading = try Reading(in: bytes, named: name)
    #expect(reading.wrongs == [] && reading.sources.map(\.format) == [format])
    return reading
  }
}
