-- The work address of an officer, to which warnings go: sealed, as every other address is. The plain column was never
-- filled.
ALTER TABLE officers DROP COLUMN email;
ALTER TABLE officers ADD COLUMN email_sealed BLOB;
