"""The WSGI application: ``clearway.wsgi:application``; its roads are opened in the background."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

#: The thread that writes for many (``record.together``) waits for the database often: it must not wait five
#: milliseconds for its turn each time while others read requests.
sys.setswitchinterval(0.0005)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.settings")
application = get_wsgi_application()


def _open_roads() -> None:
    """Before anybody asks; needs the applications above."""
    from django.conf import settings

    from clearway.loop.open_early import open_roads_early

    open_roads_early(settings.ENVIRONMENT.home)


_open_roads()
