"""Pages of drafts: for readers, for the secretariat, and the board's judgement of flags."""
