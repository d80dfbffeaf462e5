"""How picture and sound are coded: one file per codec."""
