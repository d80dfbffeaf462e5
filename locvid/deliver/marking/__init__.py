"""What a finished film carries of its origin: source type, signed manifest, sound watermark."""
