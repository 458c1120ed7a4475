"""The site: one process in the open. Each folder is a room; a room imports only from rooms before it."""
