"""The colours of the design by their names, in light, dark and high contrast.

Each word is chosen so that text keeps 4.5:1 and edges keep 3:1 on every ground they may lie on; a test computes it.
`onselect` and `focus_on_select` belong on a selected row: only in high contrast do they differ from `ink` and `focus`.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

LIGHT: Mapping[str, str] = {
    "window": "#F2F0ED",
    "surface": "#FFFFFF",
    "raised": "#F9F8F6",
    "ink": "#1F1B1D",
    "soft": "#5A5357",
    "line": "#D9D4CE",
    "edge": "#857E77",
    "accent": "#7A2B5C",
    "fill": "#7A2B5C",
    "onaccent": "#FFFFFF",
    "fill_edge": "#7A2B5C",
    "select": "#F4E6EF",
    "onselect": "#1F1B1D",
    "approved": "#23663A",
    "approved_ground": "#E5F1E7",
    "stale": "#7F4C00",
    "stale_ground": "#FAEFD9",
    "problem": "#A82A20",
    "problem_ground": "#FBE8E5",
    "machine": "#5A5357",
    "machine_ground": "#ECE9E5",
    "ground_edge": "",
    "disabled": "#857E77",
    "focus": "#0B57D0",
    "focus_on_select": "#0B57D0",
    "waveform": "#7B848E",
    "speech_lane": "#4C6A8A",
    "shot": "#5A5357",
}

DARK: Mapping[str, str] = {
    "window": "#1D1A1C",
    "surface": "#262225",
    "raised": "#2E2A2D",
    "ink": "#F1EDEF",
    "soft": "#BDB4B9",
    "line": "#443D42",
    "edge": "#8F868C",
    "accent": "#E6A3CC",
    "fill": "#8E3A6E",
    "onaccent": "#FFFFFF",
    "fill_edge": "#E6A3CC",
    "select": "#47293D",
    "onselect": "#F1EDEF",
    "approved": "#8AD19B",
    "approved_ground": "#20382A",
    "stale": "#F2BF69",
    "stale_ground": "#40321A",
    "problem": "#FFA599",
    "problem_ground": "#4A2623",
    "machine": "#BDB4B9",
    "machine_ground": "#383337",
    "ground_edge": "",
    "disabled": "#8F868C",
    "focus": "#8AB8FF",
    "focus_on_select": "#8AB8FF",
    "waveform": "#86909B",
    "speech_lane": "#8FB0D2",
    "shot": "#BDB4B9",
}

CONTRAST: Mapping[str, str] = {
    **dict.fromkeys(("window", "surface", "raised"), "#000000"),
    **dict.fromkeys(("ink", "soft", "line", "edge", "machine", "waveform", "shot", "ground_edge"), "#FFFFFF"),
    **dict.fromkeys(("accent", "fill", "fill_edge", "select"), "#FFFF00"),
    **dict.fromkeys(("onaccent", "onselect", "focus_on_select"), "#000000"),
    **dict.fromkeys(("approved_ground", "stale_ground", "problem_ground", "machine_ground"), "#000000"),
    "approved": "#7CFF8C",
    "stale": "#FFC83D",
    "problem": "#FF9A8F",
    "focus": "#00FFFF",
    "speech_lane": "#00FFFF",
    "disabled": "#A6A6A6",
}


def of_system(palette: QPalette) -> dict[str, str]:
    """Return our names for the colours of the system's own high contrast; of ours only icons and shapes remain."""
    role = QPalette.ColorRole
    ground, ink = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    chosen, onchosen = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    return {
        **dict.fromkeys(LIGHT, ink),
        **dict.fromkeys(("window", "raised"), ground),
        "surface": palette.color(role.Base).name(),
        "accent": palette.color(role.Link).name(),
        "disabled": palette.color(QPalette.ColorGroup.Disabled, role.Text).name(),
        **dict.fromkeys(("fill", "fill_edge", "select", "focus"), chosen),
        **dict.fromkeys(("onaccent", "onselect", "focus_on_select"), onchosen),
        **dict.fromkeys(("approved_ground", "stale_ground", "problem_ground", "machine_ground"), ground),
    }


def qpalette(colours: Mapping[str, str]) -> QPalette:
    """Return what Qt's own drawing takes its colours from."""
    role, made = QPalette.ColorRole, QPalette()
    for name, roles in {
        "window": (role.Window,),
        "surface": (role.Base, role.Button),
        "raised": (role.AlternateBase, role.ToolTipBase, role.Light),
        "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "soft": (role.PlaceholderText,),
        "line": (role.Midlight,),
        "edge": (role.Mid, role.Dark, role.Shadow),
        "accent": (role.Link, role.LinkVisited, role.Accent),
        "select": (role.Highlight,),
        "onselect": (role.HighlightedText,),
        "onaccent": (role.BrightText,),
    }.items():
        for each in roles:
            made.setColor(each, QColor(colours[name]))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours["disabled"]))
    return made
