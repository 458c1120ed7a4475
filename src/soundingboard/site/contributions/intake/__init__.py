"""Taking in what came: read by the software, decided by people."""
