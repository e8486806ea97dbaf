"""Whatever the bytes, a reader answers with rows, rejects or a refusal: never with a traceback."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.refusals import Refusal
from clearway.sources.intake import Intake
from tests.sources.files import AT, READERS, ZONE, file

HEADERS = (
    b"link,at,minutes,count,lat,lon\n",
    b"id,at,text,lat,lon,place_code,caller,place_text,from,to\n",
    "地点代码,日期,新增感染,类型,名称,纬度,经度\n".encode("gbk"),
    b"place_code;on;infections;kind;name\n",
    b"date\tkind\n",
)
cells = st.one_of(
    st.text(max_size=12).map(lambda text: text.encode(errors="replace")),
    st.binary(max_size=8),
    st.sampled_from([b"2026-11-01T08:00:00+08:00", b"990102001001", b"5", b"-5", b'"', b"34.5", b"1e999", b"\xff\xfe"]),
)
tables = st.builds(
    lambda header, rows: header + b"\n".join(b",".join(row) for row in rows),
    st.sampled_from(HEADERS),
    st.lists(st.lists(cells, max_size=8), max_size=6),
)
magic = st.sampled_from(
    [b"", b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b'{"features":[']
)
contents = st.one_of(
    st.builds(lambda head, tail: head + tail, magic, st.binary(max_size=200)),
    tables,
    tables.map(lambda table: gzip.compress(table, mtime=0)),
)
names = st.sampled_from(["a.csv", "a.xlsx", "a.parquet", "a.geojson", "a"])


@pytest.mark.parametrize("read", READERS)
@given(content=contents, name=names)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_file_ends_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, read: Callable[..., Intake[object]], content: bytes, name: str
) -> None:
    path = file(tmp_path_factory.mktemp("fuzz"), content, name)
    try:
        intake = read(path, zone=ZONE, at=AT)
    except Refusal as refusal:
        sentence = refusal.say("en")
    else:
        sentence = name
        assert intake.read == len(intake.rows) + intake.unchanged + len(intake.rejects)  # type: ignore[arg-type]
        assert all(reject.row >= 1 and reject.column and reject.code for reject in intake.rejects)
    assert name in sentence
