"""What a WSGI server imports: `gunicorn wsgi:app`."""

import sys

from app import create_app, logs
from app.config import UnsafeSettingError

APP_LOAD_ERROR = 4
"""By this exit code gunicorn knows that it need not try again."""

try:
    app = create_app()
except UnsafeSettingError as refusal:
    print(f"Readyline does not start: {refusal}", file=sys.stderr)
    sys.exit(APP_LOAD_ERROR)
logs.set_up(app.extensions["readyline.settings"].log_format)
