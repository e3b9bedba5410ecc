-- What a file of the eligibility terminal said about the person of a visit, as far as the desk shows
-- it: no health record and no injury. The key of the file's name, once and for all; a word or a code
-- is kept as it came, NULL where it was absent. Moments and days as in "visit".
CREATE TABLE result (
  file TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  visit TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
  taken BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  insurer TEXT,
  insurer_name TEXT,
  symbol TEXT,
  number TEXT,
  branch TEXT,
  share TEXT,
  limit_class TEXT,
  valid_from TEXT,
  valid_until TEXT,
  notice_code TEXT,
  notice TEXT
);

CREATE INDEX result_by_visit ON result (visit, taken);

-- To when an answer holds, where the terminal says so.
ALTER TABLE consent ADD COLUMN until BIGINT;
