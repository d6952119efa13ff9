"""Removing a pack: out of sight in one step, then deleted, so that it is never half there."""

from __future__ import annotations

from studio import paths
from studio.errors import EnvironmentFault, PackError
from studio.i18n import _
from studio.model.pack import Pack, PackPlace
from studio.packs import staging


def remove(pack: Pack) -> None:
    """Delete a pack of the user's own.

    `PackError` for one that comes with the program, that all users of the machine share, or that lies elsewhere;
    `EnvironmentFault` for one that another program has open.
    """
    _check(pack)
    try:
        staging.take_out(pack.path)
    except EnvironmentFault as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return  # somebody else was quicker
        if isinstance(error.__cause__, PermissionError):
            raise EnvironmentFault(
                _("“{id}” cannot be removed: it is in use, or its folder is write-protected.").format(id=pack.id),
                hint=_("Wait until the work with it is done, or close the other windows of Souffleur, then try again."),
                details=str(error.__cause__),
            ) from error
        raise


def _check(pack: Pack) -> None:
    """Refuse packs that are not the user's own."""
    if pack.place is PackPlace.SHIPPED:
        raise PackError(
            _("“{id}” comes with Souffleur and stays with it.").format(id=pack.id),
            hint=_("It goes when Souffleur itself is removed."),
        )
    if pack.place is PackPlace.SHARED:
        raise PackError(
            _("“{id}” belongs to all who use this computer, so Souffleur does not remove it.").format(id=pack.id),
            hint=_("Whoever looks after this computer can delete {folder}.").format(folder=pack.path),
        )
    if pack.path.absolute().parent != (paths.packs() / pack.kind).absolute():
        raise PackError(
            _("“{id}” does not lie among the packs of Souffleur.").format(id=pack.id),
            hint=_("Delete {folder} yourself, if you no longer need it.").format(folder=pack.path),
        )
