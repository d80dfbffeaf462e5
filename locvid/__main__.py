"""``python -m locvid`` is the ``locvid`` command."""

from locvid.cli.app import main

if __name__ == "__main__":
    main()
