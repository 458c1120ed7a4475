"""So that `python -m soundingboard.cli` works where the command is not on the path."""

from soundingboard.cli import main

raise SystemExit(main())
