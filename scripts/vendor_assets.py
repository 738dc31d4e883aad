"""Fetch, build and check the few browser assets that other people wrote.

The files lie in the repository, so neither an installation nor a page needs npm or the network; this script is run
by hand when a version changes. It needs Node's `npm` on the path.

    python scripts/vendor_assets.py            fetch the pinned packages, build, write VENDORED.md
    python scripts/vendor_assets.py --check    no network: exit 1 if a file differs from VENDORED.md
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "app" / "web" / "static" / "vendor"
MANIFEST = VENDOR / "VENDORED.md"
SCSS = VENDOR / "bootstrap" / "readyline-bootstrap.scss"

INTER_SUBSETS = ("latin", "cyrillic", "greek")
# The package's latin-ext is 85 kB, most of it for languages no page is in; Polish needs a small part of it.
EXTENDED_A = "inter-latin-extended-a-wght-normal.woff2"
EXTENDED_A_RANGES = ((0x0100, 0x017F), (0x0218, 0x021B), (0x20A0, 0x20BF))


@dataclass(frozen=True)
class Package:
    """One npm package: its exact version and the SRI hash of its archive, which npm must report unchanged."""

    name: str
    version: str
    licence: str
    folder: str
    integrity: str


PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        "bootstrap",
        "sha512-20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCujRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        "inter",
        "sha512-OupL48va4JNofb97w6NYeF9S7W/kHNKM0Er8Dem5nqi4jeOLrVJDoE8tZEpnMJmtkvNbB1EIPPwHcdkF6b1oUA==",
    ),
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        "htmx",
        "sha512-Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
    ),
)

# Build the stylesheet and the font of EXTENDED_A; not shipped themselves.
SASS = Package(
    "sass",
    "1.108.2",
    "MIT",
    "",
    "sha512-kugK8djotnG9HQRPTOf36asKYlxg8rWWsNLYHOgWDIVOiZQqlRfKBgF4XXM6kfw146kIDMvm57B4GIkvDSyTzA==",
)

SUBSET_FONT = Package(
    "subset-font",
    "2.9.0",
    "BSD-3-Clause",
    "",
    "sha512-WJulQeFwbewrXIGcLJbSZFWI44fHW8gNRuPzLywfDL8w38IPRbN1JFxwG76aoohw9kcFdvjVIn2QmID1iy119A==",
)

ROW = re.compile(r"^\| `(?P<path>[^`]+)` \| \d+ \| `(?P<sha256>[0-9a-f]{64})` \|")


def main() -> int:
    """Run the command line; 0 when all is as it should be, 1 when a vendored file is not what the manifest says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the files with VENDORED.md, change nothing")
    if parser.parse_args().check:
        return check()
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
    MANIFEST.write_text(manifest(), encoding="utf-8")
    print(f"Wrote {MANIFEST.name} and the files it lists.")
    return 0


def build(folder: Path) -> None:
    """Install the pinned packages into `folder` and copy or compile from there what is shipped."""
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    wanted = (*PACKAGES, SASS, SUBSET_FONT)
    # Install scripts stay off: nothing here needs one, and a stranger's code should not run on this machine.
    named = [f"{package.name}@{package.version}" for package in wanted]
    npm("install", "--ignore-scripts", "--no-audit", "--no-fund", *named, cwd=folder)
    modules = folder / "node_modules"
    verify_packages(modules, wanted)

    for package in PACKAGES:
        target = VENDOR / package.folder
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / package.name / "LICENSE", target / "LICENSE")
    for subset in INTER_SUBSETS:
        name = f"inter-{subset}-wght-normal.woff2"
        shutil.copyfile(modules / "@fontsource-variable" / "inter" / "files" / name, VENDOR / "inter" / name)
    cut_font(modules)
    shutil.copyfile(modules / "htmx.org" / "dist" / "htmx.min.js", VENDOR / "htmx" / "htmx.min.js")
    compile_bootstrap(modules)


