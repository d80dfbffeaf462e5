"""Whether what happens in the picture is heard there, then, and as what it is: any film."""
