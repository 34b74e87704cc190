"""Tests that belong to the gates, not to the addon; `bin/test` gives them to pytest by path."""
