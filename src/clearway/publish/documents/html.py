"""A document as one HTML file that needs nothing beside it: charts inside, no address fetched."""

from __future__ import annotations

from html import escape

from clearway.publish.documents.paper import Paper, Section

_STYLE = (
    "body{font:16px/1.6 'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;color:#1b1f24;"
    "max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "th,td{border:1px solid #d3d8de;padding:.3rem .5rem;text-align:left;vertical-align:top}thead{background:#f4f5f2}"
    "svg{max-width:44rem;width:100%;height:auto}.note{color:#4a5360;font-size:.9rem}div{overflow-x:auto}"
)


def html(paper: Paper) -> bytes:
    """The page; every text is escaped, charts are our own drawing."""
    head = "".join(
        f"<tr><th scope='row'>{escape(one.name)}</th><td>{escape(one.value)}</td></tr>" for one in paper.fields
    )
    lines = "".join(f"<p>{escape(one)}</p>" for one in paper.paragraphs)
    parts = "".join(_section(one) for one in paper.sections)
    language = "zh-CN" if paper.language == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(paper.title)}</title>'
        f"<style>{_STYLE}</style></head><body><p>{escape(paper.organ)}</p><h1>{escape(paper.title)}</h1>"
        f'<p class="note">{escape(paper.number)} · {escape(paper.on)} · {escape(paper.link)}</p>'
        f"<table><tbody>{head}</tbody></table>{lines}{parts}</body></html>"
    ).encode()


def _section(section: Section) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in section.headers)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in section.rows)
    table = f"<div><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>" if rows else ""
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    return f"<section><h2>{escape(section.title)}</h2>{section.picture}{note}{table}</section>"
