// swift-tools-version: 6.2
import PackageDescription

// One target per room of the house (ARCHITECTURE.md). Arrows point down only: a room may depend on
// rooms below it in this list, never on one above.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "hefu",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "hefu", targets: ["hefu"])],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .target(name: "CallGuide", dependencies: [yams], swiftSettings: strict),
    .target(
      name: "Eligibility", dependencies: ["CallGuide"], resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    .target(name: "Ledger", dependencies: ["CallGuide", crypto], swiftSettings: strict),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq"),
    .systemLibrary(name: "CArgon2", pkgConfig: "libargon2"),
    .target(
      name: "Storage", dependencies: ["CPostgres", "Ledger", crypto, grdb, logging], swiftSettings: strict),
    .target(
      name: "Casework",
      dependencies: ["CArgon2", "CallGuide", "Eligibility", "Ledger", "Storage", crypto, logging],
      swiftSettings: strict),
    .target(
      name: "Demonstration", dependencies: ["CallGuide", "Casework", "Eligibility", "Ledger", "Storage"],
      swiftSettings: strict),
    .target(name: "Markup", swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: [
        "CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "Storage", hummingbird, logging,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "PublicSite",
      dependencies: ["CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "Web", hummingbird],
      swiftSettings: strict),
    .target(
      name: "ApplicantDesk",
      dependencies: [
        "CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "Storage", "Web", hummingbird,
      ],
      resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "AccountDesk",
      dependencies: ["CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "Web", hummingbird],
      swiftSettings: strict),
    .target(
      name: "OfficeDesk",
      dependencies: ["CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "Web", hummingbird],
      swiftSettings: strict),
    .executableTarget(
      name: "hefu",
      dependencies: [
        "AccountDesk", "ApplicantDesk", "CallGuide", "Casework", "Demonstration", "Eligibility", "Ledger",
        "OfficeDesk",
        "PublicSite", "Storage", "Web", arguments, crypto, hummingbird,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "hefu-bench",
      dependencies: [
        "CallGuide", "Casework", "Demonstration", "Eligibility", "Ledger", "Markup", "OfficeDesk", "Storage",
        "Web",
        crypto, hummingbird,
        hummingbirdTesting,
      ],
      path: "Benchmarks/Sources", swiftSettings: strict),
    .testTarget(name: "CallGuideTests", dependencies: ["CallGuide"], swiftSettings: strict),
    .testTarget(name: "EligibilityTests", dependencies: ["CallGuide", "Eligibility"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["CallGuide", "Ledger", crypto],
      exclude: ["golden.key", "golden.receipt", "receipt.py", "vectors.json", "vectors.py", "verify.py"],
      swiftSettings: strict),
    .target(
      name: "StorageFixture", dependencies: ["CPostgres", "Ledger", "Storage", crypto],
      path: "Tests/StorageFixture", swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Ledger", "Storage", "StorageFixture", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "CaseworkTests",
      dependencies: ["CallGuide", "Casework", "Eligibility", "Ledger", "Storage", "StorageFixture", crypto],
      swiftSettings: strict),
    .testTarget(
      name: "DemonstrationTests",
      dependencies: [
        "CallGuide", "Casework", "Demonstration", "Eligibility", "Ledger", "Storage", "StorageFixture",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "CallGuide", "Casework", "Eligibility", "Ledger", "Markup", "PageReading", "Storage", "Web",
        hummingbird,
        hummingbirdTesting,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "AccountDesk", "ApplicantDesk", "CallGuide", "Casework", "Demonstration", "Eligibility", "Ledger",
        "OfficeDesk",
        "PublicSite", "PageReading", "Storage", "StorageFixture", "Web", hummingbird, hummingbirdTesting,
      ],
      swiftSettings: strict),
    .target(name: "PageReading", path: "Tests/PageReading", swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
    .testTarget(
      name: "PublicSiteTests",
      dependencies: [
        "CallGuide", "Casework", "Eligibility", "Ledger", "PageReading", "PublicSite", "Web", hummingbird,
        hummingbirdTesting,
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
