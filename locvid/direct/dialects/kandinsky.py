"""Kandinsky 6: one dense paragraph, speech between <S> and <E>, then one audio sentence in tags.

Form: the system prompts of its own prompt expansion
(https://github.com/kandinskylab/kandinsky-6, comfyui/kandinsky6/beautifier_prompts; the same in
diffusers.pipelines.kandinsky6): a paragraph of 180 to 300 words, then exactly one
<AUDCAP>…<ENDAUDCAP>. locvid writes what the script knows and does not pad it; leave the model's
own prompt expansion off, or it may reword the lines.
"""

from __future__ import annotations

from locvid.direct.dialects import phrases
from locvid.direct.dialects.ovi import picture_with_speech, voices_and_sounds
from locvid.model.performance import PerformancePrompt


class KandinskyDialect:
    """A paragraph and an audio caption a shot."""

    name = "kandinsky"

    def write(self, *shots: PerformancePrompt) -> str:
        """The paragraphs of ``shots``."""
        return "\n\n".join(
            f"{picture_with_speech(shot)} Photorealistic, natural light, "
            f"sharp focus{' on the face' if shot.lines else ''}, "
            f"{'no other text' if shot.screen else 'no text in the picture'}. "
            f"<AUDCAP>{phrases.sentence(voices_and_sounds(shot))}<ENDAUDCAP>"
            for shot in shots
        )
