"""What can be measured in a finished film's sound beside the words: the room, the place."""
