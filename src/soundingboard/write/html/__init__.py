"""The comparison as a page that stands on its own."""

from soundingboard.write.html.page import comparison_page

__all__ = ["comparison_page"]
