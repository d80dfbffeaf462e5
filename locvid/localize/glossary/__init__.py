"""Terms that stay as they are or are said in one way only, one file per format of glossary."""
