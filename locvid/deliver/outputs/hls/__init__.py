"""HTTP Live Streaming (RFC 8216): a ladder of renditions that a player chooses from."""

from locvid.deliver.outputs.hls.output import Hls

__all__ = ["Hls"]
