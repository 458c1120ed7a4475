"""What became of what was said, in a folder: proposals of wording, reflections, answers, the ledger."""
