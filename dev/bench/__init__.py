"""bin/bench: how fast the addon is with the data of a city, and ten times that.

`sizes` says how much there is; `rows` inserts whole tables at once; `employers`, `people`, `chain`
and `history` say what stands in them, `leads` mirrors it for Odoo's own board; `screens` asks what
the web client asks, `portal` what a browser asks of the pages that `portal_rows` fills; `timing`
measures; `figures` says what is measured and what must hold; `table` prints it; `command` brings it
together.
"""
