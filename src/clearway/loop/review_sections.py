"""A review in words: headline and sections, the same on the page, in DOCX and in PDF."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.evaluate.review.standing import over_closure, people_of
from clearway.law.load import load_rulebook
from clearway.loop.document_fields import Making
from clearway.loop.review_access import lost_access
from clearway.loop.review_closures import bought, closed, hurt, verdicts
from clearway.loop.review_costs import costs
from clearway.loop.review_offices import complaints, money, on_time, resources, right, work
from clearway.loop.review_quarter import Review
from clearway.loop.review_section import number
from clearway.loop.review_words import UNKNOWN, as_rate, told
from clearway.publish.documents.paper import Field, Paper, Section
from clearway.record.reading.naming import place_name


def headline(review: Review, making: Making) -> tuple[Field, ...]:
    """The few figures a reader should leave with."""
    people = people_of(review.stood)
    still = sum(one.still and one.past > 0 for one in review.stood)
    rows = (
        (Bilingual("期间", "Period"), _period(review, making)),
        (Bilingual("封闭的地方", "Closures"), number(len(review.stood))),
        (
            Bilingual("无权而立或超过时限", "Without right or past the clock"),
            making.say(told(over_closure(review.stood))),
        ),
        (Bilingual("其中仍未解除", "Of them still standing"), number(still)),
        (Bilingual("受限人·天", "Person-days behind closures"), number(people.person_days)),
        (Bilingual("其中不该受限的人·天", "Of them without right"), number(people.past)),
        (
            Bilingual("反映就医、急救或消防受阻", "Reports of care, ambulance or fire engine held up"),
            number(review.complaints.emergencies),
        ),
        (Bilingual("按时办结率（超期未结计入分母）", "On time (open overdue counted)"), on_time(review, making)),
        (Bilingual("预警准确率", "Warning accuracy"), making.say(told(as_rate(review.model.accuracy)))),
        (
            Bilingual("报告的感染", "Infections reported"),
            making.say(UNKNOWN) if review.infections is None else number(review.infections),
        ),
    )
    return tuple(Field(making.say(name), value) for name, value in rows)


def sections(review: Review, making: Making) -> tuple[Section, ...]:
    """Every part of the review."""
    return (
        closed(review.stood, making),
        hurt(review, making),
        lost_access(review.stood, making),
        costs(review.stood, making, load_rulebook(), review.until.date()),
        bought(review, making),
        verdicts(review.stood, making),
        complaints(review, making),
        work(review, making),
        right(review, making),
        money(review, making),
        resources(review, making),
    )


def as_paper(review: Review, making: Making) -> Paper:
    """The review as a document."""
    name = making.say(place_name(review.region))
    verdict = Bilingual(
        "本报告由账本自动生成，任何人可据同一账本重算；未知的写未知，不写零。效果无法识别的，举证责任在封闭一方。",
        "Drawn from the ledger; anybody can draw it again. What is unknown is called unknown, never nought. Where an "
        "effect cannot be identified, the burden of proof lies with the closure.",
    )
    return Paper(
        kind="review",
        title=making.say(title_of_review(review)),
        number=f"{review.region}-{review.quarter}",
        organ=name,
        fields=headline(review, making),
        paragraphs=(making.say(verdict),),
        rows=(),
        signed=name,
        on=making.when(review.until),
        link=f"{making.site}/reviews/{review.region}/{review.quarter}",
        language=making.language,
        sections=sections(review, making),
    )


def title_of_review(review: Review) -> Bilingual:
    """What the review is called."""
    name = review.quarter.name
    return Bilingual(f"{name.zh}封闭措施评估", f"Closures reviewed, {name.en}")


def _period(review: Review, making: Making) -> str:
    last = min(review.quarter.last, review.until.astimezone(making.zone).date())
    words = f"{review.quarter.first} – {last}"
    return words + (making.say(Bilingual("（本季度未完）", " (not over yet)")) if review.running else "")
