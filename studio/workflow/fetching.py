"""Packs fetched from the network: the one moment in which this program uses it, and only when a person asked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from studio import settings
from studio.i18n import _
from studio.model.pack import Manifest, Offer, PackKind
from studio.model.progress import Report
from studio.packs import argos_index, fetch, staging
from studio.packs.fetch.network import Network
from studio.workflow import pack_tasks
from studio.workflow.work import Event, Nothing, Said, Work


def network() -> Network:
    """Return where packs are fetched from: as the environment says, else the settings, else as is usual."""
    chosen = settings.load()
    return Network(
        hub=os.environ.get("SOUFFLEUR_HUB") or chosen.hub_mirror,
        index=os.environ.get("SOUFFLEUR_ARGOS_INDEX") or chosen.argos_mirror,
        proxy=chosen.proxy,
    )


def fetch_pack(offer: Offer, network: Network, *, report: Report) -> Manifest:
    """Return the manifest of what was fetched, whole and compared with its hashes, into its staged folder."""
    with staging.held(offer.kind, offer.id) as staged:
        return fetch.fetch(offer, network, staged, report)


def get(offer: Offer) -> Work[Manifest]:
    """Return the work that fetches what is offered, then tests it and puts it in its place.

    Paused, stopped or killed it goes on from the same place the next time.
    """
    return Work(
        label=_("Fetching “{name}”").format(name=offer.name),
        lane="fetch",
        task=fetch_pack,
        values=(offer, network()),
        hand=_Fetched(offer),
        can_pause=True,
    )


def install(kind: PackKind, id: str, name: str, manifest: Manifest) -> Work[Manifest]:
    """Return the work that tests what was fetched and puts it in its place."""
    return Work(
        label=_("Testing “{name}”").format(name=name),
        lane="packs",
        task=pack_tasks.install,
        values=(kind, id, manifest),
        hand=Nothing(),
    )


def refresh_index() -> Work[str]:
    """Return the work that asks which translation packages there are now, and keeps the answer."""
    return Work(
        label=_("Looking for new translation packages"),
        lane="fetch",
        task=fetch.refresh_index,
        values=(network(),),
        hand=_Index(),
    )


@dataclass(slots=True)
class _Fetched:
    """Has what came tested; says once what it waits for meanwhile."""

    offer: Offer
    _trouble: str = ""

    def take(self, value: object) -> list[Event]:
        if not isinstance(value, fetch.Tick) or value.trouble == self._trouble:
            return []
        self._trouble = value.trouble
        return [Said(value.trouble)] if value.trouble else []

    def finish(self, value: Manifest) -> list[Work[Any]]:
        return [install(self.offer.kind, self.offer.id, self.offer.name, value)]

    def stopped(self) -> None:
        """Keep what came: it is gone on with."""


class _Index:
    """Keeps the index; one that says nothing usable is refused and the old one stays."""

    def take(self, value: object) -> list[Event]:
        return []

    def finish(self, value: str) -> list[Work[Any]]:
        argos_index.save(value)
        return []

    def stopped(self) -> None:
        """Keep the old one."""
