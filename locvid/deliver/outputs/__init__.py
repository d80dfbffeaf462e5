"""What is made of a finished film beside it: one file per output."""
