"""What can be wrong with a road file, a region or a request, each as one sentence in two languages."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class NoWays(Refusal):
    """The file holds no road."""

    code = "no_ways"
    template = Bilingual("{file} 中没有任何道路", "{file} holds no road at all")
    try_again = True


class NoFacilities(Refusal):
    """The region has no facility of the kind asked for."""

    code = "no_facilities"
    template = Bilingual(
        "路网 {network} 中没有“{kind}”类设施：请用 --facilities 提供（列 kind,name,lat,lon,capacity）",
        "network {network} has no facility of kind {kind}: give them with --facilities "
        "(columns kind,name,lat,lon,capacity)",
    )
    try_again = True


class FarFromRoads(Refusal):
    """A home or facility lies too far from any road to be joined to it."""

    code = "far_from_roads"
    template = Bilingual(
        "{what}（{lat}, {lon}）离最近的道路超过 {metres} 米：请检查坐标，或确认路网是否覆盖该地",
        "{what} at {lat}, {lon} is more than {metres} m from any road: check the coordinates, "
        "or whether the network covers the place",
    )
    try_again = True


class NotANetwork(Refusal):
    """A folder is not a saved network, or one of another format version."""

    code = "not_a_network"
    template = Bilingual(
        "{folder} 不是本版本的路网：现为 {found_zh}，应为 {expected_zh}；请重新运行 clearway roads import",
        "{folder} is not a network of this version: found {found}, expected {expected}; "
        "run clearway roads import again",
    )
    try_again = True


class NoSuchLink(Refusal):
    """A link id that the network does not have."""

    code = "no_such_link"
    template = Bilingual("路网中没有路段 {link}", "the network has no link {link}")
    try_again = True


class NoRoadThere(Refusal):
    """Nothing to close: no network is loaded, or none of its ways lies where one pointed or drew."""

    code = "no_road_there"
    template = Bilingual(
        "此处没有已载入的道路：请在道路上点选，或画出至少三个角的区域",
        "no road is loaded there: point at a road, or draw an area of three corners or more",
    )
    try_again = True


class NoSuchFacility(Refusal):
    """A facility said to shut is not there."""

    code = "no_such_facility"
    template = Bilingual(
        "（{lat}, {lon}）{metres} 米内没有“{kind}”类设施",
        "no facility of kind {kind} within {metres} m of {lat}, {lon}",
    )
    try_again = True


class EverythingCloses(Refusal):
    """A drawn area that closes every link of the mode: the answer would say nothing."""

    code = "everything_closes"
    template = Bilingual(
        "所画区域会关闭全部 {links} 条路段：请画小一些",
        "the area drawn closes all {links} links: draw a smaller one",
    )
    try_again = True
