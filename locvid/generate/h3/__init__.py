"""MiniMax-H3 through diffusers: picture and sound made together, from references of a speaker."""
