"""Starts Odoo from a file of its own: with workers Odoo starts itself again by its first argument,
which `python -m odoo` leaves pointing into the package, where it cannot be started."""

from odoo.cli.command import main

if __name__ == "__main__":
    main()
