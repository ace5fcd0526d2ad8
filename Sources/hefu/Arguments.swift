public import ArgumentParser
public import CallGuide
public import Eligibility

extension Language: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD`.
  public init?(argument: String) { self.init(argument) }
}
