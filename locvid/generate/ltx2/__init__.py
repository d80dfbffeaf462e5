"""LTX-2 through diffusers: picture and sound made together by one model, on a GPU."""
