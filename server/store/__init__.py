"""The only SQL in Comity, one noun a file. Reading takes a database; writing takes an open edit."""
