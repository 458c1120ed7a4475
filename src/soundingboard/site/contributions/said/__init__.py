"""Who says what: the tables of places, the matrix, what is not heard; each as a page and as data."""
