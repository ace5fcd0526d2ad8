/// How answers of the self-check are carried into a new application: the same form, sent to the applicant's desk.
package enum StartApplication {
  /// Where the desk of applicants takes it; it asks to sign in first where nobody is.
  package static let path = "/applications/start"
  /// The control that names the topic.
  package static let topic = "start.topic"
}
