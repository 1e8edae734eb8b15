// swift-tools-version: 6.1

import PackageDescription

/// The floors of the house, from the ground up.
///
/// A target may import what stands below it, never a neighbour; `HouseTests` reads every
/// import line and compares it with its table.
let package = Package(
  name: "hearsay",
  products: [
    .executable(name: "hearsay", targets: ["HearsayCLI"]),
    .library(name: "Hearsay", targets: ["Hearsay"]),
    // Reading alone, for measuring and fuzzing it without all else.
    .library(name: "HearsayArchive", targets: ["HearsayArchive"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Floor 0
    .target(name: "HearsayCore"),

    // Floor 1
    .target(
      name: "HearsayFiles",
      dependencies: ["HearsayCore", "CLibCrypto", "CMalloc", .product(name: "Yams", package: "Yams")]),
    .target(name: "HearsayMarkup", dependencies: ["HearsayCore", "CLibXML2"]),
    .target(name: "HearsayText", dependencies: ["HearsayCore", "CPrefetch"]),
    .target(
      name: "HearsayStore",
      dependencies: [
        "HearsayCore", "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
        // The C functions of the SQLite that GRDB links, for bulk writes.
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // Floor 2
    .target(
      name: "HearsayArchive",
      dependencies: ["HearsayCore", "HearsayMarkup", "CSimdjson", "CLibArchive", "CLibZ", "CLibZstd"]),
    .target(name: "HearsayLexicon", dependencies: ["HearsayCore", "HearsayFiles", "HearsayText"]),

    // Floor 3
    .target(
      name: "HearsayStages",
      dependencies: ["HearsayCore", "HearsayFiles", "HearsayMarkup", "HearsayText", "HearsayLexicon"]),

    // Floor 4
    .target(
      name: "Hearsay",
      dependencies: [
        "HearsayCore", "HearsayFiles", "HearsayArchive", "HearsayText", "HearsayLexicon", "HearsayStages",
        "HearsayStore",
      ]),

    // Floor 5
    .executableTarget(
      name: "HearsayCLI",
      dependencies: ["Hearsay", "HearsayCore", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

    // C libraries, each beside its one user
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(name: "CLibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CLibZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CPrefetch"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .target(
      name: "CSimdjson",
      cxxSettings: [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
      linkerSettings: [.linkedLibrary("simdjson")]),

    // Tests
    .testTarget(name: "HearsayCoreTests", dependencies: ["HearsayCore"]),
    .testTarget(name: "HearsayFilesTests", dependencies: ["HearsayCore", "HearsayFiles"]),
    .testTarget(name: "HearsayMarkupTests", dependencies: ["HearsayCore", "HearsayMarkup", "HearsayTestSupport"]),
    .testTarget(name: "HearsayTextTests", dependencies: ["HearsayText"]),
    .testTarget(
      name: "HearsayArchiveTests",
      dependencies: ["HearsayArchive", "HearsayCore", "HearsayMarkup", "HearsayTestSupport"],
      exclude: ["Samples"]),
    .testTarget(
      name: "HearsayStoreTests",
      dependencies: ["HearsayCore", "HearsayStore", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(
      name: "HearsayLexiconTests",
      dependencies: ["HearsayCore", "HearsayFiles", "HearsayLexicon", "HearsayTestSupport", "HearsayText"],
      exclude: ["matching.tsv"]),
    .testTarget(name: "LexiconTests", dependencies: ["Hearsay", "HearsayLexicon", "HearsayTestSupport"]),
    .testTarget(
      name: "HearsayStagesTests",
      dependencies: ["Hearsay", "HearsayCore", "HearsayLexicon", "HearsayStages", "HearsayTestSupport"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Hearsay", "HearsayTestSupport"]),
    .testTarget(
      name: "PipelineTests", dependencies: ["Hearsay", "HearsayTestSupport"], exclude: ["Attribution", "Threads"]),
    .testTarget(name: "CommandTests", dependencies: ["Hearsay", "HearsayCLI", "HearsayTestSupport"]),
    .target(
      name: "HearsayTestSupport", dependencies: ["Hearsay", "HearsayCore"], path: "Tests/HearsayTestSupport"),
    .testTarget(name: "HouseTests", dependencies: ["HearsayCore"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
