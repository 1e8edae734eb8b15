// swift-tools-version: 6.1

import PackageDescription

/// Fuzzing of the readers with libFuzzer, apart from the program so that nobody has to build it.
///
/// `Scripts/fuzz.sh FORMAT SECONDS` builds it with the flags that it needs, and runs it.
let package = Package(
  name: "hearsay-fuzz",
  dependencies: [.package(name: "hearsay", path: "..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer", path: "CLibFuzzer"),
    .executableTarget(
      name: "Readers", dependencies: ["CLibFuzzer", .product(name: "HearsayArchive", package: "hearsay")],
      path: "Readers"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
