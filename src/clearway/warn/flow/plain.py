"""The scorer over lists: the few lines ``fast.score_day`` must equal. Slow, and meant to be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, isnan, log, log1p, sqrt

from clearway.warn.flow.state import Scoring

SUSPICION, RESTFUL, EMPTY, BUSIEST, MOST_LOCAL, PRIOR_SCALE = 3.5, 0.6, 0.15, 1.5, 1.25, 150.0


@dataclass(slots=True)
class LinkState:
    """What is carried on for one link, as the rows of ``state.ROWS``."""

    city_seen: float = 0.0
    city_usual: float = 0.0
    spread_seen: float = 0.0
    spread_usual: float = 0.0
    spread_noise: float = 0.0
    local_seen: float = 0.0
    local_usual: float = 0.0
    own: float = 0.0
    pair: float = 0.0
    silent: int = 0
    vote: float = 0.0

    @property
    def trusted(self) -> bool:
        """Whether the link is free of suspicion: only then does it speak for the town, or learn."""
        return self.own <= SUSPICION


@dataclass(slots=True)
class PlainScorer:
    """Feeds one interval at a time: ``counts`` (None: no report), ``usual`` and ``restful`` by link (nan: unknown)."""

    scoring: Scoring
    dispersion: list[float]
    partner: list[int]
    links: list[LinkState] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.links = [LinkState() for _ in self.partner]

    def step(
        self, counts: list[int | None], usual: list[float], restful: list[float]
    ) -> tuple[list[float], list[float], list[float]]:
        """Own evidence, pair evidence and expected counts (nan: none) of every link after this interval."""
        self._add_up(counts, usual)
        city = self._city([link for link in self.links if link.trusted])
        open_share = self._open_share(city)
        votes = self._vote(counts, usual, restful)
        trusted = [link.trusted for link in self.links]
        nats, expected = [0.0] * len(counts), [float("nan")] * len(counts)
        for i, count in enumerate(counts):
            if count is not None and not isnan(usual[i]):
                others = self._others(i, trusted)
                expected[i] = self._expected(i, self._city(others), usual[i], restful[i], votes)
                if open_share > 0:
                    nats[i] = self._evidence(count, expected[i], self.dispersion[i], open_share)
                self._learn(i, count, expected[i], usual[i] * self._city(others))
        self._gather(counts, nats)
        return [link.own for link in self.links], [link.pair for link in self.links], expected

    def _local(self, link: LinkState) -> float:
        strength = self.scoring.settings.local_strength
        return min((link.local_seen + strength) / (link.local_usual + strength), MOST_LOCAL)

    def _add_up(self, counts: list[int | None], usual: list[float]) -> None:
        for link, count, usually in zip(self.links, counts, usual, strict=True):
            link.city_seen *= self.scoring.fade_city
            link.city_usual *= self.scoring.fade_city
            link.spread_seen *= self.scoring.fade_spread
            link.spread_usual *= self.scoring.fade_spread
            link.spread_noise *= self.scoring.fade_spread**2
            if count is not None and not isnan(usually):
                mean = usually * self._local(link)
                link.city_seen += count / (1 + 0.05 * mean)
                link.city_usual += mean / (1 + 0.05 * mean)
                link.spread_seen += count
                link.spread_usual += mean
                link.spread_noise += mean

    def _city(self, links: list[LinkState]) -> float:
        strength = self.scoring.settings.city_strength
        seen, usual = sum(link.city_seen for link in links), sum(link.city_usual for link in links)
        return min((max(seen, 0.0) + strength) / (max(usual, 0.0) + strength), BUSIEST)

    def _others(self, i: int, trusted: list[bool]) -> list[LinkState]:
        """The trusted links apart from this one and its other direction."""
        return [link for j, link in enumerate(self.links) if trusted[j] and j not in (i, self.partner[i])]

    def _open_share(self, city: float) -> float:
        """The robust null: lower when links fall unevenly all over town, as on a holiday; 0: no telling."""
        s, fall, scale = self.scoring.settings, 0.0, PRIOR_SCALE
        for link in self.links:
            mean = city * link.spread_usual
            if mean > 0:
                weight = (1 + 0.2 * mean) ** -2
                off = min(0.0, link.spread_seen - mean)
                fall += weight * (2 * off * off - city * link.spread_noise)
                scale += weight * mean * mean
        share = s.open_share * exp(-s.spread_slope * max(0.0, sqrt(max(0.0, fall) / scale) - s.usual_spread))
        return share if share >= s.least_open_share else 0.0

    def _vote(self, counts: list[int | None], usual: list[float], restful: list[float]) -> float:
        """Evidence that the town works today, from links that are all but empty on a day off."""
        strict: list[float] = []
        loose: list[float] = []
        for i, count in enumerate(counts):
            link = self.links[i]
            link.vote *= self.scoring.fade_spread
            if count is not None and restful[i] < RESTFUL * usual[i]:
                nats = _negative_binomial(count, usual[i], restful[i], self.dispersion[i])
                link.vote = min(max(link.vote + nats, -3.0), 3.0)
                loose.append(link.vote)
                if restful[i] < EMPTY * usual[i]:
                    strict.append(link.vote)
        return sum(strict) if len(strict) >= 3 else sum(loose)

    def _expected(self, i: int, city: float, usual: float, restful: float, votes: float) -> float:
        link = self.links[i]
        unsure = restful < RESTFUL * usual and votes - link.vote < 2
        return (restful if unsure else usual) * city * self._local(link)

    def _evidence(self, count: int, mean: float, dispersion: float, open_share: float) -> float:
        s = self.scoring.settings
        nats = _negative_binomial(count, s.closed_share * mean, open_share * mean, dispersion)
        return min(max(nats, -2 * s.step), s.step)

    def _learn(self, i: int, count: int, mean: float, usual: float) -> None:
        link = self.links[i]
        if link.trusted:
            link.local_seen = link.local_seen * self.scoring.fade_local + min(count, 1.5 * mean + 3)
            link.local_usual = link.local_usual * self.scoring.fade_local + usual

    def _gather(self, counts: list[int | None], nats: list[float]) -> None:
        ceiling = self.scoring.settings.ceiling
        for i, link in enumerate(self.links):
            link.silent = link.silent + 1 if counts[i] is None else 0
            if link.silent >= self.scoring.gap:
                link.own = link.pair = 0.0
            both = nats[i] + (nats[self.partner[i]] if self.partner[i] >= 0 else 0.0)
            link.own = min(max(0.0, link.own + nats[i]), ceiling)
            link.pair = min(max(0.0, link.pair + both), ceiling)


def _negative_binomial(count: int, mean: float, other: float, dispersion: float) -> float:
    """Log-likelihood ratio of ``mean`` against ``other``; variance = m + dispersion·m²."""
    a, b = log1p(dispersion * mean), log1p(dispersion * other)
    return count * (log(mean / other) + b - a) + (b - a) / dispersion
