public import ArgumentParser
public import CallGuide
public import Eligibility

extension Language: ExpressibleByArgument {}

extension Stage: ExpressibleByArgument {
  /// Reads a stage by its name; `cross-application` is the working papers' word for `cross`.
  public init?(argument: String) {
    self.init(rawValue: argument == "cross-application" ? "cross" : argument)
  }
}

extension Day: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD`.
  public init?(argument: String) { self.init(argument) }
}
