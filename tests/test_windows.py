"""Every call that Windows does not have stands in a branch that Windows does not take; and all of them are listed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "screenkit"
MODULES = {"crypt", "curses", "fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
# What Python's own pages mark as "Availability: Unix" and a program like this one could come to use.
ATTRIBUTES = {
    "os": {
        *("O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "O_TMPFILE"),
        *(
            "WNOHANG",
            "chown",
            "fchdir",
            "fchmod",
            "fchown",
            "fdatasync",
            "fork",
            "forkpty",
            "fpathconf",
            "getegid",
            "geteuid",
        ),
        *("getgid", "getgroups", "getloadavg", "getpgid", "getpgrp", "getpriority", "getsid", "getuid", "killpg"),
        *("lchown", "lockf", "mkfifo", "nice", "openpty", "pathconf", "posix_fadvise", "posix_spawn", "pread"),
        *("pwrite", "sched_getaffinity", "sched_yield", "sendfile", "setgid", "setpgid", "setpriority", "setsid"),
        *("setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "ttyname", "uname", "wait", "wait3", "wait4"),
    },
    "signal": {
        *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP"),
        *("SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm", "pause", "pthread_kill"),
        *("pthread_sigmask", "set_wakeup_fd", "setitimer", "siginterrupt", "sigpending", "sigwait"),
    },
    "time": {"clock_gettime", "clock_settime", "pthread_getcpuclockid", "tzset"},
    "socket": {"AF_UNIX"},
}
GUARD = re.compile(r"sys\.platform|hasattr\(|os\.name")
LISTED = {
    "disk.py": {"fcntl", "os.O_DIRECTORY", "os.O_TMPFILE", "os.fchmod"},
    "memory.py": {"resource"},
    "ready/cache.py": {"os.geteuid"},
    "signals.py": {"signal.SIGALRM", "signal.SIGHUP", "signal.SIGQUIT", "signal.SIGTSTP", "signal.setitimer"},
    "store.py": {"fcntl"},
    "terminal/tty.py": {"termios"},
}


def family(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    """Each node's parent."""
    return {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}


def uses(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What Windows lacks, by its name, and where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, node) for one in node.names if one.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            yield node.module, node
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in ATTRIBUTES.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}", node
        elif isinstance(node, ast.ImportFrom):
            names = ATTRIBUTES.get(node.module or "", set())
            yield from ((f"{node.module}.{one.name}", node) for one in node.names if one.name in names)


def is_guarded(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a question about the platform stands above it, or in front of it with a way out."""
    while node in parents:
        above = parents[node]
        if isinstance(above, ast.If | ast.IfExp) and GUARD.search(ast.unparse(above.test)):
            return True
        if isinstance(above, ast.BoolOp) and GUARD.search(ast.unparse(above.values[0])):
            return True
        before = [one for one in getattr(above, "body", []) if one.lineno < getattr(node, "lineno", 0)]
        if any(_leaves(one) for one in before):
            return True
        node = above
    return False


def _leaves(statement: ast.AST) -> bool:
    return (
        isinstance(statement, ast.If)
        and bool(GUARD.search(ast.unparse(statement.test)))
        and isinstance(statement.body[-1], ast.Return | ast.Raise)
    )


def files() -> Iterator[tuple[str, ast.AST]]:
    """Every source file."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_what_windows_lacks_is_listed() -> None:
    """Whoever adds one looks at what Windows and macOS do instead, and writes it down here."""
    found: dict[str, set[str]] = {}
    for name, tree in files():
        for used, _ in uses(tree):
            found.setdefault(name, set()).add(used)
    assert found == LISTED


def test_what_windows_lacks_is_never_reached_there() -> None:
    """Each use is behind a question about the platform, or about whether there is such a thing."""
    bare = []
    for name, tree in files():
        parents = family(tree)
        bare += [f"{name}: {used}" for used, node in uses(tree) if not is_guarded(node, parents)]
    assert bare == []


def test_a_bare_use_is_found() -> None:
    """The check itself notices what it is for."""
    bare = ast.parse("import os\ndef f():\n    return os.geteuid()\n")
    guarded = ast.parse(
        "import os, sys\ndef f():\n    if sys.platform == 'win32':\n        return 0\n    return os.geteuid()\n"
    )
    for tree, is_behind in ((bare, False), (guarded, True)):
        parents = family(tree)
        assert [is_guarded(node, parents) for _, node in uses(tree)] == [is_behind]
