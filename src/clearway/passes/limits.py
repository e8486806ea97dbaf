"""The numbers of CW1 (``pass-token``): one place, so that nothing is checked against two values."""

from __future__ import annotations

PREFIX = "CW1:"
#: Characters of a QR text, and bytes of a token, before anything is decoded.
MAX_TEXT = 1_024
MAX_TOKEN = 640
MAX_DEPTH = 6

#: Seconds. Clocks of gate phones may be this much off; a county may widen it to ``MAX_SKEW``.
SKEW = 120
MAX_SKEW = 300
HOUR = 3_600
DAY = 24 * HOUR
MAX_LIFE = 14 * DAY
#: Usual lives: shown on a phone, printed on paper.
SCREEN_LIFE = DAY
PAPER_LIFE = 3 * DAY
#: A key signs for 90 days, is known 7 days ahead, and its passes are verified until 14 days after its window.
SIGNING_WINDOW = 90 * DAY
KNOWN_AHEAD = 7 * DAY
AFTER_WINDOW = 14 * DAY

CTI_BYTES = 8
KID_BYTES = 4
MAX_GATES = 16
MAX_NAME_BYTES = 24
MAX_CHECK = 9_999
MAX_COMPANIONS = 5

#: Entries of one status list (1 bit each), its time to live, its life, and the age after which a gate warns.
LIST_ENTRIES = 1 << 20
LIST_BYTES = LIST_ENTRIES // 8
LIST_TTL = HOUR
LIST_LIFE = 7 * DAY
LIST_STALE = DAY

TRUST_LIFE = 30 * DAY
GATE_LIFE = 14 * DAY

#: QR code: error level, quiet zone in modules, largest version, smallest print in millimetres.
QR_LEVEL = "Q"
QR_QUIET = 4
QR_MAX_VERSION = 13
QR_MILLIMETRES = 45
