-- Who did what, in a chain: each entry is sealed together with the one before it. No health content,
-- no name and no number of a patient.
CREATE TABLE audit (
  number BIGINT NOT NULL PRIMARY KEY,
  moment BIGINT NOT NULL,
  place TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  previous TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE INDEX audit_by_moment ON audit (moment);
