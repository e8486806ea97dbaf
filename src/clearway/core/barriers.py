"""What stands in the way, who put it there, and whose need it touches (terms of the work plan)."""

from __future__ import annotations

from enum import StrEnum


class Barrier(StrEnum):
    """Kinds of barrier; the last six are soft (软性堵门)."""

    CHAINED_GATE = "chained_gate"
    LOCKED_UNIT_DOOR = "locked_unit_door"
    WELDED = "welded"
    FENCE = "fence"
    CONCRETE_BLOCK = "concrete_block"
    SOIL_MOUND = "soil_mound"
    PILED_GOODS = "piled_goods"
    GUARD_ONLY = "guard_only"
    FORM = "form"
    UNDERTAKING = "undertaking"
    CODE_SCAN = "code_scan"
    FACE_SCAN = "face_scan"
    CERTIFICATE = "certificate"
    VEHICLE_BAN = "vehicle_ban"

    @property
    def is_soft(self) -> bool:
        """Whether words or papers, not iron, hold people back."""
        return self in _SOFT


_SOFT = frozenset(
    {
        Barrier.FORM,
        Barrier.UNDERTAKING,
        Barrier.CODE_SCAN,
        Barrier.FACE_SCAN,
        Barrier.CERTIFICATE,
        Barrier.VEHICLE_BAN,
    }
)


class BarrierNature(StrEnum):
    """What a text speaks of: ``clearway text classify`` prints these."""

    PHYSICAL = "physical"
    SOFT = "soft"
    NONE = "none"


class ImposedBy(StrEnum):
    """Who put a barrier up."""

    GOVERNMENT = "government"
    COMMITTEE = "committee"
    PROPERTY = "property"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Service(StrEnum):
    """``service_affected``: what people can no longer reach."""

    MEDICAL = "medical"
    MEDICINE = "medicine"
    FIRE_LANE = "fire_lane"
    SCHOOL = "school"
    FOOD = "food"
    FARM = "farm"
    FREIGHT = "freight"
    UTILITY = "utility"


class Topic(StrEnum):
    """What a complaint is about."""

    MEDICAL = "medical"
    MEDICINE = "medicine"
    FIRE_LANE = "fire_lane"
    SCHOOL = "school"
    FOOD = "food"
    FARM_FREIGHT = "farm_freight"
    CODE_SCAN = "code_scan"
    CERTIFICATE = "certificate"
    UNDERTAKING = "undertaking"
    VEHICLE_BAN = "vehicle_ban"
    OTHER = "other"


class TextStatus(StrEnum):
    """Whether the barrier a text speaks of still stands."""

    STANDING = "standing"
    CLEARED = "cleared"
