public import CallGuide

/// The base dictionary and the country table that every call starts from.
public struct Vocabulary: Sendable {
  /// Base dictionary.
  public var dictionary: FactDictionary
  /// Countries, regions, blocs.
  public var countries: Countries

  /// A vocabulary from its two files.
  public static func read(dictionary: [UInt8], countries: [UInt8]) throws(Problems) -> Vocabulary {
    Vocabulary(
      dictionary: try FactDictionary.read(try tree(dictionary, "dictionary.yaml")),
      countries: try Countries.read(try tree(countries, "countries.yaml")))
  }

  private static func tree(_ bytes: [UInt8], _ file: String) throws(Problems) -> Tree {
    do { return try YAMLReader.read(bytes, file: file) } catch { throw Problems(error) }
  }

  /// The vocabulary that comes with Hefu, read once.
  ///
  /// Its files are built in and read by the tests, so an empty vocabulary is never seen; `KnownSlots` would refuse it.
  public static let standard: Vocabulary =
    (try? read(dictionary: PackageResources.dictionary_yaml, countries: PackageResources.countries_yaml))
    ?? Vocabulary(dictionary: FactDictionary(), countries: Countries())
}
