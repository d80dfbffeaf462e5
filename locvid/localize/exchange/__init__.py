"""Files that go to translators and come back, one file per format."""
