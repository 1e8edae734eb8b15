// swift-tools-version: 6.1

import PackageDescription

/// Benchmarks of the hot paths, apart from the program so that nobody has to build them.
let package = Package(
  name: "hearsay-benchmarks",
  dependencies: [
    .package(name: "hearsay", path: ".."),
    // Without its traits, it needs no jemalloc; it does not count allocations then.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "HotPaths",
      dependencies: [
        .product(name: "Hearsay", package: "hearsay"), .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "HotPaths",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .executableTarget(
      name: "ReadingSpeed", dependencies: [.product(name: "HearsayArchive", package: "hearsay")], path: "ReadingSpeed"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
