"""What is to be seen: the presenter, the room, the camera, read from the timeline."""
