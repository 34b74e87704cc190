"""bin/serve: the addon in a browser, on a machine that had nothing."""

import argparse
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from dev import browser, cache, environment, history, runs
from dev.console import Failure, run_main, say, show, step
from dev.databases import DEMO, PLAIN
from dev.shell import die_with_parent, tail_of

_FIRST_PORT = 8069
_LOGINS = {
    "officer": "employer-relations officer",
    "manager": "manager",
    "tutor": "tutor",
    "privacy": "privacy officer",
    "company_admin": "company, administrator",
    "company_colleague": "company, colleague, reads Italian",
    "partner_organisation": "partner organisation",
    "employee": "employee of the ERP with no rights here",
    "admin": "Odoo's own administrator",
}


def main(arguments=None):
    """Serve the addon until Ctrl-C.

    :return: the exit code
    """
    options = _parser().parse_args(arguments)
    return run_main(lambda: _serve(options))


def _parser():
    parser = argparse.ArgumentParser(
        prog="bin/serve",
        description="Serve Employer Engagement here; fetches and builds what is missing.",
    )
    parser.add_argument("--port", type=int, help=f"default: {_FIRST_PORT} or the next free one")
    parser.add_argument("--database", metavar="NAME", help="default: one for this clone")
    parser.add_argument("--no-demo", action="store_true", help="no demonstration data")
    parser.add_argument("--reset", action="store_true", help="make the database anew")
    parser.add_argument(
        "--history",
        action="store_true",
        help="add three histories with known figures, each in an office of its own (once)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=0,
        metavar="N",
        help="N processes instead of threads; live notifications then need a reverse proxy",
    )
    return parser


def _serve(options):
    _check_port(options.port)
    with environment.ready() as env:
        browser.try_wkhtmltopdf()
        name = options.database or _default_name(options.no_demo)
        template = PLAIN if options.no_demo else DEMO
        env.databases.ensure_lasting(name, template, reset=options.reset)
        if options.history:
            history.fill(env, name)
        return _run(env, name, options)


def _check_port(port):
    if port and not runs.is_free(port):
        raise Failure(
            f"Port {port} is in use on this machine.",
            "Stop what listens there, name another with --port, or leave --port out: "
            "the next free port is then taken.",
        )


def _default_name(no_demo):
    return f"ee_serve_{cache.clone_hash()}" + ("_nodemo" if no_demo else "")


def _run(env, name, options):
    port = options.port or runs.free_port(_FIRST_PORT)
    if not options.port and port != _FIRST_PORT:
        say(f"Port {_FIRST_PORT} is in use: taking {port}")
    _tell_address(env, name, port)
    log = env.run.log("serve")
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(word) for word in _command(env, name, port, options.workers)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env.odoo.environment(),
            cwd=env.run.folder,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
    try:
        _wait_until_ready(process, port, log)
        _print_ready(env, name, port)
        if options.history:
            history.print_offices()
        show(f"\nLog: {log}\nStop with Ctrl-C.")
        return _wait(process, log)
    finally:
        _stop(process)


def _tell_address(env, name, port):
    """Let personal links lead here: Odoo kept the port it was installed on."""
    env.databases.server.query(
        f"UPDATE ir_config_parameter SET value = '{_address(port)}' WHERE key = 'web.base.url'",
        name,
    )


def _address(port):
    return f"http://127.0.0.1:{port}"


def _command(env, name, port, workers):
    config = env.odoo.config(
        "serve",
        http_port=port,
        gevent_port=runs.free_port(port + 1),
        workers=workers,
        max_cron_threads=1,
        dbfilter=f"^{name}$",
        db_name=name,
    )
    starter = cache.REPOSITORY / "dev" / "plugins" / "odoo_server.py"
    return [env.odoo.venv.python, starter, "server", "-c", config]


def _wait_until_ready(process, port, log):
    with step("Odoo: starting"):
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"{_address(port)}/web/health", timeout=5).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
            else:
                return
    raise Failure(
        f"Odoo stopped while starting. The log {log} ends with:\n{tail_of(log)}",
        "Read the traceback above; `bin/serve --reset` makes the database anew.",
    )


def _print_ready(env, name, port):
    rows = env.odoo.server.query("SELECT login FROM res_users WHERE active", database=name)
    present = {row[0] for row in rows}
    show(f"\nReady: {_address(port)}/odoo   (database {name})\n")
    show("Logins (the password is the login):")
    for login, role in _LOGINS.items():
        if login in present:
            show(f"  {login:<22}{role}")


def _wait(process, log):
    code = process.wait()
    if code:
        raise Failure(
            f"Odoo stopped by itself. The log {log} ends with:\n{tail_of(log)}",
            "Read the traceback above and run bin/serve again.",
        )
    return code


def _stop(process):
    """Stop Odoo and its workers, kindly first."""
    if process.poll() is not None:
        return
    say("Stopping Odoo …")
    os.kill(process.pid, signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
