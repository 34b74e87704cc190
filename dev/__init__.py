"""What `bin/serve` and `bin/test` call. No part of the addon: Odoo never imports it."""
