"""The one clock of a shot: what is said when, and everything that moves or sounds with it."""
