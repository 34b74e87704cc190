# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import sys
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.cli.command import Command
from odoo.modules.registry import Registry
from odoo.tools import config


class EmployerVerify(Command):
    """Tell which agreement a file belongs to, byte for byte.

    Reads the database and changes nothing. Ends with 0 when every file is known and not void, else
    with 1.
    """

    name = "employer_verify"

    def run(self, cmdargs):
        """Verify the files named on the command line and end the process."""
        self.parser.add_argument("files", nargs="+", metavar="FILE", help="PDF, .p7m or scan")
        self.parser.add_argument("-d", "--database", required=True, help="database to ask")
        self.parser.add_argument("-c", "--config", help="Odoo's configuration file")
        options, rest = self.parser.parse_known_args(cmdargs)
        if options.config:
            rest = ["-c", options.config, *rest]
        config.parse_config(
            ["-d", options.database, "--log-level=error", *rest], setup_logging=True
        )
        with Registry(options.database).cursor(readonly=True) as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            lines, is_good = verify(env, options.files)
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.exit(0 if is_good else 1)


def verify(env, files):
    """Return the lines to print and whether every file is known and not void.

    :param env: an environment that reads every office
    :param files: paths
    """
    lines, is_good = [], True
    for path in files:
        documents = env["employer.agreement.document"]._identify(Path(path).read_bytes())
        if not documents:
            lines.append(f"{path}: UNKNOWN, no agreement has a file with these bytes")
        for document in documents:
            lines.append(f"{path}: {document._verdict()}")
            lines.append(f"    SHA-256 {document.sha256}")
        is_good = is_good and bool(documents.filtered(lambda one: not one.voided_at))
    return lines, is_good
