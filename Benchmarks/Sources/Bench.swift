import CallGuide
import Eligibility

@main struct Bench {
  static func main() throws {}
}
