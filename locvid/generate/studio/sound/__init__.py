"""The sound of a shot, all of it synthesised: voices in a room, things, the place itself."""
