extension Migration {
  /// The first schema: people, applications, attachments, journal.
  ///
  /// One text for both engines (`INTEGER` is 64 bits, `BLOB` is `BYTEA` on PostgreSQL, `STRICT` is SQLite's). Moments are
  /// milliseconds since 1970 in UTC, days are `YYYY-MM-DD`, ids are random lower-case text, yes and no are 1 and 0.
  static let first = Migration(
    number: 1, name: "people, applications, attachments, journal",
    statements: people + applications + attachments + correspondence + journal + access)

  // MARK: people

  private static let people: [StaticString] = [
    "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    "CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE account (
      id TEXT NOT NULL PRIMARY KEY,
      email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
      name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
      language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
      password TEXT,
      totp BLOB, totp_step INTEGER NOT NULL DEFAULT 0,
      demonstration INTEGER NOT NULL DEFAULT 0,
      created INTEGER NOT NULL, suspended INTEGER, closed INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE recovery_code (
      hash BLOB NOT NULL PRIMARY KEY,
      account TEXT NOT NULL REFERENCES account (id)
    ) STRICT
    """,
    "CREATE INDEX recovery_code_account ON recovery_code (account)",
    """
    CREATE TABLE attempt (
      subject TEXT NOT NULL, address TEXT NOT NULL,
      failures INTEGER NOT NULL, due INTEGER NOT NULL, trusted INTEGER NOT NULL, made INTEGER NOT NULL,
      PRIMARY KEY (subject, address)
    ) STRICT
    """,
    "CREATE INDEX attempt_made ON attempt (made)",
    """
    CREATE TABLE session (
      hash BLOB NOT NULL PRIMARY KEY,
      account TEXT NOT NULL REFERENCES account (id),
      created INTEGER NOT NULL, seen INTEGER NOT NULL, ends INTEGER NOT NULL,
      second_factor INTEGER NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX session_account ON session (account)",
    """
    CREATE TABLE ticket (
      hash BLOB NOT NULL PRIMARY KEY,
      purpose TEXT NOT NULL, account TEXT REFERENCES account (id), email TEXT NOT NULL, payload TEXT NOT NULL,
      created INTEGER NOT NULL, created_by TEXT REFERENCES account (id),
      ends INTEGER NOT NULL, used INTEGER
    ) STRICT
    """,
    "CREATE INDEX ticket_account ON ticket (account, purpose)",
    "CREATE INDEX ticket_email ON ticket (email, purpose)",
    """
    CREATE TABLE organisation (
      id TEXT NOT NULL PRIMARY KEY,
      name_zh TEXT NOT NULL, name_en TEXT NOT NULL, credit_code TEXT UNIQUE,
      country TEXT NOT NULL, kind TEXT NOT NULL, founded TEXT, created INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE membership (
      account TEXT NOT NULL REFERENCES account (id),
      organisation TEXT NOT NULL REFERENCES organisation (id),
      role TEXT NOT NULL CHECK (role IN ('member', 'office', 'endorser')),
      granted INTEGER NOT NULL, granted_by TEXT REFERENCES account (id),
      PRIMARY KEY (account, organisation, role)
    ) STRICT
    """,
    "CREATE INDEX membership_organisation ON membership (organisation, role)",
    """
    CREATE TABLE membership_request (
      account TEXT NOT NULL REFERENCES account (id),
      organisation TEXT NOT NULL REFERENCES organisation (id),
      role TEXT NOT NULL CHECK (role IN ('member', 'office')),
      asked INTEGER NOT NULL,
      PRIMARY KEY (account, organisation, role)
    ) STRICT
    """,
    "CREATE INDEX membership_request_organisation ON membership_request (organisation)",
    """
    CREATE TABLE office (
      account TEXT NOT NULL REFERENCES account (id),
      role TEXT NOT NULL CHECK (
        role IN ('officer', 'agency', 'expert', 'auditor', 'system', 'security', 'auditAdmin')),
      scope TEXT NOT NULL,
      granted INTEGER NOT NULL, granted_by TEXT REFERENCES account (id),
      PRIMARY KEY (account, role, scope)
    ) STRICT
    """,
  ]

  // MARK: applications

  private static let applications: [StaticString] = [
    """
    CREATE TABLE application (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      call TEXT NOT NULL, topic TEXT NOT NULL,
      leader TEXT NOT NULL REFERENCES account (id),
      organisation TEXT NOT NULL REFERENCES organisation (id),
      endorser TEXT REFERENCES organisation (id),
      state TEXT NOT NULL CHECK (
        state IN ('draft', 'submitted', 'confirmed', 'endorsed', 'withdrawn')),
      title TEXT NOT NULL,
      revision INTEGER NOT NULL, version INTEGER NOT NULL,
      satisfied INTEGER NOT NULL, violated INTEGER NOT NULL, undetermined INTEGER NOT NULL,
      submitted INTEGER NOT NULL DEFAULT 0, submitted_title TEXT NOT NULL DEFAULT '',
      created INTEGER NOT NULL, changed INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX application_topic ON application (call, topic, state)",
    "CREATE INDEX application_organisation ON application (organisation)",
    "CREATE INDEX application_leader ON application (leader)",
    """
    CREATE TABLE participant (
      application TEXT NOT NULL REFERENCES application (id),
      account TEXT NOT NULL REFERENCES account (id),
      role TEXT NOT NULL CHECK (role IN ('leader', 'editor', 'reader')),
      added INTEGER NOT NULL, added_by TEXT NOT NULL REFERENCES account (id),
      PRIMARY KEY (application, account)
    ) STRICT
    """,
    "CREATE INDEX participant_account ON participant (account)",
    """
    CREATE TABLE answer (
      application TEXT NOT NULL REFERENCES application (id),
      control TEXT NOT NULL, value TEXT NOT NULL,
      revision INTEGER NOT NULL, account TEXT NOT NULL, changed INTEGER NOT NULL,
      PRIMARY KEY (application, control)
    ) STRICT
    """,
    """
    CREATE TABLE past_answer (
      application TEXT NOT NULL REFERENCES application (id),
      control TEXT NOT NULL, value TEXT NOT NULL,
      revision INTEGER NOT NULL, account TEXT NOT NULL, changed INTEGER NOT NULL,
      PRIMARY KEY (application, control, revision)
    ) STRICT
    """,
    """
    CREATE TABLE version (
      application TEXT NOT NULL REFERENCES application (id),
      number INTEGER NOT NULL, revision INTEGER NOT NULL,
      facts TEXT NOT NULL, hash BLOB NOT NULL, manifest TEXT NOT NULL,
      account TEXT NOT NULL, submitted INTEGER NOT NULL, entry INTEGER NOT NULL,
      PRIMARY KEY (application, number)
    ) STRICT
    """,
  ]

  // MARK: attachments

  private static let attachments: [StaticString] = [
    """
    CREATE TABLE file (
      hash BLOB NOT NULL PRIMARY KEY,
      size INTEGER NOT NULL, media TEXT NOT NULL, pages INTEGER, scan TEXT NOT NULL, stored INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE attachment (
      application TEXT NOT NULL REFERENCES application (id),
      field TEXT NOT NULL,
      file BLOB NOT NULL REFERENCES file (hash),
      name TEXT NOT NULL, account TEXT NOT NULL, added INTEGER NOT NULL,
      PRIMARY KEY (application, field)
    ) STRICT
    """,
    "CREATE INDEX attachment_file ON attachment (file)",
  ]

  // MARK: correspondence

  private static let correspondence: [StaticString] = [
    """
    CREATE TABLE message (
      id TEXT NOT NULL PRIMARY KEY,
      application TEXT NOT NULL REFERENCES application (id),
      author TEXT NOT NULL REFERENCES account (id),
      body TEXT NOT NULL, sent INTEGER NOT NULL,
      correct_until INTEGER, controls TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX message_application ON message (application, sent)",
    """
    CREATE TABLE extension (
      id TEXT NOT NULL PRIMARY KEY,
      topic TEXT, application TEXT REFERENCES application (id),
      until INTEGER NOT NULL, reason TEXT NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES account (id), proposed INTEGER NOT NULL,
      approved_by TEXT REFERENCES account (id), approved INTEGER,
      CHECK (approved_by IS NULL OR approved_by <> proposed_by)
    ) STRICT
    """,
    """
    CREATE TABLE proposal (
      id TEXT NOT NULL PRIMARY KEY,
      changes TEXT NOT NULL, reason TEXT NOT NULL,
      proposed_by TEXT NOT NULL REFERENCES account (id), proposed INTEGER NOT NULL,
      approved_by TEXT REFERENCES account (id), approved INTEGER,
      closed_by TEXT REFERENCES account (id), closed INTEGER,
      CHECK (approved_by IS NULL OR approved_by <> proposed_by), CHECK (approved IS NULL OR closed IS NULL)
    ) STRICT
    """,
    """
    CREATE TABLE idempotency (
      key TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL, request BLOB NOT NULL, answer TEXT NOT NULL, made INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE outbox (
      id TEXT NOT NULL PRIMARY KEY,
      recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
      created INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, sent INTEGER, failure TEXT
    ) STRICT
    """,
    "CREATE INDEX outbox_due ON outbox (due) WHERE sent IS NULL",
  ]

  // MARK: journal

  private static let journal: [StaticString] = [
    """
    CREATE TABLE journal (
      position INTEGER NOT NULL PRIMARY KEY,
      leaf BLOB NOT NULL,
      salt BLOB, entry TEXT, details TEXT,
      event TEXT, subject TEXT, actor TEXT, made INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_subject ON journal (subject, position)",
    "CREATE INDEX journal_leaf ON journal (leaf)",
    """
    CREATE INDEX journal_administration ON journal (position) WHERE event IN (
      'accountClosed', 'accountResumed', 'accountSuspended', 'memberAdded', 'memberRemoved', 'officeGranted',
      'officeRevoked', 'organisationFounded', 'secondFactorRemoved')
    """,
    "CREATE TABLE checkpoint (size INTEGER NOT NULL PRIMARY KEY, note TEXT NOT NULL, made INTEGER NOT NULL) STRICT",
    """
    CREATE TABLE witness (
      name TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL, added INTEGER NOT NULL,
      added_by TEXT REFERENCES account (id)
    ) STRICT
    """,
    """
    CREATE TABLE cosignature (
      size INTEGER NOT NULL REFERENCES checkpoint (size),
      witness TEXT NOT NULL REFERENCES witness (name),
      line TEXT NOT NULL, made INTEGER NOT NULL,
      PRIMARY KEY (size, witness)
    ) STRICT
    """,
  ]

  // MARK: access

  /// Who may see which application, and as what: the only place that says so. Every query of applications joins it.
  ///
  /// An office of the programme counts only with a second factor, except in a demonstration.
  private static let access: [StaticString] = [
    """
    CREATE VIEW application_access (application, account, relation) AS
      SELECT application, account, role FROM participant
      UNION ALL
      SELECT a.id, m.account, 'office' FROM application a
        JOIN membership m ON m.organisation = a.organisation AND m.role = 'office'
        WHERE a.version > 0
      UNION ALL
      SELECT a.id, m.account, 'endorser' FROM application a
        JOIN membership m ON m.organisation = a.endorser AND m.role = 'endorser'
        WHERE a.state IN ('confirmed', 'endorsed')
      UNION ALL
      SELECT a.id, o.account, o.role FROM application a
        JOIN office o ON o.role IN ('officer', 'auditor') AND (o.scope = '' OR o.scope = a.topic)
        JOIN account c ON c.id = o.account AND (c.totp IS NOT NULL OR c.demonstration = 1)
        WHERE a.version > 0
    """
  ]
}
