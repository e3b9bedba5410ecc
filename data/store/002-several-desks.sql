-- When the desk was called to a visit; NULL while nobody waits for it.
ALTER TABLE visit ADD COLUMN help BIGINT;
-- PIN tries left on the card, as last seen; NULL: not known.
ALTER TABLE visit ADD COLUMN tries_left BIGINT;
-- Where the patient stood; NULL from when there was one place only.
ALTER TABLE visit ADD COLUMN place TEXT;
