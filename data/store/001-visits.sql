-- One card's stay on a reader. No name and no number of a person.
-- Moments are microseconds since 1970 in UTC, days are those of Japan, words are nicks.
CREATE TABLE visit (
  id TEXT NOT NULL PRIMARY KEY,
  day TEXT NOT NULL,
  number BIGINT NOT NULL,
  arrived BIGINT NOT NULL,
  completed BIGINT,
  ended BIGINT,
  step TEXT NOT NULL,
  method TEXT NOT NULL,
  reason TEXT NOT NULL,
  clock_doubt TEXT NOT NULL,
  credential TEXT,
  issued TEXT,
  expires TEXT
);

CREATE INDEX visit_by_day ON visit (day, number);
CREATE INDEX visit_by_arrival ON visit (arrived);

-- What was not asked has no row.
CREATE TABLE consent (
  visit TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
  item TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered BIGINT NOT NULL,
  PRIMARY KEY (visit, item)
);
