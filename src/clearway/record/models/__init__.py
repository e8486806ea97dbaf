"""Tables, one file a noun. Only ``clearway.record`` writes them."""

from clearway.record.models.access import AnswerRow, ApiKeyRow
from clearway.record.models.account import Account
from clearway.record.models.assembly import (
    CompactRow,
    ConsultationRow,
    CouncilRow,
    ExpertRow,
    HearingRow,
    OpinionRow,
    SpeakerRow,
)
from clearway.record.models.baseline import BaselineRow
from clearway.record.models.calendar import CalendarRow
from clearway.record.models.case import CaseRow
from clearway.record.models.casework import EvidenceRow, MergeRow, PositionRow, SettlementRow, ShiftRow
from clearway.record.models.closure_account import ClosureAccountRow
from clearway.record.models.counter import NumberCounter
from clearway.record.models.course import (
    AppealRow,
    ExtensionRow,
    MeasureReviewRow,
    PolicyReceiptRow,
    PolicyRow,
)
from clearway.record.models.facility import FacilityRow
from clearway.record.models.fund import FundLineRow, FundRow
from clearway.record.models.grade import GradeRow, OverrideRow, PanelRow, VerdictRow
from clearway.record.models.infection import InfectionRow
from clearway.record.models.inspection import CampaignRow, FindingRow, InspectionRow, SelfCheckRow
from clearway.record.models.ledger import ChainHead, LedgerLine
from clearway.record.models.load import LoadRow
from clearway.record.models.measure import MeasureRow
from clearway.record.models.notice import ContactRow, NoticeRow, SubscriptionRow
from clearway.record.models.order import OrderRow
from clearway.record.models.outbox import OutboxRow
from clearway.record.models.passes import (
    CountBatchRow,
    DeletionReportRow,
    GateHourRow,
    GateRow,
    PassAppealRow,
    PassRevocationRow,
    PassRow,
    StatusChangeRow,
)
from clearway.record.models.photo import PhotoRow
from clearway.record.models.place import PlaceRow
from clearway.record.models.proposal import ProposalRow, ProposalStepRow
from clearway.record.models.report import ReportRow
from clearway.record.models.reporter import AdditionRow, RatingRow, ReplyRow, ReprisalRow, WitnessRow
from clearway.record.models.resource import DispatchRow, GiftRow, StockRow, TimeGivenRow
from clearway.record.models.sensor import SensorRow
from clearway.record.models.sent_reading import SentReadingRow, SharedStairsRow, TravelledRow
from clearway.record.models.service_request import CallBackRow, CopyRow, ForwardRow, ServiceRequestRow
from clearway.record.models.support import HelperRow, OpinionItemRow, SupportRow
from clearway.record.models.task import TaskRow
from clearway.record.models.training import CourseRow
from clearway.record.models.upkeep import SilentSensorRow
from clearway.record.models.vote import BallotRow, RollLineRow, RollRow, SheetRow, TurnRow, VoteRow
from clearway.record.models.warning import WarningRow
from clearway.record.models.wording import CorrectionRow, LexiconWordRow

__all__ = [
    "Account",
    "AdditionRow",
    "AnswerRow",
    "ApiKeyRow",
    "AppealRow",
    "BallotRow",
    "BaselineRow",
    "CalendarRow",
    "CallBackRow",
    "CampaignRow",
    "CaseRow",
    "ChainHead",
    "ClosureAccountRow",
    "CompactRow",
    "ConsultationRow",
    "ContactRow",
    "CopyRow",
    "CorrectionRow",
    "CouncilRow",
    "CountBatchRow",
    "CourseRow",
    "DeletionReportRow",
    "DispatchRow",
    "EvidenceRow",
    "ExpertRow",
    "ExtensionRow",
    "FacilityRow",
    "FindingRow",
    "ForwardRow",
    "FundLineRow",
    "FundRow",
    "GateHourRow",
    "GateRow",
    "GiftRow",
    "GradeRow",
    "HearingRow",
    "HelperRow",
    "InfectionRow",
    "InspectionRow",
    "LedgerLine",
    "LexiconWordRow",
    "LoadRow",
    "MeasureReviewRow",
    "MeasureRow",
    "MergeRow",
    "NoticeRow",
    "NumberCounter",
    "OpinionItemRow",
    "OpinionRow",
    "OrderRow",
    "OutboxRow",
    "OverrideRow",
    "PanelRow",
    "PassAppealRow",
    "PassRevocationRow",
    "PassRow",
    "PhotoRow",
    "PlaceRow",
    "PolicyReceiptRow",
    "PolicyRow",
    "PositionRow",
    "ProposalRow",
    "ProposalStepRow",
    "RatingRow",
    "ReplyRow",
    "ReportRow",
    "ReprisalRow",
    "RollLineRow",
    "RollRow",
    "SelfCheckRow",
    "SensorRow",
    "SentReadingRow",
    "ServiceRequestRow",
    "SettlementRow",
    "SharedStairsRow",
    "SheetRow",
    "ShiftRow",
    "SilentSensorRow",
    "SpeakerRow",
    "StatusChangeRow",
    "StockRow",
    "SubscriptionRow",
    "SupportRow",
    "TaskRow",
    "TimeGivenRow",
    "TravelledRow",
    "TurnRow",
    "VerdictRow",
    "VoteRow",
    "WarningRow",
    "WitnessRow",
]
