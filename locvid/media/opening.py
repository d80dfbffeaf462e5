"""Opens media files that may come from anybody.

A playlist (HLS, DASH, concat, SDP, an image pattern) is a text that makes FFmpeg open other files
and addresses. So only files that hold their pictures and sound themselves are opened, whatever a
file's name says, and only from the disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer

PROTOCOLS = "file"
"""What FFmpeg may open while it reads a file; its own list has the network in it."""

FORMATS = (
    "mov,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,obu,ivf,dv,yuv4mpegpipe,flv,mxf,asf,nut,gif,"
    "wav,w64,caf,aiff,flac,ogg,mp3,aac,ac3,eac3,srt,webvtt,"
    "png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe"
)
"""FFmpeg's names of formats that hold everything themselves."""


def open_media(path: Path) -> InputContainer:
    """The opened container; the caller closes it.

    Raises what ``av.open`` does: FileNotFoundError, av.FFmpegError (also for a playlist), OSError.
    """
    import av

    # Absolute and with its protocol, so that no part of a name is taken for another one.
    options = {"protocol_whitelist": PROTOCOLS, "format_whitelist": FORMATS}
    container: InputContainer = av.open(f"file:{path.absolute()}", options=options)
    return container
