import AccountDesk
import ApplicantDesk
import Casework
import Eligibility
import OfficeDesk
import PublicSite
import Storage
import Web

/// Every desk of the site, as the matrix of rights walks through them.
enum MatrixDesks {
  static func all(_ programme: OfficeProgramme, shelf: FileShelf) -> [any Desk] {
    [
      PublicSite(rules: OfficeProgramme.rules, today: { Day("2024-06-10") ?? Day(number: 0) }),
      programme.office, AccountDesk(programme.casework),
      ApplicantDesk(casework: programme.casework, shelf: shelf),
      LogDesk(OpenJournal(programme.store), clock: programme.casework.clock),
    ]
  }
}
