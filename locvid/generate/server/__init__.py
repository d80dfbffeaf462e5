"""Takes made by a server that speaks ``POST /v1/videos`` (SGLang-Diffusion, vLLM-Omni)."""