def verify_packages(modules: Path, packages: tuple[Package, ...]) -> None:
    """Stop if npm installed an archive whose hash is not the pinned one."""
    lock = json.loads((modules / ".package-lock.json").read_text(encoding="utf-8"))["packages"]
    for package in packages:
        found = lock[f"node_modules/{package.name}"]["integrity"]
        if found != package.integrity:
            raise SystemExit(f"{package.name} {package.version}: archive is {found}, expected {package.integrity}")


def compile_bootstrap(modules: Path) -> None:
    """Compile Bootstrap's used parts with our variables into one compressed stylesheet."""
    target = VENDOR / "bootstrap" / "readyline-bootstrap.min.css"
    options = ("--style=compressed", "--no-source-map", "--quiet", f"--load-path={modules}")
    npm("exec", "--offline", "--", "sass", *options, f"{SCSS}:{target}", cwd=modules.parent)


def cut_font(modules: Path) -> None:
    """Cut EXTENDED_A out of Inter's latin-ext, with all its weights."""
    source = modules / "@fontsource-variable" / "inter" / "files" / "inter-latin-ext-wght-normal.woff2"
    letters = "".join(chr(code) for first, last in EXTENDED_A_RANGES for code in range(first, last + 1))
    script = modules.parent / "cut.mjs"
    script.write_text(
        'import { readFileSync, writeFileSync } from "node:fs";\n'
        'import subsetFont from "subset-font";\n'
        "const [source, target, letters] = process.argv.slice(2);\n"
        'writeFileSync(target, await subsetFont(readFileSync(source), letters, { targetFormat: "woff2" }));\n',
        encoding="utf-8",
    )
    node = shutil.which("node")
    if node is None:
        raise SystemExit("node is not installed: it comes with npm and is needed to fetch new versions.")
    target = VENDOR / "inter" / EXTENDED_A
    subprocess.run([node, script, source, target, letters], cwd=modules.parent, check=True)  # noqa: S603 (our own words)


def npm(*arguments: str, cwd: Path) -> None:
    """Run npm in `cwd`; its failure is ours."""
    program = shutil.which("npm")
    if program is None:
        raise SystemExit("npm is not installed: it is needed to fetch new versions, not to run Readyline.")
    subprocess.run([program, *arguments], cwd=cwd, check=True)  # noqa: S603 (our own words)


def shipped() -> Iterator[Path]:
    """Every vendored file but the manifest, in the order of its path."""
    return (path for path in sorted(VENDOR.rglob("*")) if path.is_file() and path != MANIFEST)


def manifest() -> str:
    """The text of VENDORED.md for the files as they lie there now."""
    lines = [
        "# Vendored browser assets",
        "",
        "Written by `scripts/vendor_assets.py`; do not edit by hand. `--check` compares the files with this list.",
        "Each folder holds its package's licence. `readyline-bootstrap.scss` is ours: it chooses Bootstrap's parts",
        f"and sets its variables; the `.min.css` beside it is compiled from it with {SASS.name} {SASS.version}.",
        f"`{EXTENDED_A}` is cut out of the package's latin-ext with {SUBSET_FONT.name} {SUBSET_FONT.version}.",
        "",
        "| package | version | licence | folder | archive (SRI) |",
        "|---|---|---|---|---|",
        *[f"| {p.name} | {p.version} | {p.licence} | `{p.folder}/` | `{p.integrity}` |" for p in PACKAGES],
        "",
        "| file | bytes | sha256 | SRI |",
        "|---|---|---|---|",
    ]
    for path in shipped():
        content = path.read_bytes()
        sri = base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")
        digest = hashlib.sha256(content).hexdigest()
        name = path.relative_to(VENDOR).as_posix()
        lines.append(f"| `{name}` | {len(content)} | `{digest}` | `sha384-{sri}` |")
    return "\n".join(lines) + "\n"


def check() -> int:
    """Compare the files with the manifest and name each that differs, is missing or is not listed."""
    rows = (ROW.match(line) for line in MANIFEST.read_text(encoding="utf-8").splitlines())
    expected = {row["path"]: row["sha256"] for row in rows if row}
    found = {p.relative_to(VENDOR).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in shipped()}
    wrong = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    for name in wrong:
        print(f"{name}: differs from {MANIFEST.name}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
