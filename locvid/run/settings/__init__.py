"""What the user wants: flags, environment, ``locvid.yaml`` and defaults as one typed value."""
