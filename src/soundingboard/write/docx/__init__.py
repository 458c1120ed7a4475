"""The comparison as a Word file: accept all changes and it is the new draft, reject all and it is the old."""

from soundingboard.write.docx.package import comparison_docx

__all__ = ["comparison_docx"]
