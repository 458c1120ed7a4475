"""What a table of contents is called."""

from soundingboard.read.clean import names

CONTENTS_TITLES = names(
    "contents|table of contents|table des matières|sommaire|índice|contenido|sumário|inhalt|"
    "inhaltsverzeichnis|оглавление|содержание|目录|المحتويات",
    "|",
)
