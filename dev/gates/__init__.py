"""The gates of bin/test; `all.py` lists them from cheap to dear."""
