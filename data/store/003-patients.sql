-- Whom the desk knows. "key" columns are what is searched: folded, compared byte by byte.
CREATE TABLE patient (
  id TEXT NOT NULL PRIMARY KEY,
  chart TEXT COLLATE "C" UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  kana TEXT NOT NULL,
  kana_key TEXT COLLATE "C" NOT NULL,
  birth TEXT COLLATE "C"
);

CREATE INDEX patient_by_kana ON patient (kana_key);
CREATE INDEX patient_by_name ON patient (name_key);
CREATE INDEX patient_by_birth ON patient (birth);

-- What ties the visits of one card together, here and nowhere else: a keyed hash of its certificate.
ALTER TABLE visit ADD COLUMN holder TEXT COLLATE "C";
ALTER TABLE visit ADD COLUMN patient TEXT REFERENCES patient (id);

CREATE INDEX visit_by_holder ON visit (holder, arrived);
CREATE INDEX visit_by_patient ON visit (patient, arrived);

-- Random bytes in hexadecimal digits, made by the first program that needs them and never changed.
CREATE TABLE secret (
  purpose TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
