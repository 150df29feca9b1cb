"""The one door from files to facts: takes what was read, gives the typed plan and catalogue."""

from serge_press.model.register.door import register

__all__ = ["register"]
