"""How well a stranger understands the voices: character errors of Whisper-base, and the cost.

python bench/speech.py [--langs fr,de] [--voices warm-female,deep-male]

The lines here are for measuring only; pronunciation is tuned on others.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "generate")]

from prompts import LIBRARY, line, locale, market  # noqa: E402
from recogniser import edits, normalised, transcribe  # noqa: E402

from locvid.generate.studio.voice.choose import engine_for  # noqa: E402
from locvid.model.media import SAMPLE_RATE  # noqa: E402

LINES = {
    "fr-FR": [
        "La bibliothèque ouvre ses portes aux étudiants pendant les vacances.",
        "Nous avons reçu votre message et nous vous répondrons avant la fin de la semaine.",
        "Le soir, les bateaux rentrent lentement au port sous une pluie fine.",
    ],
    "es-ES": [
        "La biblioteca abre sus puertas a los estudiantes durante las vacaciones.",
        "Hemos recibido tu mensaje y te responderemos antes del fin de semana.",
        "Por la tarde, los barcos vuelven despacio al puerto bajo una lluvia fina.",
    ],
    "de-DE": [
        "Die Bibliothek öffnet ihre Türen auch in den Ferien für alle Studenten.",
        "Wir haben Ihre Nachricht erhalten und antworten noch vor dem Wochenende.",
        "Am Abend kehren die Schiffe langsam in den Hafen zurück.",
    ],
    "ja-JP": [
        "図書館は夏休みの間も学生のために開いています。",
        "メッセージを受け取りました。週末までにお返事します。",
        "夕方になると、船がゆっくりと港に戻ってきます。",
    ],
    "it-IT": [
        "La biblioteca apre le porte agli studenti anche durante le vacanze.",
        "Abbiamo ricevuto il vostro messaggio e vi risponderemo prima del fine settimana.",
        "La sera le barche tornano lentamente al porto sotto una pioggia sottile.",
    ],
    "pt-BR": [
        "A biblioteca abre as portas para os estudantes durante as férias.",
        "Recebemos a sua mensagem e vamos responder antes do fim de semana.",
        "À tarde, os barcos voltam devagar para o porto debaixo de uma chuva fina.",
    ],
    "en-US": [
        "The library opens its doors to students even during the holidays.",
        "We have received your message and will answer before the weekend.",
        "In the evening the boats return slowly to the harbour under a light rain.",
    ],
    "nl-NL": ["De bibliotheek opent haar deuren ook in de vakantie voor alle studenten."],
    "pl-PL": ["Biblioteka otwiera swoje drzwi dla studentów także w czasie wakacji."],
    "ru-RU": ["Библиотека открывает свои двери для студентов и во время каникул."],
    "zh-CN": ["图书馆在假期也为学生开放。", "我们收到了您的消息，周末之前会回复。"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langs", default=",".join(tag[:2] for tag in LINES))
    parser.add_argument("--voices", default="warm-female,deep-male")
    parser.add_argument("--show", action="store_true", help="print what was heard wrongly")
    chosen = parser.parse_args()
    print(f"{'locale':8}{'preset':15}{'voice':38}{'CER':>7}{'CPU s/s':>9}{'phones/s':>10}")
    for tag, texts in LINES.items():
        if tag[:2] not in chosen.langs.split(","):
            continue
        for preset in chosen.voices.split(","):
            measure(tag, texts, preset, chosen.show)


def measure(tag: str, texts: list[str], preset: str, show: bool) -> None:
    language = tag[:2]
    engine = engine_for(language)
    voice = LIBRARY.get("voices", preset).content
    engine.speak(line(texts[0][:20]), locale(tag), market(tag), voice)  # loads the model
    errors = letters = phones = 0
    cpu_s = spoken_s = articulated_s = 0.0
    for text in texts:
        started = time.process_time()
        utterance = engine.speak(line(text), locale(tag), market(tag), voice)
        cpu_s += time.process_time() - started
        spoken_s += utterance.samples.size / SAMPLE_RATE
        phones += len(utterance.phones)
        articulated_s += sum(one.end - one.start for one in utterance.phones) / SAMPLE_RATE
        heard = transcribe(utterance.samples, language)
        wanted = normalised(text, language)
        wrong = edits(wanted, normalised(heard, language))
        errors, letters = errors + wrong, letters + len(wanted)
        if show and wrong:
            print(f"  {text}\n  {heard}")
    print(
        f"{tag:8}{preset:15}{utterance.voice:38}{errors / letters:7.3f}{cpu_s / spoken_s:9.2f}"
        f"{phones / articulated_s:10.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
