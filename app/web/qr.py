"""QR codes for screen and paper."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """Return the QR code of an address as SVG without a size of its own, black on white with the margin readers need.

    It is read in the dark colours of a page as well, and asks for no style of its own.
    """
    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, light="#fff"))  # noqa: S704 - numbers and letters of segno's
