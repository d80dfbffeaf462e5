"""Illustrated presenters: who stands in the picture, drawn from one pose at a time."""

from locvid.generate.studio.picture.presenter.presenter import Presenter, load

__all__ = ["Presenter", "load"]
