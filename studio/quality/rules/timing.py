"""Rules about when cues come and go.  Numbers are the profile's."""

from __future__ import annotations

from dataclasses import replace

from studio.i18n import _, number
from studio.model.cue import Cue
from studio.model.finding import Correction, Evidence, Finding, Severity
from studio.quality.rule import ROUNDING, after, latest_end
from studio.text.length import word_count


class EndBeforeStart:
    """A cue must end after it starts, or no player shows it."""

    id = "end-before-start"
    severity = Severity.ERROR

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        if cue.end > cue.start:
            return None
        message = _("Ends before it starts, so no player will show it.")
        return Finding(self.id, self.severity, i, message, _longer(evidence, i, _shortest(evidence, cue)))


class Overlap:
    """Two cues at once cover each other."""

    id = "overlap"
    severity = Severity.ERROR

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, following = evidence.cues[i], after(evidence, i)
        if following is None or following.start >= cue.end:
            return None
        end = following.start - evidence.profile.gap(evidence.frame_rate)
        fix = Correction(i, (replace(cue, end=end),)) if end > cue.start else None
        message = _("Still on screen when the next cue begins ({seconds} s too long).").format(
            seconds=seconds(cue.end - following.start)
        )
        return Finding(self.id, self.severity, i, message, fix)


class TooShort:
    """A cue needs a least time to be noticed and read."""

    id = "too-short"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue = evidence.cues[i]
        least = _shortest(evidence, cue)
        if not 0 < cue.duration < least - ROUNDING:
            return None
        message = _("Too short to notice: {now} s, {least} s at least.").format(
            now=seconds(cue.duration), least=seconds(least)
        )
        return Finding(self.id, self.severity, i, message, _longer(evidence, i, least))


class TooLong:
    """A cue that stands too long is read twice."""

    id = "too-long"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, most = evidence.cues[i], evidence.profile.max_duration
        if most is None or cue.duration <= most + ROUNDING:
            return None
        message = _("Stays too long: {now} s, {most} s at most.").format(now=seconds(cue.duration), most=seconds(most))
        fix = Correction(i, (replace(cue, end=cue.start + most),))
        return Finding(self.id, self.severity, i, message, fix)


class Gap:
    """Between two cues the eye needs a few empty frames to see that the text has changed."""

    id = "gap"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, following = evidence.cues[i], after(evidence, i)
        wanted = evidence.profile.gap(evidence.frame_rate)
        if following is None or not 0 <= following.start - cue.end < wanted - ROUNDING:
            return None
        message = _("Too close to the next cue: {now} s between them, {least} s at least.").format(
            now=seconds(following.start - cue.end), least=seconds(wanted)
        )
        return Finding(self.id, self.severity, i, message, _pulled_back(evidence, i, following.start - wanted))


class GapFlicker:
    """BBC: cues either touch, or at least a second lies between them; less flickers."""

    id = "gap-flicker"
    severity = Severity.WARNING

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, following, least = evidence.cues[i], after(evidence, i), evidence.profile.gap_none_or
        if least is None or following is None:
            return None
        if not ROUNDING < following.start - cue.end < least - ROUNDING:
            return None
        message = _("Flickers: {now} s before the next cue; either none or {least} s.").format(
            now=seconds(following.start - cue.end), least=seconds(least)
        )
        return Finding(self.id, self.severity, i, message, Correction(i, (replace(cue, end=following.start),)))


class AfterMedia:
    """A cue that ends after its film is cut off."""

    id = "after-media"
    severity = Severity.ERROR

    def check(self, evidence: Evidence, i: int) -> Finding | None:
        cue, duration = evidence.cues[i], evidence.media_duration
        frame = round(1000 / evidence.frame_rate)
        if duration is None or cue.end <= duration + frame:
            return None
        fix = Correction(i, (replace(cue, end=duration),)) if cue.start < duration else Correction(i, ())
        return Finding(self.id, self.severity, i, _("Ends after the video has ended."), fix)


def seconds(ms: float) -> str:
    """Return milliseconds as seconds for people: "0.6", "12", with two digits where one would say zero."""
    return number(ms / 1000, 1 if ms >= 100 else 2)


def _shortest(evidence: Evidence, cue: Cue) -> int:
    return max(1, evidence.profile.shortest(word_count(cue.text)))


def _longer(evidence: Evidence, i: int, duration: int) -> Correction | None:
    cue, limit = evidence.cues[i], latest_end(evidence, i)
    end = cue.start + duration
    return Correction(i, (replace(cue, end=end),)) if limit is None or end <= limit else None


def _pulled_back(evidence: Evidence, i: int, end: int) -> Correction | None:
    """Return the cue ending at `end`, unless that breaks its least duration."""
    cue = evidence.cues[i]
    return Correction(i, (replace(cue, end=end),)) if end - cue.start >= _shortest(evidence, cue) else None
