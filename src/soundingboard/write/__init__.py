"""Results become documents: records (JSON), a page (HTML), Markdown, and Word with tracked changes."""
